"""Cells as numbers or symbols: a symbol is a value, and what is neither is told by row and column."""

import math
import re

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.analysis.symbols import strongest
from commonground.ground.evidence.formats.cells import SYMBOLS, Cells, add_up, out_of_bounds, read

WRITTEN = st.one_of(
    st.sampled_from(
        [
            *SYMBOLS,
            "",
            "12a",
            "1,234",
            "1,23",
            "-",
            "nan",
            "inf",
            "1e3",
            " 7 ",
            "0x10",
            "..",
            "C",
            "٣",
            "+5",
            ".5",
            "5.",
            "1e+3",
            "1e999",
            "-0",
        ]
    ),
    st.floats(-1e9, 1e9, allow_nan=False).map(lambda number: f"{number:.3f}"),
    st.integers(-(10**9), 10**9).map(lambda number: f"{number:,}"),
    st.text(max_size=4),
)
ASCII_NUMBER = re.compile(r"-?((\d+|\d{1,3}(,\d{3})+)(\.\d*)?|\.\d+)([eE][+-]?\d{1,2})?", re.ASCII)


def cells(*texts: str) -> Cells:
    return read(pa.array(texts), pa.array(range(2, len(texts) + 2)), file="c1.csv", column="Referrals")


def slowly(text: str) -> float | str | None:
    """One cell at a time: a number, a symbol, or None for neither."""
    bare = text.strip()
    if bare in SYMBOLS:
        return bare
    if not ASCII_NUMBER.fullmatch(bare) or ("," in bare and re.search("[eE]|\\.$", bare)):
        return None
    return float(bare.replace(",", ""))


@given(st.lists(WRITTEN, min_size=1, max_size=20))
def test_every_cell_is_a_number_a_symbol_or_told(texts):
    found = cells(*texts)
    told = {problem.row for problem in found.problems}
    for row, (text, number, symbol) in enumerate(
        zip(texts, found.numbers.to_pylist(), found.symbols.to_pylist(), strict=True), 2
    ):
        wanted = slowly(text)
        assert (number if symbol is None else symbol) == wanted, text
        assert (row in told) == (wanted is None), text
        assert number is None or math.isfinite(number)


WORDS = "a number or one of c, k, u, x, z. Mend the cell."


@pytest.mark.parametrize(
    ("text", "said"),
    [("12a", f"‘12a’ is not {WORDS}"), ("abc", f"‘abc’ is not {WORDS}"), ("", f"is empty. It should hold {WORDS}")],
)
def test_a_cell_that_is_neither_is_told_by_file_row_and_column(text, said):
    assert [str(problem) for problem in cells(text).problems] == [f"c1.csv, row 2, column Referrals: {said}"]


def test_numbers_that_cannot_be_are_told_with_their_bounds():
    found = cells("-1", "5", "101", "c")
    told = out_of_bounds(found, pa.array([2, 3, 4, 5]), file="c1.csv", column="Percent", minimum=0, maximum=100)
    assert [(problem.where, problem.what) for problem in told] == [
        ("c1.csv, row 2, column Percent", "-1 cannot be: it is below 0 or above 100."),
        ("c1.csv, row 4, column Percent", "101 cannot be: it is below 0 or above 100."),
    ]


@given(
    st.lists(
        st.lists(st.one_of(st.integers(0, 9).map(str), st.sampled_from(SYMBOLS)), min_size=3, max_size=3),
        min_size=1,
        max_size=6,
    )
)
def test_a_sum_is_a_number_only_where_every_column_has_one_else_the_strongest_symbol(columns):
    numbers, symbols = add_up([cells(*column) for column in columns])
    for place in range(3):
        row = [column[place] for column in columns]
        spoken = [cell for cell in row if cell in SYMBOLS]
        if spoken:
            assert numbers[place].as_py() is None
            known = [symbol for symbol in spoken if symbol != "k"]
            assert not known or symbols[place].as_py() == strongest(known)
        else:
            assert (numbers[place].as_py(), symbols[place].as_py()) == (sum(map(int, row)), None)
