"""When an action is overdue, who can own one, what closing it asks for."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from commonground.foundation.kernel.errors import Invalid
from commonground.partnership.plans.rules.states import ActionState
from commonground.partnership.plans.rules.work import (
    Owner,
    check_due,
    check_effect,
    check_owner,
    is_overdue,
    standing,
)

TODAY = date(2026, 11, 22)


@dataclass
class Some:
    due_on: date
    status: str = ActionState.OPEN


@pytest.mark.parametrize(("days", "overdue"), [(-1, True), (0, False), (1, False)])
def test_an_action_is_overdue_from_the_day_after_it_was_due(days: int, overdue: bool) -> None:
    assert is_overdue(Some(TODAY + timedelta(days=days)), on=TODAY) is overdue


@pytest.mark.parametrize("status", [ActionState.DONE, ActionState.DROPPED])
def test_what_is_closed_is_never_overdue(status: ActionState) -> None:
    assert not is_overdue(Some(TODAY - timedelta(days=90), status), on=TODAY)


@pytest.mark.parametrize(
    ("days", "words"),
    [(-2, "Overdue by 2 days"), (-1, "Overdue by 1 day"), (0, "Due today"), (14, "Due soon"), (15, "Open")],
)
def test_the_word_for_it(days: int, words: str) -> None:
    assert standing(Some(TODAY + timedelta(days=days)), on=TODAY)[0] == words


def test_somebody_who_has_left_owns_nothing_new() -> None:
    check_owner(Owner("Ann", left_on=TODAY + timedelta(days=1)), on=TODAY, organisation="Police")
    with pytest.raises(Invalid) as wrong:
        check_owner(Owner("Ann", left_on=TODAY), on=TODAY, organisation="Police")
    assert "Ann has left." in str(wrong.value.problems[0])


def test_an_owner_works_for_the_body_that_owns_it_where_that_is_known() -> None:
    check_owner(Owner("Ann", None), on=TODAY, organisation="Police")
    check_owner(Owner("Ann", None, ["Police", "Council"]), on=TODAY, organisation="Police")
    with pytest.raises(Invalid):
        check_owner(Owner("Ann", None, ["Council"]), on=TODAY, organisation="Police")
    check_owner(None, on=TODAY, organisation="Police")


def test_nothing_is_due_before_it_was_agreed() -> None:
    check_due(TODAY, agreed_on=TODAY)
    with pytest.raises(Invalid):
        check_due(TODAY - timedelta(days=1), agreed_on=TODAY)


@pytest.mark.parametrize("effect", ["", "Done", "all ok"])
def test_done_says_what_has_changed(effect: str) -> None:
    with pytest.raises(Invalid):
        check_effect(effect)
    check_effect("Late arrivals fell from 14 to 6")
