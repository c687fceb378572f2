"""In which ways people take part, as shares that keep their own base (M6, M7; 000:75)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from commonground.partnership.groups.rules.coverage import share
from commonground.partnership.groups.rules.words import Mode


@dataclass(frozen=True)
class ModeShare:
    """So many of `base` take part in this way."""

    mode: Mode
    count: int
    base: int

    @property
    def percent(self) -> Decimal | None:
        return share(self.count, self.base)

    @property
    def whole_percent(self) -> int | None:
        """As surveys print it: 57.7 is 58. Shares rounded like this need not add up to 100."""
        return int((200 * self.count + self.base) // (2 * self.base)) if self.base else None


def mode_shares(modes: Iterable[str]) -> Sequence[ModeShare]:
    """Every way of taking part with its share of all that were counted, also the ways that nobody chose."""
    counted = [Mode(one) for one in modes]
    return [ModeShare(mode, counted.count(mode), len(counted)) for mode in Mode]


@dataclass(frozen=True)
class Attended:
    """How often a seat, a sector or a body was there, of the meetings it was expected at."""

    name: str
    came: int
    expected: int

    @property
    def percent(self) -> Decimal | None:
        return share(self.came, self.expected)
