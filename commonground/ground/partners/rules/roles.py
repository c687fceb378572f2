"""Roles as packs state them, and memberships that may not overlap."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from commonground.foundation.kernel.errors import Invalid, Problem


@dataclass(frozen=True)
class RoleFacts:
    """A role as a pack states it."""

    slug: str
    name: str
    description: str
    permissions: tuple[str, ...]
    needs_second_factor: bool = False
    idle_minutes: int | None = None


@dataclass(frozen=True)
class Held:
    """A membership, reduced to what overlaps are judged by. `ends_on` is the first day it is no longer held."""

    role: str
    organisation: str
    starts_on: date
    ends_on: date | None
    area: UUID | None = None  # somebody may lead two schools, or manage two localities

    def overlaps(self, other: "Held") -> bool:
        if (self.role, self.organisation, self.area) != (other.role, other.organisation, other.area):
            return False
        starts_before_other_ends = other.ends_on is None or self.starts_on < other.ends_on
        return starts_before_other_ends and (self.ends_on is None or other.starts_on < self.ends_on)


def read_roles(text: str, *, known_permissions: Iterable[str]) -> list[RoleFacts]:
    """Roles of a pack (TOML). Raises Invalid naming a permission that no room declares or a role given twice."""
    known = frozenset(known_permissions)
    roles = [RoleFacts(**{**row, "permissions": tuple(row["permissions"])}) for row in tomllib.loads(text)["role"]]
    problems = [
        Problem(
            f"the permission {permission!r} does not exist",
            "Use one that docs/reference/permissions.md lists.",
            where=f"role {role.slug}",
        )
        for role in roles
        for permission in role.permissions
        if permission not in known
    ]
    problems += [
        Problem("idle_minutes must be a whole number above 0", where=f"role {role.slug}")
        for role in roles
        if role.idle_minutes is not None and not (isinstance(role.idle_minutes, int) and role.idle_minutes > 0)
    ]
    slugs = [role.slug for role in roles]
    problems += [
        Problem("is given twice", "Keep one of them.", where=f"role {slug}")
        for slug in sorted({slug for slug in slugs if slugs.count(slug) > 1})
    ]
    if problems:
        raise Invalid("The roles cannot be loaded. Nothing was changed.", problems)
    return roles


def check_membership(new: Held, held: Iterable[Held]) -> None:
    """Raises Invalid where dates are the wrong way round or the role is already held on one of the days."""
    if new.ends_on is not None and new.ends_on <= new.starts_on:
        raise Invalid(
            "The role was not given.",
            [Problem("The last day must come after the first.", where="Ends on", column="ends_on")],
        )
    if any(new.overlaps(other) for other in held):
        raise Invalid(
            "The role was not given.",
            [
                Problem(
                    "This person already holds the role there on some of these days.",
                    "End that one first.",
                    "Role",
                    column="role",
                )
            ],
        )
