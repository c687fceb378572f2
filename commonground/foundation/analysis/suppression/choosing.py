"""Which cells to hide beside the small ones: as little as possible is lost, and the outsider finds nothing.

The problem is solved in rounds. A programme in whole numbers chooses the cells with the least weight; an attack finds
the small cells that this leaves open; each of them gives a condition that every safe choice keeps; and so on until
nothing is open: then the choice is proven to be the best. Where time runs out, what is still open is closed one cell
at a time, what turns out not to be needed is shown again, and how far from the best it can be at most is told. Whatever
was chosen is attacked once more before it is given back.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from time import monotonic

from commonground.foundation.analysis.suppression import attack
from commonground.foundation.analysis.suppression.attack import FAR, Range
from commonground.foundation.analysis.suppression.conditions import (
    Condition,
    Moves,
    Way,
    cheapest,
    ways_of,
    ways_to_close,
)
from commonground.foundation.analysis.suppression.programme import Answer, Programme
from commonground.foundation.analysis.suppression.tables import State, Table

SECONDS = 20.0
SHARE_OF_ROUNDS = 0.6  # of the time; the rest is for closing and for showing again


@dataclass(frozen=True)
class Pattern:
    """`hidden` are all cells not shown, by place. Those in `open` were given away before and cannot be protected.

    `weight` is what was lost beside the cells that had to be hidden; no safe choice loses less than `least_weight`.
    """

    hidden: frozenset[int]
    open: frozenset[int]
    weight: float
    least_weight: float

    @property
    def is_proven_best(self) -> bool:
        return self.weight <= self.least_weight * (1 + 1e-6) + 1e-6


def suppress(table: Table, *, seconds: float = SECONDS, clock: Callable[[], float] = monotonic) -> Pattern:
    """The cells to hide so that `attack.exposed` finds nothing, in whole numbers either.

    Cells that were given away before (State.KNOWN) stay shown; a small cell that cannot be protected because of them
    is in `open` and hidden nevertheless. `seconds` bounds the search, not the attack that proves the result.
    Raises ValueError where values do not keep the relations of the table.
    """
    if not table.is_consistent():
        raise ValueError("The values of this table do not keep its own relations.")
    search = _Search(table, until=clock() + seconds * SHARE_OF_ROUNDS, clock=clock)
    search.rounds()
    search.close()
    search.show_again(until=clock() + seconds * (1 - SHARE_OF_ROUNDS))
    search.prove()
    return search.pattern()


class _Search:
    def __init__(self, table: Table, *, until: float, clock: Callable[[], float]) -> None:
        self._table, self._until, self._clock = table, until, clock
        self._base = table.hidden_at_least
        self._hidden = set(self._base)
        self._open: set[int] = set()
        self._least_weight = 0.0
        free = (place for place, cell in enumerate(table.cells) if cell.state is State.FREE)
        self._free = [place for place in free if place not in self._base]
        self._column = {place: column for column, place in enumerate(self._free)}
        self._learnt: list[Condition] = []

    def rounds(self) -> None:
        """Choose, attack, learn, until nothing is open or the time is over."""
        if not self._exposed():
            return
        self._rounds_in_shares()
        master = self._master(whole=True)
        while self._clock() < self._until:
            answer = self._choose(master)
            if answer.objective is None:
                return
            self._least_weight = max(self._least_weight, min(answer.objective, master.bound))
            self._hidden = set(self._base) | {place for place, share in self._shares(answer).items() if share > 0.5}
            found = self._exposed()
            if not found or not self._learn([way for one in found for way in ways_to_close(self._table, one)], master):
                return

    def _rounds_in_shares(self) -> None:
        """The same where cells may be hidden to a share: quick, and its conditions hold for whole choices too."""
        master, shares = self._master(whole=False), dict.fromkeys(self._free, 0.0)
        ways = [way for one in self._exposed() for way in ways_of(self._table, one.cell)]
        while self._clock() < self._until:
            if not self._learn(ways, master, shares=shares):
                return
            answer = self._choose(master)
            if answer.objective is None:
                return
            self._least_weight = max(self._least_weight, answer.objective)
            shares = self._shares(answer)

    def _learn(self, ways: Iterable[Way], master: Programme, *, shares: Mapping[int, float] | None = None) -> int:
        """How many conditions these ways taught that were not kept."""
        now = dict.fromkeys(self._hidden, 1.0) if shares is None else shares
        reach = FAR * float(self._table.threshold) if shares is None else float(self._table.threshold)
        moves, count = Moves(self._table, now, self._base, reach=reach), 0
        for way in ways:
            condition = moves.condition(way)
            if condition is None or condition.is_kept(now):
                continue
            if not condition.can_be_kept:
                self._open.add(way.cell)
                continue
            count += 1
            self._learnt.append(condition)
            master.add_row([(self._column[place], factor) for place, factor in condition.terms], condition.least)
        return count

    def _master(self, *, whole: bool) -> Programme:
        """Chooses with the least weight among what keeps all that was learnt."""
        count = len(self._free)
        rows = [[(self._column[place], factor) for place, factor in one.terms] for one in self._learnt]
        least = [one.least for one in self._learnt]
        kinds, left = [True] * count if whole else (), max(self._until - self._clock(), 0.1)
        most = [float("inf")] * len(rows)
        return Programme([0.0] * count, [1.0] * count, rows, least, most, whole=kinds, seconds=left)

    def _choose(self, master: Programme) -> Answer:
        return master.solve({column: self._weight(place) for place, column in self._column.items()}, highest=False)

    def _shares(self, answer: Answer) -> dict[int, float]:
        return {place: float(answer.point[column]) for place, column in self._column.items()}

    def close(self) -> None:
        """Close what is open, cell by cell, with the cheapest way to let it move."""
        found = self._exposed()
        while found:
            for way in [way for one in found for way in ways_to_close(self._table, one)]:
                beside = cheapest(self._table, way, self._hidden, self._weight)
                if beside is None:
                    self._open.add(way.cell)
                else:
                    self._hidden |= beside
            found = self._exposed()

    def show_again(self, *, until: float) -> None:
        """What was hidden beside the small cells and is not needed: the heaviest first."""
        if self._weighs() <= self._least_weight:
            return
        for place in sorted(self._hidden - self._base, key=lambda place: (-self._weight(place), place)):
            if self._clock() > until:
                return
            if not attack.exposed(self._table, self._hidden - {place}, cells=self._to_guard()):
                self._hidden.discard(place)

    def prove(self) -> None:
        """People are counted in whole numbers, which may tell more: hide more until that attack finds nothing too."""
        found = attack.exposed(self._table, self._hidden, cells=self._to_guard(), whole=True)
        while found:
            for one in found:
                beside = self._cheapest_beside(one.cell)
                if beside is None:
                    self._open.add(one.cell)
                else:
                    self._hidden.add(beside)
            found = attack.exposed(self._table, self._hidden, cells=self._to_guard(), whole=True)

    def pattern(self) -> Pattern:
        least = min(self._least_weight, self._weighs())
        return Pattern(frozenset(self._hidden), frozenset(self._open), self._weighs(), least)

    def _weight(self, place: int) -> float:
        return self._table.cells[place].weight

    def _weighs(self) -> float:
        return sum(self._weight(place) for place in self._hidden - self._base)

    def _to_guard(self) -> Collection[int]:
        return set(self._table.guarded) - self._open

    def _exposed(self) -> list[Range]:
        return attack.exposed(self._table, self._hidden, cells=self._to_guard())

    def _cheapest_beside(self, cell: int) -> int | None:
        """The lightest shown cell near this one, by the relations that lead there; none where all are hidden."""
        reached, seen = {cell}, {cell}
        while reached:
            near = {
                place
                for relation in self._table.relations
                if any(place in reached for place, _ in relation.terms)
                for place, _ in relation.terms
            } - seen
            shown = [place for place in near if place in self._column and place not in self._hidden]
            if shown:
                return min(shown, key=lambda place: (self._weight(place), place))
            seen |= near
            reached = near
        return None
