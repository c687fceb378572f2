"""Tokens of the tests of any room, made as a page makes them, or with a past that no page gives."""

from datetime import datetime, timedelta

from django.utils import timezone

from commonground.ground.partners import rules
from commonground.ground.partners.actions import MadeToken
from commonground.ground.partners.models import Account, Token


def a_token(
    account: Account, *, name: str = "Trial", scopes: tuple[str, ...] = ("figures",), days: int = 30, **values: object
) -> MadeToken:
    """A token of an account for the organisation of its first role."""
    new, now = rules.new_token(), timezone.now()
    made_at = values.pop("made_at", now)
    assert isinstance(made_at, datetime)
    held = account.memberships.order_by("starts_on")[0]
    token = Token.objects.create(
        account=account,
        organisation=held.organisation,
        name=name,
        scopes=list(scopes),
        key=new.key,
        salt=new.salt,
        digest=new.digest,
        made_at=made_at,
        expires_at=made_at + timedelta(days=days),
        **values,
    )
    return MadeToken(token, new.text)


def bearer(made: MadeToken) -> dict[str, str]:
    return {"Authorization": f"Bearer {made.text}"}
