"""Counts that cannot go together: a denominator of nought, more than the whole, a total that is not its parts."""

from collections.abc import Sequence
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc

from commonground.foundation.kernel.errors import Problem
from commonground.ground.evidence.formats.cells import Cells
from commonground.ground.evidence.rules.layouts import Measure, total_of

CHECK = "Check the figures with the publisher."
WHOLE = 100.0
NEARLY = 0.5  # counts are whole numbers: what is less apart is the same


class Read(Protocol):
    """Columns of a batch, each read once."""

    rows: pa.Array
    file: str

    def cells(self, name: str) -> Cells: ...


def wrong(measure: Measure, columns: Read, numbers: pa.Array, tops: pa.Array, bottoms: pa.Array) -> list[Problem]:
    """Rows whose counts give no figure, though there is one, or give more than the whole where that cannot be."""
    source = measure.source
    if not source.denominator:
        return []
    numerator, bottom = " + ".join(source.numerator), " + ".join(source.denominator)
    something = pc.or_kleene(pc.fill_null(pc.greater(tops, 0), False), pc.is_valid(numbers))
    nought = pc.and_(pc.fill_null(pc.equal(bottoms, 0), False), something)
    problems = [
        _problem("the denominator is nought, so there can be no figure.", columns.file, row, bottom)
        for row in columns.rows.filter(nought).to_pylist()
    ]
    if source.maximum == WHOLE and source.numerator:
        more = pc.fill_null(pc.and_(pc.greater(tops, bottoms), pc.greater(bottoms, 0)), False)  # less is told already
        kept = zip(
            columns.rows.filter(more).to_pylist(), tops.filter(more).to_pylist(), bottoms.filter(more).to_pylist(),
            strict=True,
        )  # fmt: skip
        problems += [
            _problem(
                f"{top:g} is more than the whole, {whole:g} ({bottom}).",
                columns.file,
                row,
                numerator,
            )
            for row, top, whole in kept
        ]
    return problems


def unequal(totals: Sequence[str], there: Sequence[str], columns: Read) -> list[Problem]:
    """Rows in which a total is not the sum of its parts; a row with a symbol in one of them says nothing."""
    problems = []
    for total, parts in map(total_of, totals):
        if not {total, *parts} <= set(there):
            continue
        added = columns.cells(parts[0]).numbers
        for part in parts[1:]:
            added = pc.add(added, columns.cells(part).numbers)
        said = columns.cells(total).numbers
        apart = pc.fill_null(pc.greater_equal(pc.abs(pc.subtract(said, added)), NEARLY), False)
        kept = zip(
            columns.rows.filter(apart).to_pylist(), said.filter(apart).to_pylist(), added.filter(apart).to_pylist(),
            strict=True,
        )  # fmt: skip
        problems += [
            _problem(f"the total says {one:g}, but its parts give {sum_:g}.", columns.file, row, total)
            for row, one, sum_ in kept
        ]
    return problems


def _problem(what: str, file: str, row: int, column: str) -> Problem:
    return Problem(what, do=CHECK, where=f"{file}, row {row}, column {column}", row=row, column=column)
