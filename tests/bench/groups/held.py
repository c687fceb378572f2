"""One meeting of the calendar of a group of the bench, and what all of its parts say."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from commonground.foundation.kernel.viewer import ENGLAND
from commonground.partnership.groups.rules.words import Came

if TYPE_CHECKING:
    from tests.bench.groups.making import Size

EVERY, AHEAD = timedelta(days=27), 4  # from one meeting to the next, and how many are to come
CAME = (Came.PRESENT, Came.PRESENT, Came.PRESENT, Came.APOLOGIES, Came.ABSENT)
WORDS = "What this says takes a line or two, as such things do. " * 4


@dataclass(frozen=True)
class Held:
    """One meeting of the calendar, by its number in the group. `back`: how many meetings ago; below nought to come."""

    group: int
    number: int
    day: date
    back: int

    @property
    def at(self) -> tuple[int, int]:
        return self.group, self.number

    @property
    def status(self) -> str:
        if self.back > 0:
            return "approved"
        return {0: "held", -1: "published"}.get(self.back, "planned")

    @property
    def is_out(self) -> bool:
        """Its pack went out."""
        return self.back >= -1

    def moment(self, hour: int) -> datetime:
        return datetime.combine(self.day, time(hour), tzinfo=ENGLAND)


def number_of(at: int, size: "Size") -> str:
    return "R1" if at == size.items - 1 else str(at + 1)


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=ENGLAND)
