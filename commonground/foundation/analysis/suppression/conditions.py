"""What every safe choice has to keep, learnt from a cell that is open; and the cheapest way to close it.

A cell is open upwards when it cannot reach the threshold and downwards when it cannot come down to one. It moves only
if hidden cells around it move with it. The duals of the programme that moves it as far as it goes say how much each
cell, once hidden, could add at most: together they must add what is needed (Fischetti and Salazar-González 2001,
the capacity constraints of section 3). Such a condition holds whatever programme the duals were taken from.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from commonground.foundation.analysis.suppression.attack import FAR, Range
from commonground.foundation.analysis.suppression.programme import Programme
from commonground.foundation.analysis.suppression.tables import LEAST, State, Table

SMALL = 1e-7


@dataclass(frozen=True, slots=True)
class Way:
    """A cell that has to be able to move by `need`, up or down."""

    cell: int
    up: bool
    need: float


@dataclass(frozen=True)
class Condition:
    """The factors of the cells that are hidden must add up to at least `least`."""

    terms: tuple[tuple[int, float], ...]
    least: float

    @property
    def can_be_kept(self) -> bool:
        return sum(factor for _, factor in self.terms) >= self.least - SMALL

    def is_kept(self, shares: Mapping[int, float]) -> bool:
        return sum(factor * shares.get(place, 0.0) for place, factor in self.terms) >= self.least - SMALL


def ways_of(table: Table, cell: int) -> list[Way]:
    """The directions in which a guarded cell has to be able to move."""
    value, threshold = table.cells[cell].value, table.threshold
    up = [Way(cell, up=True, need=threshold - value)] if value < threshold else []
    return [*up, Way(cell, up=False, need=value - 1)] if value > 1 else up


def ways_to_close(table: Table, one: Range) -> list[Way]:
    """Those in which it cannot."""
    return [
        way
        for way in ways_of(table, one.cell)
        if (one.high < table.threshold - LEAST if way.up else one.low > 1 + LEAST)
    ]


class Moves:
    """How far cells can move where each is hidden to some share: 1 wholly, nought not at all."""

    def __init__(self, table: Table, shares: Mapping[int, float], base: Collection[int], *, reach: float) -> None:
        self._table, self._base = table, base
        self._bounds = [
            (-min(cell.value, reach) * share, min(reach, cell.most - cell.value) * share)
            if (share := 0.0 if cell.state is State.KNOWN else 1.0 if place in base else shares.get(place, 0.0))
            else (0.0, 0.0)
            for place, cell in enumerate(table.cells)
        ]
        rows = [relation.terms for relation in table.relations]
        nothing = [0.0] * len(rows)
        lower, upper = zip(*self._bounds, strict=True) if self._bounds else ((), ())
        self._programme = Programme(lower, upper, rows, nothing, nothing)

    def condition(self, way: Way) -> Condition | None:
        """What must be hidden more, None where the cell can move far enough already."""
        sign = 1.0 if way.up else -1.0
        self._programme.set_bounds(way.cell, *((0.0, way.need) if way.up else (-way.need, 0.0)))
        answer = self._programme.solve({way.cell: sign}, highest=True)
        self._programme.set_bounds(way.cell, *self._bounds[way.cell])
        if answer.objective is None or answer.objective >= way.need - SMALL:
            return None
        return self._learnt(way, answer.duals.tolist(), sign)

    def _learnt(self, way: Way, duals: Sequence[float], sign: float) -> Condition | None:
        worth = self._worth(way.cell, duals, sign)
        least = way.need - sum(worth.get(place, 0.0) for place in self._base)
        if least <= SMALL:
            return None
        terms = [(place, min(factor, least)) for place, factor in worth.items() if place not in self._base]
        return Condition(tuple((place, factor / least) for place, factor in sorted(terms)), 1.0)

    def _worth(self, cell: int, duals: Sequence[float], sign: float) -> dict[int, float]:
        """How much each cell could add at most if it were hidden, by these duals."""
        price: dict[int, float] = {cell: sign}
        for relation, dual in zip(self._table.relations, duals, strict=True):
            if abs(dual) > SMALL:
                for place, factor in relation.terms:
                    price[place] = price.get(place, 0.0) - dual * factor
        cells, far = self._table.cells, FAR * float(self._table.threshold)
        return {
            place: worth * min(far, cells[place].most - cells[place].value)
            if worth > 0
            else -worth * cells[place].value
            for place, worth in price.items()
            if abs(worth) > SMALL and cells[place].state is not State.KNOWN
        }


def cheapest(table: Table, way: Way, hidden: Collection[int], weight: Callable[[int], float]) -> set[int] | None:
    """Cells to hide beside, so that a cell moves with the least of others moving; None where nothing helps."""
    count, movable = len(table.cells), [cell.state is not State.KNOWN for cell in table.cells]
    rows = [
        [*relation.terms, *((place + count, -factor) for place, factor in relation.terms)]
        for relation in table.relations
    ]
    far = FAR * float(table.threshold)
    up = [
        min(far, cell.most - cell.value) if is_movable else 0.0
        for cell, is_movable in zip(table.cells, movable, strict=True)
    ]
    down = [cell.value if is_movable else 0.0 for cell, is_movable in zip(table.cells, movable, strict=True)]
    programme = Programme([0.0] * 2 * count, [*up, *down], rows, [0.0] * len(rows), [0.0] * len(rows))
    own, other = (way.cell, way.cell + count) if way.up else (way.cell + count, way.cell)
    programme.set_bounds(own, way.need, way.need)
    programme.set_bounds(other, 0.0, 0.0)
    price = {place: weight(place) for place in range(count) if movable[place] and place not in hidden}
    answer = programme.solve(
        {side: cost for place, cost in price.items() for side in (place, place + count)}, highest=False
    )
    if answer.objective is None:
        return None
    return {place for place in price if max(answer.point[place], answer.point[place + count]) > SMALL}
