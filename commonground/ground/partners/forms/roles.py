"""What an administrator types to give a role."""

from typing import Any

from django import forms

from commonground.foundation.design.forms import DayField
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import queries
from commonground.ground.partners.forms.measures import PlaceField
from commonground.ground.partners.models import Organisation, Role


class GrantForm(forms.Form):
    """A role for somebody, in an organisation in which the viewer may give roles."""

    role = forms.ModelChoiceField(Role.objects.none(), empty_label="Choose a role")
    organisation = forms.ModelChoiceField(Organisation.objects.none(), empty_label="Choose an organisation")
    area = PlaceField(
        label="For one place or school only",
        required=False,
        max_length=200,
        help_text="A name or a code: Mansfield, E07000174, or URN and number for the school that a head speaks for.",
    )
    starts_on = DayField(label="First day")
    ends_on = DayField(
        label="First day it is no longer held", required=False, help_text="Leave empty while no end is planned."
    )

    def __init__(self, *args: object, viewer: Viewer, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as Django takes them
        organisation, role = self.fields["organisation"], self.fields["role"]
        assert isinstance(organisation, forms.ModelChoiceField)
        assert isinstance(role, forms.ModelChoiceField)
        role.queryset = queries.roles_to_hand_on(viewer)
        organisation.queryset = queries.grantable_organisations(viewer)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on <= starts_on:
            self.add_error("ends_on", "The first day it is no longer held must come after the first day.")
        return cleaned
