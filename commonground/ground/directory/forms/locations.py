"""What keepers write of a place."""

from typing import Any

from django import forms

from commonground.foundation.design.forms import DayField, ForViewer
from commonground.ground.directory.actions.placing import placed_by_hand
from commonground.ground.directory.forms.fields import LocationField, line, lines, tell
from commonground.ground.directory.models import Location
from commonground.ground.directory.rules import entries
from commonground.ground.directory.rules.words import LocationKind

OF_ADDRESS = ("attention", "address_1", "address_2", "city", "state_province")
OF_PLACE = (
    "kind", "name", "description", "postcode", "external_identifier", "external_identifier_type", "venue_access",
    "is_bookable", "is_hub",
)  # fmt: skip


class PlaceForm(ForViewer):
    """A place: what it is called, where it is, how it can be used. `based_on` is empty for a new one."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = line("Name", help_text="What people call it, such as Oak Children’s Centre.")
    kind = forms.ChoiceField(label="What kind of place", choices=LocationKind.choices(), widget=forms.RadioSelect)
    description = lines("About it", rows=3)
    attention = line("To the attention of")
    address_1 = line("Street")
    address_2 = line("Second line")
    city = line("Town")
    state_province = line("County")
    postcode = line("Postcode", longest=20, help_text="It says in which areas the place lies.")
    latitude = forms.FloatField(
        label="Latitude",
        required=False,
        help_text="Leave both empty to take the middle of the postcode. Such as 53.144.",
    )
    longitude = forms.FloatField(label="Longitude", required=False, help_text="Such as -1.196.")
    external_identifier = line("Number in a register", longest=200, help_text="Such as its UPRN.")
    external_identifier_type = line("Which register", longest=100, help_text="Such as UPRN.")
    is_hub = forms.BooleanField(label="It is a hub: several services work from here", required=False)
    is_bookable = forms.BooleanField(label="Others may use it", required=False)
    venue_access = lines(
        "Getting in", rows=3, help_text="Keys, steps, who opens, whom to ask for other uses. Everybody reads it."
    )
    is_confidential = forms.BooleanField(
        label="Where it is is confidential (a refuge, say)",
        required=False,
        help_text="Only those who keep such places will know of it. It stands in no list, map, search or export.",
    )

    def __init__(self, *args: Any, is_new: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_new or not self.viewer.may("directory.confidential"):
            del self.fields["is_confidential"]

    def clean(self) -> dict[str, Any]:
        """The rules are asked here too, so that all that is wrong with a page is told at once."""
        cleaned = super().clean() or {}
        tell(self, entries.of_location(cleaned))
        if {"postcode", "latitude", "longitude"} <= cleaned.keys():
            tell(self, placed_by_hand(cleaned, on=self.viewer.today)[1])
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in ("based_on", "is_confidential")}


class EndPlaceForm(forms.Form):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    ends_on = DayField(label="First day it is no more", required=False, help_text="Empty: it is there.")


class ConfidentialForm(forms.Form):
    """Who may know of a place. To tell everybody cannot be taken back, so it is asked twice."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    is_confidential = forms.TypedChoiceField(
        label="Where it is",
        choices=[("yes", "Is confidential: a refuge, say"), ("no", "May be known to everybody")],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    is_sure = forms.BooleanField(label="Those who run it agree that everybody reads where it is", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("is_confidential") is False and not cleaned.get("is_sure"):
            self.add_error("is_sure", "Ask those who run it first, and say that they agree.")
        return cleaned


class VersionForm(forms.Form):
    """The version that somebody saw."""

    based_on = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class PutForm(ForViewer):
    """Where a service is offered."""

    location = LocationField(
        label="Place", max_length=255, help_text="The name or the postcode of a place of the directory."
    )
    description = lines(
        "About the service there", rows=2, help_text="Such as: first floor, ring the bell of the crèche."
    )


def facts_of(location: Location) -> dict[str, Any]:
    """What the form begins with. Coordinates that nobody gave are left to the postcode."""
    address = location.addresses.first()
    given = not location.is_placed_by_postcode
    return {
        "based_on": location.version,
        **{name: getattr(location, name) for name in OF_PLACE},
        **({name: getattr(address, name) for name in OF_ADDRESS} if address else {}),
        "latitude": location.latitude if given else None,
        "longitude": location.longitude if given else None,
    }
