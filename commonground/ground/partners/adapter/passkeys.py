"""The forms in which a browser hands over a passkey, or somebody a forgery of one."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as allauth
from django import forms

from commonground.ground.partners.forms.passkeys import MALFORMED


class AddPasskeyForm(allauth.AddWebAuthnForm):
    """Every passkey signs in by itself: it was asked for that, so the form has no choice to tick."""

    passwordless = None
    name = forms.CharField(
        label="Name of the passkey", required=False, max_length=60, help_text="So that you know it again: Work phone."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"].error_messages["required"] = "The browser handed over no passkey. Try again"

    def clean(self) -> dict[str, Any]:
        try:
            cleaned: dict[str, Any] = super().clean()
        except MALFORMED as wrong:
            raise get_adapter().validation_error("incorrect_code") from wrong
        return cleaned


class _Read(allauth.AuthenticateWebAuthnForm):
    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()
        except MALFORMED as wrong:
            raise get_adapter().validation_error("incorrect_code") from wrong


class SignInForm(_Read, allauth.LoginWebAuthnForm):
    """Instead of a password."""


class SecondStepForm(_Read):
    """After a password."""


class AgainForm(_Read, allauth.ReauthenticateWebAuthnForm):
    """Before something that matters."""
