"""Taking an invitation up with a passkey. Not imported by the other forms: passkeys bring heavy libraries."""

import struct
from typing import Any

from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError

from commonground.ground.partners.forms.invitations import AcceptForm

# What reading a forged message can run into. allauth catches some of it.
MALFORMED = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, EOFError, struct.error)


class JoinForm(AcceptForm):
    """The same, with the passkey checked: made just now, for this site and this account."""

    def clean_credential(self) -> dict[str, Any] | None:
        credential: dict[str, Any] | None = self.cleaned_data["credential"]
        if not credential:
            return None
        try:
            auth.parse_registration_response(credential)
            auth.complete_registration(credential)
        except MALFORMED as wrong:
            raise ValidationError("The passkey could not be read. Try again, or choose a password") from wrong
        return credential
