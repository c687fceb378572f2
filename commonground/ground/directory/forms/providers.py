"""What keepers write of a provider."""

from typing import Any

from django import forms

from commonground.foundation.design.forms import DayField
from commonground.ground.directory.forms.fields import email, line, lines, tell, web
from commonground.ground.directory.models import Provider
from commonground.ground.directory.rules import entries
from commonground.ground.partners import queries as partners

FACTS = ("name", "description", "email", "website", "founded_in", "legal_status", "organisation")


class ProviderForm(forms.Form):
    """Who provides services. `based_on` is empty for a new one."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(max_length=255)
    description = lines("What it is", help_text="A sentence or two, for families.")
    website = web()
    email = email()
    organisation = forms.ModelChoiceField(
        partners.bodies(),
        required=False,
        label="Which partner it is",
        empty_label="None of the partners",
        help_text="Where it is the same body as an organisation of the partnership.",
    )
    legal_status = line("Legal form", longest=200, help_text="Such as charity, community interest company, council.")
    founded_in = forms.IntegerField(label="Founded in the year", required=False, min_value=1000, max_value=2100)
    ends_on = DayField(
        label="First day it is no more",
        required=False,
        help_text="Its services are closed, or given to another, first.",
    )

    def __init__(self, *args: Any, is_new: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_new:
            del self.fields["ends_on"]

    def clean(self) -> dict[str, Any]:
        """The rules are asked here too, so that all that is wrong with a page is told at once."""
        cleaned = super().clean() or {}
        tell(self, entries.of_provider(cleaned))
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "based_on"}


def facts_of(provider: Provider) -> dict[str, Any]:
    """What the form begins with."""
    return {"based_on": provider.version, "ends_on": provider.ends_on} | {one: getattr(provider, one) for one in FACTS}
