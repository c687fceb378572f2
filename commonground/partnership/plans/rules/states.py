"""What may follow what: versions of a plan, priorities sent upward, actions. Drawn in docs/reference/states.md."""

from enum import StrEnum


class VersionState(StrEnum):
    """A year of a plan is drafted, agreed, and gives way to the next (L4)."""

    DRAFT = "draft"
    AGREED = "agreed"
    SUPERSEDED = "superseded"


VERSION_MOVES: dict[VersionState, set[VersionState]] = {
    VersionState.DRAFT: {VersionState.AGREED},
    VersionState.AGREED: {VersionState.SUPERSEDED},
    VersionState.SUPERSEDED: set(),
}


class UpwardState(StrEnum):
    """A local priority that the whole place might take up: sent, then taken up or answered with a reason (L2)."""

    HERE = "kept here"
    SENT = "sent"
    TAKEN = "taken up"
    NOT_TAKEN = "not taken up"


UPWARD_MOVES: dict[UpwardState, set[UpwardState]] = {
    UpwardState.HERE: {UpwardState.SENT},
    UpwardState.SENT: {UpwardState.TAKEN, UpwardState.NOT_TAKEN, UpwardState.HERE},
    UpwardState.TAKEN: set(),
    UpwardState.NOT_TAKEN: {UpwardState.SENT},
}


class ActionState(StrEnum):
    """An action of a plan is open until it is done, with its effect (L24), or dropped, with a reason."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


ACTION_MOVES: dict[ActionState, set[ActionState]] = {
    ActionState.OPEN: {ActionState.DONE, ActionState.DROPPED},
    ActionState.DONE: {ActionState.OPEN},
    ActionState.DROPPED: {ActionState.OPEN},
}
