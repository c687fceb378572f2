"""What an administrator types, and what everybody types to sign in."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from commonground.foundation.design.forms import DayField
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import queries
from commonground.ground.partners.models import Organisation, Role


class SignInForm(LoginForm):
    """allauth's, with labels that stay when somebody types instead of words inside the boxes that vanish."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "E-mail address"
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class GrantForm(forms.Form):
    """A role for somebody, in an organisation in which the viewer may give roles."""

    role = forms.ModelChoiceField(Role.objects.all(), empty_label="Choose a role")
    organisation = forms.ModelChoiceField(Organisation.objects.none(), empty_label="Choose an organisation")
    starts_on = DayField(label="First day")
    ends_on = DayField(
        label="First day it is no longer held", required=False, help_text="Leave empty while no end is planned."
    )

    def __init__(self, *args: object, viewer: Viewer, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as Django takes them
        organisation = self.fields["organisation"]
        assert isinstance(organisation, forms.ModelChoiceField)
        organisation.queryset = queries.grantable_organisations(viewer)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on <= starts_on:
            self.add_error("ends_on", "The first day it is no longer held must come after the first day.")
        return cleaned


def check_password(password: str) -> None:
    """Raises Invalid with each thing that makes it easy to guess."""
    try:
        validate_password(password)
    except ValidationError as error:
        raise Invalid(
            "The account was not made.", [Problem(text, where="Password") for text in error.messages]
        ) from None
