"""Dates in three boxes."""

from datetime import date

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.design.forms import DayField


class DatedForm(forms.Form):
    first_day = DayField(label="First day")
    last_day = DayField(label="Last day", required=False)


def sent(day: str, month: str, year: str) -> DatedForm:
    return DatedForm({"first_day_0": day, "first_day_1": month, "first_day_2": year})


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_there_is_can_be_written_in_numbers_and_in_words(day: date) -> None:
    for month in (str(day.month), f"{day:%m}", f"{day:%B}", f"{day:%b}".upper()):
        form = sent(f" {day.day} ", month, str(day.year))
        assert form.is_valid(), form.errors
        assert form.cleaned_data == {"first_day": day, "last_day": None}


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (("", "", ""), "Enter first day"),
        (("4", "", "2026"), "First day must include a month"),
        (("", "", "2026"), "First day must include a day and a month"),
        (("31", "2", "2026"), "First day must be a real date, for example 4 6 2026"),
        (("4", "13", "2026"), "First day must be a real date, for example 4 6 2026"),
        (("4", "x", "2026"), "First day must be a real date, for example 4 6 2026"),
        (("4", "6", "26"), "First day must have a year of four numbers, for example 2026"),
        (("4", "6", "٢٠٢٦"), "First day must have a year of four numbers, for example 2026"),
    ],
)
def test_what_is_no_day_is_told_in_a_sentence(parts: tuple[str, str, str], told: str) -> None:
    assert sent(*parts).errors["first_day"] == [told]


@given(st.text(max_size=25), st.text(max_size=25), st.text(max_size=25))
def test_no_text_breaks_it(day: str, month: str, year: str) -> None:
    form = sent(day, month, year)
    assert form.is_valid() == ("first_day" in form.cleaned_data)


def test_a_day_that_is_known_is_shown_in_its_boxes() -> None:
    bound = DatedForm(initial={"first_day": date(2026, 6, 4)})["first_day"]
    assert bound.field.widget.decompress(bound.value()) == ["4", "6", "2026"]
