"""What people fill in about meetings: when, where, why they are moved or cancelled, who comes."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from commonground.foundation.design.forms import DayField
from commonground.foundation.kernel.errors import Invalid
from commonground.partnership.groups.models import AbsenceReason, Venue
from commonground.partnership.groups.rules import calendar
from commonground.partnership.groups.rules.words import Came, Where

DESPITE = "It is meant all the same"
DESPITE_HELP = "Tick this where a clash, a weekend or a bank holiday was named above and the day is to stand."


def hour_field(label: str) -> forms.TimeField:
    """A time of day in England, as people write it."""
    return forms.TimeField(
        label=label,
        input_formats=["%H:%M", "%H.%M", "%H%M", "%I:%M%p", "%I%p"],
        help_text="Such as 14:00.",
        widget=forms.TimeInput(format="%H:%M", attrs={"autocomplete": "off"}),
        error_messages={"invalid": f"{label} must be a time, for example 14:00"},
    )


class WhenForm(forms.Form):
    """A day with two hours of England; cleaned to `starts_at` and `ends_at`."""

    on = DayField(label="Day")
    starts = hour_field("Starts at")
    ends = hour_field("Ends at")

    def clean(self) -> dict[str, Any]:
        held = super().clean() or self.cleaned_data
        on, starts, ends = (held.pop(name, None) for name in ("on", "starts", "ends"))
        if on is None or starts is None or ends is None:
            return held
        for name, at in (("starts", starts), ("ends", ends)):
            try:
                held[f"{name}_at"] = calendar.in_england(on, at)
            except Invalid as wrong:
                self.add_error(name, wrong.sentence)
        return held


class WhereForm(forms.Form):
    """Where a meeting is held and how to join it."""

    title = forms.CharField(
        label="Title", required=False, max_length=200, help_text="Only where it is more than the group’s next meeting."
    )
    where = forms.ChoiceField(label="How people come together", choices=Where.choices(), widget=forms.RadioSelect)
    venue = forms.ModelChoiceField(
        Venue.objects.none(), required=False, empty_label="Not known yet, or online only", label="Venue"
    )
    room = forms.CharField(label="Room", required=False, max_length=100)
    join_link = forms.URLField(
        label="Link to join online", required=False, assume_scheme="https", help_text="Shown only to those who come."
    )
    join_words = forms.CharField(
        label="How to join by telephone or code",
        required=False,
        max_length=300,
        help_text="Shown only to those who come.",
    )
    despite = forms.BooleanField(label=DESPITE, required=False, help_text=DESPITE_HELP)

    def __init__(self, *args: Any, venues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_from(self.fields["venue"], venues)


class PlaceForm(WhereForm):
    """The same of a meeting that is in the calendar."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)


class PlanForm(WhenForm, WhereForm):
    """A meeting for the calendar."""

    field_order = ("on", "starts", "ends", "where", "venue", "room", "join_link", "join_words", "title", "despite")


class MoveForm(WhenForm):
    """Another day or hour, and why."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    because = forms.CharField(label="Why it is moved", max_length=200, help_text="Members are told. Name no child.")
    despite = forms.BooleanField(label=DESPITE, required=False, help_text=DESPITE_HELP)


class CancelForm(forms.Form):
    """Why a meeting is not held."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    because = forms.CharField(label="Why it is cancelled", max_length=300, help_text="Members are told. Name no child.")


class SayForm(forms.Form):
    """Whether a seat will be filled."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    came = forms.ChoiceField(label="Will the seat be filled?", widget=forms.RadioSelect)
    deputy: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        None, required=False, label="Which deputy", empty_label="No deputy"
    )
    reason = forms.ModelChoiceField(
        AbsenceReason.objects.all(), required=False, label="If not, why", empty_label="Not said"
    )
    is_online = forms.BooleanField(required=False, label="Joining online")

    def __init__(self, *args: Any, deputies: Iterable[Any], where: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = list(deputies)
        words = [(Came.PRESENT, "Yes, whoever holds it comes"), (Came.DEPUTY, "Yes, a named deputy comes")]
        choices = [*words[: 2 if there else 1], (Came.APOLOGIES, "No")]
        self.fields["came"].choices = choices  # type: ignore[attr-defined]  # a field with choices
        if there:
            people = type(there[0])._default_manager.filter(pk__in=[one.pk for one in there])
            _choose_from(self.fields["deputy"], people)
        else:
            del self.fields["deputy"]
        if where == Where.IN_PERSON:
            del self.fields["is_online"]


class ScheduleForm(forms.Form):
    """How often from when until when: the question of a calendar."""

    first = DayField(label="First meeting")
    until = DayField(label="Plan up to", help_text="The first day that is not planned any more.")
    a_year = forms.IntegerField(label="Meetings a year", min_value=1, max_value=52)
    pattern = forms.ChoiceField(
        label="What comes back",
        choices=[
            (calendar.Pattern.WEEKDAY.value, "The same weekday: a second Tuesday stays a second Tuesday"),
            (calendar.Pattern.DAY.value, "The same day of the month: the 14th stays the 14th"),
        ],
        widget=forms.RadioSelect,
    )
    starts = hour_field("Starts at")
    ends = hour_field("Ends at")
    where = forms.ChoiceField(label="How people come together", choices=Where.choices(), widget=forms.RadioSelect)
    venue = forms.ModelChoiceField(Venue.objects.none(), required=False, empty_label="Not known yet, or online only")
    room = forms.CharField(required=False, max_length=100)

    def __init__(self, *args: Any, venues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_from(self.fields["venue"], venues)

    @property
    def asked(self) -> calendar.Round:
        """What recurs, of a form that is valid."""
        held = self.cleaned_data
        return calendar.Round(held["first"], held["a_year"], held["until"], calendar.Pattern(held["pattern"]))

    def clean(self) -> dict[str, Any]:
        held = super().clean() or self.cleaned_data
        first, until = held.get("first"), held.get("until")
        if isinstance(first, date) and isinstance(until, date) and until <= first:
            self.add_error("until", "The last day must come after the first meeting")
        starts, ends = held.get("starts"), held.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", "A meeting must end after it starts")
        return held


def month_asked(text: str, *, today: date) -> date:
    """The first day of a month as the address names it, this month without one. Raises Invalid."""
    if not text:
        return today.replace(day=1)
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as wrong:
        raise Invalid("A month is written as 2026-09.") from wrong


def _choose_from(field: forms.Field, rows: Any) -> None:
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows
