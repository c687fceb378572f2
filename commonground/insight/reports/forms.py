"""What people fill in about reports."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms

from commonground.foundation.design.forms import DayField
from commonground.insight.reports.actions import DutyMet
from commonground.insight.reports.queries import DueReport
from commonground.insight.reports.rules.audience import Audience
from commonground.partnership.groups.rules.terms import months_after

YEAR = 12


class BeginForm(forms.Form):
    """`kinds` are slug and name; `readers` who the report may be for; `owed` what the terms ask for and is not sent."""

    kind = forms.ChoiceField(label="Kind of report", widget=forms.RadioSelect)
    since = DayField(label="First day of the period")
    last_day = DayField(label="Last day of the period")
    audience = forms.ChoiceField(
        label="Who reads it",
        widget=forms.RadioSelect,
        help_text="It is made of what all of these may know. Nothing that is restricted is in it.",
    )
    duty = forms.ChoiceField(
        label="Which report of the terms of reference is it?", required=False, help_text="Sending it meets that duty."
    )
    contact = forms.CharField(label="Whom to ask about it", max_length=200, help_text="Printed on every copy.")

    def __init__(
        self,
        *args: Any,
        kinds: Sequence[tuple[str, str]],
        readers: Sequence[Audience],
        owed: Sequence[DueReport],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.owed = {f"{one.due_on:%Y-%m-%d} {one.owed.title}": one for one in owed}
        fields: Any = self.fields
        fields["kind"].choices = kinds
        fields["audience"].choices = [(one.value, one.label) for one in readers]
        fields["duty"].choices = [("", "None of them"), *((key, _owed_words(one)) for key, one in self.owed.items())]

    def clean(self) -> dict[str, Any]:
        """As the action takes it: the first day after the period, the duty with its day."""
        cleaned = dict(super().clean() or {})
        last_day, chosen = cleaned.pop("last_day", None), self.owed.get(cleaned.get("duty", ""))
        cleaned["until"] = last_day + timedelta(days=1) if last_day else None
        cleaned["duty"] = DutyMet(chosen.owed.title, chosen.due_on) if chosen else None
        return cleaned


def _owed_words(one: DueReport) -> str:
    to = f" to {one.owed.to}" if one.owed.to else ""
    return f"{one.owed.title}{to}, due {one.due_on:%-d %B %Y}"


def last_year(today: date) -> tuple[date, date]:
    """First and last day of the twelve whole months before this one: what a new report is proposed to be about."""
    until = today.replace(day=1)
    return months_after(until, -YEAR), until - timedelta(days=1)


class StepForm(forms.Form):
    """A step that asks nothing but which version was seen."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)


class WhyForm(StepForm):
    """A step with its reason."""

    why = forms.CharField(label="Why", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class WordsForm(StepForm):
    """What people say in a section."""

    words = forms.CharField(
        label="What you say", required=False, widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Printed below the sentences from the record. An empty line begins a new paragraph.",
    )  # fmt: skip


class OwnWordsForm(WordsForm):
    """The same of an own section, whose heading can be changed."""

    heading = forms.CharField(label="Heading", max_length=150)
    field_order = ("based_on", "heading", "words")


class NewSectionForm(forms.Form):
    heading = forms.CharField(label="Heading", max_length=150)
    words = forms.CharField(label="What you say", widget=forms.Textarea(attrs={"rows": 12}))
