"""Find a place by postcode: what the address asks for."""

from datetime import date

from django import forms
from django.http import QueryDict

from commonground.foundation.design.forms import DayField
from commonground.ground.places.rules import NotLocated, read_postcode


class FindForm(forms.Form):
    """`?postcode=NG18+1AA&on=2014-06-01`, or the day in its three boxes as the page sends it; by default today."""

    postcode = forms.CharField(
        label="Postcode",
        help_text="For example, NG18 1AA.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Enter a postcode"},
    )
    on = DayField(
        label="Date", required=False, help_text="Maps change, and a record keeps the place it had on its day."
    )

    def clean_postcode(self) -> str:
        text = str(self.cleaned_data["postcode"])
        read = read_postcode(text)
        if isinstance(read, NotLocated):
            raise forms.ValidationError(str(read))
        return str(read)


def find_form(asked: QueryDict, *, today: date) -> FindForm:
    """The form as the address fills it; not filled in where no postcode is asked for."""
    if "postcode" not in asked:
        return FindForm(initial={"on": today})
    data = asked.copy()
    if "on" in asked or not any(asked.get(f"on_{box}") for box in range(3)):
        year, month, day = (*asked.get("on", today.isoformat()).split("-"), "", "", "")[:3]
        for box, value in enumerate((day.lstrip("0"), month.lstrip("0"), year)):
            data[f"on_{box}"] = value
    return FindForm(data)
