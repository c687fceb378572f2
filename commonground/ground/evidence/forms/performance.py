"""What people type into lists of measures and reports on them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from commonground.ground.evidence.forms.areas import AreaField
from commonground.ground.evidence.rules.indicators import Definition
from commonground.ground.evidence.rules.performance import Frequency
from commonground.ground.partners import queries as partners

FREQUENCIES = [(one.value, one.label) for one in Frequency]


class MeasuresForm(forms.Form):
    """A list of measures: what it is called, who reads it how often, and what is measured."""

    name = forms.CharField(label="Name of the list", max_length=200, help_text="Such as the plan it belongs to.")
    audience = forms.CharField(label="Who reads the report on it?", max_length=200)
    frequency = forms.ChoiceField(label="How often?", choices=FREQUENCIES, widget=forms.RadioSelect)
    owner = forms.ModelChoiceField(queryset=partners.bodies(), label="Kept by")
    about = forms.CharField(
        label="What it is for", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    indicators = forms.MultipleChoiceField(label="What is measured?", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, indicators: Sequence[Definition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["indicators"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(one.slug, f"{one.name} ({one.theme_name})") for one in indicators]


class NewMeasuresForm(MeasuresForm):
    """A list that is new is about an area, which never changes."""

    area = AreaField(label="Of which area?")

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].on = on  # type: ignore[attr-defined]  # an AreaField


class ChangeMeasuresForm(MeasuresForm):
    based_on = forms.IntegerField(widget=forms.HiddenInput)


class PeriodForm(forms.Form):
    """Which period to report on: six months or a quarter, by its last day."""

    period = forms.ChoiceField(label="Which period?")

    def __init__(self, *args: Any, periods: Sequence[tuple[Frequency, Sequence[date]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["period"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (one.span.capitalize(), [(f"{one}/{end}", f"{one.span.capitalize()} to {end:%-d %B %Y}") for end in ends])
            for one, ends in periods
        ]

    def clean_period(self) -> tuple[str, date]:
        frequency, _, end = self.cleaned_data["period"].partition("/")
        return frequency, date.fromisoformat(end)


class ExplainForm(forms.Form):
    """Why a measure stands as it does. An empty text takes the explanation away."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label="Explanation",
        required=False,
        max_length=2000,
        help_text="What lies behind the figure and what is being done. Nothing about a person.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )
