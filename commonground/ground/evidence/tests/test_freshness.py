"""Freshness by promise, never by the clock; finding words that hold a slip."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.ground.evidence.rules.finding import Text, find, nearest, slips
from commonground.ground.evidence.rules.freshness import Promise, State, freshness, promised

YEARLY = Promise(months=12, lag_months=7)  # the year to 31 March 2024 comes in October 2024, the next in October 2025
UNTIL = date(2024, 4, 1)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2025, 10, 31), State.UP_TO_DATE),
        (date(2025, 11, 1), State.DUE),
        (date(2025, 12, 1), State.DUE),
        (date(2025, 12, 2), State.OVERDUE),
    ],
)
def test_figures_are_fresh_until_the_promise_then_due_then_overdue(today, state):
    found = freshness(YEARLY, until=UNTIL, today=today)
    assert (found.state, found.due_on) == (state, date(2025, 10, 31))


def test_without_figures_or_promise_it_says_so():
    assert freshness(YEARLY, until=None, today=UNTIL).state is State.NOT_LOADED
    assert freshness(Promise(), until=UNTIL, today=date(2099, 1, 1)).state is State.UNPROMISED


def test_what_somebody_here_expects_goes_before_what_the_publisher_said_before_the_promise():
    said, expected = date(2026, 1, 31), date(2026, 3, 31)
    assert freshness(YEARLY, until=UNTIL, today=UNTIL, said=said).due_on == said
    assert freshness(YEARLY, until=UNTIL, today=UNTIL, said=said, expected=expected).due_on == expected


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.integers(1, 60), st.integers(0, 36))
def test_a_promise_ends_on_the_last_day_before_the_same_day_so_many_months_later(until, months, lag):
    """Slowly: month by month."""
    day, left = until, months + lag
    while left:
        day, left = (day.replace(day=1) + timedelta(days=32)).replace(day=1), left - 1
    length = ((day + timedelta(days=32)).replace(day=1) - day).days
    expected = day.replace(day=min(until.day, length)) - timedelta(days=1)
    assert promised(Promise(months, lag), until) == expected


def slowly(one: str, other: str) -> int:
    """The same distance by its definition, without a table."""
    if not one or not other:
        return len(one) + len(other)
    same = one[-1] == other[-1]
    least = min(slowly(one[:-1], other) + 1, slowly(one, other[:-1]) + 1, slowly(one[:-1], other[:-1]) + (not same))
    if len(one) > 1 and len(other) > 1 and one[-1] == other[-2] and one[-2] == other[-1]:
        least = min(least, slowly(one[:-2], other[:-2]) + 1)
    return least


@given(st.text("abc", max_size=5), st.text("abc", max_size=5), st.integers(0, 6))
def test_slips_are_counted_as_their_definition_says(one, other, most):
    assert slips(one, other, most) == min(slowly(one, other), most + 1)


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("referals", ["referrals"]),
        ("abscence", ["absence"]),
        ("obesty", ["obesity"]),
        ("neet", []),  # nothing is one slip away
        ("ca", []),  # too short to hold a slip
    ],
)
def test_a_slip_is_read_as_the_nearest_words(typed, near):
    assert nearest(typed, {"referrals", "absence", "obesity", "children", "cpp"}) == near


def test_every_word_must_be_said_and_names_come_first():
    texts = [
        Text("a", {"name": "Absence", "definition": "Half days missed at school"}),
        Text("b", {"name": "Suspensions", "definition": "Absence by suspension from school"}),
        Text("c", {"name": "Absence of workers"}),
    ]
    assert find("absence school", texts).slugs == ["a", "b"]
    found = find("abscence school", texts)
    assert (found.slugs, found.read_as) == (["a", "b"], [("abscence", ["absence"])])
    assert find("absence nothing", texts).slugs == []


def test_a_reference_is_whole():
    texts = [Text("one", {"reference": "C1"}), Text("twelve", {"reference": "C12"})]
    assert find("c1", texts).slugs == ["one"]
