"""What people fill in about places to meet."""

from django import forms

from commonground.foundation.design.forms import DayField


class VenueForm(forms.Form):
    """A place to meet, with what somebody needs to know to get in (G27)."""

    name = forms.CharField(label="Name", max_length=150)
    address = forms.CharField(label="Address", max_length=300)
    postcode = forms.CharField(label="Postcode", required=False, max_length=10)
    access_words = forms.CharField(
        label="Getting in",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Step-free way, lift, hearing loop, accessible toilet, parking, signing in.",
    )
    travel = forms.CharField(
        label="Getting there",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Buses, trains, parking, how far it is.",
    )


class ChangeVenueForm(VenueForm):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    ends_on = DayField(label="First day it is no longer used", required=False)
