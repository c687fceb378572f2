"""At which height of their bodies people come to meetings, over time (M3: senior and operational representation)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from commonground.partnership.groups.rules.coverage import share


@dataclass(frozen=True)
class CameAt:
    """Somebody filled a seat on a day. `height` of their post that day, None where nobody recorded it; 1 is highest.

    `asked`: the height that the terms of that day ask for, None where they ask for none.
    """

    on: date
    height: int | None
    asked: int | None = None


@dataclass(frozen=True)
class Level:
    """So many of `base` seats that were filled, filled from this height. None where it is not recorded."""

    height: int | None
    came: int
    base: int

    @property
    def percent(self) -> Decimal | None:
        return share(self.came, self.base)


@dataclass(frozen=True)
class MeetingAtHeight:
    """One meeting: seats filled from the height that its terms ask for, of those filled whose height is recorded."""

    on: date
    reached: int
    base: int
    unknown: int
    asks: bool

    @property
    def percent(self) -> Decimal | None:
        """None where the terms asked for no height, or nobody's is recorded."""
        return share(self.reached, self.base) if self.asks else None


def levels(came: Iterable[CameAt]) -> Sequence[Level]:
    """From the highest down, those that anybody came from; what is not recorded comes last."""
    counted = Counter(one.height for one in came)
    base = counted.total()
    known = sorted(height for height in counted if height is not None)
    found = [Level(height, counted[height], base) for height in known]
    return [*found, Level(None, counted[None], base)] if counted[None] else found


def meetings_at_height(came: Iterable[CameAt]) -> Sequence[MeetingAtHeight]:
    """Each day with a meeting, the earliest first."""
    by_day: dict[date, list[CameAt]] = {}
    for one in came:
        by_day.setdefault(one.on, []).append(one)
    return [_meeting(day, those) for day, those in sorted(by_day.items())]


def _meeting(day: date, came: Sequence[CameAt]) -> MeetingAtHeight:
    known = [one.height for one in came if one.height is not None]
    asked = next((one.asked for one in came if one.asked is not None), None)
    reached = sum(height <= asked for height in known) if asked is not None else 0
    return MeetingAtHeight(day, reached, len(known), unknown=len(came) - len(known), asks=asked is not None)


def named(found: Sequence[Level], names: Mapping[int, str]) -> list[tuple[str, Level]]:
    """Levels with their words."""
    return [("Not recorded" if one.height is None else names.get(one.height, "Not recorded"), one) for one in found]
