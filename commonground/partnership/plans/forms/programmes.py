"""What people fill in about programmes and their workstreams."""

from typing import Any
from uuid import UUID

from django import forms

from commonground.foundation.design.forms import DayField, ForViewer
from commonground.ground.partners import queries as partners
from commonground.partnership.plans.forms.choosing import AreaField, OwnerField
from commonground.partnership.plans.forms.overriding import ByHandForm, status_field
from commonground.partnership.plans.forms.plans import offer
from commonground.partnership.plans.models import Measure, Plan, Programme
from commonground.partnership.plans.rules.closing import Fate, Left
from commonground.partnership.plans.rules.programmes import Horizon, Kind

NONE = Plan.objects.none()


def lines(count: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": count})


class Based(forms.Form):
    """Says which version somebody edits."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)


class WithBodies(ForViewer):
    """Offers the organisations of the partnership."""

    organisation_field = "organisation"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, **{self.organisation_field: partners.organisations(partners.Asked(), on=self.viewer.today)})


class ProgrammeForm(WithBodies):
    """What is known of a programme."""

    organisation_field = "owner"
    name = forms.CharField(label="Name of the programme", max_length=200)
    owner = forms.ModelChoiceField(NONE, label="Answered for by", empty_label="Choose")
    sponsor = OwnerField(label="Sponsor", required=False)
    about = forms.CharField(label="In a sentence or two", required=False, max_length=2000, widget=lines(3))
    source = forms.CharField(label="Source", required=False, max_length=300, help_text="What says that it exists.")


class StartProgrammeForm(ProgrammeForm):
    plan = forms.ModelChoiceField(NONE, label="Which plan it delivers", empty_label="Choose")
    area = AreaField(label="Area")
    starts_on = DayField(label="First day")
    field_order = ("plan", "name", "area", "owner", "sponsor", "starts_on", "about", "source")

    def __init__(self, *args: Any, plans: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, plan=plans)


class ChangeProgrammeForm(ProgrammeForm, Based):
    pass


class AgreedForm(Based):
    """A day, and who agreed it."""

    agreed_on = DayField(label="Agreed on")
    agreed_by = forms.CharField(label="Who agreed it", max_length=200, help_text="A board, a meeting, a post.")


class AgreeMeasuresForm(AgreedForm):
    measures = forms.ModelMultipleChoiceField(
        Measure.objects.none(), label="Measures of the plan", widget=forms.CheckboxSelectMultiple
    )
    field_order = ("measures", "agreed_on", "agreed_by")

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, measures=Measure.objects.filter(plan=programme.plan_id, ended_on=None))


class StatusForm(ByHandForm):
    """A status of a programme or workstream other than its dates say."""

    status_is = status_field()
    field_order = ("status_is", "reason", "until")


class WorkstreamForm(WithBodies):
    """What is known of a workstream."""

    name = forms.CharField(label="Name", max_length=200)
    kind = forms.ChoiceField(label="What it is", choices=Kind.choices(), widget=forms.RadioSelect, initial="workstream")
    aims = forms.CharField(label="Aims", help_text="One in a line.", max_length=4000, widget=lines(5))
    organisation = forms.ModelChoiceField(NONE, label="Led by which organisation", empty_label="Choose")
    lead = OwnerField(label="Led by whom", required=False)
    horizon = forms.ChoiceField(label="How far ahead it looks", choices=Horizon.choices(), widget=forms.RadioSelect)
    is_cross_cutting = forms.BooleanField(label="It runs across the other workstreams", required=False)
    starts_on = DayField(label="First day")
    ends_on = DayField(label="Is to end by", required=False)


class AddWorkstreamForm(WorkstreamForm):
    why_added = forms.CharField(
        label="Why it is added",
        required=False,
        max_length=300,
        help_text="Where the programme has been agreed already.",
    )


class ChangeWorkstreamForm(WorkstreamForm, Based):
    pass


class LeftForm(WithBodies):
    """Something left to do after a workstream."""

    title = forms.CharField(label="What is to be done", max_length=300)
    organisation = forms.ModelChoiceField(NONE, label="By which organisation", empty_label="Choose")
    owner = OwnerField(label="By whom", required=False)
    due_on = DayField(label="Due on")


class CloseWorkstreamForm(WithBodies, Based):
    """Who owns the work then, and what becomes of each open thing. Fields of one thing end in its id."""

    organisation_field = "owner_after"
    owner_after = forms.ModelChoiceField(NONE, label="Who owns it from now on", empty_label="Choose")
    group_after = forms.CharField(
        label="Which group hears of it", max_length=200, required=False, help_text="As the group is called."
    )
    closing_words = forms.CharField(label="How it is left", required=False, max_length=4000, widget=lines(3))

    def __init__(self, *args: Any, left: dict[UUID, str], **kwargs: Any) -> None:
        self.left = left
        super().__init__(*args, **kwargs)
        for pk in left:
            self.fields.update(_fields_of(pk))
            owner = self.fields[f"owner-{pk}"]
            assert isinstance(owner, OwnerField)
            owner.viewer = self.viewer
        bodies = partners.organisations(partners.Asked(), on=self.viewer.today)
        offer(self, **{f"organisation-{pk}": bodies for pk in left})

    @property
    def heads(self) -> list[Any]:
        return [self[name] for name in ("based_on", "owner_after", "group_after", "closing_words")]

    @property
    def sets(self) -> list[tuple[str, list[Any]]]:
        """Each open thing with its fields."""
        return [(title, [self[name] for name in _fields_of(pk)]) for pk, title in self.left.items()]

    @property
    def fates(self) -> dict[str, Fate]:
        typed = self.cleaned_data
        return {
            str(pk): Fate(
                typed[f"left-{pk}"],
                typed[f"organisation-{pk}"],
                typed[f"owner-{pk}"],
                typed[f"due_on-{pk}"],
                typed[f"why-{pk}"],
            )
            for pk in self.left
        }


class FinishResidualForm(Based):
    done_on = DayField(label="Done on")
    outcome = forms.CharField(label="What came of it", max_length=2000, widget=lines(3), required=False)


def _fields_of(pk: UUID) -> dict[str, forms.Field]:
    return {
        f"left-{pk}": forms.ChoiceField(
            label="What becomes of it", choices=Left.choices(), widget=forms.RadioSelect, required=False
        ),
        f"organisation-{pk}": forms.ModelChoiceField(
            NONE, label="Done from now on by", empty_label="Choose", required=False
        ),
        f"owner-{pk}": OwnerField(label="By whom", required=False),
        f"due_on-{pk}": DayField(label="Due on", required=False),
        f"why-{pk}": forms.CharField(label="Why it is dropped", max_length=300, required=False),
    }
