"""Texts with a secret in them, encrypted under a key that is not in the database (docs/decisions/0088)."""

import base64
import json
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.crypto import salted_hmac

from commonground.foundation.kernel.errors import Invalid
from commonground.foundation.post import rules

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet

SALT = "commonground.post.sealed"


def seal(letter: rules.Letter) -> str:
    """What may lie in the database."""
    return _keys().encrypt(json.dumps([letter.subject, letter.body]).encode()).decode()


def open_sealed(sealed: str) -> rules.Letter:
    """Raises Invalid where the key has been changed since, and the old one is not among SECRET_KEY_FALLBACKS."""
    from cryptography.fernet import InvalidToken  # noqa: PLC0415 heavy: only what has a secret needs it

    try:
        subject, body = json.loads(_keys().decrypt(sealed.encode()))
    except InvalidToken as wrong:
        raise Invalid("It was sealed with a key that this site no longer has.") from wrong
    return rules.Letter(subject, body)


def _keys() -> "MultiFernet":
    """Under the present key, then under those it replaced. Derived for this purpose alone."""
    from cryptography.fernet import Fernet, MultiFernet  # noqa: PLC0415 the same

    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    derived = [salted_hmac(SALT, "fernet", secret=secret, algorithm="sha256").digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in derived])
