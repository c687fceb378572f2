"""Directories of others: handed in, looked after, corrected."""

import json
from typing import Any

from django import forms

from commonground.foundation.design.forms import DayField
from commonground.ground.directory.models import Feed, Quarantined
from commonground.ground.directory.rules import corrections

BEGINNING = "beginning"
LONG = 100  # characters, from which a text is typed in several lines


class HandInForm(forms.Form):
    """A file, or an address, and the name under which it is known here."""

    name = forms.CharField(
        label="What the directory is called here",
        max_length=200,
        help_text="The same name again replaces what was read before. What keepers changed here stays.",
    )
    file = forms.FileField(
        label="A file",
        required=False,
        help_text="Open Referral UK 3.0 (JSON), an HSDS datapackage (zip), or an import file of Outpost (CSV).",
    )
    address = forms.CharField(
        label="Or an address on the web", required=False, max_length=2000, help_text="Of an API or of a file."
    )
    is_nightly = forms.BooleanField(label="Read the address again every night", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("file")) == bool(cleaned.get("address")):
            self.add_error("file", "Give a file or an address, one of the two.")
        elif cleaned.get("is_nightly") and not cleaned.get("address"):
            self.add_error("is_nightly", "Only an address can be read every night.")
        return cleaned


class FeedForm(forms.Form):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    is_nightly = forms.BooleanField(label="Read its address every night", required=False)
    ends_on = DayField(label="First day it is not read any more", required=False)


class CorrectForm(forms.Form):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    raw = forms.CharField(
        label="The whole record",
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "false"}),
        help_text="A full service of Open Referral UK 3.0 in JSON. Correct what is said above, and leave the rest.",
    )


class MembersForm(forms.Form):
    """Only what is said to be wrong, a field for each."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: Quarantined, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row, self.members = row, members_of(row)
        for number, member in enumerate(self.members):
            self.fields[f"at-{number}"] = forms.CharField(
                label=member.name, initial=member.value, required=False, max_length=10_000, help_text=member.within,
                widget=forms.Textarea(attrs={"rows": 6}) if len(member.value) > LONG else forms.TextInput,
            )  # fmt: skip

    @property
    def raw(self) -> str:
        """The whole record with what was typed."""
        typed = {one.way: self.cleaned_data[f"at-{number}"] for number, one in enumerate(self.members)}
        return json.dumps(corrections.corrected(self.row.raw, typed))


class AsideForm(forms.Form):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label="Why it is not taken", max_length=500)


def begun(feed: Feed) -> dict[str, Any]:
    return {"based_on": feed.version, "is_nightly": feed.is_nightly, "ends_on": feed.ends_on}


def members_of(row: Quarantined) -> list[corrections.Member]:
    """What of the record is said to be wrong; none where it has to be corrected as a whole."""
    return corrections.members_meant(row.raw, place=row.place, problems=row.problems) if text_of(row) else []


def text_of(row: Quarantined) -> str:
    """The record as it is corrected; "" where it was too long to keep whole."""
    is_cut = isinstance(row.raw, dict) and set(row.raw) == {BEGINNING}
    return "" if is_cut else json.dumps(row.raw, indent=2, ensure_ascii=False)
