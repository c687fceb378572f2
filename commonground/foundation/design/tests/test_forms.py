"""Dates in three boxes, and forms handed to their action."""

from datetime import date

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.design.forms import DayField, submit
from commonground.foundation.kernel.errors import Conflict, Invalid, Problem


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


class NamedForm(forms.Form):
    name = forms.CharField()


def test_what_an_action_made_is_handed_on_even_when_it_is_nothing() -> None:
    form = NamedForm({"name": "North"})
    assert form.is_valid()
    made = submit(form, lambda *, name: name.upper(), **form.cleaned_data)
    assert made is not None
    assert made.value == "NORTH"
    assert submit(form, lambda *, name: None, **form.cleaned_data)


def test_what_an_action_finds_wrong_stands_at_its_field_and_what_was_typed_stays() -> None:
    form = NamedForm({"name": "North"})
    assert form.is_valid()

    def refuse(*, name: str) -> None:
        raise Invalid("Not saved.", [Problem("There is one already.", "Choose another.", where="Name", column="name")])

    assert submit(form, refuse, **form.cleaned_data) is None
    assert form.errors == {"name": ["There is one already. Choose another."]}
    assert form["name"].value() == "North"


def test_what_is_wrong_with_no_field_stands_above_the_form() -> None:
    form = NamedForm({"name": "North"})
    assert form.is_valid()

    def refuse(*, name: str) -> None:
        raise Invalid("The map is not open for drawing.")

    assert submit(form, refuse, **form.cleaned_data) is None
    assert form.non_field_errors() == ["The map is not open for drawing."]


def test_a_conflict_is_left_to_its_page() -> None:
    form = NamedForm({"name": "North"})
    assert form.is_valid()

    def refuse(*, name: str) -> None:
        raise Conflict("Somebody was first.")

    with pytest.raises(Conflict):
        submit(form, refuse, **form.cleaned_data)
