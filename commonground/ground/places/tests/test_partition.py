"""Is a footprint complete? (P1, P3, P4; invariant 1)"""

from hypothesis import given
from hypothesis import strategies as st

from commonground.ground.places.rules import Placing, as_partition, contradictions, gaps, partition_problems
from commonground.ground.places.tests import slow

DISTRICTS = {"E07000170": "Ashfield", "E07000174": "Mansfield", "E07000171": "Bassetlaw"}

keys = st.sampled_from("abcdef")
wholes = st.sampled_from(["North", "South", "West"])
placings = st.lists(st.builds(Placing, part=keys, whole=wholes), max_size=10)


def test_districts_that_are_each_in_one_locality_are_a_partition() -> None:
    placed = [
        Placing("E07000170", "Mansfield and Ashfield"),
        Placing("E07000174", "Mansfield and Ashfield"),
        Placing("E07000171", "Bassetlaw"),
    ]
    assert partition_problems(DISTRICTS, placed) == []
    assert as_partition(placed)["E07000170"] == "Mansfield and Ashfield"


def test_a_district_that_is_left_out_is_named_with_what_to_do() -> None:
    problems = partition_problems(DISTRICTS, [Placing("E07000170", "West"), Placing("E07000171", "North")])
    assert [str(problem) for problem in problems] == [
        "Mansfield: is in no locality. Choose the one it belongs to.",
    ]


def test_a_district_that_is_placed_twice_is_named_with_both_places() -> None:
    placed = [Placing(key, "North") for key in DISTRICTS] + [Placing("E07000174", "West")]
    problems = partition_problems(DISTRICTS, placed)
    assert [str(problem) for problem in problems] == [
        "Mansfield: is placed twice, in “North” and “West”. Keep one of them.",
    ]


def test_a_district_that_is_placed_three_times_in_one_locality_says_so() -> None:
    placed = [Placing("E07000174", "West")] * 3
    assert str(contradictions(DISTRICTS, placed)[0]).startswith("Mansfield: is placed 3 times, in “West”.")


def test_an_area_of_somewhere_else_is_named() -> None:
    placed = [*(Placing(key, "North") for key in DISTRICTS), Placing("E06000026", "North")]
    assert [problem.where for problem in partition_problems(DISTRICTS, placed)] == ["E06000026"]


def test_a_locality_without_districts_is_named() -> None:
    placed = [Placing(key, "North") for key in DISTRICTS]
    problems = partition_problems(DISTRICTS, placed, wholes=["North", "South"])
    assert [str(problem) for problem in problems] == [
        "South: has no areas in it. Place at least one there, or remove it.",
    ]


def test_the_level_is_called_by_its_own_name() -> None:
    assert "is in no neighbourhood team." in gaps(DISTRICTS, [], level="neighbourhood team")[0].what


@given(parts=st.sets(keys), placings=placings)
def test_no_problem_is_found_exactly_where_the_slow_twin_finds_a_partition(
    parts: set[str], placings: list[Placing]
) -> None:
    problems = partition_problems({key: key for key in sorted(parts)}, placings)
    assert (problems == []) == slow.is_partition(parts, placings)


@given(parts=st.sets(keys), placings=placings)
def test_every_problem_names_an_area_and_says_what_to_do(parts: set[str], placings: list[Placing]) -> None:
    problems = partition_problems({key: key for key in sorted(parts)}, placings, wholes=["North", "East"])
    assert all(problem.where and problem.what and problem.do for problem in problems)
    assert problems == gaps({key: key for key in sorted(parts)}, placings, wholes=["North", "East"]) + contradictions(
        {key: key for key in sorted(parts)}, placings
    )


@given(parts=st.lists(keys, min_size=1, unique=True), names=st.data())
def test_a_partition_loses_no_part_and_invents_none(parts: list[str], names: st.DataObject) -> None:
    placed = [Placing(part, names.draw(wholes)) for part in parts]
    assert sorted(as_partition(placed)) == sorted(parts)
