"""What may be said of a process, for which ages, and how it is counted. No database."""

from datetime import date
from typing import Any

import pytest

from commonground.foundation.kernel.errors import Invalid
from commonground.partnership.plans.formats import read_parity
from commonground.partnership.plans.queries.processes import SHIPPED
from commonground.partnership.plans.rules import parity as rules
from commonground.partnership.plans.rules.parity import AgeBand, Cell, Said, Saying, tally

TODAY, BEGAN = date(2026, 11, 22), date(2026, 4, 1)
PACK = read_parity(SHIPPED.read_text(encoding="utf-8"))
PRIMARY = PACK.bands[1]


def bands(*ages: tuple[int, int]) -> list[AgeBand]:
    return [AgeBand(f"{first}-{last}", f"{first} to {last}", first, last) for first, last in ages]


def said(kind: str, as_of: date = TODAY, **words: str) -> Said:
    return Said(PACK.kind(kind), words.get("differs", ""), words.get("why", ""), as_of, "Mary", 1)


def wrong(saying: Saying) -> list[tuple[str | None, str]]:
    with pytest.raises(Invalid) as error:
        rules.check_saying(saying, PACK.kinds, today=TODAY, since=BEGAN)
    return [(one.column, one.what) for one in error.value.problems]


@pytest.mark.parametrize(
    ("ages", "complaint"),
    [
        ([(0, 4), (5, 10), (11, 19)], ""),
        ([(0, 19)], ""),
        ([(0, 4), (6, 10), (11, 19)], "Age 5 is in no band."),
        ([(0, 4), (5, 10)], "Ages 11, 12, 13, 14, 15, 16, 17, 18, 19 are in no band."),
        ([(0, 5), (5, 10), (11, 19)], "Age 5 is in more than one band."),
        ([(0, 4), (5, 10), (11, 20)], "Age 20 is not between 0 and 19."),
        ([], "are in no band."),
    ],
)
def test_age_bands_hold_every_age_from_0_to_19_once(ages: list[tuple[int, int]], complaint: str) -> None:
    if not complaint:
        rules.check_bands(bands(*ages), first=0, last=19)
        return
    with pytest.raises(Invalid) as error:
        rules.check_bands(bands(*ages), first=0, last=19)
    assert [one.what for one in error.value.problems if complaint in one.what]


def test_the_bands_that_ship_are_those_of_the_paper() -> None:
    assert [(one.first, one.last) for one in PACK.bands] == [(0, 4), (5, 10), (11, 19)]
    assert {one.slug for one in PACK.kinds if one.agreed} == {"as-agreed"}
    assert {one.slug for one in PACK.kinds if not one.needed} == {"not-needed"}


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ("first = 5", "first = 6", "age bands cannot be used"),
        ('asks = ["why"]', 'asks = ["when"]', "not for when"),
        ("stale_months = 6", "stale_months = 0", "from 1"),
        ("agreed = true", "agreed = false", "as agreed"),
        ("[ages]", "[[ages]]", "needs standing, band, ages"),
        ('slug = "primary"', 'slugg = "primary"', "needs standing, band"),
        ("[ages]", "[ages", "cannot be read"),
    ],
)
def test_a_pack_that_is_wrong_is_refused_in_words(before: str, after: str, complaint: str) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    assert before in text
    with pytest.raises(Invalid) as error:
        read_parity(text.replace(before, after))
    assert complaint in error.value.sentence


@pytest.mark.parametrize(
    ("kind", "words", "columns"),
    [
        ("as-agreed", {}, []),
        ("not-in-place", {}, []),
        ("different", {}, ["differs", "why"]),
        ("different", {"differs": "They ring.", "why": "  "}, ["why"]),
        ("different", {"differs": "They ring.", "why": "No time."}, []),
        ("not-needed", {}, ["why"]),
        ("not-needed", {"why": "No school there."}, []),
        ("as-agreed", {"differs": "They ring."}, ["differs"]),
        ("of another pack", {}, ["kind"]),
    ],
)
def test_different_says_what_and_why_and_not_needed_says_why(
    kind: str, words: dict[str, Any], columns: list[str]
) -> None:
    saying = Saying(kind, TODAY, **words)
    if columns:
        assert [column for column, _ in wrong(saying)] == columns
    else:
        rules.check_saying(saying, PACK.kinds, today=TODAY, since=BEGAN)


def test_nothing_is_said_of_a_day_to_come_or_before_the_process_began() -> None:
    assert wrong(Saying("as-agreed", date(2026, 11, 23))) == [("as_of", "This day has not come yet.")]
    assert wrong(Saying("as-agreed", date(2026, 3, 31))) == [("as_of", "The process began on 1 April 2026.")]
    rules.check_saying(Saying("as-agreed", BEGAN), PACK.kinds, today=TODAY, since=BEGAN)


def test_areas_of_another_map_and_bands_of_another_pack_are_named() -> None:
    with pytest.raises(Invalid) as error:
        rules.check_cells([("mars", "primary"), ("north", "old")], areas=["north"], bands=["primary"])
    assert [one.what for one in error.value.problems] == [
        "“mars” is not an area of the map that this process follows.",
        "“old” is not an age band that is in use.",
    ]
    with pytest.raises(Invalid):
        rules.check_cells([], areas=["north"], bands=["primary"])


def test_counts_stand_with_what_they_are_counted_of() -> None:
    cells = [
        Cell("A", PRIMARY, said("as-agreed")),
        Cell("B", PRIMARY, said("as-agreed", date(2026, 1, 1)), is_stale=True),
        Cell("C", PRIMARY, said("different", differs="X", why="Y")),
        Cell("D", PRIMARY, said("not-needed", why="No school.")),
        Cell("E", PRIMARY),
    ]
    counted = tally(cells)
    assert (counted.agreed, counted.needed, counted.unneeded, counted.unsaid, counted.stale) == (2, 4, 1, 1, 1)
    assert (counted.lacking, counted.is_whole) == (2, False)
    assert tally(cells[:2]).is_whole
    assert tally(cells[3:4]).is_whole
    assert not tally([]).is_whole


def test_where_it_is_missing_is_said_with_the_reason() -> None:
    assert Cell("E", PRIMARY).reason == "Nobody has said how it stands."
    assert Cell("C", PRIMARY, said("different", differs="They ring first", why="Habit.")).reason == (
        "In place but different. They ring first. Habit."
    )
    assert Cell("B", PRIMARY, said("being-set-up")).reason == "Being set up."


def test_areas_of_which_the_same_is_said_stand_together() -> None:
    cells = [
        Cell("North", PRIMARY, said("being-set-up")),
        Cell("South", PRIMARY, said("as-agreed")),
        Cell("East", PRIMARY, said("being-set-up")),
        Cell("West", PRIMARY, said("being-set-up")),
        Cell("West", PACK.bands[0]),
    ]
    assert [(one.where, one.reason) for one in rules.lacks(cells)] == [
        ("North, East and West, 5 to 10", "Being set up."),
        ("West, under 5", "Nobody has said how it stands."),
    ]


@pytest.mark.parametrize(
    ("as_of", "words", "is_stale"),
    [
        (date(2026, 11, 22), "today", False),
        (date(2026, 11, 21), "yesterday", False),
        (date(2026, 11, 9), "13 days ago", False),
        (date(2026, 11, 8), "2 weeks ago", False),
        (date(2026, 8, 23), "13 weeks ago", False),
        (date(2026, 8, 22), "3 months ago", False),
        (date(2026, 5, 22), "6 months ago", False),
        (date(2026, 5, 21), "6 months ago", True),
        (date(2025, 10, 31), "12 months ago", True),
    ],
)
def test_a_standing_says_how_old_it_is_and_is_old_after_six_months(as_of: date, words: str, is_stale: bool) -> None:
    assert rules.how_old(as_of, on=TODAY) == words
    assert PACK.is_stale(as_of, on=TODAY) is is_stale


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        (date(2027, 1, 31), "in 70 days"),
        (date(2026, 11, 23), "in 1 day"),
        (TODAY, "today"),
        (date(2026, 11, 12), "10 days ago"),
        (None, "no day is named yet"),
    ],
)
def test_days_that_are_left(due_on: date | None, words: str) -> None:
    assert rules.days_left(due_on, on=TODAY) == words


def test_a_process_that_something_waits_for_ends_only_with_a_reason() -> None:
    days: dict[str, Any] = {"started_on": BEGAN, "today": TODAY}
    rules.check_closing(ended_on=TODAY, why="", waiting="", **days)
    rules.check_closing(ended_on=TODAY, why="The form has it now.", waiting="The form goes live", **days)
    for ended_on, why, waiting, column in (
        (TODAY, " ", "The form goes live", "why"),
        (date(2026, 11, 23), "", "", "ended_on"),
        (date(2026, 3, 31), "", "", "ended_on"),
    ):
        with pytest.raises(Invalid) as error:
            rules.check_closing(ended_on=ended_on, why=why, waiting=waiting, **days)
        assert [one.column for one in error.value.problems] == [column]


def test_a_standing_that_the_pack_no_longer_has_is_not_as_agreed() -> None:
    cell = Cell("A", PRIMARY, said("of last year"))
    assert (cell.is_agreed, cell.lacks, cell.reason) == (False, True, "of last year.")
