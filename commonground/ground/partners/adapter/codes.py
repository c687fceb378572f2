"""The forms in which a code is typed, with labels that stay, and a failure that is recorded."""

from typing import Any

from allauth.core import context
from allauth.mfa.base import forms as allauth
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm

from commonground.foundation.design.doors import viewer_of
from commonground.ground.partners import actions

LABEL = "Six-digit code of your app, or a recovery code"


class _Labelled(allauth.BaseAuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self.fields["code"], LABEL)

    def _emit_authentication_failed(self, authenticator: Authenticator) -> None:
        super()._emit_authentication_failed(authenticator)
        actions.note_failed_sign_in(email=self.user.email, because="wrong code", by=viewer_of(context.request))


class CodeForm(_Labelled, allauth.AuthenticateForm):
    """At sign-in."""


class CodeAgainForm(_Labelled, allauth.ReauthenticateForm):
    """Before something that matters."""


class SetUpAppForm(ActivateTOTPForm):
    """Proof that the app has the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self.fields["code"], "Six-digit code that the app shows now")


def _label(field: Any, label: str) -> None:
    field.label = label
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update({"inputmode": "numeric", "spellcheck": "false"})
    field.error_messages["required"] = "Enter the code"
