"""Reviews from outside: recommendation, response, action, evidence. One closes only with evidence (V10)."""

from datetime import date
from typing import Protocol

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.partnership.groups.rules.states import AdviceState
from commonground.partnership.groups.rules.words import Response

SAYS_SOMETHING = 3  # words


class Advised(Protocol):
    """What the standing of a recommendation is read from."""

    status: str
    response: str
    due_on: date | None


def is_late(one: Advised, *, on: date) -> bool:
    """Open after its day."""
    return one.status == AdviceState.OPEN and one.due_on is not None and one.due_on < on


def standing(one: Advised, *, on: date) -> tuple[str, str]:
    """A word for a tag and its tone."""
    if one.status == AdviceState.DONE:
        return "Done, with evidence", "green"
    if one.status == AdviceState.NOT_ACCEPTED:
        return "Not accepted", "grey"
    if is_late(one, on=on):
        return "Late", "red"
    return ("Under way", "blue") if one.response else ("Waits for a response", "yellow")


def check_days(*, began_on: date | None, ended_on: date | None, published_on: date | None) -> None:
    """Raises Invalid at the field."""
    problems = []
    if began_on and ended_on and ended_on < began_on:
        problems.append(Problem("It cannot end before it begins.", "Enter a later day.", column="ended_on"))
    if published_on and began_on and published_on < began_on:
        problems.append(
            Problem("It cannot be published before it begins.", "Enter a later day.", column="published_on")
        )
    if problems:
        raise Invalid("The review was not kept.", problems)


def check_response(response: str, *, why: str, due_on: date | None, today: date) -> None:
    """What is not wholly accepted says why; what is accepted has a day. Raises Invalid at the field."""
    problems = []
    if response != Response.ACCEPTED and len(why.split()) < SAYS_SOMETHING:
        problems.append(Problem("Say why it is not wholly accepted.", "A sentence will do.", column="why"))
    if response != Response.NOT and due_on is None:
        problems.append(Problem("Say by when it is to be done.", column="due_on"))
    if response != Response.NOT and due_on is not None and due_on < today:
        problems.append(Problem("It cannot be due before today.", "Enter a later day.", column="due_on"))
    if problems:
        raise Invalid("The response was not kept.", problems)


def check_evidence(text: str, *, on: date, today: date) -> None:
    """Raises Invalid at the field."""
    problems = []
    if len(text.split()) < SAYS_SOMETHING:
        what = "Say what shows that it is done."
        problems.append(Problem(what, "A document, a figure, or what people say now.", column="text"))
    if on > today:
        problems.append(Problem("Evidence is of today or before.", column="on"))
    if problems:
        raise Invalid("The evidence was not kept.", problems)


def check_can_close(*, evidence: int, open_actions: int) -> None:
    """Raises Invalid where nothing shows that it is done, or something is still to be done."""
    if not evidence:
        raise Invalid("The recommendation stays open: nothing shows yet that it is done. Add evidence first.")
    if open_actions:
        left = "an action is" if open_actions == 1 else f"{open_actions} actions are"
        raise Invalid(f"The recommendation stays open: {left} still open. Close or drop what is left first.")
