"""What is wrong with a row of a file of one's own, by cell, with what to do; and what shows that it holds people."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.kernel.errors import Invalid
from commonground.ground.evidence.rules.indicators import Method
from commonground.ground.evidence.rules.own import (
    Absent,
    HoldsPeople,
    Line,
    OwnDefinition,
    Reading,
    RowsAre,
    Terms,
    Totals,
    about_people,
    check_reading,
    counted,
    people_cells,
    refuse_people,
)
from commonground.ground.evidence.rules.own.lines import number_of
from commonground.ground.evidence.tests.owning import defined

COLUMNS = {"place": 0, "period": 1, "count": 2, "denominator": 3}
NAMES = {"place": "Ward", "period": "Year", "count": "Seen", "denominator": "Of"}


def terms(method: Method = Method.COUNT, kind: str = "financial-year", **more: Any) -> Terms:
    columns = COLUMNS if method is not Method.COUNT else {name: at for name, at in COLUMNS.items() if at < 3}
    reading = Reading(0, 1, columns, "area", names=NAMES)
    return Terms("sheet One", reading, method, kind, date(2026, 11, 22), **more)


def line(place: str = "E05000001", period: str = "2024", count: str = "12", denominator: str = "30") -> Line:
    return Line(7, {"place": place, "period": period, "count": count, "denominator": denominator})


def wrong(one: Line, of: Terms | None = None) -> list[str]:
    of = of or terms()
    texts = {name: text for name, text in one.texts.items() if name in of.reading.columns}
    found, problems = counted(Line(one.number, texts), of)
    assert (found is None) == bool(problems)
    return [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("many", "“many” is not a number. Write the number, or one of c, u, x, z."),
        ("12 approx", "“12 approx” is text with a number in it. Write the number alone."),
        ("", "is empty. Write 0 where nothing was counted, x where it is not known."),
        ("-3", "-3 is below nought, and counts are not. Mend the cell."),
        ("2.5", "2.5 is not a whole number, and counts are. Write the count itself, not an average or a share."),
        ("45%", "“45%” is a percentage. Write the count and what it is out of: percentages cannot be added up."),
        ("<5", "“<5” is a number that somebody hid. Write c, which means: suppressed to protect people."),
        ("2024-05-01", "“2024-05-01” is a date, not a count. Format the column as numbers."),
        ("99999999999", "99999999999 is larger than any count of people. Look whether it is the right column."),
    ],
)
def test_a_cell_that_is_no_count_is_named_with_sheet_row_column_and_what_to_do(text: str, said: str) -> None:
    assert wrong(line(count=text)) == [f"sheet One, row 7, column C (Seen): {said}"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("45383", "“45383” is a date kept as a number (1 April 2024). Format the column as dates. Mend the cell."),
        ("last year", "“last year” is not a financial year. Write it as 2024. Mend the cell."),
        ("2031", "year to 31 March 2031 has not begun. Look for a slip in the year."),
        ("", "is empty. Write the period, such as 2024."),
    ],
)
def test_a_cell_that_is_no_period_is_named(text: str, said: str) -> None:
    assert wrong(line(period=text)) == [f"sheet One, row 7, column B (Year): {said}"]


@pytest.mark.parametrize(
    ("text", "kind", "period"),
    [
        ("2023/24", "financial-year", "2024"), ("1/5/2024", "financial-year", "2025"),
        ("2024-03-31", "month", "2024-03"),
        ("202324", "academic-year", "2024"), ("4 June 2024", "quarter", "2024-q2"),
    ],
)  # fmt: skip
def test_periods_and_days_are_read_as_people_write_them(text: str, kind: str, period: str) -> None:
    found, _ = counted(line(period=text), terms(kind=kind))
    assert found is not None
    assert found.period == period


def test_two_numbers_that_cannot_be_a_percentage_are_named():
    of = terms(Method.PROPORTION)
    assert wrong(line(count="37", denominator="30"), of) == [
        "sheet One, row 7, column C (Seen): 37 of 30 is more than 100%. "
        "Look whether the columns are the wrong way round."
    ]
    assert wrong(line(denominator="0"), of) == [
        "sheet One, row 7, column D (Of): is 0: nothing can be divided by it. "
        "Leave the row out, or write z as the count."
    ]
    assert wrong(line(count="37"), terms(Method.RATE)) == []


def test_symbols_are_values_and_a_hidden_number_needs_no_denominator():
    found, problems = counted(line(count="c", denominator=""), terms(Method.PROPORTION))
    assert problems == []
    assert found is not None
    assert (found.count, found.symbol) == (None, "c")


def test_errors_of_formulas_and_formulas_without_a_value_are_named_once():
    assert wrong(line(count=""), terms(errors={(6, 2): "#DIV/0!"})) == [
        "sheet One, row 7, column C (Seen): holds the error #DIV/0! of a formula. "
        "Mend the formula, or write the number."
    ]
    (said,) = wrong(line(count=""), terms(unworked=frozenset({(6, 2)})))
    assert "never worked out. Open the file in your spreadsheet program and save it." in said


def test_everything_that_is_wrong_with_a_row_is_said_at_once():
    assert len(wrong(line(place="", period="soon", count="many"))) == 3


@given(st.integers(min_value=0, max_value=10**9))
def test_numbers_are_read_with_and_without_commas(number: int) -> None:
    assert number_of(f"{number:,}") == number_of(str(number)) == number


def totals(*rows: tuple[str, str]) -> list[str]:
    found = Totals(terms())
    for at, (place, count) in enumerate(rows, start=2):
        one = Line(at, {"place": place, "period": "2024", "count": count})
        if not found.is_total(one):
            found.add(one)
    return [str(problem) for problem in found.problems()]


def test_a_total_unequal_to_its_rows_is_named_and_an_equal_one_is_not():
    assert totals(("North", "10"), ("South", "20"), ("Total", "30")) == []
    assert totals(("North", "10"), ("South", "20"), ("Grand Total", "31")) == [
        "sheet One, row 4, column C (Seen): the total says 31, its rows add up to 30. "
        "Mend the rows or the total, or take the total out."
    ]
    assert totals(("North", "c"), ("Total", "31")) == []  # a part that nobody knows: nothing to compare


@given(
    st.lists(st.integers(min_value=0, max_value=1000), min_size=1, max_size=20), st.integers(min_value=-3, max_value=3)
)
def test_a_total_is_wrong_exactly_when_it_is_not_the_sum(parts: list[int], off: int) -> None:
    said = sum(parts) + off
    rows = [(f"Area {at}", str(part)) for at, part in enumerate(parts)]
    assert bool(totals(*rows, ("All", str(said)))) == ((off != 0 and said >= 0) or said < 0)


@pytest.mark.parametrize("heading", ["Date of birth", "DOB", "NHS No.", "Surname", "UPN", "E-mail", "Child's name"])
def test_a_column_about_a_person_is_refused_by_its_heading(heading: str) -> None:
    with pytest.raises(HoldsPeople):
        refuse_people(about_people([["Postcode", heading], ["NG18 1AA", "…"]], below=1, where="One"))


@pytest.mark.parametrize("heading", ["Ward name", "LSOA name", "School name", "Number of children", "Year", "Age band"])
def test_columns_of_places_and_counts_are_none(heading: str) -> None:
    assert about_people([["Postcode", heading]], below=1, where="One") == []


@pytest.mark.parametrize("text", ["943 476 5919", "H820203010021", "ann@example.org", "Mrs Example"])
def test_a_cell_about_a_person_is_refused_and_not_repeated(text: str) -> None:
    (problem,) = people_cells(["NG18 1AA", text], number=3, where="One")
    assert text not in str(problem)
    assert problem.where == "One, row 3, column B"


@given(st.integers(min_value=0, max_value=10**8))
def test_counts_are_no_numbers_of_people(number: int) -> None:
    assert people_cells([str(number), f"{number:,}", "E01000001", "NG18 1AA"], number=1, where="") == []


def read_as(**more: Any) -> None:
    values: dict[str, Any] = {
        "sheet": 0,
        "below": 1,
        "columns": {"place": 0, "count": 1},
        "place": "postcode",
        "period": "2024",
    }
    check_reading(Reading(**(values | more)), method=Method.COUNT, period_kind="financial-year")


@pytest.mark.parametrize(
    ("more", "column"),
    [
        ({"columns": {"count": 1}}, "column_place"),
        ({"columns": {"place": 0}}, "column_count"),
        ({"columns": {"place": 0, "count": 0}}, "column_count"),
        ({"period": ""}, "whole_period"),
        ({"period": "soon"}, "whole_period"),
        ({"absent": Absent.NOUGHT}, "absent"),
    ],
)
def test_a_reading_that_leaves_something_out_is_told_at_its_box(more: dict[str, Any], column: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_as(**more)
    assert [problem.column for problem in refused.value.problems] == [column]


def test_single_events_need_no_column_of_counts():
    with pytest.raises(Invalid):
        read_as(columns={"place": 0}, rows_are=RowsAre.COUNTS)
    read_as(columns={"place": 0}, rows_are=RowsAre.EVENTS)


@pytest.mark.parametrize(
    ("more", "column"),
    [
        ({"name": " "}, "name"),
        ({"licence": ""}, "licence"),
        ({"method": Method.PROPORTION}, "denominator"),
        ({"method": Method.RATE, "denominator": "pupils"}, "multiplier"),
        ({"method": Method.WEIGHTED_MEAN, "denominator": "pupils"}, "method"),
    ],
)
def test_a_definition_that_leaves_something_out_is_told_at_its_box(more: dict[str, Any], column: str) -> None:
    with pytest.raises(Invalid) as refused:
        defined(**more).checked()
    assert [problem.column for problem in refused.value.problems] == [column]


def test_a_definition_has_a_short_name_of_its_own_and_the_unit_it_is_shown_in():
    about: OwnDefinition = defined(name="Familles vues à l’École (2024)", method=Method.RATE, multiplier=1000.0)
    assert (about.slug, about.shown_unit, about.times) == (
        "own-familles-vues-a-lecole-2024", "per 1,000 families", 1000.0
    )  # fmt: skip
