"""Numbers for cells that nobody knows, so that sums hold as well as they can."""

from collections.abc import Sequence

from commonground.foundation.analysis.suppression.programme import UNBOUNDED, Programme


def fit(values: Sequence[float | None], rows: Sequence[Sequence[tuple[int, float]]]) -> tuple[list[float], list[float]]:
    """Values with each None replaced by a number of nought or more, and what is left over in each row.

    rows: cells with their factors, which should add up to nought. What is left over in all rows together is the least
    that can be; where every value is known it is what it is. Cells in no row become nought.
    """
    unknown = [place for place, value in enumerate(values) if value is None]
    column = {place: position for position, place in enumerate(unknown)}
    known = [sum((values[place] or 0.0) * factor for place, factor in row) for row in rows]
    open_rows = [number for number, row in enumerate(rows) if any(place in column for place, _ in row)]
    filled = [value or 0.0 for value in values]
    if open_rows:
        point = _least_left_over(
            len(unknown), [rows[number] for number in open_rows], [known[number] for number in open_rows], column
        )
        for place, position in column.items():
            filled[place] = max(point[position], 0.0)
    return filled, [sum(filled[place] * factor for place, factor in row) for row in rows]


def _least_left_over(
    count: int, rows: Sequence[Sequence[tuple[int, float]]], known: Sequence[float], column: dict[int, int]
) -> list[float]:
    """Unknown numbers, then what is too much and too little in each row."""
    terms = [
        [
            *((column[place], factor) for place, factor in row if place in column),
            (count + 2 * number, -1.0),
            (count + 2 * number + 1, 1.0),
        ]
        for number, row in enumerate(rows)
    ]
    columns = count + 2 * len(rows)
    totals = [-total for total in known]
    programme = Programme([0.0] * columns, [UNBOUNDED] * columns, terms, totals, totals)
    answer = programme.solve(dict.fromkeys(range(count, columns), 1.0), highest=False)
    return [float(value) for value in answer.point]
