"""Tokens of the API: made, used, refused, ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.post import actions as post
from commonground.ground.partners import access, queries, rules
from commonground.ground.partners.models import Account, Organisation, Token
from commonground.ground.partners.rules import TokenEnding

USED_EVERY = timedelta(hours=1)


@dataclass(frozen=True)
class MadeToken:
    """A token with the one copy of its text that there is: kept nowhere."""

    token: Token
    text: str


@audit.atomic()
def make_token(*, organisation: Organisation, name: str, scopes: Sequence[str], days: int, by: Viewer) -> MadeToken:
    """A token of one's own, for the work of an organisation. Raises Refused and Invalid."""
    access.check_can_make_token(by, organisation)
    owner = Account.objects.select_for_update().get(pk=by.id)  # two windows take turns: see the limit below
    rules.check_new_token(
        name=name, scopes=scopes, days=days, open_already=queries.open_tokens_of(by), policy=queries.token_policy()
    )
    new = rules.new_token()
    made = Token.objects.create(
        account=owner,
        organisation=organisation,
        name=name.strip(),
        scopes=[slug for slug in queries.token_policy().scopes if slug in scopes],
        key=new.key,
        salt=new.salt,
        digest=new.digest,
        made_at=by.now,
        expires_at=by.now + timedelta(days=days),
    )
    audit.record("token made", by=by, about=made, details=_told(made) | {"days": days}, persons=[owner.pk])
    _tell(owner, made, by)
    return MadeToken(made, new.text)


@audit.atomic()
def end_token(*, token: Token, by: Viewer) -> None:
    """It is refused from the next request on. One that has ended already stays as it ended. Raises NotFound."""
    access.check_can_end_token(by, token)
    because = TokenEnding.BY_OWNER if token.account_id == by.id else TokenEnding.BY_ADMINISTRATOR
    _end(token, because, by)


@audit.atomic()
def end_tokens_of(*, account: Account, because: TokenEnding, by: Viewer) -> None:
    """Every open token of an account. The caller has asked whether `by` may."""
    for token in Token.objects.filter(account=account, ended_at=None):
        _end(token, because, by)


def note_token_used(*, token: Token, by: Viewer) -> None:
    """It was used just now. Written once an hour at most, and not in the audit."""
    if token.used_at is None or by.now - token.used_at >= USED_EVERY:
        Token.objects.filter(pk=token.pk).update(used_at=by.now)


@audit.atomic()
def note_token_refused(*, token: Token | None, because: str, path: str, by: Viewer) -> None:
    """A program sent a token that does not hold. One whose owner has left, or whose account is closed, is ended."""
    if token is None:
        audit.record("token refused", by=by, details={"because": because, "path": path})
        return
    if because in (TokenEnding.LEFT, TokenEnding.CLOSED) and not token.ended_because:
        _end(token, TokenEnding(because), by)
    details = {"because": because, "path": path}
    audit.record("token refused", by=by, about=token, details=details, persons=[token.account_id])


def _tell(owner: Account, made: Token, by: Viewer) -> None:
    """Whoever takes over a session for a minute shall not get a token unnoticed. The notice holds nothing of it."""
    line = (
        f"For “{made.name}”, until {made.expires_at:%-d %B %Y}. If it was not you, end it and tell your administrator."
    )
    notice = post.Notice(
        queries.TOKEN_MADE, "A token was made in your name", (line,), path=reverse("partners:my-tokens")
    )
    post.notify(recipients=[post.Recipient(owner.pk, owner.email, owner.name)], notice=notice, by=by)


def _end(token: Token, because: TokenEnding, by: Viewer) -> None:
    values = {"ended_at": by.now, "ended_because": because, "ended_by": by.label[:150]}
    if Token.objects.filter(pk=token.pk, ended_at=None).update(**values):
        details = _told(token) | {"because": because}
        audit.record("token ended", by=by, about=token, details=details, persons=[token.account_id])


def _told(token: Token) -> dict[str, object]:
    return {"organisation": token.organisation.slug, "scopes": token.scopes, "key": token.key}
