"""What is typed about issues that go up, and how their list is narrowed."""

from collections.abc import Sequence
from typing import Any

from django import forms

from commonground.partnership.groups import queries
from commonground.partnership.groups.forms.owning import ForGroups, WithOwner
from commonground.partnership.groups.models import Decision, Group, GroupQuerySet
from commonground.partnership.groups.rules.words import Upward

STATES = [
    ("open", "Open"),
    ("overdue", "Overdue"),
    ("back", "Came back, not acknowledged"),
    ("over", "Over"),
    ("all", "All"),
]
REASON = forms.Textarea(attrs={"rows": 3})
FOR_THOSE_ABOVE = (
    "What it is, what you have tried, and what you ask for. They see only these words: nothing of the item or action "
    "goes along. They may pass it further up. Write nothing that has to stay in your group."
)


class EscalationsForm(ForGroups):
    """`?q=&state=&group=&what=`"""

    q = forms.CharField(label="Words", required=False, max_length=100)
    state = forms.ChoiceField(choices=STATES, required=False)
    group = forms.ChoiceField(required=False)
    what = forms.ChoiceField(label="Kind", choices=[("", "Every kind"), *Upward.choices()], required=False)

    @property
    def asked(self) -> queries.escalations.AskedEscalations:
        typed = self.typed
        state = "" if typed["state"] == "all" else typed["state"] or "open"
        return queries.escalations.AskedEscalations(typed["q"], typed["group"], state, typed["what"])


class SourceForm(forms.Form):
    """`?item=` or `?action=`: what an issue comes from."""

    item = forms.UUIDField(required=False)
    action = forms.UUIDField(required=False)


class UpwardField(forms.ModelChoiceField):
    """A group above."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Group.objects.none(), empty_label="Choose", **kwargs)


class RaiseForm(forms.Form):
    """An issue in words for a group above."""

    what = forms.ChoiceField(
        label="What goes up", choices=Upward.choices(), widget=forms.RadioSelect, initial=Upward.ISSUE.value
    )
    to = UpwardField(label="To which group", help_text="Groups that this one reports to, directly or over others.")
    title = forms.CharField(
        label="The issue in a few words",
        max_length=200,
        help_text="It may stand on the agenda of the group above, which others may read.",
    )
    words = forms.CharField(
        label="In words for the group above",
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=FOR_THOSE_ABOVE,
    )
    is_restricted = forms.BooleanField(label="For members at the tables alone", required=False)

    def __init__(self, *args: Any, above: GroupQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to = self.fields["to"]
        assert isinstance(to, forms.ModelChoiceField)
        to.queryset = above


class AcceptForm(WithOwner):
    """Who owns it here, and what happens next."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    next_step = forms.CharField(label="What happens next", max_length=300)


class PassUpForm(forms.Form):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    to = UpwardField(label="To which group")
    why = forms.CharField(
        label="Why it needs them",
        max_length=2_000,
        widget=REASON,
        help_text="All groups that it went through read it.",
    )

    def __init__(self, *args: Any, above: GroupQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to = self.fields["to"]
        assert isinstance(to, forms.ModelChoiceField)
        to.queryset = above


class ReasonForEscalationForm(forms.Form):
    """Declining or withdrawing it."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(label="Why", max_length=2_000, widget=REASON)


class WordsForm(forms.Form):
    """Noting it, or saying that the answer arrived: words are welcome and not asked for."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(label="What you make of it", required=False, max_length=2_000, widget=REASON)


class AnswerForm(forms.Form):
    """In words, or by what was decided."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    answer = forms.CharField(
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="In words for the group that it came from. They see these words, not your minutes.",
    )

    def __init__(self, *args: Any, decisions: Sequence[Decision], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._decisions = {str(one.pk): one for one in decisions}
        field = self.fields["decision"]
        assert isinstance(field, forms.ChoiceField)
        if not decisions:
            del self.fields["decision"]
            return
        self.fields["answer"].help_text += " Left empty, an open decision is the answer as it was recorded."
        words = [
            (key, f"{one.get_outcome_display()}: {one.recommendation.text}") for key, one in self._decisions.items()
        ]
        field.label = "A decision that answers it"
        field.choices = [*words, ("", "None of these")]

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes: the decision itself."""
        return {**self.cleaned_data, "decision": self._decisions.get(self.cleaned_data.get("decision", ""))}


def _decided(decision: Decision) -> str:
    return f"{decision.get_outcome_display()}: {decision.recommendation.text}"
