"""What people write down of what they know, and cite of what others wrote."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from commonground.foundation.design.forms import DayField
from commonground.ground.evidence.forms.areas import AreaField
from commonground.ground.evidence.models import Theme
from commonground.ground.evidence.rules.intelligence import LONGEST, NoteKind
from commonground.ground.partners import queries as partners

NEVER = (
    "Never about a named child, person or family: no names with dates of birth, no NHS or pupil numbers, no postcodes. "
    "Write what is true of many."
)


class NoteFacts(forms.Form):
    """What a note says, and how it is known."""

    kind = forms.ChoiceField(
        label="What does it tell?", choices=[(one.value, one.label) for one in NoteKind], widget=forms.RadioSelect
    )
    text = forms.CharField(
        label="What is known", max_length=LONGEST, help_text=NEVER, widget=forms.Textarea(attrs={"rows": 6})
    )
    theme = forms.ModelChoiceField(queryset=Theme.objects.all(), required=False, empty_label="No theme in particular")
    source = forms.CharField(
        label="How it is known",
        max_length=300,
        help_text="For example: network of heads, parents’ forum, youth workers.",
    )
    known_on = DayField(label="When it was known", help_text="The day of the meeting, visit or conversation.")


class WriteNoteForm(NoteFacts):
    """A new note."""

    area = AreaField(label="Which area is it about?")
    organisation = forms.ModelChoiceField(queryset=partners.bodies(), label="Your organisation")

    def __init__(self, *args: Any, on: date, own: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].on = on  # type: ignore[attr-defined]  # an AreaField
        mine = partners.bodies().filter(name__in=own).first() if own else None
        self.fields["organisation"].initial = mine


class ChangeNoteForm(NoteFacts):
    based_on = forms.IntegerField(widget=forms.HiddenInput)


class ReadNoteForm(forms.Form):
    """A second person has read a note."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    is_shown = forms.TypedChoiceField(
        label="May everybody read it?",
        choices=[("yes", "Yes, show it beside the figures"), ("no", "No, turn it back")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    why_not = forms.CharField(label="If not, why?", required=False, max_length=300, help_text="The author reads this.")


class EndForm(forms.Form):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    why_ended = forms.CharField(label="Why does it hold no longer?", max_length=300)


class CiteForm(forms.Form):
    """A report by somebody else."""

    area = AreaField(label="Which area is it about?")
    title = forms.CharField(label="Title of the report", max_length=200)
    publisher = forms.CharField(label="Who published it", max_length=200)
    published_on = DayField(label="When it was published")
    theme = forms.ModelChoiceField(queryset=Theme.objects.all(), required=False, empty_label="No theme in particular")
    tells = forms.CharField(
        label="What it tells, in a sentence or two", required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    link = forms.URLField(label="Link to it", required=False, max_length=500, assume_scheme="https")
    file = forms.FileField(
        label="Or the file itself",
        required=False,
        max_length=200,
        help_text="PDF, Word, Excel or OpenDocument, at most 15 MB. Everybody can read it: nothing about a person.",
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].on = on  # type: ignore[attr-defined]  # an AreaField


class WithdrawForm(forms.Form):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    why_withdrawn = forms.CharField(label="Why is it withdrawn?", max_length=300)
