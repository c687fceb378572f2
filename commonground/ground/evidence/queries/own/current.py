"""What a series of one's own says now, and what a file would change of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

import pyarrow.parquet as pq

from commonground.ground.evidence.formats.own import Cell, cells_of
from commonground.ground.evidence.models import OwnSeries, Release
from commonground.ground.evidence.queries.files import local_path
from commonground.ground.evidence.rules.indicators import Method

Key = tuple[str, str]  # area, period


@dataclass(frozen=True)
class Held:
    """A cell and the release that says so."""

    cell: Cell
    release: UUID


@dataclass(frozen=True)
class Difference:
    """What cells would do to a series. `changed` are keys with the cell before and after."""

    added: int
    changed: Sequence[tuple[Cell, Cell]]
    same: int
    not_named: int

    @property
    def does_something(self) -> bool:
        return bool(self.added or self.changed)


def current_cells(series: OwnSeries) -> dict[Key, Held]:
    """The newest cell of every area and period. One query, and the files of its releases."""
    found: dict[Key, Held] = {}
    for held in Release.objects.filter(dataset=series.dataset_id).order_by("number"):
        table = pq.read_table(local_path(held.file), use_threads=False)
        cells = cells_of(table, is_count=series.indicator.method == Method.COUNT.value)
        found |= {key: Held(cell, held.pk) for key, cell in cells.items()}
    return found


def difference(cells: Iterable[Cell], now: dict[Key, Held]) -> Difference:
    """`not_named` are cells of the same periods that the new ones say nothing of: they stay."""
    changed, added, same = [], 0, 0
    seen: set[Key] = set()
    for cell in cells:
        key = (cell.area, cell.period)
        seen.add(key)
        if key not in now:
            added += 1
        elif _said(now[key].cell) == _said(cell):
            same += 1
        else:
            changed.append((now[key].cell, cell))
    periods = {period for _, period in seen}
    return Difference(added, changed, same, sum(key not in seen and key[1] in periods for key in now))


def _said(cell: Cell) -> tuple[float | None, float | None, str]:
    return cell.count, cell.denominator, cell.symbol
