"""Cells that are published together, and the sums that bind them."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from math import inf, log10

LEAST = 1e-6  # what a computer adds to a sum behind this is no person


class State(StrEnum):
    """What may be done with a cell."""

    FREE = "free"  # may be published or hidden
    HIDDEN = "hidden"  # has to be hidden, as it was before
    KNOWN = "known"  # was published before: hiding it protects nobody
    LATENT = "latent"  # is shown nowhere by itself, but can be worked out


@dataclass(frozen=True, slots=True)
class Cell:
    """A count of people. `name` is what the caller knows it by.

    It is guarded where it is small, unless `is_guarded` says otherwise: a number that the source itself hid is guarded
    whatever it is, one that nobody has is not. Of both, `value` is any number that fits the sums.
    Everybody knows that it is at most `most`.
    """

    name: Hashable
    value: float
    state: State = State.FREE
    is_guarded: bool | None = None
    most: float = inf

    @property
    def weight(self) -> float:
        """What is lost by hiding it. Larger counts say more, so small areas are hidden rather than large ones."""
        return 1.0 + log10(1.0 + self.value)


@dataclass(frozen=True, slots=True)
class Relation:
    """Everybody knows that these cells, each times its factor, add up to `total`."""

    terms: tuple[tuple[int, float], ...]
    total: float = 0.0


@dataclass(frozen=True)
class Table:
    """Cells, what binds them, and the least count that may be seen.

    Counts are nought or more, and everybody knows that. A hidden cell may be any number, nought too: nought is hidden
    where it helps to hide another, so nobody can take it that a hidden cell holds somebody.
    """

    cells: Sequence[Cell]
    relations: Sequence[Relation]
    threshold: int

    @cached_property
    def guarded(self) -> tuple[int, ...]:
        """Cells that must not be worked out: those with people, but fewer than the threshold."""
        return tuple(
            place for place, cell in enumerate(self.cells) if cell.state is not State.KNOWN and self._is_guarded(cell)
        )

    @cached_property
    def hidden_at_least(self) -> frozenset[int]:
        """Cells that are hidden whatever is chosen."""
        never = (State.HIDDEN, State.LATENT)
        return frozenset(self.guarded) | {place for place, cell in enumerate(self.cells) if cell.state in never}

    def _is_guarded(self, cell: Cell) -> bool:
        return is_small(cell.value, self.threshold) if cell.is_guarded is None else cell.is_guarded

    def is_consistent(self) -> bool:
        """Whether the values keep every relation."""
        return all(
            abs(sum(self.cells[place].value * factor for place, factor in relation.terms) - relation.total)
            <= LEAST * (1 + abs(relation.total))
            for relation in self.relations
        )


def is_small(value: float, threshold: int) -> bool:
    """Somebody, but fewer than the threshold."""
    return LEAST < value < threshold - LEAST


def summed(whole: int, parts: Iterable[int], *, rest: float = 0.0) -> Relation:
    """The whole is the sum of its parts and a `rest` that everybody knows."""
    return Relation(((whole, 1.0), *((part, -1.0) for part in parts)), rest)
