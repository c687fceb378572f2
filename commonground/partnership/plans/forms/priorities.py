"""Priorities, what they rest on, sending them upward, and a status set by hand."""

from typing import Any

from django import forms

from commonground.foundation.design.forms import ForViewer
from commonground.ground.evidence import queries as evidence
from commonground.ground.partners import queries as partners
from commonground.partnership.plans.forms.choosing import AreaField, IndicatorField, OwnerField
from commonground.partnership.plans.forms.overriding import ByHandForm, status_field
from commonground.partnership.plans.forms.plans import LONG, offer
from commonground.partnership.plans.models import Plan, Priority
from commonground.partnership.plans.rules.words import Cited


class PriorityForm(ForViewer):
    """A priority of a plan."""

    title = forms.CharField(label="Priority", max_length=200, help_text="In a few words, as people say it.")
    why = forms.CharField(label="Why it comes first", required=False, max_length=4000, widget=LONG)
    organisation = forms.ModelChoiceField(Plan.objects.none(), label="Led by", empty_label="Choose")
    lead = OwnerField(label="Lead", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, organisation=partners.organisations(partners.Asked(), on=self.viewer.today))


class AddPriorityForm(PriorityForm):
    inherited_from = forms.ModelChoiceField(
        Priority.objects.none(),
        label="Inherited from",
        required=False,
        empty_label="It is local only",
        help_text="A priority of the plan above that this one carries out here.",
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if plan.under_id is None:
            del self.fields["inherited_from"]
        else:
            offer(self, inherited_from=Priority.objects.filter(plan=plan.under_id, ended_on=None))


class ChangePriorityForm(PriorityForm):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    order = forms.IntegerField(label="Place in the list", min_value=1, max_value=99)


class WhyForm(forms.Form):
    """A step that needs a reason."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(label="Why", required=False, widget=forms.Textarea(attrs={"rows": 3}), max_length=300)


class StepForm(forms.Form):
    """A step that needs none."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    """What the plan above does with a priority sent up to it."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    is_taken = forms.TypedChoiceField(
        label="What happens with it",
        choices=[("yes", "This plan takes it up"), ("no", "This plan does not take it up")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    taken_as = forms.ModelChoiceField(
        Priority.objects.none(), label="As which priority", required=False, empty_label="None"
    )
    answer = forms.CharField(label="Answer", required=False, max_length=4000, widget=LONG)

    def __init__(self, *args: Any, above: Plan | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, taken_as=Priority.objects.filter(plan=above, ended_on=None))


class StatusForm(ByHandForm):
    """A status of a priority other than dates and measures say."""

    status_set = status_field()
    field_order = ("status_set", "reason", "until")


class EvidenceForm(ForViewer):
    """What a priority rests on: exactly one of a figure, a needs profile, a note and a report."""

    kind = forms.ChoiceField(label="What it is", choices=Cited.choices(), widget=forms.RadioSelect)
    says = forms.CharField(label="What it tells, in a sentence", max_length=400)
    indicator = IndicatorField(label="Figure", required=False, help_text="Its short name, as in the catalogue.")
    area = AreaField(label="Area of the figure", required=False)
    period = forms.CharField(label="Period of the figure", required=False, max_length=10, help_text="Such as 2024.")
    profile = forms.ModelChoiceField(
        Plan.objects.none(), label="Needs profile", required=False, empty_label="None", help_text="One that is frozen."
    )
    note = forms.ModelChoiceField(Plan.objects.none(), label="Local intelligence", required=False, empty_label="None")
    report = forms.CharField(
        label="Report", required=False, max_length=300, help_text="Its title, who published it and when."
    )
    link = forms.URLField(label="Link to it", required=False, max_length=500, assume_scheme="https")

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            profile=evidence.frozen_profiles(self.viewer),
            note=evidence.notes_listed(self.viewer, area=plan.area).filter(is_shown=True, ended_on=None),
        )
