"""For which area somebody wants to know what is new."""

from django import forms


class NewForm(forms.Form):
    """`?where=`"""

    where = forms.CharField(
        label="Where",
        required=False,
        max_length=100,
        help_text="A postcode, or the name of an area. Empty: everywhere.",
    )
