"""People who are told things, and what the rooms of these tests declare."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from commonground.foundation.kernel.viewer import Membership, Viewer
from commonground.foundation.post.rules import Kind, Notice, Recipient, Surroundings, Way
from tests.world import world

__all__ = ["world"]

NOW = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
ANN = UUID("01890a5d-ac96-774b-bcce-b302099a8057")
BEN = UUID("01890a5d-ac96-774b-bcce-b302099a8058")
PAPERS, DUTY, GATHERED = "trial.papers", "trial.duty", "trial.gathered"
SITE = "http://localhost:8000"


@dataclass
class Gone:
    """Who has left the site, and who has left the group that notices are about."""

    site: set[UUID] = field(default_factory=set)
    group: set[str] = field(default_factory=set)


GONE = Gone()


def may_still(recipient: Recipient, *, about: str, now: datetime) -> bool:
    return recipient.address not in GONE.group


def reached(accounts: Collection[UUID], *, on: date) -> Collection[UUID]:
    return set(accounts) - GONE.site


SURROUNDINGS = Surroundings(
    kinds=(
        Kind(PAPERS, "Papers of a meeting", "you have a seat in the group", may_still),
        Kind(DUTY, "Your roles", "a role of yours was given or ended", may_still, is_duty=True),
        Kind(GATHERED, "Actions that are due", "an action was given to you", may_still, default=Way.DIGEST),
    ),
    reached=reached,
    place=lambda: "Nottinghamshire",
)


def somebody(identifier: UUID | None, name: str, *permissions: str) -> Viewer:
    return Viewer(identifier, name, (Membership("tester", frozenset(permissions)),), "trial", "session", NOW)


def to(viewer: Viewer) -> Recipient:
    return Recipient(viewer.id, f"{viewer.label.split()[0].casefold()}@example.org", viewer.label)


def papers(**values: object) -> Notice:
    said = {"kind": PAPERS, "subject": "Papers for 4 December are published", "path": "/groups/north/", "about": "m1"}
    return Notice(**(said | values))


@pytest.fixture
def ann() -> Viewer:
    return somebody(ANN, "Ann Example")


@pytest.fixture
def ben() -> Viewer:
    return somebody(BEN, "Ben Example")


@pytest.fixture
def keeper() -> Viewer:
    return somebody(None, "keeper", "post.look-after")


@pytest.fixture(autouse=True)
def _rooms_of_these_tests(settings) -> None:
    settings.POST_SURROUNDINGS = f"{__name__}.SURROUNDINGS"
    settings.SITE_ADDRESS = SITE
    GONE.site.clear()
    GONE.group.clear()
