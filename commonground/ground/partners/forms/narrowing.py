"""How lists of this room are narrowed: the choice stands in the address."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.ground.partners import queries, rules
from commonground.ground.partners.models import OrganisationType, Sector, Seniority

if TYPE_CHECKING:
    from commonground.ground.places.models import Area


class ListForm(forms.Form):
    """`?q=&sector=&type=&place=`"""

    q = forms.CharField(label="Words", required=False, max_length=100)
    sector = forms.ModelChoiceField(Sector.objects.order_by("name"), required=False, empty_label="Every sector")
    type = forms.ModelChoiceField(OrganisationType.objects.all(), required=False, empty_label="Every type")
    place = forms.ChoiceField(required=False)
    past = forms.BooleanField(required=False, label="Those that are no more, too")

    def __init__(self, data: QueryDict, *, places: "Iterable[Area]", without: Iterable[str] = ()) -> None:
        super().__init__(data)
        self._places = {area.slug: area for area in places}
        place = self.fields["place"]
        assert isinstance(place, forms.ChoiceField)
        place.choices = [("", "Everywhere"), *((slug, area.name) for slug, area in self._places.items())]
        for name in without:
            del self.fields[name]

    @property
    def asked(self) -> queries.Asked:
        """What the address asks for. Raises Invalid naming each part that is not understood."""
        held = checked(self)
        return queries.Asked(
            words=held.get("q", ""),
            sector=held["sector"].pk if held.get("sector") else "",
            type=held["type"].pk if held.get("type") else "",
            place=self._places.get(held.get("place", "")),
            past=held.get("past", False),
        )


class PeopleForm(forms.Form):
    """`?q=&organisation=&seniority=`"""

    q = forms.CharField(label="Name, post or team", required=False, max_length=100)
    organisation = forms.SlugField(required=False, widget=forms.HiddenInput)
    seniority = forms.ModelChoiceField(Seniority.objects.all(), required=False, empty_label="Every seniority")


class YearForm(forms.Form):
    """`?year=2016`"""

    year = forms.IntegerField(required=False, min_value=2000, max_value=2099)


class LinksForm(forms.Form):
    """`?status=active`"""

    status = forms.ChoiceField(
        label="State",
        required=False,
        choices=[("", "Every state"), *((one.value, one.label) for one in rules.LinkStatus)],
    )


def checked(form: forms.Form) -> dict[str, Any]:
    """What an address holds. Raises Invalid naming each part that is not understood."""
    if not form.is_valid():
        problems = [
            Problem(str(message), where=str(form.fields[name].label or name))
            for name, messages in form.errors.items()
            for message in messages
        ]
        raise Invalid("This address is not understood.", problems)
    return form.cleaned_data
