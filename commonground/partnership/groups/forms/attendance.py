"""The attendance sheet: a line for each seat, and who else was there."""

from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID

from django import forms
from django.forms import BoundField

from commonground.partnership.groups import queries
from commonground.partnership.groups.actions import Guest
from commonground.partnership.groups.rules.attendance import Entry
from commonground.partnership.groups.rules.words import Came

MOST_GUESTS = 40


class Line(NamedTuple):
    """A seat with its fields, for the page."""

    seat: queries.SeatOfDay
    came: BoundField
    deputy: BoundField | None
    reason: BoundField
    online: BoundField


class AttendanceForm(forms.Form):
    """Fields are made for the seats of the day; what was said before is proposed."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    others = forms.CharField(
        label="Who else was there",
        help_text="One a line: name, organisation.",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def __init__(self, *args: Any, sheet: queries.Sheet, **kwargs: Any) -> None:
        self._sheet = sheet
        super().__init__(*args, **kwargs)
        self.fields["based_on"].initial = sheet.meeting.version
        self.fields["others"].initial = "\n".join(_guest_in_words(one) for one in sheet.others)
        for seat in sheet.seats:
            self._add(seat)

    def _add(self, one: queries.SeatOfDay) -> None:
        key, title = one.seat.pk, one.seat.title
        came = [(Came.PRESENT, "Present"), (Came.APOLOGIES, "Apologies"), (Came.ABSENT, "Absent")]
        if one.deputies:
            came.insert(1, (Came.DEPUTY, "Deputy"))
        self.fields[f"came-{key}"] = forms.ChoiceField(
            label=f"Did somebody come for {title}?", choices=came, initial=one.likely, widget=forms.RadioSelect
        )
        known = one.entry or one.said
        if one.deputies:
            names = [(str(person.pk), person.name) for person in one.deputies]
            choices = names if len(names) == 1 else [("", "Choose the deputy"), *names]
            self.fields[f"deputy-{key}"] = forms.ChoiceField(
                label=f"Deputy for {title}", choices=choices, required=False, initial=self._deputy(one)
            )
        reasons = [("", "No reason"), *((reason.pk, reason.name) for reason in self._sheet.reasons)]
        self.fields[f"reason-{key}"] = forms.ChoiceField(
            label=f"Why nobody came for {title}",
            choices=reasons,
            required=False,
            initial=(known.reason_id or "") if known else "",
        )
        self.fields[f"online-{key}"] = forms.BooleanField(
            label=f"{title} joined online", required=False, initial=known.is_online if known else False
        )

    @staticmethod
    def _deputy(one: queries.SeatOfDay) -> str:
        if one.entry and one.entry.came == Came.DEPUTY:
            return str(one.entry.practitioner_id)
        return str(one.said.deputy_id) if one.said and one.said.deputy_id else ""

    @property
    def lines(self) -> Iterator[Line]:
        for one in self._sheet.seats:
            key = one.seat.pk
            deputy = self[f"deputy-{key}"] if one.deputies else None
            yield Line(one, self[f"came-{key}"], deputy, self[f"reason-{key}"], self[f"online-{key}"])

    @property
    def entries(self) -> list[Entry]:
        """A line for each seat, as it was typed."""
        return [self._entry(one.seat.pk) for one in self._sheet.seats]

    def _entry(self, key: UUID) -> Entry:
        typed = self.cleaned_data
        came = typed[f"came-{key}"]
        deputy = typed.get(f"deputy-{key}") if came == Came.DEPUTY else None
        holder = next(one.table.holder for one in self._sheet.seats if one.seat.pk == key)
        return Entry(
            key,
            came,
            practitioner=(UUID(deputy) if deputy else None) if came == Came.DEPUTY else holder,
            # A reason that stands beside somebody who came is a slip of the list, not something to complain about.
            reason=typed[f"reason-{key}"] if came in (Came.APOLOGIES, Came.ABSENT) else "",
            is_online=typed[f"online-{key}"],
        )

    @property
    def guests(self) -> list[Guest]:
        """Name and organisation of each line; a person known here keeps being that person."""
        known = {_guest_in_words(one).casefold(): one for one in self._sheet.others}
        made = []
        for line in self.cleaned_data["others"].splitlines():
            words = " ".join(line.split())
            if not words:
                continue
            before = known.get(words.casefold())
            made.append(
                Guest(words[:150], before.practitioner, before.organisation)
                if before and before.practitioner
                else Guest(words[:150])
            )
        return made

    def clean_others(self) -> str:
        typed: str = self.cleaned_data["others"]
        if len([line for line in typed.splitlines() if line.strip()]) > MOST_GUESTS:
            raise forms.ValidationError(f"Write down at most {MOST_GUESTS} people who have no seat.")
        return typed


def _guest_in_words(one: Any) -> str:
    return one.name or str(one.practitioner)
