"""Starting and changing plans, their years, and who keeps them."""

from typing import Any

from django import forms

from commonground.foundation.design.forms import DayField, ForViewer
from commonground.ground.partners import queries as partners
from commonground.partnership.plans import queries
from commonground.partnership.plans.forms.choosing import AreaField, OwnerField
from commonground.partnership.plans.models import Plan
from commonground.partnership.plans.rules.words import Openness, Reach

LONG = forms.Textarea(attrs={"rows": 4})


def offer(form: forms.Form, **choices: Any) -> None:
    """Give each named field of a form the rows to choose from."""
    for name, rows in choices.items():
        field = form.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows


class PlanForm(ForViewer):
    """What is known of a plan."""

    name = forms.CharField(label="Name of the plan", max_length=200)
    owner = forms.ModelChoiceField(Plan.objects.none(), label="Answered for by", empty_label="Choose")
    openness = forms.ChoiceField(label="Who reads what is agreed", choices=Openness.choices(), widget=forms.RadioSelect)
    about = forms.CharField(label="In a sentence or two", required=False, max_length=2000, widget=LONG)
    source = forms.CharField(label="Source", required=False, max_length=300, help_text="What says that it exists.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, owner=partners.organisations(partners.Asked(), on=self.viewer.today))


class StartPlanForm(PlanForm):
    reach = forms.ChoiceField(label="For", choices=Reach.choices(), widget=forms.RadioSelect)
    under = forms.ModelChoiceField(
        Plan.objects.none(), label="Under which plan", required=False, empty_label="None", help_text="For a local plan."
    )
    area = AreaField(label="Area")
    period = forms.CharField(label="Its first year", max_length=40, help_text="Such as 2026 to 2027.")
    starts_on = DayField(label="First day")
    ends_on = DayField(label="First day after it")
    keeper = OwnerField(label="Kept by", required=False, help_text="Who writes it: name or work e-mail.")
    field_order = ("name", "reach", "under", "area", "owner", "openness", "about", "period", "starts_on", "ends_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, under=queries.plans(self.viewer).filter(reach=Reach.COUNTYWIDE))


class ChangePlanForm(PlanForm):
    based_on = forms.IntegerField(widget=forms.HiddenInput)


class KeeperForm(ForViewer):
    practitioner = OwnerField(label="Who keeps it too")


class EndKeepingForm(forms.Form):
    based_on = forms.IntegerField(widget=forms.HiddenInput)


class YearForm(forms.Form):
    """A year of a plan."""

    period = forms.CharField(label="For", max_length=40, help_text="Such as 2027 to 2028.")
    starts_on = DayField(label="First day")
    ends_on = DayField(label="First day after it")


class ChangeYearForm(YearForm):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    summary = forms.CharField(
        label="What changed since the last one, and why", required=False, max_length=10_000, widget=LONG
    )


class AgreeForm(forms.Form):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    agreed_on = DayField(label="Agreed on")
    agreed_by = forms.CharField(label="By whom", max_length=200, help_text="The board, committee or group.")
