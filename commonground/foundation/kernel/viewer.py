"""Who is looking. The only thing rooms know of an account."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

ENGLAND = ZoneInfo("Europe/London")


@dataclass(frozen=True)
class Membership:
    """A role held in an organisation from a day until (not including) another, perhaps in one area."""

    role: str
    permissions: frozenset[str]
    organisation: str = ""
    area: UUID | None = None
    starts_on: date = date.min
    ends_on: date | None = None

    def is_current(self, on: date) -> bool:
        """Half-open: held on `starts_on`, no longer held on `ends_on`."""
        return self.starts_on <= on and (self.ends_on is None or on < self.ends_on)


@dataclass(frozen=True)
class Viewer:
    """A person, a purpose and a moment. `now` is aware; every rule takes its time from here."""

    id: UUID | None
    label: str
    memberships: tuple[Membership, ...]
    purpose: str
    session: str
    now: datetime

    @property
    def today(self) -> date:
        """The date in England at `now`."""
        return self.now.astimezone(ENGLAND).date()

    @property
    def is_public(self) -> bool:
        return self.id is None

    @property
    def current_memberships(self) -> Iterator[Membership]:
        today = self.today
        return (membership for membership in self.memberships if membership.is_current(today))

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(membership.role for membership in self.current_memberships)

    def may(self, permission: str) -> bool:
        """Default is no: true only where a current membership carries the permission."""
        return any(permission in membership.permissions for membership in self.current_memberships)

    def at(self, now: datetime) -> "Viewer":
        """The same viewer at another moment."""
        return replace(self, now=now)


def public(now: datetime, *, session: str = "") -> Viewer:
    """Somebody who has not signed in."""
    return Viewer(id=None, label="public", memberships=(), purpose="", session=session, now=now)


def operator(now: datetime, *, permissions: frozenset[str], label: str = "command line") -> Viewer:
    """Whoever runs a command on the host, with exactly the permissions that command needs."""
    membership = Membership(role="operator", permissions=permissions)
    return Viewer(
        id=None,
        label=label,
        memberships=(membership,),
        purpose="operation of the site",
        session="command line",
        now=now,
    )
