"""Who is missing from the table before anybody has met: required sectors against the seats and who holds them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from commonground.partnership.groups.rules.coverage import Required
from commonground.partnership.groups.rules.words import AT_THE_TABLE, Mode


class Gap(StrEnum):
    """Why a required sector is not at the table."""

    NO_SEAT = "has no seat"
    VACANT = "has a seat that nobody holds"
    NOT_AT_TABLE = "does not come to meetings: papers only, by invitation or observing"
    TOO_JUNIOR = "is not at the height that the terms ask for"
    SHORT = "has fewer seats filled than the terms ask for"


@dataclass(frozen=True)
class SeatSeen:
    """A seat of a group today: who holds it takes part in `mode` (None: nobody holds it), and stands at `height`,
    counted from the top (None: not known)."""

    sector: str
    mode: Mode | None = None
    height: int | None = None

    @property
    def is_at_table(self) -> bool:
        return self.mode in AT_THE_TABLE


@dataclass(frozen=True)
class SectorAtTable:
    """One required sector and how it is seated. `gap` is None where nothing is wanting."""

    required: Required
    seated: int
    gap: Gap | None
    unknown: int = 0  # holders at the table whose height nobody has recorded


def seated(required: Sequence[Required], seats: Iterable[SeatSeen], *, height: int | None) -> list[SectorAtTable]:
    """Each required sector with the first thing that is wanting. `height` is what the terms ask for; None: any.

    Somebody whose height is not recorded is given the benefit of the doubt, and counted apart.
    """
    listed = list(seats)
    return [_seated(one, [seat for seat in listed if seat.sector == one.sector], height) for one in required]


def _seated(required: Required, seats: Sequence[SeatSeen], height: int | None) -> SectorAtTable:
    table = [seat for seat in seats if seat.is_at_table]
    high = [seat for seat in table if height is None or seat.height is None or seat.height <= height]
    unknown = sum(seat.height is None for seat in table) if height is not None else 0
    return SectorAtTable(required, len(high), _gap(required, seats, table, high), unknown)


def _gap(required: Required, seats: Sequence[SeatSeen], table: Sequence[object], high: Sequence[object]) -> Gap | None:
    if len(high) >= required.seats:
        return None
    if not seats:
        return Gap.NO_SEAT
    if not any(seat.mode for seat in seats):
        return Gap.VACANT
    if not table:
        return Gap.NOT_AT_TABLE
    return Gap.SHORT if high else Gap.TOO_JUNIOR
