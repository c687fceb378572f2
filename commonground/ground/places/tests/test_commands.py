"""`commonground import boundaries`, `areas` and `footprints`."""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from commonground.foundation.kernel.errors import Conflict, Invalid, NotFound
from commonground.foundation.work import actions as work
from commonground.ground.places.commands import areas, boundaries, footprints
from commonground.ground.places.jobs import IMPORT_BOUNDARIES
from commonground.ground.places.models import Area, Boundary, FootprintVersion
from commonground.ground.places.tests import squares
from commonground.ground.places.tests.county import OPERATOR


def call(command: click.Command, *words: str | Path) -> Result:
    return CliRunner().invoke(command, [str(word) for word in words], catch_exceptions=False)


@pytest.fixture
def published(tmp_path: Path) -> Path:
    folder = tmp_path / "published"
    folder.mkdir()
    return squares.write(folder, squares.four_squares())


def test_an_import_tells_what_is_new_and_the_next_what_is_as_before(transactional_db: None, published: Path) -> None:
    first, second = call(boundaries, published), call(boundaries, published.parent)
    assert first.output == "4 areas of lsoa-2021 in 1 file: 4 new, 0 changed, 0 as before.\n"
    assert second.output == "4 areas of lsoa-2021 in 1 file: 0 new, 0 changed, 4 as before.\n"


def test_a_dry_run_changes_nothing(transactional_db: None, published: Path) -> None:
    said = call(boundaries, published, "--dry-run").output
    assert "4 would be new" in said
    assert said.endswith("Nothing was changed: this was a dry run.\n")
    assert Boundary.objects.count() == 0


def test_the_summary_names_what_was_mended(transactional_db: None, tmp_path: Path) -> None:
    content = squares.collection(*(squares.feature(number, squares.spike(number, 0)) for number in range(12)))
    said = call(boundaries, squares.write(tmp_path, content)).output
    assert "  Ashfield 000A (E01000000): Mended: ring self-intersection at 451000, 351000." in said
    assert "… and 2 more were mended" in said


def test_machines_get_one_object(transactional_db: None, published: Path) -> None:
    told = json.loads(call(boundaries, published, "--json").output)
    assert (told["new"], told["sets"], told["is_dry_run"]) == (4, ["lsoa-2021"], False)


def test_a_damaged_file_is_refused_and_nothing_is_changed(transactional_db: None, published: Path) -> None:
    published.write_text(published.read_text()[:-40])
    with pytest.raises(Invalid) as refusal:
        call(boundaries, published)
    assert "is damaged or was cut short" in str(refusal.value.problems[0])
    assert Area.objects.count() == 0


def test_a_second_import_while_one_runs_is_told_so(transactional_db: None, published: Path) -> None:
    work.enqueue(job=IMPORT_BOUNDARIES, params={"paths": []}, key=IMPORT_BOUNDARIES, by=OPERATOR)
    with pytest.raises(Conflict, match="Import of boundaries is already"):
        call(boundaries, published)
    assert Area.objects.count() == 0


def test_areas_are_found_with_the_words_other_commands_take(six: FootprintVersion) -> None:
    assert call(areas, "mansfield").output.splitlines() == [
        f"{'E07000174':<40}  Mansfield (District)",
        f"{'mansfield-and-ashfield':<40}  Mansfield and Ashfield (Locality)",
    ]
    assert json.loads(call(areas, "rushcliffe", "--json").output)["code"] == "E07000176"


def test_footprints_are_listed_with_the_version_in_force(six: FootprintVersion) -> None:
    assert call(footprints).output == f"{'localities':<40}  Locality groups (Six (2015))\n"


def test_a_footprint_is_told_as_it_was_on_a_day(seven: FootprintVersion, six: FootprintVersion) -> None:
    assert len(call(footprints, "localities", "--on", "2014-06-01").output.splitlines()) == 7
    rows = [json.loads(line) for line in call(footprints, "localities", "--json").output.splitlines()]
    assert {row["slug"]: row["parts"] for row in rows}["mansfield-and-ashfield"] == ["E07000170", "E07000174"]
    assert "had no version in force on 1 January 1999" in call(footprints, "localities", "--on", "1999-01-01").output


def test_a_footprint_that_is_not_there_is_not_found(db: None) -> None:
    with pytest.raises(NotFound):
        call(footprints, "atlantis")
    assert call(areas, "atlantis").output == ""
