"""Actions of plans, and how their list is narrowed."""

from typing import Any

from django import forms
from django.http import QueryDict

from commonground.foundation.design.forms import DayField, ForViewer
from commonground.ground.partners import queries as partners
from commonground.partnership.plans import queries
from commonground.partnership.plans.forms.choosing import OwnerField
from commonground.partnership.plans.forms.plans import LONG, offer
from commonground.partnership.plans.models import Plan
from commonground.partnership.plans.rules.words import ActionKind

STATES = [("open", "Open"), ("overdue", "Overdue"), ("done", "Done"), ("dropped", "Dropped"), ("all", "All")]


class NarrowActionsForm(forms.Form):
    """`?q=&state=&plan=&kind=&mine=`"""

    q = forms.CharField(label="Words", required=False, max_length=100)
    state = forms.ChoiceField(choices=STATES, required=False)
    plan = forms.ChoiceField(required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("", "Every kind"), *ActionKind.choices()], required=False)
    mine = forms.BooleanField(label="Mine only", required=False)

    def __init__(self, data: QueryDict, *, plans: list[tuple[str, str]]) -> None:
        super().__init__(data)
        field = self.fields["plan"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Every plan"), *plans]

    @property
    def asked(self) -> queries.AskedPlanActions:
        """What the address asks for; a part that is not understood is left out, and the form says so."""
        typed = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        state = typed.get("state") or "open"
        return queries.AskedPlanActions(
            words=typed.get("q", ""),
            plan=typed.get("plan", ""),
            state="" if state == "all" else state,
            kind=typed.get("kind", ""),
            mine=typed.get("mine", False),
        )


class PlanActionForm(ForViewer):
    """Something a body does under a priority."""

    title = forms.CharField(label="What is to be done", max_length=300)
    organisation = forms.ModelChoiceField(Plan.objects.none(), label="By which organisation", empty_label="Choose")
    owner = OwnerField(label="By whom", required=False)
    starts_on = DayField(label="Begins on", required=False)
    due_on = DayField(label="Due on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, organisation=partners.organisations(partners.Asked(), on=self.viewer.today))


class AddPlanActionForm(PlanActionForm):
    kind = forms.ChoiceField(label="Kind", choices=ActionKind.choices(), initial=ActionKind.KEY.value)
    next_step = forms.CharField(label="Next step", required=False, max_length=300)


class ChangePlanActionForm(PlanActionForm):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(label="Why it changes", required=False, max_length=300, help_text="Where it is due later.")


class PlanProgressForm(forms.Form):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(label="What has happened", widget=LONG, max_length=4_000)
    next_step = forms.CharField(label="Next step", required=False, max_length=300)


class EffectForm(forms.Form):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    effect = forms.CharField(
        label="What it has changed, and how that is known",
        help_text="A number, a document, or what families and practitioners say now.",
        widget=LONG,
        required=False,
        max_length=4_000,
    )
