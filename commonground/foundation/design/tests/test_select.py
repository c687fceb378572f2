"""A list to choose from: drawn in one go, and the same as Django draws it option by option."""

from typing import Any

import pytest
from django import forms
from django.test.html import parse_html

from commonground.foundation.design.fields import shown

PLAIN = [("", "Every <group>"), ("a&b", "A & B"), (7, "Seven"), ("plain", 1234)]
GROUPED = [("", "Every"), ("North & West", [("n", "Nuthall"), (2, "Two")]), ("South", [("x", "Alone")])]


class WithClosed(forms.Select):
    """Some of it cannot be chosen any more."""

    def create_option(self, name: str, value: Any, *given: Any, **named: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *given, **named)
        option["attrs"] |= {"disabled": value == "a&b", "data-of": f"“{value}”"}
        return option


class Lists(forms.Form):
    plain = forms.ChoiceField(choices=PLAIN, help_text="One of them")
    grouped = forms.ChoiceField(choices=GROUPED, required=False)
    several = forms.MultipleChoiceField(
        choices=PLAIN, widget=forms.SelectMultiple(attrs={"size": 8, "data-x": 'a "b"'})
    )
    closed = forms.ChoiceField(choices=PLAIN, initial=7, widget=WithClosed)
    typed = forms.TypedChoiceField(choices=[(1, "One"), (2, "Two")], coerce=int, initial=2)


@pytest.mark.parametrize("name", Lists.base_fields)
@pytest.mark.parametrize(
    "data",
    [None, {}, {"plain": "a&b", "grouped": "2", "several": ["7", "a&b"], "typed": "1"}, {"plain": "of another place"}],
)
def test_a_list_is_drawn_as_django_draws_it(name: str, data: dict[str, Any] | None) -> None:
    bound = Lists(data)[name]
    classes = "govuk-select govuk-select--error" if bound.errors else "govuk-select"
    theirs = bound.as_widget(attrs={"class": classes})
    assert parse_html(shown(bound).widget) == parse_html(theirs)
    assert bound.field.widget.template_name == "django/forms/widgets/select.html"  # the form stays as it was
