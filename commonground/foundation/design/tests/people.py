"""Viewers for these tests."""

from datetime import UTC, datetime
from uuid import UUID

from commonground.foundation.kernel.viewer import Membership, Viewer, public

NOW = datetime(2026, 6, 4, 13, 5, tzinfo=UTC)
ASHA = UUID(int=7)
SOMEBODY_ELSE = UUID(int=8)


def somebody(*permissions: str, account: UUID = ASHA) -> Viewer:
    """Somebody signed in with these permissions."""
    held = (Membership(role="tester", permissions=frozenset(permissions)),)
    return Viewer(id=account, label="Asha", memberships=held, purpose="", session="s", now=NOW)


def nobody() -> Viewer:
    """A visitor who is not signed in."""
    return public(NOW)
