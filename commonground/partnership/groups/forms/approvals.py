"""What is typed about approvals, and how their register is narrowed."""

from collections.abc import Sequence
from typing import Any

from django import forms

from commonground.foundation.design.forms import DayField
from commonground.partnership.groups import queries
from commonground.partnership.groups.forms.owning import ForGroups
from commonground.partnership.groups.models import Decision
from commonground.partnership.groups.rules.words import Document

STATES = [("holds", "In force"), ("review", "Review is late"), ("over", "No more in force"), ("all", "All")]


class ApprovalsForm(ForGroups):
    """`?q=&state=&kind=&group=`"""

    q = forms.CharField(label="Words", required=False, max_length=100)
    state = forms.ChoiceField(choices=STATES, required=False)
    kind = forms.ChoiceField(choices=[("", "Every kind"), *Document.choices()], required=False)
    group = forms.ChoiceField(label="Approved by", required=False)

    @property
    def asked(self) -> queries.approvals.AskedApprovals:
        typed = self.typed
        state = "" if typed["state"] == "all" else typed["state"] or "holds"
        return queries.approvals.AskedApprovals(typed["q"], typed["group"], typed["kind"], state)


class HoldsForm(forms.Form):
    """Until when it holds and where it is."""

    link = forms.URLField(label="Where the document is", required=False, assume_scheme="https")
    valid_until = DayField(label="Holds until", required=False)
    review_on = DayField(label="To be reviewed on", required=False)
    note = forms.CharField(label="Note", required=False, max_length=300)


class ApprovalForm(HoldsForm):
    """What was approved, and by which decision."""

    title = forms.CharField(label="What was approved", max_length=200)
    kind = forms.ChoiceField(choices=Document.choices())
    decision = forms.ChoiceField(label="By which decision", required=False)
    approved_on = DayField(label="Approved on", help_text="A decision that you choose gives its own day.")
    is_restricted = forms.BooleanField(label="For members at the table alone", required=False)
    source = forms.CharField(required=False, max_length=300)
    field_order = ("title", "kind", "decision", "approved_on", "link", "valid_until", "review_on", "note")

    def __init__(self, *args: Any, decisions: Sequence[Decision], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._decisions = {str(one.pk): one for one in decisions}
        field = self.fields["decision"]
        assert isinstance(field, forms.ChoiceField)
        named = ((key, f"{one.decided_on:%-d %B %Y}: {one.recommendation.text}"[:120]) for key, one in self._pairs)
        field.choices = [("", "None of these, or before there were minutes here"), *named]

    @property
    def _pairs(self) -> list[tuple[str, Decision]]:
        return list(self._decisions.items())

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes: the decision itself."""
        return {**self.cleaned_data, "decision": self._decisions.get(self.cleaned_data["decision"])}


class ChangeApprovalForm(HoldsForm):
    based_on = forms.IntegerField(widget=forms.HiddenInput)


class WithdrawApprovalForm(forms.Form):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(label="Why it holds no more", max_length=300)
