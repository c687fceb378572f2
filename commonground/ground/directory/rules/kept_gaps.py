"""A gap from when it is opened until it is closed with an outcome, and opened again where it goes on (S4)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from commonground.foundation.kernel import states
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.states import Labelled


class GapState(Labelled):
    """Whether somebody works on it."""

    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


GAP_MOVES: dict[GapState, set[GapState]] = {GapState.OPEN: {GapState.CLOSED}, GapState.CLOSED: {GapState.OPEN}}


class Origin(Labelled):
    """How the gap came to be known."""

    SAID = "said", "Said by people who found no service"
    COUNTED = "counted", "From the table of need and offer"
    RAISED = "raised", "Raised by practitioners, families or a group"


class GapStep(Labelled):
    """What a note in the history of a gap says happened."""

    OPENED = "opened", "Opened"
    CHANGED = "changed", "Changed"
    REPORTED = "reported", "Reported"
    CLOSED = "closed", "Closed"
    REOPENED = "reopened", "Opened again"


REOPENED: Mapping[str, Any] = {
    "status": GapState.OPEN,
    "outcome": "",
    "outcome_text": "",
    "closed_on": None,
    "closed_by": "",
}


def check_move(now: str, to: GapState) -> None:
    """Raises Refused where the gap is closed, or open, already."""
    states.check_move(GAP_MOVES, GapState(now), to, what="This gap")


def check_due(due_on: date, today: date) -> None:
    """Raises Invalid for a day that is over."""
    if due_on < today:
        raise Invalid("Nothing was saved.", [Problem("The day is over.", "Choose today or later.", column="due_on")])


def closed(outcome: str, text: str, *, on: date, by: str) -> dict[str, Any]:
    """The values of a closed gap. Raises Invalid where it is not said what families have of it."""
    if not text.strip():
        what = "Say what changed for families, and how that is known; or why nothing will change."
        raise Invalid("The gap was not closed.", [Problem(what, column="outcome_text")])
    return {
        "status": GapState.CLOSED, "outcome": outcome, "outcome_text": text.strip(), "closed_on": on, "closed_by": by,
    }  # fmt: skip
