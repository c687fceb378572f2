"""The gap matrix against a table worked by hand, and what holds whatever the numbers are."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.ground.directory.rules.cliff import cliff, ended
from commonground.ground.directory.rules.gaps import (
    Cell,
    Need,
    Offer,
    Policy,
    Row,
    Standing,
    by_grouping,
    largest,
    matrix,
)
from commonground.ground.directory.rules.overlaps import overlaps

POLICY = Policy(short_share=0.5, long_wait_weeks=18)
SPEECH = Row("speech", "0-4", "getting-help", 0, 4)
MOOD = Row("mood", "11-19", "getting-help", 11, 19)
NEEDS = {
    (SPEECH, "ashfield"): Need(300, 6000),
    (SPEECH, "mansfield"): Need(200, 5000),
    (SPEECH, "bassetlaw"): Need(100, 5500),
    (MOOD, "ashfield"): Need(400, 9000),
    (MOOD, "mansfield"): Need(None, symbol="c"),
    (MOOD, "bassetlaw"): Need(0, 8000),
}


def offer(key: str, *areas: str, need: str = "speech", **more: Any) -> Offer:
    values: dict[str, Any] = {
        "name": key.capitalize(), "provider": f"Provider of {key}", "needs": frozenset({need}),
        "groupings": frozenset({"getting-help"}), "areas": frozenset(areas), **more,
    }  # fmt: skip
    return Offer(key, **values)


# By hand. Talk-time's 60 places fall to 300 and 200 children: 36 and 24. Chatter has 30 in Mansfield alone.
# Row: 36 + 54 + 0 places for 600 children = 15 for a hundred. Ashfield has 12, Mansfield 27, Bassetlaw nothing.
TALK = offer("talk-time", "ashfield", "mansfield", places=60)
CHATTER = offer("chatter", "mansfield", places=30, waiting_weeks=20)
COUNSEL = offer("counsel", "ashfield", "mansfield", "bassetlaw", need="mood", youngest=13)
OFFERS = [TALK, CHATTER, COUNSEL]


def test_the_matrix_is_what_was_worked_by_hand() -> None:
    cells = matrix(NEEDS, OFFERS, POLICY)
    told = {area: (cells[SPEECH, area].places, cells[SPEECH, area].per_hundred) for area in ("ashfield", "mansfield")}
    assert told == {"ashfield": (36, pytest.approx(12)), "mansfield": (54, pytest.approx(27))}
    assert [cell.standing for cell in cells.values()] == [
        Standing.OFFERED, Standing.WAITING, Standing.NOTHING,
        Standing.UNKNOWN, Standing.UNKNOWN, Standing.NO_NEED,
    ]  # fmt: skip


def test_a_cell_with_less_than_half_of_what_the_row_has_is_short() -> None:
    few = [offer("talk-time", "ashfield", places=12), offer("chatter", "mansfield", places=78)]
    cells = matrix(NEEDS, few, POLICY)
    assert cells[SPEECH, "ashfield"].standing is Standing.SHORT  # 4 for a hundred; the row has 15
    assert cells[SPEECH, "mansfield"].standing is Standing.OFFERED


def test_a_service_without_a_number_of_places_is_counted_and_never_taken_as_nought() -> None:
    cell = matrix(NEEDS, [offer("drop-in", "ashfield")], POLICY)[SPEECH, "ashfield"]
    assert (cell.places, cell.without_places, cell.unmet, cell.standing) == (None, 1, None, Standing.UNKNOWN)


def test_ages_that_only_touch_are_served_and_ages_beside_are_not() -> None:
    touching, beside = offer("a", "ashfield", need="mood", oldest=11), offer("b", "ashfield", need="mood", oldest=10)
    assert touching.serves(MOOD, "ashfield")
    assert not beside.serves(MOOD, "ashfield")


def test_the_largest_gap_is_the_one_with_most_children_whom_nothing_reaches() -> None:
    cells = matrix({**NEEDS, (MOOD, "bassetlaw"): Need(90)}, [TALK, CHATTER], POLICY).values()
    found = [(cell.row.need, cell.area, cell.unmet) for cell in largest(cells, most=5)]
    assert found == [
        ("mood", "ashfield", 400), ("speech", "mansfield", 146), ("speech", "bassetlaw", 100),
        ("mood", "bassetlaw", 90), ("mood", "mansfield", None),
    ]  # fmt: skip


def test_gaps_are_counted_by_grouping_out_of_what_can_be_judged() -> None:
    assert by_grouping(matrix(NEEDS, OFFERS, POLICY).values()) == {"getting-help": (2, 4)}


@given(
    st.lists(st.integers(0, 5000), min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(0, 900), st.sets(st.integers(0, 5), min_size=1)), max_size=5),
)
def test_no_place_is_lost_or_made_up(children: list[int], given_offers: list[tuple[int, set[int]]]) -> None:
    needs = {(SPEECH, str(area)): Need(count) for area, count in enumerate(children)}
    offers = [offer(str(key), *map(str, areas), places=places) for key, (places, areas) in enumerate(given_offers)]
    shared = sum(cell.places or 0 for cell in matrix(needs, offers, POLICY).values())
    reached = [one for one in offers if any(needs[SPEECH, area].count for area in one.areas if (SPEECH, area) in needs)]
    assert shared == pytest.approx(sum(one.places or 0 for one in reached))


def test_two_providers_with_one_offer_overlap_where_and_for_whom_both_serve() -> None:
    one = offer("one", "ashfield", "mansfield", youngest=0, oldest=5)
    other = offer("other", "mansfield", "bassetlaw", youngest=3, oldest=11)
    (found,), _ = overlaps([one, other, offer("mood", "mansfield", need="mood")], most=12)
    assert (found.areas, found.needs, found.ages) == (frozenset({"mansfield"}), frozenset({"speech"}), "ages 3 to 5")


@pytest.mark.parametrize(
    "other",
    [
        offer("other", "ashfield", provider="Provider of one"),
        offer("other", "mansfield"),
        offer("other", "ashfield", youngest=6),
        offer("other", "ashfield", groupings=frozenset({"getting-advice"})),
    ],
    ids=["own provider", "elsewhere", "other ages", "other grouping"],
)
def test_what_only_looks_alike_does_not_overlap(other: Offer) -> None:
    assert overlaps([offer("one", "ashfield", oldest=5), other], most=12) == ([], [])


def test_where_many_offer_the_same_they_are_counted_together_and_not_paired() -> None:
    many = [offer(f"club-{number}", "ashfield", provider=f"Trust {number % 4}") for number in range(2000)]
    pairs, (crowd,) = overlaps([*many, offer("one", "mansfield"), offer("two", "mansfield")], most=12)
    assert [(pair.one.key, pair.other.key) for pair in pairs] == [("one", "two")]
    assert (crowd.area, crowd.services, crowd.providers) == ("ashfield", 2000, 4)


def test_funding_that_ends_is_told_by_quarter_with_what_is_left() -> None:
    ending = offer("ending", "ashfield", "mansfield", places=40, ends_on=date(2027, 3, 31))
    later = offer("later", "mansfield", places=10, ends_on=date(2027, 6, 30))
    first, second = cliff([ending, later], on=date(2026, 11, 30), until=date(2027, 12, 31))
    assert (first.first, first.places, first.without_places) == (date(2027, 1, 1), 40, 0)
    assert [edge.left for edge in first.edges] == [(later,)]
    assert first.edges[0].alone_in == {"ashfield"}
    assert second.edges[0].alone_in == {"mansfield"}
    assert not cliff([ending], on=date(2027, 4, 1), until=date(2027, 12, 31))
    assert ended([ending, later], on=date(2027, 4, 1)) == [ending]


def test_a_cell_without_need_or_offer_has_no_rate() -> None:
    assert Cell(SPEECH, "ashfield", Need(None)).per_hundred is None
