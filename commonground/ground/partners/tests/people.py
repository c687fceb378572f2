"""Somebody real, who has to prove who they are: demonstration people need not."""

import base64
import hmac
import struct
import time
from datetime import date

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.test import Client

from commonground.ground.partners.models import Account, Membership, Organisation, Role, Sector

PASSWORD = "correct horse battery staple"
SECRET = base64.b32encode(b"a secret of the tests").decode()
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"


def organisation(slug: str = "county") -> Organisation:
    sector, _ = Sector.objects.get_or_create(slug="council", defaults={"name": "Council"})
    return Organisation.objects.get_or_create(slug=slug, defaults={"name": slug.title(), "sector": sector})[0]


def role(slug: str, *permissions: str, **values: object) -> Role:
    return Role.objects.get_or_create(
        slug=slug, defaults={"name": slug.title(), "permissions": list(permissions), **values}
    )[0]


def real(
    name: str = "Sam Real", *, held: Role | None = None, at: str = "county", ends_on: date | None = None
) -> Account:
    """An account with a password, and a role if one is given."""
    account = Account(email=f"{name.replace(' ', '.').casefold()}@example.org", name=name)
    account.set_password(PASSWORD)
    account.save()
    if held is not None:
        where = organisation(at)
        Membership.objects.create(
            account=account, role=held, organisation=where, starts_on=date(2026, 1, 1), ends_on=ends_on
        )
    return account


def practitioner() -> Account:
    """Somebody whose role needs a second factor."""
    return real(
        "Pat Practitioner", held=role("practitioner", "partners.read", needs_second_factor=True, idle_minutes=15)
    )


def with_app(account: Account) -> Account:
    """The same person with the app set up."""
    TOTP.activate(account, SECRET)
    return account


def code(at: float | None = None, secret: str = SECRET) -> str:
    """What the app shows (RFC 6238), worked out here and not by what is tested."""
    counter = struct.pack(">Q", int(at if at is not None else time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, "sha1").digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def sign_in(client: Client, account: Account, password: str = PASSWORD, **more: str):
    return client.post(
        "/sign-in/", {"login": account.email, "password": password, **more}, headers={"user-agent": CHROME}
    )


def signed_in(account: Account, *, proven: bool = False) -> Client:
    """A browser of somebody who signed in with a password, and with a code where `proven`."""
    client = Client()
    sign_in(client, account)
    if proven:
        client.post("/sign-in/code/", {"code": code()})
    return client


def session_cookie(client: Client) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def kinds_of_factor(account: Account) -> set[str]:
    return set(Authenticator.objects.filter(user=account).values_list("type", flat=True))
