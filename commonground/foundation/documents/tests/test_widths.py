"""Columns on paper: every word fits, figures stay whole, the page is filled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.documents.widths import GAP, LONGEST_WORD, PAGE, SIZES, length, widths

CELL = st.text("abc 12.,", max_size=40)
TABLE = st.integers(1, 8).flatmap(
    lambda columns: st.tuples(
        st.lists(CELL, min_size=columns, max_size=columns),
        st.lists(st.lists(CELL, min_size=columns, max_size=columns), max_size=5),
        st.lists(st.booleans(), min_size=columns, max_size=columns),
    )
)


@given(TABLE)
def test_the_columns_fill_the_page_exactly(table):
    found = widths(*table)
    assert sum(found.columns) == pytest.approx(1)
    assert min(found.columns) > 0
    assert found.size in SIZES


@given(TABLE)
def test_every_word_fits_its_column_unless_the_letters_are_already_the_smallest(table):
    heads, rows, is_number = table
    found = widths(heads, rows, is_number)
    for place, head in enumerate(heads):
        words = [word for text in [head, *(row[place] for row in rows)] for word in text.split()]
        longest = max((length(word[:LONGEST_WORD]) for word in words), default=0)
        fits = found.columns[place] * PAGE >= longest * found.size + GAP - 1e-6
        assert fits or found.size == SIZES[-1]


def test_a_long_comparison_does_not_squeeze_the_name_of_the_figure():
    heads = ["Figure", "Value", "Period", "Comparison"]
    rows = [["Children in most deprived tenth", "18.0%", "2019 edition", "Not compared with England: " + "why " * 20]]
    found = widths(heads, rows, [False, True, False, False])
    assert found.columns[0] > 0.15
    assert found.columns[3] < 0.6


def test_a_table_that_fits_gives_the_rest_of_the_page_to_its_first_column():
    found = widths(["District", "Referrals"], [["Ashfield", "1,843"]], [False, True])
    assert found.columns[0] > 0.8


def test_a_wide_word_is_longer_than_a_narrow_one():
    assert length("WOMAN") > length("women") > length("title")


def test_many_columns_are_set_smaller():
    heads = [f"Column {place}" for place in range(14)]
    assert widths(heads, [["12,345,678"] * 14], [True] * 14).size < SIZES[0]
