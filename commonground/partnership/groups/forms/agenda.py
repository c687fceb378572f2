"""What people fill in about items: of an agenda, and of the forward plan."""

from typing import Any

from django import forms

from commonground.foundation.design.forms import DayField
from commonground.partnership.groups.rules.agenda import LONGEST_ITEM
from commonground.partnership.groups.rules.words import Purpose


class ItemForm(forms.Form):
    """An item of an agenda. The sponsor is somebody of the group, or said in words."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(
        label="Item", max_length=200, help_text="Everybody who reads the pack reads it. Name no child."
    )
    purpose = forms.ChoiceField(label="What it asks", choices=Purpose.choices(), widget=forms.RadioSelect)
    minutes = forms.IntegerField(label="Minutes it takes", min_value=1, max_value=LONGEST_ITEM)
    sponsor: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        None, label="Sponsor", required=False, empty_label="Nobody of the group"
    )
    sponsor_words = forms.CharField(label="Sponsor, where nobody of the group", required=False, max_length=150)
    note = forms.CharField(label="Note for the agenda", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    is_restricted = forms.BooleanField(
        label="Restricted", required=False, help_text="Only members at the table and those who serve them know of it."
    )
    why_restricted = forms.CharField(label="Why it is restricted", required=False, max_length=200)

    def __init__(self, *args: Any, sponsors: Any, may_restrict: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sponsor"].queryset = sponsors  # type: ignore[attr-defined]  # a field of rows
        if not may_restrict:
            del self.fields["is_restricted"]
            del self.fields["why_restricted"]


class ProposalForm(forms.Form):
    """Something for a coming meeting."""

    title = forms.CharField(label="What it is about", max_length=200)
    purpose = forms.ChoiceField(label="What it asks", choices=Purpose.choices(), widget=forms.RadioSelect)
    sponsor: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        None, label="Sponsor", required=False, empty_label="Nobody yet"
    )
    wanted_on = DayField(
        label="For the meeting on or after", required=False, help_text="Leave empty where any meeting will do."
    )
    is_restricted = forms.BooleanField(
        label="Restricted", required=False, help_text="Only members at the table and those who serve them know of it."
    )
    why_restricted = forms.CharField(label="Why it is restricted", required=False, max_length=200)

    def __init__(self, *args: Any, sponsors: Any, may_restrict: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sponsor"].queryset = sponsors  # type: ignore[attr-defined]  # a field of rows
        if not may_restrict:
            del self.fields["is_restricted"]
            del self.fields["why_restricted"]


class DropForm(forms.Form):
    """Why something leaves the forward plan."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    because = forms.CharField(label="Why it is dropped", max_length=300)
