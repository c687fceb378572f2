"""Children counted on the small areas of 2011 are all there on those of 2021, to the person, in nine authorities."""

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from commonground.foundation.kernel.viewer import Viewer, operator
from commonground.ground.evidence import actions as evidence
from commonground.ground.evidence import queries
from commonground.ground.places import actions
from commonground.ground.places import queries as places
from commonground.ground.places.actions import AreaRow, ImportedLookups, LevelRow
from commonground.ground.places.formats.lookups import read_lookup
from commonground.ground.places.rules import BY_LETTER, Kind, Placing, kinds
from tests.beginnings import undone

NOTTINGHAMSHIRE, PLYMOUTH, MANCHESTER = "E10000024", "E06000026", "E08000003"
DISTRICTS = {f"E0700017{number}": NOTTINGHAMSHIRE for number in range(7)}
CHILDREN = {NOTTINGHAMSHIRE: 168_481}  # mid-2020, ages 0 to 17; ONS small area estimates
LOOKUPS = ("lsoa11_lsoa21_ltla22.csv.gz", "lsoa21_ward24_ltla24.csv.gz")
KEPT = {Kind.UNCHANGED: 909, Kind.SPLIT: 52, Kind.MERGED: 6, Kind.COMPLEX: 0}  # rows of the nine authorities
PATCHES = 5


@pytest.fixture(scope="module")
def by() -> Viewer:
    wanted = {"evidence.import", "places.register", "places.draft", "places.publish"}
    return operator(timezone.now(), permissions=frozenset(wanted))


@pytest.fixture(scope="module")
def carried(
    home: Path, published_data: Path, by: Viewer, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[ImportedLookups]:
    """Areas, lookups and children of the nine authorities, with a map of each that cuts through split areas."""
    rows = [AreaRow("Nottinghamshire", "county", NOTTINGHAMSHIRE)]
    rows += [AreaRow(code, "district", code, within=(NOTTINGHAMSHIRE,)) for code in DISTRICTS]
    rows += [
        AreaRow("Plymouth", "unitary-authority", PLYMOUTH),
        AreaRow("Manchester", "metropolitan-district", MANCHESTER),
    ]
    with undone(django_db_blocker):
        actions.register_areas(rows=rows, by=by)
        paths = [published_data / "geography" / "lookups" / name for name in LOOKUPS]
        whole = (NOTTINGHAMSHIRE, PLYMOUTH, MANCHESTER)
        done = actions.import_area_changes(paths=paths, within=whole, by=by)
        for code in whole:
            draw_patches(code, by)
        evidence.load_packs(by=by)
        evidence.import_files(kind="population", paths=[published_data / "population"], by=by)
        evidence.prepare_figures(by=by)
        yield done


def draw_patches(code: str, by: Viewer) -> None:
    """A map of five patches of small areas of 2021, dealt out like cards, so that most split areas are cut through."""
    root = places.area_by_reference(code)
    footprint = actions.create_footprint(
        slug=f"patches-{code.lower()}",
        name=f"Patches of {code}",
        root=root,
        levels=[LevelRow("Patch", "Patches")],
        by=by,
    )
    version = actions.draft_version(footprint=footprint, label="Five", base="lsoa-2021", by=by)
    small = sorted(places.parts_to_place(version, places.finest_level(footprint)))
    placings = [Placing(key, f"Patch {number % PATCHES}") for number, key in enumerate(small)]
    version = actions.save_draft(version=version, based_on=version.version, placings=placings, by=by)
    actions.publish_version(version=version, valid_from=date(2026, 1, 1), based_on=version.version, by=by)


@pytest.fixture(scope="module")
def published(published_data: Path) -> dict[str, int]:
    """Children by small area of 2011, read here with the plainest means."""
    path = published_data / "population" / "population_mid2020_lsoa11_child_ages_EW.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return {row["lsoa11_code"]: int(float(row["age_0_17"])) for row in csv.DictReader(file)}


def lookup(published_data: Path) -> list[dict[str, str]]:
    with gzip.open(published_data / "geography" / "lookups" / LOOKUPS[0], "rt", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_letters_of_the_whole_lookup_follow_from_its_rows(published_data: Path) -> None:
    read = read_lookup(published_data / "geography" / "lookups" / LOOKUPS[0])
    found = kinds((row.first, row.second) for row in read.rows)
    assert len(read.rows) == 35_795
    assert all(found[row.first, row.second] is BY_LETTER[row.letter] for row in read.rows)


def test_the_changes_of_nine_authorities_are_kept(carried: ImportedLookups, db: None) -> None:
    assert carried.kinds == {kind.value: count for kind, count in KEPT.items()}
    assert carried.kept == sum(KEPT.values()) + carried.fitted
    assert carried.fitted == 964


def test_a_known_split_and_a_known_merger(carried: ImportedLookups, published: dict[str, int], db: None) -> None:
    """Ashfield 013A became 013I and 013J; Bassetlaw 014A and 014B became 014F."""
    parts = [queries.value("children-0-17", code, "2020") for code in ("E01033782", "E01033783")]
    assert sum(part.value or 0 for part in parts) == published["E01027929"]
    assert all(part.value == int(part.value or 0) and part.estimated_share == 1 for part in parts)
    merged = queries.value("children-0-17", "E01033769", "2020")
    assert merged.value == published["E01028040"] + published["E01028041"]
    assert (merged.is_rebased, merged.estimated_share) == (True, 0)


def test_every_child_is_on_the_small_areas_of_2021(
    carried: ImportedLookups, published: dict[str, int], published_data: Path, db: None
) -> None:
    """District by district, to the person, and in whole numbers."""
    formers, successors = defaultdict(set), defaultdict(set)
    for row in lookup(published_data):
        formers[row["ltla22_code"]].add(row["lsoa11_code"])
        successors[row["ltla22_code"]].add(row["lsoa21_code"])
    for district in (*DISTRICTS, PLYMOUTH, MANCHESTER):
        held = queries.figures_at("children-0-17", "2020", sorted(successors[district]))
        assert held.keys() == successors[district]
        values = [figure.value or 0 for figure in held.values()]
        assert all(value.is_integer() for value in values)
        assert sum(values) == sum(published[code] for code in formers[district]), district


@pytest.mark.parametrize("root", [NOTTINGHAMSHIRE, PLYMOUTH, MANCHESTER])
def test_every_child_is_on_a_map_that_cuts_through_split_areas(
    carried: ImportedLookups, published: dict[str, int], root: str, by: Viewer, db: None
) -> None:
    page = queries.on_map("children-0-17", "2020", footprint=f"patches-{root.lower()}", version="five", viewer=by)
    assert page.root is not None
    assert (page.not_placed, page.together) == (0, page.root.value)
    assert page.together == CHILDREN.get(root, page.together)
    figures = [figure for figure in page.figures if figure]
    assert len(figures) == PATCHES
    assert all(figure.is_rebased and 0 < figure.estimated_share < 0.2 for figure in figures)


def test_wards_by_best_fit_hold_every_child_once(carried: ImportedLookups, db: None) -> None:
    total = 0.0
    for root in (NOTTINGHAMSHIRE, PLYMOUTH, MANCHESTER):
        total += queries.value("children-0-17", root, "2020").value or 0
    wards = sorted({row.whole for row in places.fits_table()})
    assert len(wards) == 219
    held = queries.figures_at("children-0-17", "2020", wards)
    assert sum(figure.value or 0 for figure in held.values()) == total
