"""Clusters that cross a boundary of another map (P10), and meeting areas beside localities (P11)."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.ground.places import actions, queries, rules
from commonground.ground.places.actions import AreaRow, LevelRow
from commonground.ground.places.models import Area, FootprintVersion
from commonground.ground.places.tests import clusters, county
from commonground.ground.places.tests.county import OPERATOR

NAMES = st.sampled_from(["North", "Central", "South"])
MAPS = st.dictionaries(st.integers(0, 30).map(str), NAMES, max_size=20)


@pytest.fixture
def drawn(root: Area) -> FootprintVersion:
    clusters.register()
    return clusters.add_draft(clusters.add_footprint(root))


def test_each_cluster_says_whether_it_lies_in_one_locality(drawn: FootprintVersion, six: FootprintVersion) -> None:
    page = queries.alignment(drawn, six)
    assert [(one.cluster, one.in_words) for one in page.clusters] == [
        ("North", "wholly in Bassetlaw"),
        ("South", "wholly in Gedling"),
        ("West", "wholly in Mansfield and Ashfield"),
    ]
    assert page.in_words == (
        "3 of 3 clusters lie wholly in one locality (100%). "
        "5 of 5 schools are in the main locality of their cluster (100%)."
    )


def test_a_cluster_that_crosses_says_how(drawn: FootprintVersion, seven: FootprintVersion) -> None:
    page = queries.alignment(drawn, seven)
    assert [one.in_words for one in page.crossing] == ["crosses: 2 in Mansfield, 1 in Ashfield"]
    assert "2 of 3 clusters lie wholly in one locality (66.7%)" in page.in_words
    assert ("West", "Broomhill Junior School", "Ashfield") in page.schools


def test_schools_that_the_other_map_does_not_place_are_counted(drawn: FootprintVersion, footprint) -> None:
    part = county.add_draft(footprint, "Part", {key: name for key, name in county.SEVEN.items() if name == "Mansfield"})
    page = queries.alignment(drawn, part)
    assert [one.in_words for one in page.clusters] == [
        "1 not on that map",
        "1 not on that map",
        "in Mansfield, 1 not on that map",
    ]
    assert not any(one.is_whole for one in page.clusters)


def test_without_a_school_nothing_is_shared_out(drawn: FootprintVersion, six: FootprintVersion) -> None:
    empty = clusters.add_draft(drawn.footprint, "Empty", {})
    assert queries.alignment(empty, six).in_words == "No school is placed in a cluster yet."


@given(MAPS, MAPS)
def test_every_school_is_counted_once(held: dict[str, str], areas: dict[str, str]) -> None:
    found = rules.alignment(held, areas)
    slow = {
        name: Counter(areas.get(school, rules.NOWHERE) for school in held if held[school] == name)
        for name in held.values()
    }
    assert {one.cluster: Counter(dict(one.held)) for one in found} == slow
    for one in found:
        assert one.is_whole == (set(slow[one.cluster]) != {rules.NOWHERE} and len(slow[one.cluster]) == 1)
    shares = rules.alignment_shares(found)
    if shares is None:
        assert held == {}
    else:
        assert shares[0] == sum(one.is_whole for one in found) / len(found)
        assert 0 <= shares[1] <= 1


# Manchester meets in four areas, North, Central, South and Wythenshawe, and works in three localities (002:131).
WARDS = ["Moston", "Crumpsall", "Ardwick", "Hulme", "Didsbury", "Burnage", "Baguley", "Sharston"]
CODES = {name: f"E0500{at:04d}" for at, name in enumerate(WARDS)}
LOCALITIES = dict(zip(WARDS, ["North"] * 2 + ["Central"] * 2 + ["South"] * 4, strict=True))
MEETINGS = LOCALITIES | {"Baguley": "Wythenshawe", "Sharston": "Wythenshawe"}


def drawn_in(city: Area, slug: str, noun: str, placed: dict[str, str]) -> FootprintVersion:
    levels = [LevelRow(noun, f"{noun}s", "locality")]
    footprint = actions.create_footprint(slug=slug, name=slug.capitalize(), root=city, levels=levels, by=OPERATOR)
    version = actions.draft_version(footprint=footprint, label="2019", base="ward", by=OPERATOR)
    held = county.placings({CODES[ward]: name for ward, name in placed.items()})
    version = actions.save_draft(version=version, based_on=version.version, placings=held, by=OPERATOR)
    actions.publish_version(version=version, valid_from=date(2019, 7, 1), based_on=version.version, by=OPERATOR)
    return version


def test_four_meeting_areas_stand_beside_three_localities_without_an_error(db: None) -> None:
    rows = [
        AreaRow(name="Manchester", type="metropolitan-district", code="E08000003"),
        *(AreaRow(name=name, type="ward", code=code, within=("E08000003",)) for name, code in CODES.items()),
    ]
    actions.register_areas(rows=rows, by=OPERATOR)
    city = queries.area_by_reference("E08000003")
    localities = drawn_in(city, "localities", "Locality", LOCALITIES)
    meetings = drawn_in(city, "meetings", "Meeting area", MEETINGS)
    assert queries.problems_of(meetings) == queries.problems_of(localities) == []
    found = [(one.before, one.after, one.percent) for one in queries.crosswalk(localities, meetings).crossings]
    assert found == [
        ("Central", "Central", "100"),
        ("North", "North", "100"),
        ("South", "South", "50"),
        ("South", "Wythenshawe", "50"),
    ]
    assert len({area.key for version in (localities, meetings) for area in queries.areas_of_level(version)}) == 7


def test_figures_of_schools_add_up_to_clusters_and_to_nothing_else(drawn: FootprintVersion) -> None:
    before = {row for row in queries.membership_table() if row.part_type == "school"}
    actions.publish_version(
        version=drawn, valid_from=date(2026, 9, 1), based_on=drawn.version, by=county.somebody("places.publish")
    )
    table = [row for row in queries.membership_table() if row.part_type == "school"]
    assert before == set()
    assert Counter(row.whole_key for row in table) == {"west": 3, "south": 1, "north": 1}


def test_a_version_says_which_schools_move(drawn: FootprintVersion) -> None:
    actions.publish_version(
        version=drawn, valid_from=date(2026, 9, 1), based_on=drawn.version, by=county.somebody("places.publish")
    )
    after = clusters.add_draft(drawn.footprint, "Next", {**clusters.PLACED, "URN122585": "South"})
    moved = queries.moves_of(after, today=county.NOW.date())
    assert moved is not None
    assert moved.moves == [("Broomhill Junior School", "West", "South")]
    assert queries.moves_of(drawn, today=county.NOW.date()) is None
