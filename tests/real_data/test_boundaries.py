"""The boundaries that the Office for National Statistics publishes, imported as they are."""

import gzip
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import shapely
from pytest_django import DjangoDbBlocker

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.places import actions, queries
from commonground.ground.places.actions import ImportedBoundaries
from commonground.ground.places.models import AreaSet, Boundary
from tests.beginnings import undone

# Areas in each set of the seven districts of Nottinghamshire, Plymouth and Manchester; ONS Open Geography.
AREAS = {"lsoa2011": 940, "lsoa2021": 964, "ward": 220, "ward2013": 224}
SETS = {"lsoa2011": "lsoa-2011", "lsoa2021": "lsoa-2021", "ward": "ward-2025", "ward2013": "ward-2013"}
SECONDS = 20  # a few, on a machine with nothing else to do


def files(published_data: Path, folder: str) -> list[Path]:
    return sorted((published_data / "geography" / folder).iterdir())


@pytest.fixture(scope="module")
def drawn(
    published_data: Path, importer: Viewer, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[dict[str, ImportedBoundaries]]:
    """Everything imported once; undone when the module is through."""
    with undone(django_db_blocker):
        yield {folder: actions.import_boundaries(paths=files(published_data, folder), by=importer) for folder in AREAS}


@pytest.mark.parametrize("folder", AREAS)
def test_every_area_of_every_file_is_drawn(drawn: dict[str, ImportedBoundaries], folder: str, db: None) -> None:
    done = drawn[folder]
    assert (done.areas, done.new, done.mended, done.sets) == (AREAS[folder], AREAS[folder], (), (SETS[folder],))
    assert AreaSet.objects.get(slug=SETS[folder]).areas.count() == AREAS[folder]


@pytest.mark.parametrize("folder", AREAS)
def test_the_same_files_again_change_nothing(
    drawn: dict[str, ImportedBoundaries], folder: str, published_data: Path, importer: Viewer, db: None
) -> None:
    before = queries.fingerprint(), Boundary.objects.count()
    done = actions.import_boundaries(paths=files(published_data, folder), by=importer)
    assert (done.new, done.changed, bool(done.registered)) == (0, 0, False)
    assert (queries.fingerprint(), Boundary.objects.count()) == before


def test_small_areas_of_2011_are_imported_in_a_few_seconds(published_data: Path, importer: Viewer, db: None) -> None:
    began = time.process_time()
    actions.import_boundaries(paths=files(published_data, "lsoa2011"), by=importer)
    assert time.process_time() - began < SECONDS


def test_a_packed_file_is_read_like_the_plain_one(
    published_data: Path, importer: Viewer, tmp_path: Path, db: None
) -> None:
    plain = files(published_data, "lsoa2021")[1]
    packed = tmp_path / f"{plain.name}.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    actions.import_boundaries(paths=[plain], by=importer)
    done = actions.import_boundaries(paths=[packed], by=importer)
    assert (done.new, done.changed, done.unchanged) == (0, 0, done.areas)


def test_the_seven_districts_have_the_ground_they_are_said_to_have(
    drawn: dict[str, ImportedBoundaries], db: None
) -> None:
    """Hectares of the ONS Standard Area Measurements; outlines here are generalised, so to two in a hundred."""
    hectares = {
        "E07000170": 10_956, "E07000171": 63_776, "E07000172": 8_010, "E07000173": 12_002,
        "E07000174": 7_669, "E07000175": 65_137, "E07000176": 40_923,
    }  # fmt: skip
    outlines = queries.simple_outlines(AreaSet.objects.get(slug="lsoa-2021"), hectares)
    found = {code: outline.area / 10_000 for code, outline in outlines.items()}
    assert found == pytest.approx(hectares, rel=0.02)


def test_the_outlines_of_the_districts_fit_together(drawn: dict[str, ImportedBoundaries], db: None) -> None:
    codes = [f"E0700017{digit}" for digit in range(7)]
    for area_set in AreaSet.objects.filter(slug__in=["lsoa-2011", "lsoa-2021", "ward-2025"]):
        outlines = queries.simple_outlines(area_set, codes)
        assert len(outlines) == 7
        assert shapely.coverage_is_valid(list(outlines.values()))


def test_ashfield_borders_mansfield_and_not_rushcliffe(drawn: dict[str, ImportedBoundaries], db: None) -> None:
    beside = queries.neighbours([f"E0700017{digit}" for digit in range(7)])
    assert {"E07000174", "E07000173", "E07000172"} <= beside["E07000170"]
    assert "E07000176" not in beside["E07000170"]


def test_small_areas_lie_in_the_district_of_their_file(drawn: dict[str, ImportedBoundaries], db: None) -> None:
    ashfield = queries.area_by_reference("E07000170")
    assert ashfield.name == "Ashfield"
    sizes = {found.slug: found.members for found in queries.sets_within(ashfield)}
    assert sizes == {"lsoa-2011": 74, "lsoa-2021": 77, "ward-2013": 15, "ward-2025": 23}


def test_five_hundred_areas_are_drawn_as_one_map(drawn: dict[str, ImportedBoundaries], db: None) -> None:
    codes = [f"E0700017{digit}" for digit in range(7)]
    newest = AreaSet.objects.get(slug="lsoa-2021")
    areas = [
        part for district in queries.areas_by_key(codes).values() for part in queries.parts_of(district, of=newest)
    ]
    shapes, size = queries.shapes_for(areas, {})
    assert len(shapes) == 505
    assert max(size) == 1000
    assert all(shape.path.startswith("M") and shape.path.endswith("Z") for shape in shapes)
