"""How the person of a session has shown who they are, from allauth's own notes in the session."""

import hashlib
from uuid import UUID

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from commonground.ground.partners.models import Account

SESSION_KEY = "sign_in"  # what a session holds of its row
SECOND_FACTOR = "mfa"
WORDS = {
    "password": "password",
    "password_reset": "password reset",
    "socialaccount": "work account",
    "totp": "app code",
    "webauthn": "passkey",
    "recovery_codes": "recovery code",
    "work": "second factor of the work account",
    "invitation": "invitation",
}


def sign_in_id(request: HttpRequest) -> str:
    """Id of the row of this session: what signing in kept, else one that follows from the session's key."""
    kept: str | None = request.session.get(SESSION_KEY)
    digest = hashlib.sha256((request.session.session_key or "").encode()).hexdigest()
    return kept or str(UUID(hex=digest[:32]))


def has_passed_second_factor(request: HttpRequest, account: Account) -> bool:
    """Whether this session passed a second factor: a code, a passkey, or the provider's own."""
    return any(record.get("method") == SECOND_FACTOR for record in get_authentication_records(request, account))


def is_first_set_up(request: HttpRequest, account: Account, *, now: float, within: float) -> bool:
    """Whether somebody without any second factor signed in just now, so that asking again would prove nothing more."""
    if Authenticator.objects.filter(user=account).exists():
        return False
    records = get_authentication_records(request, account)
    return any(record["method"] in ("password", "invitation") and now - record["at"] < within for record in records)


def sign_in_method(request: HttpRequest, account: Account) -> str:
    """'password and app code', for the record and for the page of one's own sessions."""
    kinds = [record.get("type") or record.get("method", "") for record in get_authentication_records(request, account)]
    words = [WORDS.get(kind, kind) for kind in dict.fromkeys(kinds)]
    return " and ".join(words) or "another way"


def way_to_second_factor(account: Account) -> str:
    """Name of the page where somebody passes the second factor that they have, or sets one up."""
    kinds = set(Authenticator.objects.filter(user=account).values_list("type", flat=True))
    if "totp" in kinds:
        return "mfa_reauthenticate"
    return "mfa_reauthenticate_webauthn" if "webauthn" in kinds else "mfa_index"
