"""Programmes: words, states, and what must hold of workstreams, milestones, pilots and reviews."""

import calendar
from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from commonground.foundation.kernel.errors import Invalid, Problem, Refused
from commonground.foundation.kernel.states import Labelled


class Horizon(Labelled):
    """How far ahead the work of a workstream looks (L7; 002:32-35)."""

    SHORT = "short", "Short term"
    MEDIUM = "medium", "Medium term"
    LONG = "long", "Long term"


class Kind(Labelled):
    """A project is a workstream that ends with what it makes (L20)."""

    WORKSTREAM = "workstream", "Workstream"
    PROJECT = "project", "Project"


class WorkstreamState(StrEnum):
    """A workstream runs until it is closed into business as usual; closed ones are not opened again (L10)."""

    RUNNING = "running"
    CLOSED = "closed"


WORKSTREAM_MOVES: dict[WorkstreamState, set[WorkstreamState]] = {
    WorkstreamState.RUNNING: {WorkstreamState.CLOSED},
    WorkstreamState.CLOSED: set(),
}


class MilestoneState(StrEnum):
    """A milestone is open until it is reached, with evidence, dropped with a reason, or carried over by a closing."""

    OPEN = "open"
    DONE = "reached"
    DROPPED = "dropped"
    CARRIED = "carried over"


MILESTONE_MOVES: dict[MilestoneState, set[MilestoneState]] = {
    MilestoneState.OPEN: {MilestoneState.DONE, MilestoneState.DROPPED, MilestoneState.CARRIED},
    MilestoneState.DONE: {MilestoneState.OPEN},
    MilestoneState.DROPPED: {MilestoneState.OPEN},
    MilestoneState.CARRIED: set(),
}


class PilotDecision(Labelled):
    """What is decided of a pilot once there are readings (H20)."""

    SCALE = "scale", "Do it everywhere"
    ADAPT = "adapt", "Change it and try again"
    STOP = "stop", "Stop it"


def months_after(day: date, months: int) -> date:
    """The same day of a later month; its last day where that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def check_running(state: str, name: str) -> None:
    """Raises Refused for what is closed: it is on record and changes no more."""
    if state != WorkstreamState.RUNNING:
        raise Refused(f"{name} is closed into business as usual and changes no more.")


def check_span(starts_on: date, ends_on: date | None) -> None:
    """Raises Invalid for a workstream that ends before it begins."""
    if ends_on is not None and ends_on <= starts_on:
        raise Invalid("The workstream was not saved.", [Problem("It must end after it begins.", column="ends_on")])


def check_earliest(starts_on: date, dues: Sequence[tuple[str, date]]) -> None:
    """Raises Invalid where a workstream would begin after something of it is due."""
    before = [f"“{title}” is due {due:%-d %B %Y}" for title, due in dues if due < starts_on]
    if before:
        raise Invalid(
            "The workstream was not saved.",
            [Problem(f"{before[0]}, before the workstream would begin.", "Move it first.", column="starts_on")],
        )


def check_added(*, is_agreed: bool, why: str) -> None:
    """What comes after the baseline says why (L9)."""
    if is_agreed and not why.strip():
        raise Invalid(
            "The workstream was not added.",
            [Problem("The programme has been agreed: say why this is added to it.", column="why_added")],
        )


def check_milestone(*, starts_on: date | None, due_on: date | None, workstream_starts: date) -> None:
    """Raises Invalid for a milestone that is due before it begins, or before its workstream does."""
    problems = []
    if starts_on is not None and due_on is not None and due_on < starts_on:
        problems.append(Problem("It cannot be due before it begins.", column="due_on"))
    for column, day in (("due_on", due_on), ("starts_on", starts_on)):
        if day is not None and day < workstream_starts:
            words = "be due" if column == "due_on" else "begin"
            said = f"It cannot {words} before its workstream begins, on {workstream_starts:%-d %B %Y}."
            problems.append(Problem(said, "Choose a later day, or let the workstream begin earlier.", column=column))
    if problems:
        raise Invalid("The milestone was not saved.", problems)


def check_moved(*, was: date | None, due_on: date | None, why: str) -> None:
    """A day that moves keeps the first one, and says why."""
    if was is not None and due_on != was and not why.strip():
        raise Invalid("The milestone was not saved.", [Problem("Say why its day moves.", column="why")])


def check_reached(*, done_on: date, evidence: str, today: date) -> None:
    """Raises Invalid for a milestone that is reached on a day to come, or of which nobody can see that it was."""
    problems = []
    if done_on > today:
        problems.append(Problem("This day has not come yet.", column="done_on"))
    if not evidence.strip():
        problems.append(Problem("Say how one can see that it is reached.", column="evidence"))
    if problems:
        raise Invalid("The milestone was not saved.", problems)


def check_decision(*, readings: int, decision: str, why: str) -> None:
    """A pilot is decided on what it showed: without a reading there is nothing to decide on (H20)."""
    problems = []
    if not readings:
        problems.append(
            Problem("There is no reading of this pilot yet.", "Write down what was measured first.", column="decision")
        )
    if decision not in list(PilotDecision):
        problems.append(Problem("Choose whether it is done everywhere, changed or stopped.", column="decision"))
    if not why.strip():
        problems.append(Problem("Say why, from what the readings show.", column="why"))
    if problems:
        raise Invalid("The decision was not saved.", problems)
