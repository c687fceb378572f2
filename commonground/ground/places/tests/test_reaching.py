"""Any list filters by an area of any map, and combined areas are kept combined (P7)."""

from datetime import date
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from commonground.ground.places import actions, queries
from commonground.ground.places.actions import AreaRow, LevelRow
from commonground.ground.places.models import Area, FootprintVersion, Succession
from commonground.ground.places.tests import county, squares
from commonground.ground.places.tests.county import OPERATOR

NOW = date(2026, 1, 1)


def named(name: str) -> Area:
    """An area of the county by its name, of any map."""
    return queries.area_by_reference(name, on=NOW)


def names(ids: frozenset) -> set[str]:
    return {area.name for area in queries.areas_by_id(ids)}


@pytest.fixture
def three(six: FootprintVersion) -> FootprintVersion:
    """Three localities, in force from 2027."""
    return county.add_published(six.footprint, "Three (2027)", county.THREE, valid_from=date(2027, 1, 1))


def test_a_combined_area_lies_in_neither_of_its_districts_and_concerns_both(six: FootprintVersion) -> None:
    combined = named("Mansfield and Ashfield")
    for district in ("Mansfield", "Ashfield"):
        reach = queries.reach(named(f"E0700017{4 if district == 'Mansfield' else 0}"), on=NOW)
        assert combined.pk not in reach.inside
        assert combined.pk in reach.around
    assert names(queries.reach(combined, on=NOW).inside) == {"Mansfield and Ashfield", "Mansfield", "Ashfield"}


def test_what_was_recorded_on_an_older_map_is_found_under_an_area_of_a_newer_one(three: FootprintVersion) -> None:
    south = queries.reach(named("South Nottinghamshire"), on=NOW)
    assert names(south.inside) == {"South Nottinghamshire", "Broxtowe", "Gedling", "Rushcliffe"}
    assert names(south.around) == {"Nottinghamshire", "England"}
    assert south.crossing == frozenset()


def test_areas_that_cut_across_each_other_are_crossing(three: FootprintVersion) -> None:
    across = county.add_footprint(three.footprint.root, slug="across", name="Across")
    halves = {code: "West" if code in ("E07000170", "E07000172") else "East" for code in county.DISTRICTS}
    county.add_published(across, "Halves", halves, valid_from=date(2020, 1, 1))
    reach = queries.reach(named("South Nottinghamshire"), on=NOW)
    assert names(reach.crossing) == {"West", "East"}


def test_a_list_is_filtered_by_a_condition_on_its_own_area(six: FootprintVersion) -> None:
    """Stands for any room's list: rows that point at an area."""
    happened = {"happened_on": NOW, "successor": named("Bassetlaw")}
    for name in ("Mansfield", "Gedling"):
        Succession.objects.create(former=named(f"E0700017{4 if name == 'Mansfield' else 3}"), **happened)
    combined = queries.reach(named("Mansfield and Ashfield"), on=NOW)
    assert [str(row.former) for row in Succession.objects.filter(combined.within("former"))] == ["Mansfield"]
    gedling = queries.reach(named("Gedling"), on=NOW)
    assert [str(row.former) for row in Succession.objects.filter(gedling.concerning("former"))] == ["Gedling"]


def test_rows_are_grouped_by_locality_and_what_spans_several_stays_one_row(
    seven: FootprintVersion, six: FootprintVersion
) -> None:
    """P7: on the map of seven, what answered as Mansfield and Ashfield together is a row of its own."""
    combined, mansfield, gedling = (named(name) for name in ("Mansfield and Ashfield", "E07000174", "Gedling"))
    ids = [combined.pk, mansfield.pk, gedling.pk]
    on_six = queries.grouped_by(ids, version=six, on=NOW)
    assert [str(on_six[one]) for one in ids] == ["Mansfield and Ashfield", "Mansfield and Ashfield", "Gedling"]
    on_seven = queries.grouped_by(ids, version=seven, on=date(2014, 1, 1))
    assert [str(on_seven[one]) for one in ids] == ["Mansfield and Ashfield", "Mansfield", "Gedling"]


def test_nothing_is_dropped_when_rows_are_grouped(six: FootprintVersion) -> None:
    elsewhere = named("England")
    assert queries.grouped_by([elsewhere.pk], version=six, on=NOW) == {elsewhere.pk: elsewhere}


def test_an_area_of_small_areas_that_covers_a_district_holds_it_and_all_within_it(root: Area, tmp_path: Path) -> None:
    for letters, prefix in (("LSOA21", "E01"), ("WD25", "E05")):
        ring = [squares.square(column, row) for row in (0, 1) for column in (0, 1)]
        rows = [squares.feature(at, one, letters=letters, prefix=prefix) for at, one in enumerate(ring, start=1)]
        path = squares.write(tmp_path, squares.collection(*rows), name=f"E07000170.{letters}.geojson")
        actions.import_boundaries(paths=[path], by=OPERATOR)
    ashfield = named("E07000170")
    teams = actions.create_footprint(
        slug="teams", name="Teams", root=ashfield, levels=[LevelRow("Team", "Teams")], by=OPERATOR
    )
    version = actions.draft_version(footprint=teams, label="One", base="lsoa-2021", by=OPERATOR)
    placed = county.placings(dict.fromkeys([f"E0100000{number}" for number in range(1, 5)], "All"))
    version = actions.save_draft(version=version, based_on=version.version, placings=placed, by=OPERATOR)
    actions.publish_version(version=version, valid_from=date(2020, 1, 1), based_on=version.version, by=OPERATOR)
    inside = queries.reach(named("teams/all"), on=NOW).inside
    assert {ashfield.pk, named("E05000003").pk, named("E01000004").pk} <= inside


def test_official_areas_count_where_they_lay_on_the_day(root: Area) -> None:
    rows = [AreaRow(name="Moved", type="ward", code="E05000009", within=("E07000170",))]
    actions.register_areas(rows=rows, by=OPERATOR)
    moved, ashfield = named("E05000009"), named("E07000170")
    moved.lies_in.filter(whole=ashfield).update(valid_until=date(2020, 1, 1))
    assert moved.pk in queries.reach(ashfield, on=date(2019, 12, 31)).inside
    assert moved.pk not in queries.reach(ashfield, on=date(2020, 1, 1)).inside


def test_the_choices_of_a_list_are_the_maps_in_force_with_each_area_once(three: FootprintVersion) -> None:
    [choices] = queries.area_choices(on=NOW)
    assert choices.label == "Locality groups: localities (Six (2015))"
    assert [area.name for area in choices.areas] == [
        "Bassetlaw", "Broxtowe", "Gedling", "Mansfield and Ashfield", "Newark and Sherwood", "Rushcliffe",
    ]  # fmt: skip
    [later] = queries.area_choices(on=date(2027, 6, 1))
    assert len(later.areas) == 3


def test_a_map_being_drawn_is_no_part_of_any_list(draft: FootprintVersion) -> None:
    reach = queries.reach(named("E07000176"), on=NOW)
    assert names(reach.around) == {"Nottinghamshire", "England"}


def test_few_queries_however_many_areas(
    six: FootprintVersion, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    area = named("Mansfield and Ashfield")
    with django_assert_num_queries(1):
        queries.reach(area, on=NOW)
    with django_assert_num_queries(4):
        queries.grouped_by([area.pk], version=six, on=NOW)
    with django_assert_num_queries(1):
        queries.area_choices(on=NOW)
