"""Tokens of the API: whose one is, whether it holds, and what it may."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from uuid import UUID

from django.db.models import QuerySet

from commonground.foundation.kernel import viewer as kernel
from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import ENGLAND
from commonground.ground.partners import access, rules
from commonground.ground.partners.models import Membership, Organisation, Token, TokenQuerySet
from commonground.ground.partners.queries.viewers import HeldRole, standing_of

TOKENS = Path(__file__).parents[1] / "packs" / "tokens.toml"
NOBODYS = rules.new_token()  # what a token that is not known is compared with, so that it takes as long


@cache
def token_policy() -> rules.TokenPolicy:
    """What tokens may do and how long they last. Read once a process."""
    return rules.read_token_policy(TOKENS.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class PresentedToken:
    """What a program sent. `token` is None where there is none such; `over` says why it does not hold."""

    token: Token | None = None
    over: rules.TokenEnding | None = None
    viewer: kernel.Viewer | None = None


@dataclass(frozen=True)
class ListedToken:
    """A token in a list: why it is over (empty: it holds), and the names of what it may read."""

    token: Token
    over: str
    scopes: tuple[str, ...]
    is_ending_soon: bool
    may_end: bool


def present_token(text: str, *, now: datetime) -> PresentedToken:
    """Whose token this is and what it may just now. Two queries; one for a text that is no token.

    The viewer is its owner with the roles held at the token's organisation, and of their permissions those that its
    scopes name. Roles that need a second factor give a token nothing: it cannot pass one.
    """
    parts = rules.parts_of(text)
    key, secret = parts or (NOBODYS.key, "")
    token = Token.objects.select_related("account", "organisation").filter(key=key).first()
    kept = token or NOBODYS
    if not rules.is_the_secret(secret, salt=kept.salt, digest=kept.digest) or token is None:
        return PresentedToken()
    held = [one for one in standing_of(token.account).held if one.membership.organisation == token.organisation.name]
    today = now.astimezone(ENGLAND).date()
    over = rules.why_token_over(_facts(token, _days(held)), now=now, today=today)
    return PresentedToken(token, over, _viewer(token, held, now))


def _viewer(token: Token, held: Iterable[HeldRole], now: datetime) -> kernel.Viewer:
    may = frozenset[str]().union(*(one.permissions for one in _scopes(token)))
    memberships = tuple(
        replace(one.membership, permissions=one.membership.permissions & may)
        for one in held
        if not one.needs_second_factor
    )
    return kernel.Viewer(
        id=token.account_id,
        label=f"{token.account.name}, by the token “{token.name}”",
        memberships=memberships,
        purpose="",
        session=f"token {token.pk}",
        now=now,
    )


def _days(held: Iterable[HeldRole]) -> tuple[tuple[date, date | None], ...]:
    """When roles were held that may have tokens."""
    return tuple(
        (one.membership.starts_on, one.membership.ends_on)
        for one in held
        if access.HOLD in one.membership.permissions and not one.needs_second_factor
    )


def _facts(token: Token, held: tuple[tuple[date, date | None], ...]) -> rules.TokenFacts:
    return rules.TokenFacts(
        made_on=token.made_at.astimezone(ENGLAND).date(),
        expires_at=token.expires_at,
        ended_because=token.ended_because,
        is_account_open=token.account.is_active,
        held=held,
    )


def _scopes(token: Token) -> list[rules.Scope]:
    """A scope that the pack no longer has gives nothing."""
    known = token_policy().scopes
    return [known[slug] for slug in token.scopes if slug in known]


def scopes_offered() -> list[rules.Scope]:
    return list(token_policy().scopes.values())


def organisations_for_tokens(viewer: kernel.Viewer) -> QuerySet[Organisation]:
    """Those for which the viewer may make a token."""
    return Organisation.objects.filter(name__in=access.organisations_for_tokens(viewer)).order_by("name")


def open_tokens_of(viewer: kernel.Viewer) -> int:
    return Token.objects.of(viewer).open(viewer.now).count()


def my_tokens(viewer: kernel.Viewer) -> list[ListedToken]:
    """One's own, the newest first. Three queries."""
    return listed_tokens(_with_roles().of(viewer), viewer)


def tokens_of_others(viewer: kernel.Viewer) -> QuerySet[Token]:
    """Those that the viewer looks after, newest first: page it, then `listed_tokens`. Raises Refused."""
    access.check_can_see_tokens_of_others(viewer)
    return _with_roles().looked_after_by(viewer)


def listed_tokens(tokens: Iterable[Token], viewer: kernel.Viewer) -> list[ListedToken]:
    """As lists show them. No query where the owners' roles were read with them."""
    return [_listed(token, viewer) for token in tokens]


def token(viewer: kernel.Viewer, token_id: UUID) -> Token:
    """One that the viewer may end. Raises NotFound."""
    found = _with_roles().filter(pk=token_id).first()
    if found is None:
        raise NotFound("There is no such token.")
    access.check_can_end_token(viewer, found)
    return found


def _with_roles() -> TokenQuerySet:
    roles = "account__memberships__role"
    return Token.objects.select_related("account", "organisation").prefetch_related(roles)


def _listed(token: Token, viewer: kernel.Viewer) -> ListedToken:
    held: list[Membership] = [
        one for one in token.account.memberships.all() if one.organisation_id == token.organisation_id
    ]
    days = tuple(
        (one.starts_on, one.ends_on)
        for one in held
        if access.HOLD in one.role.permissions and not one.role.needs_second_factor
    )
    over = rules.why_token_over(_facts(token, days), now=viewer.now, today=viewer.today)
    days_left = (token.expires_at - viewer.now).days
    return ListedToken(
        token=token,
        over=over or "",
        scopes=tuple(scope.name for scope in _scopes(token)),
        is_ending_soon=over is None and days_left < token_policy().ending_days,
        may_end=over is None and access.may_end_token(viewer, token),
    )
