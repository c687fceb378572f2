"""What states a piece of work goes through, and when it counts as lost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from commonground.foundation.kernel.errors import PersonFacing
from commonground.foundation.kernel.viewer import ENGLAND, Membership, Viewer

LOST_AFTER = timedelta(minutes=5)  # without a sign of life from another host
WRITES_APART = 0.5  # seconds between two writes of progress


class State(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"


MOVES = {
    State.QUEUED: {State.RUNNING, State.CANCELLED},
    State.RUNNING: {State.DONE, State.FAILED, State.CANCELLED, State.INTERRUPTED},
    State.DONE: set[State](),
    State.FAILED: set[State](),
    State.CANCELLED: set[State](),
    State.INTERRUPTED: set[State](),
}
OPEN = tuple(state for state, after in MOVES.items() if after)  # these hold their key
AGAIN = (State.FAILED, State.CANCELLED, State.INTERRUPTED)  # these may be started again, as a new job
TONES = {
    State.QUEUED: "grey",
    State.RUNNING: "blue",
    State.DONE: "green",
    State.FAILED: "red",
    State.CANCELLED: "yellow",
    State.INTERRUPTED: "orange",
}


class Cancelled(PersonFacing):
    """Somebody asked for this work to stop. `Progress.step` raises it; what is not committed yet is undone."""

    def __init__(self, sentence: str = "The work was cancelled. What was not finished has been undone.") -> None:
        super().__init__(sentence)


def viewer_as_plain(viewer: Viewer) -> dict[str, Any]:
    """A viewer as JSON, so that a job acts later with the rights of whoever asked for it, and no others.

    The session is left out: it has ended by then, perhaps.
    """
    return {
        "id": viewer.id.hex if viewer.id else None,
        "label": viewer.label,
        "purpose": viewer.purpose,
        "memberships": [
            {
                "role": held.role,
                "permissions": sorted(held.permissions),
                "organisation": held.organisation,
                "area": held.area.hex if held.area else None,
                "starts_on": held.starts_on.isoformat(),
                "ends_on": held.ends_on.isoformat() if held.ends_on else None,
            }
            for held in viewer.memberships
        ],
    }


def viewer_from_plain(plain: Mapping[str, Any], *, now: datetime, session: str) -> Viewer:
    """The viewer that `viewer_as_plain` kept, at another moment."""
    return Viewer(
        id=UUID(plain["id"]) if plain["id"] else None,
        label=plain["label"],
        memberships=tuple(_membership(held) for held in plain["memberships"]),
        purpose=plain["purpose"],
        session=session,
        now=now,
    )


def _membership(plain: Mapping[str, Any]) -> Membership:
    return Membership(
        role=plain["role"],
        permissions=frozenset(plain["permissions"]),
        organisation=plain["organisation"],
        area=UUID(plain["area"]) if plain["area"] else None,
        starts_on=date.fromisoformat(plain["starts_on"]),
        ends_on=date.fromisoformat(plain["ends_on"]) if plain["ends_on"] else None,
    )


@dataclass(frozen=True)
class Nightly:
    """Work that is asked for once a day, at a time of day in England, with the rights it needs and no others."""

    job: str
    at: time
    permissions: frozenset[str]


@dataclass(frozen=True)
class Round:
    """What a worker does between two jobs, many times a minute: short, and nothing where nothing is due."""

    what: str
    run: Callable[..., object]  # run(now=…), outside of any transaction


def was_due_at(at: time, now: datetime) -> datetime:
    """The last moment at or before `now` when clocks in England showed `at`."""
    today = now.astimezone(ENGLAND)
    due = datetime.combine(today.date(), at, tzinfo=ENGLAND)
    if due <= now:
        return due
    return datetime.combine(today.date() - timedelta(days=1), at, tzinfo=ENGLAND)
