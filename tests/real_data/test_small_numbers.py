"""Small counts of a partner on the small areas of Nottinghamshire, on the maps of 7, 6 and 3 localities together.

The counts are drawn; areas, lookups and maps are the real ones.
"""

import csv
import gzip
import random
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from commonground.config import packs
from commonground.foundation.kernel.viewer import operator
from commonground.ground.evidence import actions
from commonground.ground.evidence.models import Preparation
from commonground.ground.evidence.rules.catalogue import parse
from commonground.ground.evidence.tests.outsider import shown, worked_out
from commonground.ground.places import actions as places
from commonground.ground.places import queries as place_queries
from commonground.showcase import actions as showcase
from commonground.showcase import formats
from tests.beginnings import undone

pytestmark = pytest.mark.django_db

COUNTY, THRESHOLD = "E10000024", 5
LOOKUPS = ("lsoa11_lsoa21_ltla22.csv.gz", "lsoa21_ward24_ltla24.csv.gz")
PERIODS = {"2024": "lsoa21_code", "2025": "lsoa11_code"}  # counted on areas of 2021, then of 2011
CATALOGUE = {
    "dataset": [
        {
            "slug": "own-calls",
            "name": "Calls to a helpline",
            "publisher": "A partner",
            "licence": "None",
            "vintage": "Drawn",
            "suppress_below": THRESHOLD,
        }
    ],
    "indicator": [
        {
            "slug": "calls",
            "name": "Calls",
            "short_name": "Calls",
            "definition": "Drawn.",
            "theme": "children",
            "dataset": "own-calls",
            "unit": "calls",
            "method": "count",
            "polarity": "context",
            "period_kind": "calendar-year",
        }
    ],
}


@pytest.fixture(scope="module")
def counts(
    home: Path, published_data: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[dict[str, dict[str, float]]]:
    """Period → small area → calls, prepared for every map of the showcase."""
    wanted = {"evidence.import", "places.register"}
    with undone(django_db_blocker):
        by = operator(timezone.now(), permissions=frozenset(wanted) | showcase.PERMISSIONS)
        packs.load()
        showcase.open_place(pack=formats.read_pack("nottinghamshire"), by=by, tell=lambda said: None)
        paths = [published_data / "geography" / "lookups" / name for name in LOOKUPS]
        places.import_area_changes(paths=paths, within=(COUNTY,), by=by)
        actions.load_catalogue(catalogue=parse(CATALOGUE, where="drawn"), by=by)
        drawn = {period: _drawn(paths[0], column) for period, column in PERIODS.items()}
        rows = [
            {"indicator": "calls", "period": period, "area": area, "value": count, "vintage": ""}
            for period, of_areas in drawn.items()
            for area, count in of_areas.items()
        ]
        table = pa.Table.from_pylist(rows, schema=actions.SCHEMA)
        actions.publish_release(dataset="own-calls", observations=table, files=[], label="drawn", by=by)
        actions.prepare_figures(by=by)
        yield drawn


def _drawn(lookup: Path, column: str) -> dict[str, float]:
    """Calls of each small area: in most of them few."""
    numbers = random.Random(column)  # counts to hide, not secrets
    inside = {row.part_code for row in place_queries.membership_table() if row.whole_key == COUNTY}
    with gzip.open(lookup, "rt", encoding="utf-8") as lines:
        codes = sorted({row[column] for row in csv.DictReader(lines)} & inside)
    assert len(codes) > 490
    return {code: float(numbers.choice([0, 0, 1, 2, 3, 5, 7, 9, 14, 25])) for code in codes}


@pytest.mark.parametrize("period", list(PERIODS))
def test_no_small_count_is_worked_out_from_the_maps_of_7_6_and_3_localities_together(counts, period):
    maps = {version.label for version in place_queries.versions(place_queries.footprint("localities"))}
    assert len(maps) == 3
    assert not worked_out("calls", period, counts[period], threshold=THRESHOLD)
    figures = shown("calls", period)
    assert all(figures[area] is None for area, count in counts[period].items() if 0 < count < THRESHOLD)


@pytest.mark.parametrize("period", list(PERIODS))
def test_localities_and_the_county_keep_their_figures(counts, period):
    """What is lost is lost among small areas: maps that cut along districts need not lose any."""
    figures = shown("calls", period)
    assert figures[COUNTY] == sum(counts[period].values())
    localities = place_queries.localities(place_queries.versions(place_queries.footprint("localities"))[0])
    assert all(figures[one.area.key] is not None for of_level in localities.values() for one in of_level)


def test_the_share_lost_is_told_beside_that_of_the_plain_rule(counts):
    told = Preparation.objects.latest("made_at").hiding["own-calls"]
    assert told["given_away"] == 0
    assert told["small"] < told["hidden"] < told["figures"]
    assert told["plain_open"] > 0
