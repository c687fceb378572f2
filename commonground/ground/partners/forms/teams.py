"""What people type about a team."""

from typing import Any

from django import forms

from commonground.foundation.design.forms import DayField
from commonground.ground.partners import queries
from commonground.ground.partners.forms.measures import areas_field, text_field
from commonground.ground.partners.models import Organisation, Practitioner, Sector, Team


class TeamForm(forms.Form):
    """A new team of an organisation."""

    name = forms.CharField(max_length=200)
    service = forms.ModelChoiceField(
        Sector.objects.order_by("name"),
        label="Whose work it does",
        help_text="The sector: a council has teams of several.",
    )
    about = text_field("What it does")
    within = forms.ModelChoiceField(
        Team.objects.none(), required=False, empty_label="No other team", label="Part of the team"
    )
    areas = areas_field("Areas it covers")
    starts_on = DayField(label="First day")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        within = self.fields["within"]
        assert isinstance(within, forms.ModelChoiceField)
        within.queryset = organisation.teams.all()


class ChangeTeamForm(TeamForm):
    """All that is kept of a team."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    starts_on = None  # type: ignore[assignment]  # Django takes a field away by None
    areas_from = DayField(label="Areas as above from", help_text="Those it no longer covers end on this day.")
    accountable = forms.ModelChoiceField(
        Practitioner.objects.none(), required=False, empty_label="Nobody named", label="Accountable officer"
    )
    ends_on = DayField(
        label="First day it is no more", required=False, help_text="Its posts and areas end on this day too."
    )
    field_order = (
        "based_on", "name", "service", "about", "within", "accountable", "areas", "areas_from", "ends_on",
    )  # fmt: skip

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        on = kwargs.pop("on")
        super().__init__(*args, organisation=team.organisation, **kwargs)
        within, accountable = self.fields["within"], self.fields["accountable"]
        assert isinstance(within, forms.ModelChoiceField)
        assert isinstance(accountable, forms.ModelChoiceField)
        within.queryset = team.organisation.teams.exclude(pk=team.pk)
        held = queries.possible_officers(team.organisation, on=on)
        accountable.queryset = (held | Practitioner.objects.filter(answers_for=team)).distinct()
        self.officers = list(accountable.queryset)
        accountable.choices = [("", "Nobody named"), *((one.pk, str(one)) for one in self.officers)]
