"""Issues that go up: days of the clock, what is overdue, and the ways up through the groups."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from commonground.foundation.kernel.errors import Invalid, Refused
from commonground.partnership.groups.formats.escalation import read_clocks
from commonground.partnership.groups.rules import escalations as rules
from commonground.partnership.groups.rules import governance
from commonground.partnership.groups.rules.states import EscalationState as State
from commonground.partnership.groups.rules.words import Upward

FRIDAY_BEFORE_CHRISTMAS = date(2026, 12, 18)
PACK = """
[[clock]]
from = 2010-01-01
accept = 5
answer = 20
acknowledge = 10
note = 30
[[clock]]
from = 2010-01-01
kinds = ["board"]
accept = 10
answer = 40
acknowledge = 10
note = 60
[[clock]]
from = 2027-01-01
kinds = ["board"]
accept = 3
answer = 4
acknowledge = 5
note = 6
"""


@dataclass
class Held:
    status: str
    due_on: date


def clock(kind: str = "forum", on: date = FRIDAY_BEFORE_CHRISTMAS) -> rules.Clock:
    return rules.clock_for(read_clocks(PACK), kind=kind, on=on)


def test_days_of_the_clock_leave_out_weekends_and_bank_holidays() -> None:
    assert rules.take_by(clock(), Upward.ISSUE, received_on=FRIDAY_BEFORE_CHRISTMAS) == date(2026, 12, 29)
    assert rules.take_by(clock(), Upward.EMERGING, received_on=FRIDAY_BEFORE_CHRISTMAS) == date(2027, 2, 3)


@pytest.mark.parametrize(
    ("kind", "on", "accept"),
    [
        ("forum", FRIDAY_BEFORE_CHRISTMAS, 5),
        ("board", FRIDAY_BEFORE_CHRISTMAS, 10),
        ("board", date(2027, 1, 1), 3),
    ],
)
def test_a_kind_of_group_has_its_own_clock_and_the_one_that_began_last_counts(kind: str, on: date, accept: int) -> None:
    assert clock(kind, on).accept == accept


def test_before_any_clock_is_in_force_nothing_goes_up() -> None:
    with pytest.raises(Invalid, match="No clock for escalations is in force on 1 January 2009"):
        clock(on=date(2009, 1, 1))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("from = 2010-01-01", "from must be a day"),
        ("accept = 5", "accept must be a number of working days from 1 to 250"),
        ("answer = 20", "answer must not be less than accept"),
    ],
)
def test_a_pack_that_cannot_be_is_refused_by_its_block(wrong: str, said: str) -> None:
    text = PACK.replace(wrong, f"{wrong.split()[0]} = {'4' if wrong.startswith('answer') else '0'}", 1)
    with pytest.raises(Invalid) as refused:
        read_clocks(text)
    assert said in str(refused.value.problems[0])
    assert "packs/escalation.toml, block 1" in str(refused.value.problems[0])


@pytest.mark.parametrize(
    ("status", "due", "overdue"),
    [
        (State.RAISED, date(2026, 12, 17), True),
        (State.RAISED, date(2026, 12, 18), False),
        (State.ANSWERED, date(2026, 12, 17), True),
        (State.DECLINED, date(2026, 12, 17), True),
        (State.ACKNOWLEDGED, date(2026, 12, 17), False),
        (State.NOTED, date(2026, 12, 17), False),
        (State.WITHDRAWN, date(2026, 12, 17), False),
    ],
)
def test_what_is_open_is_overdue_the_day_after_its_day(status: State, due: date, overdue: bool) -> None:
    held = Held(status, due)
    assert rules.is_overdue(held, on=FRIDAY_BEFORE_CHRISTMAS) is overdue
    assert ("overdue by 1 working day" in rules.standing(held, on=FRIDAY_BEFORE_CHRISTMAS)[0]) is overdue


def test_overdue_since_the_weekend_is_not_overdue_by_no_days() -> None:
    held = Held(State.RAISED, FRIDAY_BEFORE_CHRISTMAS)
    assert rules.standing(held, on=date(2026, 12, 19))[0] == "Raised, overdue by a day"


@pytest.mark.parametrize(
    ("what", "to", "may"),
    [
        (Upward.ISSUE, State.ACCEPTED, True),
        (Upward.ISSUE, State.ANSWERED, True),
        (Upward.ISSUE, State.NOTED, False),
        (Upward.EMERGING, State.NOTED, True),
        (Upward.EMERGING, State.ACCEPTED, False),
        (Upward.EMERGING, State.ANSWERED, False),
        (Upward.EMERGING, State.PASSED_UP, True),
        (Upward.EMERGING, State.DECLINED, True),
    ],
)
def test_an_issue_is_answered_and_an_emerging_one_noted(what: Upward, to: State, may: bool) -> None:
    if may:
        assert rules.check_kind(what, to) is None
    else:
        with pytest.raises(Refused):
            rules.check_kind(what, to)


@pytest.mark.parametrize("nothing", ["", "   ", "yes", "see minutes"])
def test_two_words_are_no_answer_and_no_reason(nothing: str) -> None:
    with pytest.raises(Invalid) as answered:
        rules.check_answer(nothing)
    with pytest.raises(Invalid) as reasoned:
        rules.check_reason(nothing)
    assert [one.value.problems[0].column for one in (answered, reasoned)] == ["answer", "why"]


PARENTS = {"ward": ["district"], "district": ["board", "trust"], "board": ["trust"], "aside": ["board"]}


@pytest.mark.parametrize(
    ("group", "above"),
    [
        ("ward", ["district", "board", "trust"]),
        ("district", ["board", "trust"]),
        ("trust", []),
        ("aside", ["board", "trust"]),
    ],
)
def test_groups_above_are_found_over_every_level_the_nearest_first(group: str, above: list[str]) -> None:
    assert governance.above(PARENTS, group) == above


@given(some.lists(some.tuples(some.integers(0, 6), some.integers(0, 6)), max_size=14), some.integers(0, 6))
def test_a_group_is_above_where_a_path_leads_up_to_it(ties: list[tuple[int, int]], group: int) -> None:
    """Also where what was imported goes round: the search ends, and a group is never above itself."""
    parents: dict[int, list[int]] = {}
    for below, to in ties:
        parents.setdefault(below, []).append(to)
    paths = {end for end in range(7) if end != group and governance.path_up(parents, start=group, end=end)}
    assert set(governance.above(parents, group)) == paths
