"""Seats, who is on them, chairs and clerks, and keeping in touch."""

from typing import Any

from django import forms

from commonground.foundation.design.forms import DayField
from commonground.ground.partners import queries as partners
from commonground.partnership.groups.forms.choosing import ForViewer, PersonField
from commonground.partnership.groups.models import EngagementKind
from commonground.partnership.groups.rules.words import Mode, Office, Part


class OfBody(ForViewer):
    """A sector, and perhaps one body of it."""

    sector = forms.ModelChoiceField(EngagementKind.objects.none(), label="Sector", empty_label="Choose")
    organisation = forms.ModelChoiceField(
        EngagementKind.objects.none(), label="Organisation", required=False, empty_label="Any of the sector"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sector, organisation = self.fields["sector"], self.fields["organisation"]
        assert isinstance(sector, forms.ModelChoiceField)
        assert isinstance(organisation, forms.ModelChoiceField)
        sector.queryset = partners.sectors()
        organisation.queryset = partners.organisations(partners.Asked(), on=self.viewer.today)


class SeatForm(OfBody):
    title = forms.CharField(
        label="Post or role that sits here", max_length=150, help_text="As it stays when the person changes."
    )
    starts_on = DayField(label="First day")
    field_order = ("title", "sector", "organisation", "starts_on")


class ChangeSeatForm(OfBody):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label="Post or role that sits here", max_length=150)
    field_order = ("based_on", "title", "sector", "organisation")


class HoldForm(ForViewer):
    practitioner = PersonField(label="Who")
    part = forms.ChoiceField(label="As", choices=Part.choices(), widget=forms.RadioSelect, initial=Part.HOLDER)
    mode = forms.ChoiceField(
        label="Way of taking part", choices=Mode.choices(), widget=forms.RadioSelect, initial=Mode.ATTENDS
    )
    starts_on = DayField(label="First day")
    ends_on = DayField(label="First day no longer", required=False)

    def clean_part(self) -> Part:
        return Part(self.cleaned_data["part"])

    def clean_mode(self) -> Mode:
        return Mode(self.cleaned_data["mode"])


class ModeForm(forms.Form):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    mode = forms.ChoiceField(label="Way of taking part", choices=Mode.choices(), widget=forms.RadioSelect)
    on = DayField(label="From")

    def clean_mode(self) -> Mode:
        return Mode(self.cleaned_data["mode"])


class AppointForm(ForViewer):
    office = forms.ChoiceField(choices=Office.choices(), widget=forms.RadioSelect)
    practitioner = PersonField(label="Who")
    starts_on = DayField(label="First day")
    ends_on = DayField(label="First day no longer", required=False, help_text="The next in the rota can begin on it.")

    def clean_office(self) -> Office:
        return Office(self.cleaned_data["office"])


class EngageForm(OfBody):
    kind = forms.ModelChoiceField(EngagementKind.objects.all(), label="How", empty_label="Choose")
    starts_on = DayField(label="Since")
    field_order = ("sector", "organisation", "kind", "starts_on")


class DeliverForm(forms.Form):
    on = DayField(label="When it was sent or made")
    note = forms.CharField(required=False, max_length=300)
