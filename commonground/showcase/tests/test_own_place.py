"""A place of one's own from a spreadsheet and boundaries: what is wrong is named by cell, and nothing is written."""

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from django.utils import timezone

from commonground.foundation.kernel.errors import Invalid, NotFound
from commonground.foundation.kernel.viewer import operator
from commonground.ground.partners.models import Role
from commonground.ground.places import queries as places
from commonground.ground.places.models import FootprintVersion
from commonground.showcase import actions, commands, formats, queries

BY = operator(timezone.now(), permissions=actions.PERMISSIONS)
ROWS = [
    ["children-0-17 2020", "Ward name", "Locality", "WD25CD"],
    ["1,893", "Abbey", "Town", "E05014965"],
    ["866", "Bingham North", "Country", "E05014966"],
    ["1515", "Bingham South", "Country", "E05014967"],
]
Write = Callable[[list[list[str]]], Path]


@pytest.fixture
def sheet(tmp_path: Path) -> Write:
    """Writes rows as a CSV and returns its path."""

    def write(rows: list[list[str]]) -> Path:
        path = tmp_path / "areas.csv"
        with path.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows(rows)
        return path

    return write


@pytest.fixture
def outlines(tmp_path: Path) -> Path:
    """Three wards drawn as neighbouring squares."""
    features = [
        {
            "type": "Feature",
            "properties": {"WD25CD": row[3], "WD25NM": row[1], "LAD25CD": "E07000176", "LAD25NM": "Rushcliffe"},
            "geometry": {"type": "Polygon", "coordinates": [square(-1.1 + at / 50, 52.9)]},
        }
        for at, row in enumerate(ROWS[1:])
    ]
    path = tmp_path / "wards.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def square(west: float, south: float) -> list[list[float]]:
    east, north = west + 0.02, south + 0.02
    return [[west, south], [west, north], [east, north], [east, south], [west, south]]


def draw_up(areas: Path, boundaries: Path | None = None) -> queries.DrawnUp:
    return queries.drawn_up(
        name="Rushcliffe",
        code="E07000176",
        areas=areas,
        boundaries=boundaries,
        since=date(2025, 5, 1),
        colour="#1d4f60",
    )


def wrong(areas: Path, boundaries: Path | None = None) -> list[str]:
    with pytest.raises(Invalid) as found:
        draw_up(areas, boundaries)
    return [str(problem) for problem in found.value.problems]


def changed(row: int, column: int, text: str) -> list[list[str]]:
    rows = [list(cells) for cells in ROWS]
    rows[row][column] = text
    return rows


# --- a place that opens -----------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_folder_is_written_and_opens_as_a_place(new_site: None, sheet: Write, outlines: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    asked = ["new", "Rushcliffe", "--code", "E07000176", "--areas", str(sheet(ROWS)), "--boundaries", str(outlines)]
    done = CliRunner().invoke(commands.place, [*asked, "--into", str(folder)], catch_exceptions=False)
    assert "3 areas in 2 localities; 3 figures" in done.output
    actions.open_place(pack=formats.read_pack(str(folder)), by=BY, tell=lambda said: None)
    held = FootprintVersion.objects.get(footprint__slug="localities")
    assert held.status == "published"
    drawn = next(iter(places.localities(held).values()))
    assert {one.area.name: [part.code for part in one.parts] for one in drawn} == {
        "Town": ["E05014965"],
        "Country": ["E05014966", "E05014967"],
    }
    assert places.area_page("bingham-north").code == "E05014966"


@pytest.mark.django_db
def test_every_role_can_be_tried_and_nobody_is_real(new_site: None, sheet: Write) -> None:
    people = draw_up(sheet(ROWS)).files["people.toml"]
    assert people.count("[[person]]") == Role.objects.count()
    assert people.count("(invented)") == Role.objects.count() + 1


@pytest.mark.django_db
def test_an_area_without_a_locality_keeps_that_map_a_draft_which_says_so(new_site: None, sheet: Write) -> None:
    drawn = draw_up(sheet(changed(2, 2, "")))
    assert "In no locality, so that map stays a draft: Bingham North" in drawn.told
    assert 'status = "draft"' in drawn.files["footprints.toml"]
    assert "in which of them Bingham North lie" in drawn.files["footprints.toml"]


@pytest.mark.django_db
def test_areas_without_codes_are_neighbourhoods_and_open_too(new_site: None, sheet: Write, tmp_path: Path) -> None:
    rows = [["Name", "Locality"], ["Old Quay", "Harbour"], ["Rushcliffe", "Hill"], ["The Mount", "Hill"]]
    formats.write_folder(tmp_path / "mine", draw_up(sheet(rows)).files, boundaries=None)
    actions.open_place(pack=formats.read_pack(str(tmp_path / "mine")), by=BY, tell=lambda said: None)
    named = {area.slug: area.name for area in places.areas_of_type("neighbourhood")}
    assert named == {"old-quay": "Old Quay", "rushcliffe-neighbourhood": "Rushcliffe", "the-mount": "The Mount"}


@pytest.mark.django_db
def test_a_workbook_with_a_title_other_columns_and_hidden_rows_is_read_as_a_csv_is(
    new_site: None, sheet: Write, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["Our localities, kept by Helen"])
    page.append([])
    page.append(["Notes", *ROWS[0]])
    for row in ROWS[1:]:
        page.append(["see map", int(row[0].replace(",", "")), *row[1:]])
    page.row_dimensions[5].hidden = True
    path = tmp_path / "areas.xlsx"
    book.save(path)
    drawn = draw_up(path)
    assert drawn.files["areas.toml"] == draw_up(sheet(ROWS)).files["areas.toml"]
    assert "The column “Notes” means nothing here and was left out" in drawn.told


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (changed(1, 3, "E0501496"), "areas.csv, row 2, column code: “E0501496” is no official code."),
        (changed(2, 3, "E05014965"), "areas.csv, row 3, column code: “E05014965” stands in row 2 already."),
        (changed(3, 1, "abbey"), "areas.csv, row 4, column name: “abbey” stands in row 2 already."),
        (changed(1, 1, ""), "areas.csv, row 2, column name: is empty."),
        (changed(1, 0, "many"), "areas.csv, row 2, column children-0-17 2020: “many” is not a number."),
        (changed(0, 0, "childen-0-17 2020"), "areas.csv, column childen-0-17 2020: is no figure we know."),
        (changed(3, 3, "E01014967"), "areas.csv, row 4, column code: “E01014967” is of another kind"),
        (changed(3, 3, ""), "areas.csv, row 4, column code: “nothing” is of another kind"),
        (changed(0, 1, "Title"), "areas.csv: has no column “name” in its first 10 rows."),
        (ROWS[:1], "areas.csv: has headings but no areas."),
        ([["name", "code"], ["Somewhere", "E99000001"]], "“E99000001” is the code of a kind of area we do not know."),
    ],
)
def test_a_cell_that_is_wrong_is_named(new_site: None, sheet: Write, rows: list[list[str]], said: str) -> None:
    assert any(said in told for told in wrong(sheet(rows))), wrong(sheet(rows))


@pytest.mark.django_db
def test_areas_and_outlines_must_be_the_same_areas(new_site: None, sheet: Write, outlines: Path) -> None:
    said = wrong(sheet(changed(2, 3, "E05014999")), outlines)
    assert any("“Bingham North” has no outline in wards.geojson." in told for told in said)
    assert any("“Bingham North” (E05014966) is in no row of areas.csv." in told for told in said)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "content", ["", "not json", "{}", '{"features": []}', '{"features": [{"properties": {}}]}', "[" * 9]
)
def test_a_file_that_is_no_geojson_is_refused(new_site: None, sheet: Write, tmp_path: Path, content: str) -> None:
    path = tmp_path / "wards.geojson"
    path.write_text(content, encoding="utf-8")
    assert len(wrong(sheet(ROWS), path)) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut short", b"\xd0\xcf\x11\xe0 old", b"a,b\n1,2\n"])
def test_a_file_that_is_no_spreadsheet_is_refused(new_site: None, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "areas.xlsx"
    path.write_bytes(content)
    assert wrong(path) == ["areas.xlsx: is damaged, locked by a password, or no spreadsheet. Save it again."]


@pytest.mark.django_db
def test_a_file_that_is_not_there_is_said_to_be_missing(new_site: None, tmp_path: Path) -> None:
    assert wrong(tmp_path / "areas.csv") == ["areas.csv: is not there. Check the path."]
    assert wrong(tmp_path / "areas.ods") == ["areas.ods: is not there. Check the path."]


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("my notes", encoding="utf-8")
    with pytest.raises(Invalid, match="There is something in"):
        formats.write_folder(tmp_path, {"place.toml": ""}, boundaries=None)


def test_a_folder_that_is_no_pack_is_answered_with_what_there_is(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="Or give the folder of a place of your own"):
        formats.read_pack(str(tmp_path))
