"""What the outbox asks: who may still be reached, and what people of this room are told."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from commonground.foundation.post.rules import Kind, has_account
from commonground.ground.partners.models import Membership
from commonground.ground.partners.queries.organisations import look

ROLE_GIVEN = "partners.role-given"
TOKEN_MADE = "partners.token-made"  # noqa: S105 a kind of notice

NOTICES = (
    Kind(
        slug=ROLE_GIVEN,
        title="Your roles",
        because="a role of yours was given or ended",
        may_still=has_account,
        is_duty=True,
    ),
    Kind(
        slug=TOKEN_MADE,
        title="Your tokens",
        because="somebody who was signed in as you made a token",
        may_still=has_account,
        is_duty=True,
    ),
)


def still_reached(accounts: Collection[UUID], *, on: date) -> frozenset[UUID]:
    """Those of the accounts that are open and hold a role that day. One query."""
    held = Membership.objects.current_on(on).filter(account__in=accounts, account__is_active=True)
    return frozenset(held.values_list("account_id", flat=True))


def place_name() -> str:
    """How e-mails sign. One query at most."""
    return look().name
