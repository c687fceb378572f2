"""Every postcode of ten districts, placed: the counts are whole on every map, and the directory is the publisher's."""

import csv
import gzip
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from commonground.config import packs
from commonground.foundation.kernel.viewer import Viewer, operator
from commonground.ground.places import actions, queries
from commonground.ground.places.queries import Located
from commonground.ground.places.rules import Point, Trouble
from commonground.showcase import actions as showcase
from commonground.showcase import formats
from tests.beginnings import undone

THEN, NOW = date(2014, 6, 1), date(2026, 1, 1)
SECONDS = 20
ALL, COUNTY = 72_895, 26_203  # rows of the file; those whose district is one of the seven
DISTRICTS = {f"E0700017{number}" for number in range(7)}


class Placed(NamedTuple):
    """The rows of the published file, and where each lies on a day before and after the map of 2015."""

    rows: list[dict[str, str]]
    then: list[Located]
    now: list[Located]
    seconds: float


@pytest.fixture(scope="module")
def placed(
    published_data: Path, importer: Viewer, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Placed]:
    """Nottinghamshire with its outlines, and everything placed twice; undone when the module is through."""
    [path] = (published_data / "postcodes").glob("*.csv.gz")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    with undone(django_db_blocker):
        open_with_outlines(published_data, importer)
        began = time.process_time()
        now = queries.locate_many([row["pcd"] for row in rows], on=NOW)
        taken = time.process_time() - began
        yield Placed(rows, queries.locate_many([row["pcd"] for row in rows], on=THEN), now, taken)


def open_with_outlines(published_data: Path, importer: Viewer) -> None:
    packs.load()
    by = operator(timezone.now(), permissions=showcase.PERMISSIONS)
    pack = formats.read_pack("nottinghamshire")
    showcase.register_areas(pack=pack, by=by, tell=lambda said: None)
    for footprint in pack.footprints:
        showcase.draw_footprint(footprint=footprint, by=by, tell=lambda said: None)
    for folder in ("lsoa2011", "lsoa2021", "ward"):
        paths = [published_data / "geography" / folder / f"{code}.geojson" for code in sorted(DISTRICTS)]
        actions.import_boundaries(paths=paths, by=importer)


def test_all_of_them_are_placed_in_seconds(placed: Placed, db: None) -> None:
    assert placed.seconds < SECONDS


def test_every_district_is_the_one_that_the_publisher_gives(placed: Placed, db: None) -> None:
    assert [row for row, found in zip(placed.rows, placed.now, strict=True) if found.district.code != row["laua"]] == []


def test_placed_and_not_placed_are_all(placed: Placed, db: None) -> None:
    for located in (placed.then, placed.now):
        tally = queries.tally(located)
        assert tally.total == ALL
        assert tally.not_placed == {Trouble.OUT_OF_AREA: ALL - COUNTY}
        assert tally.placed == sum(row["laua"] in DISTRICTS for row in placed.rows) == COUNTY


def test_on_every_map_localities_and_not_placed_add_up_to_the_county(placed: Placed, db: None) -> None:
    for located in (placed.then, placed.now):
        tally = queries.tally(located)
        assert tally.levels
        assert {level.total for level in tally.levels} == {COUNTY}


def test_the_change_of_2015_moves_postcodes_from_two_localities_into_one_and_loses_none(
    placed: Placed, db: None
) -> None:
    """P14: 3,279 of Ashfield and 3,421 of Mansfield are 6,700 of Mansfield and Ashfield."""
    before, after = (
        Counter(str(found.area_of("localities")) for found in located if not found.problem)
        for located in (placed.then, placed.now)
    )
    assert (before["Ashfield"], before["Mansfield"], after["Mansfield and Ashfield"]) == (3_279, 3_421, 6_700)
    assert sum(before.values()) == sum(after.values()) == COUNTY
    assert (len(before), len(after)) == (7, 6)


def test_small_area_and_ward_lie_in_the_district_but_for_a_few_beside_a_border_that_are_named(
    placed: Placed, db: None
) -> None:
    """Outlines are generalised to about 20 metres, so the middle of a postcode may fall on the other side."""
    inside = [found for found in placed.now if not found.problem]
    disagreeing = [found for found in inside if any("its point lies in" in note for note in found.notes)]
    outside = [found for found in inside if any("It lies in no outline" in note for note in found.notes)]
    assert (len(disagreeing), len(outside)) == (4, 2)
    assert all(len(found.small_areas) == 2 and found.ward for found in inside if found not in outside)


def test_a_point_lies_where_its_postcode_does(placed: Placed, db: None) -> None:
    sample = [found for found in placed.now if not found.problem and not found.notes][::500]
    points = queries.locate_many([Point(found.easting, found.northing) for found in sample], on=NOW)
    assert [found.footprints for found in points] == [found.footprints for found in sample]
    assert [found.district for found in points] == [found.district for found in sample]


def test_one_more_is_a_matter_of_milliseconds(placed: Placed, db: None) -> None:
    began = time.process_time()
    for found in placed.now[:20]:
        queries.locate(found.postcode, on=NOW)
    assert (time.process_time() - began) / 20 < 0.1
