"""What keepers fill in about edit links and proposals."""

from typing import Any

from django import forms

from commonground.ground.directory.queries import Compared

TAKE_ALL, TAKE_SOME, REFUSE = "all", "some", "refuse"


class MakeLinkForm(forms.Form):
    email = forms.EmailField(
        label="E-mail address of the provider",
        required=False,
        help_text="The link is sent there. Leave it empty to hand the link on yourself.",
    )


class DecideForm(forms.Form):
    """What to do with a proposal: all of it, what is ticked, or nothing and why."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    taken = forms.MultipleChoiceField(label="Take these", required=False, widget=forms.CheckboxSelectMultiple)
    is_assured = forms.BooleanField(label="I vouch for the whole entry as it then stands", required=False)
    answer = forms.CharField(
        label="Answer to the provider",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Needed where you refuse. It is sent to them where we know their address.",
    )

    def __init__(self, data: Any, *, compared: Compared) -> None:
        first = {"based_on": compared.proposal.version, "seen": compared.seen}
        ticked = [one.code for one in compared.lines if not one.clashes]
        super().__init__(data, initial={**first, "taken": ticked, "is_assured": True})
        taken = self.fields["taken"]
        assert isinstance(taken, forms.MultipleChoiceField)
        taken.choices = [(one.code, one.label) for one in compared.lines]
