"""Sessions: whether one still holds, and which ones somebody has open."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet, Subquery

from commonground.foundation.kernel import viewer as kernel
from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import ENGLAND
from commonground.ground.partners import rules
from commonground.ground.partners.models import Account, Partnership, SignIn
from commonground.ground.partners.queries.organisations import Look
from commonground.ground.partners.queries.viewers import OF_ROLE, Standing, held_role, sign_in_policy, standing_of


@dataclass(frozen=True)
class OpenSession:
    """One line of the page of one's own sessions."""

    sign_in: SignIn
    is_this_one: bool


def session_of(account_id: UUID, sign_in_id: str) -> tuple[SignIn | None, Standing] | None:
    """The row of a session, where it belongs to this account, and the account with its roles and what stands around
    every page. None where there is no such account.

    One query for all of it, because every page of somebody signed in asks; three where the session has no row.
    """
    rows = list(_with_account().filter(pk=sign_in_id))
    of_row, of_account = _columns(SignIn), _columns(Account)
    row = SignIn.from_db(None, of_row, rows[0][: len(of_row)]) if rows else None
    if row is None or row.account_id != account_id:
        account = Account.objects.filter(pk=account_id).first()
        return (None, standing_of(account)) if account else None
    ends = len(of_row) + len(of_account)
    account = Account.from_db(None, of_account, rows[0][len(of_row) : ends])
    look = Look(*(part or "" for part in rows[0][-len(Look._fields) :]))
    roles = [one[ends : -len(Look._fields)] for one in rows]
    held = [(held_role(*role), membership) for *role, membership in roles if membership is not None]
    held.sort(key=lambda one: (one[0].membership.starts_on, one[1]))
    return row, Standing(account, tuple(role for role, _ in held), look)


@cache
def _with_account() -> QuerySet[SignIn, tuple[Any, ...]]:
    """Every column of sessions and of their accounts, those of the roles of these and the id of the membership, in no
    order; name and colour of the place. Put together once a process, not for every page, which took longer than
    asking; so would an order."""
    of_account = (f"account__{column}" for column in _columns(Account))
    of_role = (f"account__memberships__{column}" for column in (*OF_ROLE, "id"))
    around = {f"place_{part}": Subquery(Partnership.objects.order_by().values(part)[:1]) for part in Look._fields}
    rows = SignIn.objects.order_by().annotate(**around)
    return rows.values_list(*_columns(SignIn), *of_account, *of_role, *around)


@cache
def _columns(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def why_over(row: SignIn, *, standing: Standing, now: datetime) -> rules.Ending | None:
    """Why this session is over, or None. No query."""
    today = now.astimezone(ENGLAND).date()
    facts = rules.SessionFacts(
        started_at=row.started_at,
        seen_at=row.seen_at,
        started_on=row.started_at.astimezone(ENGLAND).date(),
        ended_because=row.ended_because,
        left_on=standing.left_on(today),
    )
    return rules.why_over(facts, now=now, idle=standing.idle(today), longest=sign_in_policy().longest)


def my_sessions(viewer: kernel.Viewer, *, this_one: UUID) -> list[OpenSession]:
    """The viewer's sessions that are not over, newest first. Two queries and the account."""
    if viewer.id is None:
        raise NotFound("You are not signed in.")
    standing = standing_of(Account.objects.get(pk=viewer.id))
    rows = [row for row in SignIn.objects.of(viewer).open() if why_over(row, standing=standing, now=viewer.now) is None]
    return [OpenSession(row, is_this_one=row.pk == this_one) for row in rows]


def my_session(viewer: kernel.Viewer, sign_in_id: UUID) -> SignIn:
    """One of one's own; those of others are not found."""
    found = SignIn.objects.of(viewer).filter(pk=sign_in_id).first()
    if found is None:
        raise NotFound("There is no such session.")
    return found
