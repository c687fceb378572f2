"""How a cell reads, and how it goes into a spreadsheet."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.documents.cells import (
    DANGEROUS,
    figure_of,
    headline,
    neutral,
    notes_of,
    shown,
    table_of_drawing,
    tables_of,
)
from commonground.foundation.documents.report import Column, KeyFigure, Picture, Table
from commonground.foundation.documents.tests.drawn import HOSTILE, PARTS, REFERRALS, TREND, profile


@pytest.mark.parametrize(
    ("cell", "decimals", "text"),
    [
        (1234567, None, "1,234,567"),
        (22.0, None, "22"),
        (22.375, None, "22.375"),
        (671.25, 1, "671.3"),
        (0.05, 1, "0.1"),
        (-0.05, 1, "\N{MINUS SIGN}0.1"),
        (-0.01, 1, "0.0"),
        (-1234.5, 0, "\N{MINUS SIGN}1,235"),
        (Decimal("4668.90"), 2, "4,668.90"),
        (1e-7, None, "0.0000001"),
        (1e20, None, "100,000,000,000,000,000,000"),
        (float("nan"), 1, "nan"),
        (float("inf"), 1, "inf"),
        (True, None, "yes"),
        (False, None, "no"),
        (None, 1, ""),
        ("c", 1, "c"),
        (date(2026, 6, 4), None, "4 June 2026"),
    ],
)
def test_a_cell_reads_as_people_write(cell, decimals, text):
    assert shown(cell, decimals) == text


@given(st.decimals(-(10**9), 10**9, places=4), st.integers(0, 4))
def test_what_is_shown_of_a_number_is_the_number_rounded(number, decimals):
    text = shown(number, decimals).replace(",", "").replace("\N{MINUS SIGN}", "-")
    assert abs(Decimal(text) - number) <= Decimal("0.5").scaleb(-decimals)
    assert len(text.partition(".")[2]) == decimals


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_begins_a_formula(text):
    assert not neutral(text).startswith(DANGEROUS)


@given(st.text())
def test_neutral_text_is_the_text_with_at_most_an_apostrophe_more(text):
    safe = neutral(text)
    assert not safe.startswith(DANGEROUS)
    assert safe.removeprefix("'") in (text, text.removeprefix("'")) or safe != text


@pytest.mark.parametrize("text", ["Ashfield", "c", "1,234", "don't =1", "a=b", "'quoted'"])
def test_harmless_text_stays_as_it_is(text):
    assert neutral(text) == text


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("1,234", 1234),
        ("22.4", 22.4),
        ("\N{MINUS SIGN}0.5", -0.5),
        ("-3", -3),
        ("c", "c"),
        ("24.1%", "24.1%"),
        ("19.5 to 21.5", "19.5 to 21.5"),
        ("12,34", "12,34"),
        ("", ""),
        ("1e5", "1e5"),
    ],
)
def test_numbers_that_a_drawing_wrote_as_text_are_numbers_again(text, figure):
    assert figure_of(text) == figure


def test_a_table_says_what_its_symbols_mean_and_where_it_comes_from():
    assert notes_of(REFERRALS) == [
        "Figures of invented districts.",
        "Symbols: c suppressed to protect people; x not available.",
        "Source: Department for Education, children in need 2024",
    ]


def test_letters_in_a_column_of_words_are_no_symbols():
    assert notes_of(Table("t", [Column("Name")], [["c"]])) == []


def test_a_symbol_has_no_unit():
    assert headline(KeyFigure("Referrals", 24.5, "%"))[1] == "24.5%"
    assert headline(KeyFigure("Referrals", "c", "%"))[1] == "c"
    assert headline(KeyFigure("Referrals", 554.5, "per 10,000 children"))[1] == "554.5 per 10,000 children"


def test_a_drawing_gives_its_figures_as_numbers_with_the_unit_in_the_head():
    table = table_of_drawing(Picture(PARTS))
    assert [column.name for column in table.columns] == ["Name", "Value (%)"]
    assert table.rows[0] == ("Ashfield", 24.5)
    assert table.rows[2] == ("Rushcliffe", "c")


def test_the_tables_of_a_report_come_in_its_order():
    assert [table.caption for table in tables_of(profile())] == [
        "Key figures",
        "Referrals by district",
        TREND.title,
        PARTS.title,
    ]


def test_a_row_that_does_not_fit_its_columns_is_refused_at_once():
    with pytest.raises(ValueError, match="a row has 1 cells for 2 columns"):
        Table("t", [Column("a"), Column("b")], [["only one"]])
