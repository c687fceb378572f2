"""Which areas lie in which, through any number of steps (P2)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.kernel.errors import Invalid
from commonground.ground.places.rules import Edge, parts_within
from commonground.ground.places.tests import slow

# Steps only from a smaller number to a larger one, so that no circle can arise.
edges = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]), max_size=20
).map(lambda pairs: [Edge(str(part), str(whole)) for part, whole in pairs])


def test_a_small_area_lies_in_its_district_its_county_and_its_country() -> None:
    steps = [Edge("Ashfield 001A", "Ashfield"), Edge("Ashfield", "Nottinghamshire"), Edge("Nottinghamshire", "England")]
    within = parts_within(steps)
    assert within["England"] == {"Ashfield 001A", "Ashfield", "Nottinghamshire"}
    assert within["Ashfield"] == {"Ashfield 001A"}


def test_an_area_reached_by_two_paths_counts_once() -> None:
    steps = [Edge("ward", "locality"), Edge("ward", "district"), Edge("locality", "county"), Edge("district", "county")]
    assert parts_within(steps)["county"] == {"ward", "locality", "district"}


def test_one_three_twelve_rolls_up_level_by_level() -> None:
    twelve = [Edge(f"team {number}", f"locality {number % 3}") for number in range(12)]
    three = [Edge(f"locality {number}", "city") for number in range(3)]
    within = parts_within([*twelve, *three])
    assert [len(within[f"locality {number}"]) for number in range(3)] == [4, 4, 4]
    assert len(within["city"]) == 15


def test_areas_that_would_lie_in_themselves_are_named() -> None:
    with pytest.raises(Invalid) as refusal:
        parts_within([Edge("a", "b"), Edge("b", "c"), Edge("c", "a")])
    assert all(name in str(refusal.value.problems[0]) for name in "abc")


@given(steps=edges)
def test_every_pair_is_one_that_the_slow_twin_can_walk(steps: list[Edge]) -> None:
    names = sorted({name for edge in steps for name in edge})
    walked = {(part, whole) for part in names for whole in names if slow.lies_in(steps, part, whole)}
    assert {(part, whole) for whole, parts in parts_within(steps).items() for part in parts} == walked


@given(steps=edges)
def test_what_lies_within_a_part_lies_within_its_whole(steps: list[Edge]) -> None:
    within = parts_within(steps)
    for part, whole in steps:
        assert within.get(part, frozenset()) <= within[whole]
