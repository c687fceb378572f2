"""What the addresses of this room may ask for."""

from typing import Any

from django import forms
from django.http import QueryDict

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.ground.evidence import queries
from commonground.ground.evidence.rules.freshness import Frequency, State


class CatalogueForm(forms.Form):
    """`?q=…&theme=health&audience=board&frequency=yearly&freshness=overdue&discontinued=no&page=2`"""

    q = forms.CharField(required=False, max_length=200, label="Words")
    theme = forms.ChoiceField(required=False)
    audience = forms.ChoiceField(required=False, label="Reported to")
    frequency = forms.ChoiceField(
        required=False,
        label="Published",
        choices=[("", "However often"), *((one.value, one.value.capitalize()) for one in Frequency)],
    )
    freshness = forms.ChoiceField(
        required=False, choices=[("", "However fresh"), *((one.value, one.value.capitalize()) for one in State)]
    )
    discontinued = forms.ChoiceField(
        required=False, choices=[("", "With those no longer published"), ("no", "Without them"), ("only", "Only them")]
    )
    page = forms.IntegerField(required=False, min_value=1, max_value=10**6, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict, *, choices: queries.Choices) -> None:
        super().__init__(data)
        themes = [("", "Every theme"), *((row.pk, row.name) for row in choices.themes)]
        audiences = [("", "Everybody"), *((row.pk, row.name) for row in choices.audiences)]
        for name, offered in (("theme", themes), ("audience", audiences)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = offered

    @property
    def asked(self) -> queries.Narrowed:
        """Raises Invalid naming each part that is not understood."""
        held = checked(self)
        return queries.Narrowed(
            words=held["q"], theme=held["theme"], audience=held["audience"], frequency=held["frequency"],
            freshness=held["freshness"], discontinued=held["discontinued"],
        )  # fmt: skip


class AmongForm(forms.Form):
    """`?period=2024&among=local-authorities`"""

    period = forms.CharField(required=False, max_length=10)
    among = forms.CharField(required=False, max_length=300)


class CompareForm(forms.Form):
    """`?theme=protection&against=neighbours&period=2024&edition=may-2025`"""

    theme = forms.CharField(required=False, max_length=50)
    against = forms.CharField(required=False, max_length=120)
    period = forms.CharField(required=False, max_length=10)
    edition = forms.CharField(required=False, max_length=50)


class FunnelForm(forms.Form):
    """`?among=local+authorities&area=E10000024`"""

    among = forms.CharField(required=False, max_length=300)
    area = forms.CharField(required=False, max_length=120)


class ControlForm(forms.Form):
    """`?months=36&from=changes`"""

    months = forms.IntegerField(required=False, min_value=0, max_value=1200, label="Months")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        return {**cleaned, "from_changes": self.data.get("from") == "changes"}


class RowsForm(forms.Form):
    """`?file=…&row=72&page=1`"""

    file = forms.CharField(required=False, max_length=255)
    row = forms.IntegerField(required=False, min_value=1, max_value=10**9, label="Row")
    page = forms.IntegerField(required=False, min_value=1, max_value=10**6, label="Page")


def asked(form_type: type[forms.Form], data: QueryDict) -> dict[str, Any]:
    """What an address holds. Raises Invalid naming each part that is not understood."""
    return checked(form_type(data))


def checked(form: forms.Form) -> dict[str, Any]:
    """What a form of an address holds. Raises Invalid naming each part that is not understood."""
    if not form.is_valid():
        problems = [
            Problem(str(message), where=str(form.fields[name].label or name))
            for name, messages in form.errors.items()
            for message in messages
        ]
        raise Invalid("This address is not understood.", problems)
    return form.cleaned_data
