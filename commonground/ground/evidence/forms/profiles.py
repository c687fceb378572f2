"""What people type into needs profiles."""

from datetime import date
from typing import Any

from django import forms

from commonground.foundation.design.forms import DayField
from commonground.ground.evidence.forms.areas import AreaField
from commonground.ground.partners import queries as partners

OWNER = "The body that keeps it and answers questions about it."
DUE = "The list of profiles shows it as overdue after this day."


class StartForm(forms.Form):
    """A new profile of any area."""

    area = AreaField(label="Which area?")
    owner = forms.ModelChoiceField(queryset=partners.bodies(), label="Kept by", help_text=OWNER)
    due_on = DayField(label="Due to be refreshed on", help_text=DUE)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].on = on  # type: ignore[attr-defined]  # an AreaField


class DescribeForm(forms.Form):
    """What a draft is called, who keeps it, when it is due again."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(max_length=200)
    owner = forms.ModelChoiceField(queryset=partners.bodies(), label="Kept by", help_text=OWNER)
    due_on = DayField(label="Due to be refreshed on", help_text=DUE)


class SectionForm(forms.Form):
    """The text of a section. An empty one leaves the section out."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        required=False,
        max_length=10_000,
        label="Text",
        help_text="An empty line begins a new paragraph. Nothing about a named child, person or family.",
        widget=forms.Textarea(attrs={"rows": 14}),
    )


class DecideForm(forms.Form):
    """Yes, based on what was shown."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
