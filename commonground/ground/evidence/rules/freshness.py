"""Whether figures are as new as their publisher promised (E2). The day is passed in; no clock here."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

GRACE_DAYS = 31  # a release that was due is overdue after so many days, where a pack says nothing else


class Frequency(StrEnum):
    """How often figures come, or are reported."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    TERMLY = "termly"
    SIX_MONTHLY = "six-monthly"
    YEARLY = "yearly"
    NOW_AND_THEN = "now and then"
    ONCE = "once"


class State(StrEnum):
    """A word for a badge."""

    UP_TO_DATE = "up to date"
    DUE = "due"
    OVERDUE = "overdue"
    UNPROMISED = "nothing promised"
    NOT_LOADED = "no figures yet"
    RETIRED = "no longer published"


OVERDUE_FIRST = (State.OVERDUE, State.DUE, State.NOT_LOADED, State.UP_TO_DATE, State.UNPROMISED, State.RETIRED)


@dataclass(frozen=True)
class Promise:
    """A release every so many months (None: none is promised), so long after the end of its period."""

    months: int | None = None
    lag_months: int = 0
    grace_days: int = GRACE_DAYS


@dataclass(frozen=True)
class Freshness:
    """A state and the last day by which the next figures are due, where there is one."""

    state: State
    due_on: date | None = None

    @property
    def needs_somebody(self) -> bool:
        return self.state in (State.DUE, State.OVERDUE)


def freshness(
    promise: Promise, *, until: date | None, today: date, said: date | None = None, expected: date | None = None
) -> Freshness:
    """How fresh figures are whose newest period ended the day before `until`; None: there are none.

    `said` is the last day the publisher named for the next figures, `expected` the one that somebody here has set
    because the publisher put it off; the later word goes before the earlier.
    """
    if until is None:
        return Freshness(State.NOT_LOADED)
    due_on = expected or said or promised(promise, until)
    if due_on is None:
        return Freshness(State.UNPROMISED)
    if today <= due_on:
        return Freshness(State.UP_TO_DATE, due_on)
    is_late = today > due_on + timedelta(days=promise.grace_days)
    return Freshness(State.OVERDUE if is_late else State.DUE, due_on)


def promised(promise: Promise, until: date) -> date | None:
    """The last day of the promise for the period after the one that ended before `until`."""
    if promise.months is None:
        return None
    return months_later(until, promise.months + promise.lag_months) - timedelta(days=1)


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
