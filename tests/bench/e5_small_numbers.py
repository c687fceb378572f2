"""E5: the share of figures lost to hiding small numbers, against the plain rule of rows and columns.

A county drawn for the purpose: 497 small areas in seven districts, localities of districts, patches of a few small
areas, and clusters that cut across districts. Counts are those of a rare thing, a common one and one in between.
"""

import math
import random
from time import process_time

from commonground.foundation.analysis.suppression import (
    Cell,
    Relation,
    Table,
    exposed,
    row_and_column_rule,
    summed,
    suppress,
)
from tests.bench.rows import Measured, Row

MEANS = (0.5, 3.0, 10.0)
DISTRICTS, AREAS_OF_DISTRICT, CLUSTER, THRESHOLD = 7, 71, 11, 5


def share_lost() -> Measured:
    ours, theirs, notes = [], [], []
    for mean in MEANS:
        table = county(mean)
        start = process_time()
        pattern = suppress(table)
        seconds = process_time() - start
        plain = row_and_column_rule(table)
        left = len(exposed(table, pattern.hidden, whole=True)), len(exposed(table, plain))
        if left[0]:
            raise AssertionError("A small count can be worked out.")
        ours.append(100 * len(pattern.hidden) / len(table.cells))
        theirs.append(100 * len(plain) / len(table.cells))
        best = "proven best" if pattern.is_proven_best else "not proven best"
        notes.append(f"{len(table.guarded)} small: {seconds:.1f} s, {best}, plain leaves {left[1]} open")
    return Measured(ours, theirs, unit="% of figures", note="; ".join(notes))


def county(mean: float) -> Table:
    """Counts about `mean`, from places with hardly any to places with many."""
    numbers = random.Random(5)  # figures to count with, not secrets
    cells: list[Cell] = []
    relations: list[Relation] = []

    def cell(value: int) -> int:
        cells.append(Cell(len(cells), float(value)))
        return len(cells) - 1

    def whole(parts: list[int]) -> int:
        made = cell(int(sum(cells[part].value for part in parts)))
        relations.append(summed(made, parts))
        return made

    factors = (0.2, 0.5, 1, 2)
    small = [cell(_drawn(mean * numbers.choice(factors), numbers)) for _ in range(DISTRICTS * AREAS_OF_DISTRICT)]
    groups = [small[start : start + AREAS_OF_DISTRICT] for start in range(0, len(small), AREAS_OF_DISTRICT)]
    districts = [whole(group) for group in groups]
    whole(districts)
    for parts in ([0, 4], [2, 3, 6], [1, 5]):
        whole([districts[part] for part in parts])
    for group in groups:
        for start in range(0, len(group) - 1, 4):
            whole(group[start : start + 4])
    for start in range(0, len(small) - 1, CLUSTER):
        whole(small[start : start + CLUSTER])
    return Table(cells, relations, THRESHOLD)


def _drawn(mean: float, numbers: random.Random) -> int:
    """So many of a rare thing (Poisson)."""
    count, left = 0, numbers.random()
    while left > math.exp(-mean):
        left *= numbers.random()
        count += 1
    return count


ROWS = [
    Row("E5", "figures lost to hiding small numbers", "plain row-and-column rule", share_lost, ratio_at_most=1.25),
]
