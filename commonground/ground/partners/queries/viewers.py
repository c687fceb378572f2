"""What rooms see of an account, and where its session stands."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from commonground.foundation.kernel import viewer as kernel
from commonground.ground.partners import rules
from commonground.ground.partners.models import Account, Membership
from commonground.ground.partners.queries.organisations import Look

SIGN_IN = Path(__file__).parents[1] / "packs" / "sign_in.toml"


@cache
def sign_in_policy() -> rules.SignInPolicy:
    """How long things of signing in last. Read once a process."""
    return rules.read_policy(SIGN_IN.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class HeldRole:
    """A membership as rooms see it, and what its role asks of a session."""

    membership: kernel.Membership
    needs_second_factor: bool
    idle_minutes: int | None


@dataclass(frozen=True)
class Standing:
    """Every role somebody holds, held or will hold, and what follows from them for a session."""

    account: Account
    held: tuple[HeldRole, ...]
    look: Look | None = None  # what stands around every page, where it was read along

    @property
    def is_exempt(self) -> bool:
        """Invented people of a demonstration have no second factor: docs/decisions/0040."""
        return bool(settings.COMMONGROUND_DEMO and self.account.is_invented)

    def current(self, on: date) -> list[HeldRole]:
        return [one for one in self.held if one.membership.is_current(on)]

    def needs_second_factor(self, on: date) -> bool:
        """Whether a role held that day gives nothing without one."""
        return not self.is_exempt and any(one.needs_second_factor for one in self.current(on))

    def idle(self, on: date) -> timedelta:
        """How long nothing may happen in a session: the shortest of the roles held that day."""
        said = [one.idle_minutes for one in self.current(on) if one.idle_minutes is not None]
        return timedelta(minutes=min([*said, sign_in_policy().idle_minutes]))

    def left_on(self, on: date) -> date | None:
        """Since when they hold no role any more; None for whoever holds one, never held one or is still to begin."""
        ends = [one.membership.ends_on for one in self.held]
        if any(end is None or end > on for end in ends):
            return None
        return max((end for end in ends if end is not None), default=None)


# What a role held gives and asks: columns and not rows of three tables, because every page of somebody signed in asks.
OF_ROLE = (
    *("role_id", "role__permissions", "organisation__name", "area_id", "starts_on", "ends_on"),
    *("role__needs_second_factor", "role__idle_minutes"),
)


def standing_of(account: Account) -> Standing:
    """One query."""
    rows = Membership.objects.filter(account=account).order_by("starts_on", "id").values_list(*OF_ROLE)
    return Standing(account, tuple(held_role(*row) for row in rows))


def viewer_for(
    user: Account | AnonymousUser,
    *,
    session: str,
    now: datetime,
    proven: bool = False,
    standing: Standing | None = None,
) -> kernel.Viewer:
    """The viewer that rooms see of an account: its memberships with their role's permissions. One query, or none where
    the standing is given.

    `proven`: the session passed a second factor. Without it, roles that need one are not among the memberships.
    """
    if not isinstance(user, Account):
        return kernel.public(now, session=session)
    standing = standing or standing_of(user)
    proven = proven or standing.is_exempt
    return kernel.Viewer(
        id=user.pk,
        label=user.name,
        memberships=tuple(one.membership for one in standing.held if proven or not one.needs_second_factor),
        purpose="",
        session=session,
        now=now,
    )


def held_role(
    role: str,
    permissions: list[str],
    organisation: str,
    area: UUID | None,
    starts_on: date,
    ends_on: date | None,
    needs_second_factor: bool,
    idle_minutes: int | None,
) -> HeldRole:
    """A row of the columns OF_ROLE."""
    membership = kernel.Membership(role, frozenset(permissions), organisation, area, starts_on, ends_on)
    return HeldRole(membership, needs_second_factor, idle_minutes)
