"""Cells of text as numbers or symbols, a column at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from commonground.foundation.analysis.symbols import STRENGTH
from commonground.foundation.kernel.errors import Problem

# Symbols in published files of the Department for Education and the Office for National Statistics.
SYMBOLS = ("c", "k", "low", "u", "x", "z")
SPOKEN = "c, k, u, x, z"
_SYMBOLS = pa.array(SYMBOLS)
COMMAS = r"^-?\d{1,3}(,\d{3})+(\.\d+)?$"
NUMBER = r"^-?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,2})?$"
SHOWN = 100  # problems listed at most


@dataclass(frozen=True)
class Cells:
    """One column: a number or a symbol in each row; both null where the cell is neither (`problems` says which)."""

    numbers: pa.Array
    symbols: pa.Array
    problems: list[Problem]


def read(cells: pa.Array, rows: pa.Array, *, file: str, column: str) -> Cells:
    """Numbers (with commas between thousands, too) and symbols of a column; honest about every other cell."""
    trimmed = pc.utf8_trim_whitespace(cells)
    is_symbol = pc.is_in(trimmed, value_set=_SYMBOLS)
    symbols = pc.if_else(is_symbol, trimmed, pa.scalar(None, pa.string()))
    plain = pc.if_else(is_symbol, pa.scalar(None, pa.string()), trimmed)
    numbers = _quickly(plain)
    if numbers is not None:
        return Cells(numbers, symbols, [])
    return _slowly(plain, symbols, rows, file=file, column=column)


def _quickly(plain: pa.Array) -> pa.Array | None:
    """All numbers at once, as nearly every column is; None where each cell must be looked at."""
    try:
        numbers = pc.cast(plain, pa.float64())
    except pa.ArrowInvalid:
        return None
    is_odd = pc.or_(pc.invert(pc.is_finite(numbers)), pc.match_substring_regex(plain, "[+eE]"))  # "nan", "+5", "1e9"
    return None if pc.any(is_odd).as_py() else numbers


def _slowly(plain: pa.Array, symbols: pa.Array, rows: pa.Array, *, file: str, column: str) -> Cells:
    with_commas = pc.match_substring_regex(plain, COMMAS)
    bare = pc.if_else(with_commas, pc.replace_substring(plain, ",", ""), plain)
    good = pc.match_substring_regex(bare, NUMBER)
    wrong = pc.fill_null(pc.invert(good), False)
    problems = [
        not_a_number(text, file=file, row=row, column=column)
        for text, row in zip(plain.filter(wrong).to_pylist(), rows.filter(wrong).to_pylist(), strict=True)
    ]
    return Cells(pc.cast(pc.if_else(good, bare, pa.scalar(None, pa.string())), pa.float64()), symbols, problems)


def not_a_number(text: str, *, file: str, row: int, column: str) -> Problem:
    what = (
        f"‘{text}’ is not a number or one of {SPOKEN}."
        if text
        else f"is empty. It should hold a number or one of {SPOKEN}."
    )
    return Problem(what, do="Mend the cell.", where=f"{file}, row {row}, column {column}", row=row, column=column)


def out_of_bounds(
    cells: Cells, rows: pa.Array, *, file: str, column: str, minimum: float | None, maximum: float | None
) -> list[Problem]:
    """A problem for each number that cannot be: a negative count, a percentage above a hundred."""
    wrong = pa.array([False] * len(rows))
    if minimum is not None:
        wrong = pc.or_(wrong, pc.fill_null(pc.less(cells.numbers, minimum), False))
    if maximum is not None:
        wrong = pc.or_(wrong, pc.fill_null(pc.greater(cells.numbers, maximum), False))
    bounds = " ".join(
        part
        for part in (
            f"below {minimum:g}" if minimum is not None else "",
            "or" if minimum is not None and maximum is not None else "",
            f"above {maximum:g}" if maximum is not None else "",
        )
        if part
    )
    return [
        Problem(
            f"{number:g} cannot be: it is {bounds}.", do="Check the figure with the publisher.",
            where=f"{file}, row {row}, column {column}", row=row, column=column,
        )
        for number, row in zip(cells.numbers.filter(wrong).to_pylist(), rows.filter(wrong).to_pylist(), strict=True)
    ]  # fmt: skip


def add_up(columns: Sequence[Cells]) -> tuple[pa.Array, pa.Array]:
    """The sum of columns and its symbol: a number only where every column has one, else the strongest symbol."""
    numbers, symbols = columns[0].numbers, columns[0].symbols
    for column in columns[1:]:
        numbers = pc.add(numbers, column.numbers)
        symbols = stronger(symbols, column.symbols)
    return numbers, symbols


def stronger(first: pa.Array, second: pa.Array) -> pa.Array:
    keep = pc.greater_equal(_strength(first), _strength(second))
    return pc.if_else(keep, first, second)


def _strength(symbols: pa.Array) -> pa.Array:
    strengths = pc.index_in(symbols, value_set=pa.array(sorted(STRENGTH, key=lambda symbol: STRENGTH[symbol])))
    return pc.fill_null(strengths, -1)
