"""How the register of groups is narrowed: the choice stands in the address."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.partnership.groups import queries
from commonground.partnership.groups.models import GroupType
from commonground.partnership.groups.rules.words import Openness

if TYPE_CHECKING:
    from commonground.ground.places.models import Area

ENDED = [("", "Running groups"), ("too", "Also those that have ended"), ("only", "Those that have ended")]


class RegisterForm(forms.Form):
    """`?q=&type=&place=&openness=&ended=`"""

    q = forms.CharField(label="Words", required=False, max_length=100)
    type = forms.ModelChoiceField(GroupType.objects.none(), label="Kind", required=False, empty_label="Every kind")
    place = forms.ChoiceField(required=False)
    openness = forms.ChoiceField(
        label="Who may know of it", required=False, choices=[("", "All that you may know of"), *Openness.choices()]
    )
    ended = forms.ChoiceField(label="When", required=False, choices=ENDED)

    def __init__(self, data: QueryDict, *, places: "Iterable[Area]", types: Iterable[GroupType]) -> None:
        super().__init__(data)
        self._places = {area.slug: area for area in places}
        place, kind = self.fields["place"], self.fields["type"]
        assert isinstance(place, forms.ChoiceField)
        assert isinstance(kind, forms.ModelChoiceField)
        place.choices = [("", "Everywhere"), *((slug, area.name) for slug, area in self._places.items())]
        kind.queryset = GroupType.objects.filter(pk__in=[one.pk for one in types])

    @property
    def asked(self) -> queries.AskedGroups:
        """What the address asks for. Raises Invalid naming each part that is not understood."""
        held = checked(self)
        return queries.AskedGroups(
            words=held["q"],
            type=held["type"].pk if held["type"] else "",
            openness=held["openness"],
            place=self._places.get(held["place"]),
            ended=held["ended"],
        )


class OnForm(forms.Form):
    """`?on=2013-04-01`: the day a page is for."""

    on = forms.DateField(required=False, input_formats=["%Y-%m-%d"], label="On the day", help_text="As 2013-04-01.")

    def day(self, today: date) -> date:
        return checked(self)["on"] or today


class TypeForm(forms.Form):
    """`?type=locality-group`"""

    type = forms.ModelChoiceField(GroupType.objects.all(), label="Kind of group", required=False, empty_label="Choose")


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
