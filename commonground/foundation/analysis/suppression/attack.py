"""The outsider: what can be worked out about hidden cells from everything that is published.

Written apart from what chooses the cells, so that the one holds the other to its word. The outsider knows every number
that is shown, how areas and categories add up, that no count is below nought, and how all this was made; not which
hidden cell is small. For each hidden cell two programmes give the least and the most it can be.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import TYPE_CHECKING

from commonground.foundation.analysis.suppression.programme import UNBOUNDED, Programme
from commonground.foundation.analysis.suppression.tables import LEAST, Cell, State, Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

FAR = 1000  # thresholds above its value: as far as a hidden cell is followed when only coverage is asked for


@dataclass(frozen=True, slots=True)
class Range:
    """What a hidden cell can be, as far as an outsider can tell. `high` is infinite where nothing bounds it."""

    cell: int
    low: float
    high: float

    def covers(self, threshold: int) -> bool:
        """Whether it can be anything from 1 to the threshold: neither the number nor that it is small is given away."""
        return self.low <= 1 + LEAST and self.high >= threshold - LEAST

    @property
    def is_recovered(self) -> bool:
        """Only one whole number is left (or none, for what is no whole number)."""
        return floor(self.high + LEAST) - ceil(self.low - LEAST) < 1 if self.high < UNBOUNDED else False


def ranges(
    table: Table, hidden: Collection[int], *, cells: Collection[int] | None = None, whole: bool = False
) -> list[Range]:
    """The least and most that each of `cells` (all guarded ones by default) can be, given the cells that are shown.

    With `whole` the outsider knows that people are counted in whole numbers.
    """
    wanted = set(table.guarded if cells is None else cells)
    found = []
    for group in _groups(table, hidden):
        mine = sorted(wanted.intersection(group.cells))
        if mine:
            outsider = _Outsider(table, group, whole=whole, reach=UNBOUNDED)
            found += [Range(cell, outsider.lowest(cell), outsider.highest(cell)) for cell in mine]
    free = wanted.intersection(hidden) - {one.cell for one in found}
    shown = wanted - set(hidden)
    found += [Range(cell, 0.0, UNBOUNDED) for cell in free]  # bound by nothing
    found += [Range(cell, table.cells[cell].value, table.cells[cell].value) for cell in shown]
    return sorted(found, key=lambda one: one.cell)


def exposed(
    table: Table, hidden: Collection[int], *, cells: Collection[int] | None = None, whole: bool = False
) -> list[Range]:
    """Those of `cells` (all guarded ones by default) whose range does not cover 1 to the threshold.

    The same answer as `ranges` would give, much faster: each point that fits what is published counts for all cells.
    """
    wanted = set(table.guarded if cells is None else cells)
    hidden_cells = frozenset(hidden)
    found = [Range(cell, table.cells[cell].value, table.cells[cell].value) for cell in sorted(wanted - hidden_cells)]
    for group in _groups(table, hidden_cells):
        mine = sorted(wanted.intersection(group.cells))
        if mine:
            found += _Outsider(table, group, whole=whole, reach=FAR * table.threshold).not_covered(mine)
    return found


@dataclass(frozen=True)
class _Group:
    """Hidden cells that relations bind to each other, and those relations with the shown cells taken off."""

    cells: Sequence[int]
    rows: Sequence[Sequence[tuple[int, float]]]
    totals: Sequence[float]


def _groups(table: Table, hidden: Collection[int]) -> Iterator[_Group]:
    """Cells that no relation binds are in none."""
    hidden = {cell for cell in hidden if table.cells[cell].state is not State.KNOWN}
    rows, totals = [], []
    for relation in table.relations:
        left = [(cell, factor) for cell, factor in relation.terms if cell in hidden]
        shown = sum(table.cells[cell].value * factor for cell, factor in relation.terms if cell not in hidden)
        if left:
            rows.append(left)
            totals.append(relation.total - shown)
    for of_group in _bound_together(rows):
        cells = sorted({cell for row in of_group for cell, _ in rows[row]})
        place = {cell: position for position, cell in enumerate(cells)}
        yield _Group(
            cells,
            [[(place[cell], factor) for cell, factor in rows[row]] for row in of_group],
            [totals[row] for row in of_group],
        )


def _bound_together(rows: Sequence[Sequence[tuple[int, float]]]) -> list[list[int]]:
    """Rows that share a cell, directly or through others."""
    leader = list(range(len(rows)))

    def first(row: int) -> int:
        while leader[row] != row:
            leader[row] = leader[leader[row]]
            row = leader[row]
        return row

    met: dict[int, int] = {}
    for row, terms in enumerate(rows):
        for cell, _ in terms:
            leader[first(row)] = first(met.setdefault(cell, row))
    groups: dict[int, list[int]] = {}
    for row in range(len(rows)):
        groups.setdefault(first(row), []).append(row)
    return list(groups.values())


def _is_people(cell: Cell) -> bool:
    """A whole number of people, rather than a share of some or what rounding added."""
    return cell.most == UNBOUNDED and abs(cell.value - round(cell.value)) <= LEAST


class _Outsider:
    """Works on one group of cells."""

    def __init__(self, table: Table, group: _Group, *, whole: bool, reach: float) -> None:
        self._table, self._group = table, group
        self._place = {cell: place for place, cell in enumerate(group.cells)}
        self._values = [table.cells[cell].value for cell in group.cells]
        self._is_counted = [whole and _is_people(table.cells[cell]) for cell in group.cells]
        self._upper = [min(table.cells[cell].value + reach, table.cells[cell].most) for cell in group.cells]
        self._relaxed = self._programme(whole=False)
        self._strict: Programme | None = None
        self._least: NDArray | None = None
        self._most: NDArray | None = None

    def _programme(self, *, whole: bool) -> Programme:
        totals = self._group.totals
        lower = [0.0] * len(self._values)
        kinds = self._is_counted if whole else ()
        return Programme(lower, self._upper, self._group.rows, totals, totals, whole=kinds)

    def lowest(self, cell: int) -> float:
        return self._end(self._place[cell], highest=False)

    def highest(self, cell: int) -> float:
        return self._end(self._place[cell], highest=True)

    def not_covered(self, cells: Sequence[int]) -> list[Range]:
        """Those of `cells` that cannot be anything from 1 to the threshold."""
        threshold, found = self._table.threshold, []
        for cell in cells:
            place = self._place[cell]
            low = self._seen(place, highest=False)
            if low > 1 + LEAST:
                low = self._end(place, highest=False)
            high = self._seen(place, highest=True)
            if high < threshold - LEAST:
                high = self._end(place, highest=True)
            if not Range(cell, low, high).covers(threshold):
                found.append(Range(cell, low, high))
        return found

    def _seen(self, place: int, *, highest: bool) -> float:
        """How far a point that was met already takes the cell; its own number is always possible."""
        met = self._most if highest else self._least
        return self._values[place] if met is None else float(met[place])

    def _end(self, place: int, *, highest: bool) -> float:
        answer = self._relaxed.solve({place: 1.0}, highest=highest)
        if answer.objective is None or abs(answer.objective) == UNBOUNDED:
            return UNBOUNDED if highest else 0.0
        if self._is_possible(answer.point):
            self._meet(answer.point)
            return answer.objective
        self._strict = self._strict or self._programme(whole=True)
        strict = self._strict.solve({place: 1.0}, highest=highest)
        if strict.objective is None or abs(strict.objective) == UNBOUNDED:
            return answer.objective
        self._meet(strict.point)
        return strict.objective

    def _is_possible(self, point: "NDArray") -> bool:
        """Whether people are counted in whole numbers there, where the outsider knows that."""
        pairs = zip(point, self._is_counted, strict=True)
        return all(abs(value - round(value)) <= LEAST for value, is_counted in pairs if is_counted)

    def _meet(self, point: "NDArray") -> None:
        if self._least is None or self._most is None:
            self._least, self._most = point.copy(), point.copy()
            own = self._values
            self._least = self._least.clip(max=own)
            self._most = self._most.clip(min=own)
        else:
            self._least = self._least.clip(max=point)
            self._most = self._most.clip(min=point)
