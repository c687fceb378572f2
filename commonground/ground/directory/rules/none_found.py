"""That no service was found: a number for codes and a week, and when a number is told. No Django, no clock.

What is told of a need in an area is a count of so many or more, or nothing: nought and a few look the same, no sum over
needs or areas is told from which a few could be worked out, and counts are of quarters, which do not overlap.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid5

WEEK = timedelta(days=7)
QUARTER_MONTHS = 3
SAYINGS = UUID("6f1d0c1e-6a53-5d0e-9d2e-0b8a3f6d2c11")  # ours alone: keys are worked out from it and the codes


@dataclass(frozen=True, order=True)
class Saying:
    """All that is kept of it. `area` is the id of an area not smaller than a locality."""

    week: date
    need: str
    band: str
    area: UUID
    why: str

    @property
    def key(self) -> UUID:
        """Follows from the codes, so that it tells nothing of when or in which order things were said."""
        return uuid5(SAYINGS, f"{self.week}|{self.need}|{self.band}|{self.area}|{self.why}")


@dataclass(frozen=True)
class Window:
    """Whole weeks, by their Mondays, from one until (not including) another."""

    first: date
    end: date

    @property
    def last(self) -> date:
        """Its last day."""
        return self.end - timedelta(days=1)

    def __contains__(self, week: date) -> bool:
        return self.first <= week < self.end


def week_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def weeks_over(today: date) -> date:
    """The first week that is not over yet: what was said in it is not told."""
    return week_of(today)


def running_quarter(today: date) -> Window:
    """Weeks of this quarter that are over, perhaps none. A week is of the quarter of its Monday."""
    return Window(_first_monday(weeks_over(today)), weeks_over(today))


def finished_quarter(today: date) -> Window:
    """The quarter before that, whole."""
    first = running_quarter(today).first
    return Window(_first_monday(first - WEEK), first)


def _first_monday(week: date) -> date:
    """Of the quarter of a Monday."""
    month = (week.month - 1) // QUARTER_MONTHS * QUARTER_MONTHS + 1
    opened = date(week.year, month, 1)
    return opened + timedelta(days=-opened.weekday() % 7)


def told(count: int, fewest: int) -> int | None:
    """The count as it is told; None stands for any number below, nought too."""
    return count if count >= fewest else None


def often(counts: Mapping[str, int], fewest: int) -> tuple[str, ...]:
    """Codes that were said often enough to be named, most first. How often each was said is not told."""
    named = [(code, count) for code, count in counts.items() if count >= fewest]
    return tuple(code for code, _ in sorted(named, key=lambda one: (-one[1], one[0])))


def added(counts: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Counts of the same code together."""
    found: dict[str, int] = {}
    for code, count in counts:
        found[code] = found.get(code, 0) + count
    return found
