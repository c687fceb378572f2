"""What people fill in about milestones and what a workstream learns."""

from typing import Any

from django import forms

from commonground.foundation.design.forms import DayField, ForViewer
from commonground.partnership.plans.forms.choosing import OwnerField
from commonground.partnership.plans.forms.plans import offer
from commonground.partnership.plans.forms.programmes import NONE, Based, WithBodies, lines
from commonground.partnership.plans.models import Measure, Milestone, Plan, Priority
from commonground.partnership.plans.rules.programmes import PilotDecision
from commonground.partnership.plans.rules.words import ActionKind


class MilestoneForm(ForViewer):
    title = forms.CharField(label="What is reached", max_length=300)
    owner = OwnerField(
        label="Who sees to it", required=False, help_text="Without a name, whoever leads the workstream."
    )
    starts_on = DayField(label="Work on it begins on", required=False)
    due_on = DayField(label="Due on", required=False, help_text="Leave it empty where nobody has named a day yet.")


class ChangeMilestoneForm(MilestoneForm, Based):
    why = forms.CharField(label="Why its day moves", required=False, max_length=300)


class ReachForm(Based):
    done_on = DayField(label="Reached on")
    evidence = forms.CharField(
        label="How one can see that",
        max_length=2000,
        widget=lines(3),
        required=False,
        help_text="A document, a number, a place.",
    )


class WhyForm(Based):
    why = forms.CharField(label="Why", max_length=300, widget=lines(3), required=False)


class WaitForm(forms.Form):
    """What a milestone waits for."""

    earlier = forms.ModelChoiceField(Milestone.objects.none(), label="It waits for", empty_label="Choose")

    def __init__(self, *args: Any, among: list[Milestone], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["earlier"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Milestone.objects.filter(pk__in=[one.pk for one in among])
        field.choices = [("", "Choose"), *((one.pk, f"{one.workstream.name}: {one.title}") for one in among)]


class NothingForm(forms.Form):
    """Asks nothing but to be sure."""


class ProgressForm(forms.Form):
    on = DayField(label="As it stood on", required=False, help_text="Leave it empty for today.")
    text = forms.CharField(label="What has happened", max_length=4000, widget=lines(5), required=False)
    learned = forms.CharField(label="What we learned", required=False, max_length=4000, widget=lines(3))


class TrialForm(forms.Form):
    title = forms.CharField(label="Name of the test", max_length=200)
    hypothesis = forms.CharField(label="What we think will happen", max_length=2000, widget=lines(3))
    tried = forms.CharField(label="What is tried, and where", max_length=2000, widget=lines(3))
    starts_on = DayField(label="Tried from", required=False)


class ResultForm(Based):
    found_on = DayField(label="Found on")
    result = forms.CharField(label="What was found", max_length=4000, widget=lines(4), required=False)
    guidance = forms.CharField(label="Which guidance it changed", required=False, max_length=2000, widget=lines(2))


class ReviewsForm(forms.Form):
    change_made = forms.CharField(label="What changed", max_length=200)
    changed_on = DayField(label="Changed on")
    months = forms.TypedMultipleChoiceField(
        label="Look at it again after",
        coerce=int,
        choices=[(1, "1 month"), (3, "3 months"), (6, "6 months"), (12, "12 months"), (24, "2 years")],
        widget=forms.CheckboxSelectMultiple,
        initial=[3, 6],
    )


class HoldReviewForm(Based):
    done_on = DayField(label="Held on")
    found = forms.CharField(label="What was found", max_length=4000, widget=lines(4), required=False)


class PilotForm(forms.Form):
    name = forms.CharField(label="Name of the pilot", max_length=200)
    where = forms.CharField(label="Where", max_length=200)
    about = forms.CharField(label="What is tried", required=False, max_length=2000, widget=lines(3))
    measured_by = forms.CharField(label="What is measured", max_length=300)
    success = forms.CharField(label="What counts as success", max_length=300)
    measure = forms.ModelChoiceField(
        Measure.objects.none(), label="Measure of the plan", required=False, empty_label="None"
    )
    starts_on = DayField(label="From")
    ends_on = DayField(label="Until", required=False)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, measure=Measure.objects.filter(plan=plan, ended_on=None))


class PilotReadingForm(forms.Form):
    on = DayField(label="As it stood on")
    value = forms.DecimalField(label="Figure", required=False, max_digits=12, decimal_places=2)
    text = forms.CharField(label="In words", max_length=300, required=False)
    source = forms.CharField(label="Source", max_length=300, required=False)
    field_order = ("on", "text", "value", "source")


class DecideForm(Based):
    decision = forms.ChoiceField(label="What is decided", choices=PilotDecision.choices(), widget=forms.RadioSelect)
    why = forms.CharField(label="Why, from what was measured", max_length=2000, widget=lines(3), required=False)
    decided_on = DayField(label="Decided on")
    decided_by = forms.CharField(label="Who decided", max_length=200, required=False)


class GiveActionForm(WithBodies):
    """An action of a workstream."""

    kind = forms.ChoiceField(label="What it is", choices=ActionKind.choices(), widget=forms.RadioSelect, initial="key")
    title = forms.CharField(label="What is to be done", max_length=300)
    priority = forms.ModelChoiceField(NONE, label="Under which priority of the plan", empty_label="Choose")
    organisation = forms.ModelChoiceField(NONE, label="By which organisation", empty_label="Choose")
    owner = OwnerField(label="By whom", required=False)
    due_on = DayField(label="Due on")

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, priority=Priority.objects.filter(plan=plan, ended_on=None))
