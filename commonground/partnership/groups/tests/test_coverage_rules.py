"""Which required sectors come, which are missing, and which miss twice running: the golden numbers of scenario 2."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.partnership.groups.rules.coverage import MeetingSeen, Required, coverage, missed_running

THIRTEEN = [f"sector-{number}" for number in range(1, 12)] + ["police", "social-care"]
FIRST, SECOND = date(2026, 9, 14), date(2026, 11, 9)


def required(*slugs: str, seats: int = 1) -> list[Required]:
    return [Required(slug, slug.capitalize(), seats) for slug in slugs]


def met(on: date, *came: str, asked: set[str] | None = None) -> MeetingSeen:
    return MeetingSeen(on, {slug: came.count(slug) for slug in came}, asked)


def test_ten_of_thirteen_sectors_are_77_per_cent_and_two_that_miss_twice_are_alerted_but_not_a_first_miss() -> None:
    before = met(FIRST, *(one for one in THIRTEEN if one not in {"police", "social-care"}))
    latest = met(SECOND, *(one for one in THIRTEEN if one not in {"police", "social-care", "sector-11"}))
    seen = coverage(required(*THIRTEEN), [before, latest])
    assert (seen.numerator, seen.base, seen.percent) == (10, 13, Decimal("76.9"))
    assert [one.required.sector for one in seen.missing] == ["sector-11", "police", "social-care"]
    assert [one.required.sector for one in seen.alerts] == ["police", "social-care"]


def test_before_the_first_meeting_nobody_can_say_who_came() -> None:
    seen = coverage(required("police"), [])
    assert (seen.on, seen.percent, seen.missing) == (None, None, [])


def test_terms_that_ask_for_no_sector_have_no_coverage() -> None:
    assert coverage([], [met(FIRST, "police")]).percent is None


def test_a_sector_with_fewer_seats_filled_than_asked_for_is_short_not_missing_and_not_covered() -> None:
    seen = coverage(required("schools", seats=2), [met(FIRST, "schools")])
    assert (seen.numerator, len(seen.short), len(seen.missing)) == (0, 1, 0)


def test_a_meeting_under_terms_that_did_not_ask_for_the_sector_is_no_miss() -> None:
    before = met(FIRST, "schools", asked={"schools"})
    latest = met(SECOND, "schools", asked={"schools", "police"})
    assert [one.missed for one in coverage(required("schools", "police"), [before, latest]).sectors] == [0, 1]


@pytest.mark.parametrize(
    ("came", "missed"),
    # whether the sector came, the latest meeting last
    [("", 0), ("-", 1), ("--", 2), ("x-", 1), ("-x", 0), ("x---", 3), ("-x--", 2)],
)
def test_a_run_of_misses_ends_where_the_sector_came(came: str, missed: int) -> None:
    meetings = [met(date(2026, number, 1), *(["police"] if one == "x" else [])) for number, one in enumerate(came, 1)]
    seen = coverage(required("police"), meetings)
    assert [one.missed for one in seen.sectors] == ([missed] if came else [])


@given(st.lists(st.booleans(), max_size=12))
def test_a_run_of_misses_is_what_counting_by_hand_gives(came: list[bool]) -> None:
    meetings = [met(date(2026, number, 1), *(["police"] if one else [])) for number, one in enumerate(came, 1)]
    by_hand = "".join("x" if one else "-" for one in came)
    assert missed_running("police", meetings[::-1]) == len(by_hand) - len(by_hand.rstrip("-"))
