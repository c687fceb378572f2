"""Who came: what a seat counts for, whether enough seats were filled, and who may fill one."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.partnership.groups.rules.words import AT_THE_TABLE, Came, Mode

FILLED = frozenset({Came.PRESENT, Came.DEPUTY})


@dataclass(frozen=True)
class SeatAtTable:
    """A seat on the day of a meeting: who may fill it, and how its holder takes part. `holder` None: it is vacant."""

    id: UUID
    title: str
    holder: UUID | None = None
    mode: str = Mode.ATTENDS
    deputies: Collection[UUID] = field(default_factory=tuple)

    @property
    def is_expected(self) -> bool:
        """Seats on papers only, by invitation and of observers are not: their absence is no gap (000:75, 209)."""
        return self.mode in AT_THE_TABLE

    @property
    def has_say(self) -> bool:
        """Counts for the quorum when it is filled. A guest and an observer do not."""
        return self.mode != Mode.OBSERVES and self.mode != Mode.INVITED


@dataclass(frozen=True)
class Entry:
    """What is written down of one seat."""

    seat: UUID
    came: str
    practitioner: UUID | None = None
    reason: str = ""
    is_online: bool = False

    @property
    def fills(self) -> bool:
        return self.came in FILLED


@dataclass(frozen=True)
class Quorum:
    """Seats filled against seats needed; `needed` None where the terms ask for none."""

    filled: int
    needed: int | None

    @property
    def is_reached(self) -> bool | None:
        return None if self.needed is None else self.filled >= self.needed

    def __str__(self) -> str:
        if self.needed is None:
            return f"{self.filled} seats filled; the terms ask for no quorum"
        reached = "the quorum was reached" if self.is_reached else "there was no quorum"
        return f"seats filled: {self.filled}, needed: {self.needed}; {reached}"


def check_entries(entries: Sequence[Entry], seats: Mapping[UUID, SeatAtTable], names: Mapping[UUID, str]) -> None:
    """Each seat once, filled by its holder or a named deputy of that day, nobody on two. Raises Invalid by seat.

    `names` are the words for people in the sentences.
    """
    problems = [problem for entry in entries if (problem := _wrong(entry, seats))]
    problems += [
        Problem(
            f"{names.get(person, 'This person')} cannot fill {count} seats at one meeting.",
            "Let the seat's holder or another deputy fill one, or mark it absent.",
            column=f"came-{next(one.seat for one in reversed(entries) if one.practitioner == person and one.fills)}",
        )
        for person, count in Counter(one.practitioner for one in entries if one.practitioner and one.fills).items()
        if count > 1
    ]
    if problems:
        raise Invalid("Nothing was saved. Look at the seats below.", problems)


def _wrong(entry: Entry, seats: Mapping[UUID, SeatAtTable]) -> Problem | None:
    seat = seats.get(entry.seat)
    where = f"came-{entry.seat}"
    if seat is None:
        return Problem("This seat does not stand on the day of the meeting.", "Open the page again.", column=where)
    if entry.came == Came.PRESENT and seat.holder is None:
        return Problem(f"{seat.title} is vacant: nobody can be present for it.", "Seat somebody first.", column=where)
    if entry.came == Came.DEPUTY and entry.practitioner not in seat.deputies:
        return Problem(
            f"Say which named deputy came for {seat.title}.",
            "Only a deputy named for the seat on that day counts for it.",
            column=where,
        )
    if entry.fills and entry.reason:
        return Problem(
            f"{seat.title} was filled and has a reason for absence.", "Take one of the two away.", column=where
        )
    return None


def quorum(entries: Iterable[Entry], seats: Mapping[UUID, SeatAtTable], *, needed: int | None) -> Quorum:
    """Seats with a say that were filled."""
    filled = [one for one in entries if one.fills and one.seat in seats and seats[one.seat].has_say]
    return Quorum(len(filled), needed)
