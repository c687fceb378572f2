"""What voluntary bodies type about themselves."""

from django import forms

from commonground.foundation.design.forms import DayField
from commonground.ground.partners.forms.measures import areas_field, text_field
from commonground.ground.partners.models import SizeBand


class CapacityForm(forms.Form):
    """What a body can take on now, and what it looks for."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    size = forms.ModelChoiceField(SizeBand.objects.all(), required=False, empty_label="Not said")
    serves = areas_field("Areas it serves")
    capacity = text_field("What it can take on now", help_text="For example: four more families for home visiting.")
    looking_for = text_field("What it looks for", help_text="Rooms, volunteers, a partner for a bid …")
    assured_on = DayField(label="True as of", help_text="The day on which the body said so.")


class OfferForm(forms.Form):
    """Something a body offers. Names nobody: this is open to everybody."""

    title = forms.CharField(label="What it is called", max_length=150)
    for_whom = forms.CharField(label="Who it is for", max_length=200, help_text="In plain words.")
    about = text_field("What it is", help_text="Name nobody: everybody can read this.")
    areas = areas_field("Where")
    starts_on = DayField(label="First day")
    ends_on = DayField(label="First day it is no longer offered", required=False)
    assured_on = DayField(label="True as of", help_text="The day on which the body said so.")


class ChangeOfferForm(OfferForm):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
