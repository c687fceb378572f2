"""What the addresses of this room may ask for."""

from typing import Any

from django import forms
from django.http import QueryDict

from commonground.foundation.kernel.errors import Invalid, Problem


class SearchForm(forms.Form):
    """`?q=`"""

    q = forms.CharField(required=False, max_length=200, label="Search words")


class AmongForm(forms.Form):
    """`?period=2024&among=local-authorities`"""

    period = forms.CharField(required=False, max_length=10)
    among = forms.CharField(required=False, max_length=300)


class CompareForm(forms.Form):
    """`?theme=protection&against=neighbours&period=2024&edition=may-2025`"""

    theme = forms.CharField(required=False, max_length=50)
    against = forms.CharField(required=False, max_length=120)
    period = forms.CharField(required=False, max_length=10)
    edition = forms.CharField(required=False, max_length=50)


class FunnelForm(forms.Form):
    """`?among=local+authorities&area=E10000024`"""

    among = forms.CharField(required=False, max_length=300)
    area = forms.CharField(required=False, max_length=120)


class RowsForm(forms.Form):
    """`?file=…&row=72&page=1`"""

    file = forms.CharField(required=False, max_length=255)
    row = forms.IntegerField(required=False, min_value=1, max_value=10**9, label="Row")
    page = forms.IntegerField(required=False, min_value=1, max_value=10**6, label="Page")


def asked(form_type: type[forms.Form], data: QueryDict) -> dict[str, Any]:
    """What an address holds. Raises Invalid naming each part that is not understood."""
    form = form_type(data)
    if not form.is_valid():
        problems = [
            Problem(str(message), where=str(form.fields[name].label or name))
            for name, messages in form.errors.items()
            for message in messages
        ]
        raise Invalid("This address is not understood.", problems)
    return form.cleaned_data
