"""What the addresses of this room may ask for."""

from typing import Any

from django import forms
from django.http import QueryDict

from commonground.foundation.kernel.errors import Invalid, Problem


class PlaceForm(forms.Form):
    """`?map=localities/six-localities-2015`, `?on=2014-06-01`, `?figure=re-referrals`."""

    map = forms.CharField(required=False, max_length=200)
    on = forms.DateField(
        required=False,
        label="Day",
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": "“%(value)s” is not a day. Write it as 2015-01-31."},
    )
    figure = forms.CharField(required=False, max_length=80)


class SearchForm(forms.Form):
    """`?q=`"""

    q = forms.CharField(required=False, max_length=200, label="Search places, figures and groups")


def asked(form: forms.Form) -> dict[str, object]:
    """What a form of an address holds. Raises Invalid naming each part that is not understood."""
    if not form.is_valid():
        problems = [
            Problem(str(message), where=str(form.fields[name].label or name))
            for name, messages in form.errors.items()
            for message in messages
        ]
        raise Invalid("This address is not understood.", problems)
    return form.cleaned_data


def place_asked(data: QueryDict) -> dict[str, Any]:
    """The arguments of `queries.place_page` that an address gives."""
    if not data:
        return {}
    held = asked(PlaceForm(data))
    return {"wanted_map": held["map"], "on": held["on"], "wanted_figure": held["figure"]}
