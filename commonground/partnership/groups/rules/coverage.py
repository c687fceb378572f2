"""Which of the sectors that the terms ask for come, which are missing, and which miss twice running (M1, M4, M13).

A sector is missing at a meeting where none of its seats was filled, by whoever holds it or by a named deputy. Where
fewer seats were filled than the terms ask for it is short: not counted as covered, and not missing either.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

ALERT_AFTER = 2  # meetings in a row without a sector: M4


@dataclass(frozen=True)
class Required:
    """A sector that the terms ask for, by its slug, with how many seats."""

    sector: str
    name: str
    seats: int = 1


@dataclass(frozen=True)
class MeetingSeen:
    """One meeting as coverage sees it: seats filled by sector. `required` are the sectors that the terms of its day
    asked for; None where they are those of today."""

    on: date
    came: Mapping[str, int]
    required: Collection[str] | None = None

    def asks_for(self, sector: str) -> bool:
        return self.required is None or sector in self.required


@dataclass(frozen=True)
class SectorSeen:
    """One required sector: seats filled at the latest meeting, and how many meetings in a row it has missed."""

    required: Required
    came: int
    missed: int

    @property
    def is_covered(self) -> bool:
        return self.came >= self.required.seats

    @property
    def is_missing(self) -> bool:
        return self.missed > 0

    @property
    def is_short(self) -> bool:
        return not self.is_covered and not self.is_missing

    @property
    def is_alerted(self) -> bool:
        return self.missed >= ALERT_AFTER


@dataclass(frozen=True)
class Coverage:
    """The required sectors at the latest meeting. Without a meeting (`on` is None) nobody can say."""

    on: date | None
    sectors: Sequence[SectorSeen]

    @property
    def base(self) -> int:
        return len(self.sectors)

    @property
    def numerator(self) -> int:
        return sum(one.is_covered for one in self.sectors)

    @property
    def percent(self) -> Decimal | None:
        """To one decimal: 76.9 for ten of thirteen. None where the terms ask for no sector or none has met."""
        return share(self.numerator, self.base) if self.on else None

    @property
    def missing(self) -> list[SectorSeen]:
        return [one for one in self.sectors if one.is_missing]

    @property
    def short(self) -> list[SectorSeen]:
        return [one for one in self.sectors if one.is_short]

    @property
    def alerts(self) -> list[SectorSeen]:
        """Those that have missed two meetings running, or more."""
        return [one for one in self.sectors if one.is_alerted]


def coverage(required: Sequence[Required], meetings: Sequence[MeetingSeen]) -> Coverage:
    """How the required sectors came to the latest of `meetings`, given in any order. Meetings that were held alone."""
    latest_first = sorted(meetings, key=lambda one: one.on, reverse=True)
    if not latest_first:
        return Coverage(None, [])
    latest = latest_first[0]
    seen = [
        SectorSeen(one, latest.came.get(one.sector, 0), missed_running(one.sector, latest_first)) for one in required
    ]
    return Coverage(latest.on, seen)


def alert_began(sector: str, meetings: Sequence[MeetingSeen], *, known: int) -> date | None:
    """The day of the second miss in the run of misses that goes on; None where there is no such run.

    Also None where the run is as long as the `known` latest meetings: when it began is not known, and was told then.
    """
    latest_first = sorted(meetings, key=lambda one: one.on, reverse=True)
    missed = missed_running(sector, latest_first)
    return latest_first[missed - ALERT_AFTER].on if ALERT_AFTER <= missed < known else None


def missed_running(sector: str, latest_first: Sequence[MeetingSeen]) -> int:
    """How many of the latest meetings in a row a sector missed, back to one it came to or that did not ask for it."""
    missed = 0
    for meeting in latest_first:
        if meeting.came.get(sector, 0) or not meeting.asks_for(sector):
            break
        missed += 1
    return missed


def share(numerator: int, base: int) -> Decimal | None:
    """Per cent to one decimal, halves upwards; None where there is nothing to divide by."""
    if not base:
        return None
    return (Decimal(100) * numerator / base).quantize(Decimal("0.1"), ROUND_HALF_UP)
