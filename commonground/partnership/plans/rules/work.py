"""Actions, of plans and of groups: who can own one, when it is overdue, and what closing it asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from commonground.foundation.kernel import states
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.partnership.plans.rules.states import ACTION_MOVES, ActionState

SOON = timedelta(days=14)


class Dated(Protocol):
    """What an action's standing is read from."""

    status: str
    due_on: date


@dataclass(frozen=True)
class Owner:
    """The person who is to do it, on a day. `bodies` are the organisations of their posts of that day."""

    name: str
    left_on: date | None
    bodies: Sequence[str] = ()

    def is_gone(self, day: date) -> bool:
        return self.left_on is not None and self.left_on <= day


def check_owner(owner: Owner | None, *, on: date, organisation: str) -> None:
    """An owner is here that day, and works for the body that owns the action where posts are known. Raises Invalid."""
    if owner is None:
        return
    if owner.is_gone(on):
        raise Invalid(
            "The action was not saved.",
            [
                Problem(
                    f"{owner.name} has left.",
                    "Choose somebody else, or leave the person empty: the organisation owns it.",
                    column="owner",
                )
            ],
        )
    if owner.bodies and organisation not in owner.bodies:
        works_for = " and ".join(owner.bodies)
        raise Invalid(
            "The action was not saved.",
            [
                Problem(
                    f"{owner.name} works for {works_for}, not for {organisation}.",
                    "Choose the organisation that the person works for, or another person.",
                    column="owner",
                )
            ],
        )


def check_due(due_on: date, *, agreed_on: date) -> None:
    """An action is due on or after the day it was agreed. Raises Invalid."""
    if due_on < agreed_on:
        raise Invalid(
            "The action was not saved.",
            [
                Problem(
                    "An action cannot be due before the day it was agreed.",
                    "Enter a later date.",
                    column="due_on",
                )
            ],
        )


def check_begins(due_on: date, *, starts_on: date | None) -> None:
    """An action is due on or after the day it begins. Raises Invalid."""
    if starts_on is not None and due_on < starts_on:
        raise Invalid(
            "The action was not saved.",
            [Problem("An action cannot be due before it begins.", "Enter a later date.", column="due_on")],
        )


def check_effect(effect: str) -> None:
    """Done means that something changed: say what and how that is known (L24, 000:119). Raises Invalid."""
    if len(effect.split()) < MEANS_SOMETHING:
        raise Invalid(
            "The action was not closed.",
            [
                Problem(
                    "Say what it has changed, and how that is known.",
                    "A number, a document, or what people say now: a sentence will do. "
                    "If nothing came of it, say that it is dropped, and why.",
                    column="effect",
                )
            ],
        )


def done(effect: str, *, on: date, by: str) -> dict[str, object]:
    """What an action says once it is closed as done. Raises Invalid without its effect."""
    check_effect(effect)
    return {"status": ActionState.DONE, "effect": effect.strip(), "closed_on": on, "closed_by": by}


def dropped(why: str, *, on: date, by: str) -> dict[str, object]:
    """What an action says once it is not done after all. Raises Invalid without a reason."""
    if not why.strip():
        raise Invalid("The action was not dropped.", [Problem("Say why it is not done after all.", column="why")])
    return {"status": ActionState.DROPPED, "why_dropped": why.strip(), "closed_on": on, "closed_by": by}


REOPENED: dict[str, object] = {
    "status": ActionState.OPEN, "effect": "", "why_dropped": "", "closed_on": None, "closed_by": "",
}  # fmt: skip


def why_reopened(why: str, *, said: str) -> str:
    """What stays on record of an action that turned out not to be done; `said` is what closing it had said. Raises
    Invalid without a reason."""
    if not why.strip():
        raise Invalid("The action was not opened again.", [Problem("Say what is still to be done.", column="why")])
    return f"{why.strip()}\n\nIt had been closed: {said}"


def check_move(status: str, to: ActionState) -> None:
    """Raises Refused for what may not follow."""
    states.check_move(ACTION_MOVES, ActionState(status), to, what="This action")


MEANS_SOMETHING = 3  # words: "done" and "all ok" say nothing of an effect


def is_overdue(action: Dated, *, on: date) -> bool:
    """Open after its day. On the day itself it is due, not overdue."""
    return action.status == ActionState.OPEN and action.due_on < on


def standing(action: Dated, *, on: date) -> tuple[str, str]:
    """A word for a tag and its tone."""
    if action.status == ActionState.DONE:
        return "Done", "green"
    if action.status == ActionState.DROPPED:
        return "Dropped", "grey"
    if is_overdue(action, on=on):
        days = (on - action.due_on).days
        return f"Overdue by {days} day{'s' if days > 1 else ''}", "red"
    if action.due_on - on <= SOON:
        return "Due today" if action.due_on == on else "Due soon", "orange"
    return "Open", "blue"
