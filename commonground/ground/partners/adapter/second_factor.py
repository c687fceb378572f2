"""Codes of an app, recovery codes and passkeys."""

import base64
from typing import Any

from allauth.core.internal.deferred import cryptography  # loaded when a secret is first read: it is heavy
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils.crypto import salted_hmac

from commonground.foundation.kernel.errors import Invalid
from commonground.ground.partners import queries
from commonground.ground.partners.models import Account

SALT = "commonground.partners.second-factor"


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets are encrypted with a key derived from the site's; passkeys bear the name of the place."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "That did not work. Wait for the next code, or try your passkey again",
    }

    def encrypt(self, text: str) -> str:
        return str(_keys().encrypt(text.encode()).decode())

    def decrypt(self, encrypted_text: str) -> str:
        """Raises Invalid where no key of the site opens it: the secret key was changed and the old one not kept."""
        try:
            return str(_keys().decrypt(encrypted_text.encode()).decode())
        except cryptography.fernet.InvalidToken as wrong:
            raise Invalid(
                "Your second factor can no longer be read here. Sign in with a passkey, or ask an administrator to "
                "reset your second factor."
            ) from wrong

    def renew(self, encrypted_text: str) -> str:
        """The same secret under the present key."""
        return str(_keys().rotate(encrypted_text.encode()).decode())

    def get_totp_issuer(self) -> str:
        return self._get_site_name()

    def _get_site_name(self) -> str:
        place = queries.partnership()
        return f"Common Ground {place.name}" if place else "Common Ground"

    def generate_authenticator_name(self, user: Account, type: Authenticator.Type) -> str:  # noqa: A002 allauth's name
        present = Authenticator.objects.filter(user=user, type=type).count() if user.pk else 0
        return f"Passkey {present + 1}"


def _keys() -> Any:
    """Fernet (AES-128-CBC with HMAC-SHA256) under the present key, then under those it replaced."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    derived = [salted_hmac(SALT, "fernet", secret=secret, algorithm="sha256").digest() for secret in secrets]
    fernet = cryptography.fernet
    return fernet.MultiFernet([fernet.Fernet(base64.urlsafe_b64encode(key)) for key in derived])
