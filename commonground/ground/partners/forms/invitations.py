"""What is typed to invite somebody, and to take an invitation up."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from commonground.foundation.design.forms import DayField
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import queries
from commonground.ground.partners.models import Account, Organisation, Role


class InviteForm(forms.Form):
    """Whom, to which organisation, with which first role."""

    email = forms.EmailField(label="E-mail address", max_length=254, widget=forms.EmailInput({"autocomplete": "off"}))
    organisation = forms.ModelChoiceField(Organisation.objects.none(), empty_label="Choose an organisation")
    role = forms.ModelChoiceField(Role.objects.none(), empty_label="Choose a role")
    starts_on = DayField(label="First day")
    ends_on = DayField(
        label="First day it is no longer held", required=False, help_text="Leave empty while no end is planned."
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_from(self.fields["organisation"], queries.organisations_to_invite_to(viewer))
        _choose_from(self.fields["role"], queries.roles_to_hand_on(viewer))


class AcceptForm(forms.Form):
    """Name, and a password or the passkey that the browser made."""

    name = forms.CharField(
        label="Your name",
        max_length=150,
        help_text="As colleagues know you.",
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    password = forms.CharField(
        label="Password",
        required=False,
        help_text="Twelve letters or more that you use nowhere else: three or four unconnected words are good.",
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    credential = forms.JSONField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password:
            validate_password(password, self.account)
        return password

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not (cleaned.get("credential") or cleaned.get("password") or self.errors):
            self.add_error("password", "Choose a password, or use a passkey")
        return cleaned


def _choose_from(field: forms.Field, rows: Any) -> None:
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows
