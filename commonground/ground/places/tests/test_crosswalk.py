"""Two maps of one place, crossed and compared (P5, P14)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.ground.places.rules import Crossing, Move, changes, crosswalk
from commonground.ground.places.tests import slow

SEVEN = {name: name for name in ("Ashfield", "Bassetlaw", "Broxtowe", "Gedling", "Mansfield", "Newark", "Rushcliffe")}
SIX = {**SEVEN, "Ashfield": "Mansfield and Ashfield", "Mansfield": "Mansfield and Ashfield"}
THREE = {
    "Ashfield": "West", "Mansfield": "West",
    "Bassetlaw": "North", "Newark": "North",
    "Broxtowe": "South", "Gedling": "South", "Rushcliffe": "South",
}  # fmt: skip

maps = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from(["North", "South", "West"]), max_size=8)


def test_seven_localities_meet_six() -> None:
    joined = [crossing for crossing in crosswalk(SEVEN, SIX) if crossing.after == "Mansfield and Ashfield"]
    assert joined == [
        Crossing("Ashfield", "Mansfield and Ashfield", parts=1, share=1.0),
        Crossing("Mansfield", "Mansfield and Ashfield", parts=1, share=1.0),
    ]


def test_six_localities_meet_three() -> None:
    assert [(crossing.before, crossing.after, crossing.parts) for crossing in crosswalk(SIX, THREE)] == [
        ("Bassetlaw", "North", 1),
        ("Broxtowe", "South", 1),
        ("Gedling", "South", 1),
        ("Mansfield and Ashfield", "West", 2),
        ("Newark", "North", 1),
        ("Rushcliffe", "South", 1),
    ]


def test_children_instead_of_counts_change_the_shares() -> None:
    before = {"a": "North", "b": "North", "c": "North"}
    after = {"a": "East", "b": "East", "c": "West"}
    by_count = crosswalk(before, after)
    by_children = crosswalk(before, after, weights={"a": 10, "b": 10, "c": 80})
    assert [(crossing.after, crossing.percent) for crossing in by_count] == [("East", "66.7"), ("West", "33.3")]
    assert [(crossing.after, crossing.percent) for crossing in by_children] == [("West", "80"), ("East", "20")]


def test_an_area_whose_parts_weigh_nothing_is_shared_out_by_count() -> None:
    shares = crosswalk({"a": "North", "b": "North"}, {"a": "East", "b": "West"}, weights={"c": 5})
    assert [crossing.share for crossing in shares] == [0.5, 0.5]


def test_a_part_that_one_map_leaves_out_is_reported_not_dropped() -> None:
    assert crosswalk({"a": "North"}, {"b": "East"}) == [
        Crossing("", "East", parts=1, share=1.0),
        Crossing("North", "", parts=1, share=1.0),
    ]


@given(before=maps, after=maps)
def test_every_part_is_counted_once_as_the_slow_twin_counts(before: dict[str, str], after: dict[str, str]) -> None:
    found = crosswalk(before, after)
    assert {(crossing.before, crossing.after): crossing.parts for crossing in found} == slow.crossings(before, after)
    assert sum(crossing.parts for crossing in found) == len({*before, *after})


@given(before=maps, after=maps, weights=st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0, 1000)))
def test_the_shares_of_an_area_add_up_to_one(
    before: dict[str, str], after: dict[str, str], weights: dict[str, float]
) -> None:
    totals: dict[str, float] = {}
    for crossing in crosswalk(before, after, weights=weights):
        totals[crossing.before] = totals.get(crossing.before, 0) + crossing.share
    assert all(total == pytest.approx(1) for total in totals.values())


def test_what_changes_from_seven_to_six() -> None:
    found = changes(SEVEN, SIX)
    assert (found.wholes_before, found.wholes_after) == (7, 6)
    assert found.moves == (
        Move("Ashfield", "Ashfield", "Mansfield and Ashfield"),
        Move("Mansfield", "Mansfield", "Mansfield and Ashfield"),
    )


def test_a_locality_with_a_new_name_and_the_same_districts_moves_nobody() -> None:
    found = changes({"a": "West", "b": "West"}, {"a": "Mansfield and Ashfield", "b": "Mansfield and Ashfield"})
    assert found.moves == ()
    assert found.renamed == (("West", "Mansfield and Ashfield"),)


def test_the_same_map_changes_nothing() -> None:
    assert changes(THREE, dict(THREE)).is_nothing


@given(before=maps, after=maps)
def test_whoever_gets_other_companions_moves_or_stays_under_the_same_name(
    before: dict[str, str], after: dict[str, str]
) -> None:
    found = changes(before, after)
    movers = {move.part for move in found.moves}
    assert movers <= slow.moved(before, after) | (before.keys() ^ after.keys())
    stayed = slow.moved(before, after) - movers
    assert all(before.get(part) == after.get(part) for part in stayed)
