"""What becomes of an e-mail, and when it is tried again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Form(StrEnum):
    """What an e-mail is made of."""

    NOTICE = "notice"
    DIGEST = "digest"
    SEALED = "sealed"


class State(StrEnum):
    WAITING = "waiting"
    CLAIMED = "claimed"
    HANDED = "handed over"
    SENT = "sent"
    DROPPED = "dropped"
    GIVEN_UP = "given up"
    DOUBTFUL = "doubtful"
    LET_GO = "let go"


# Claimed: nothing has left yet, so a worker that dies there does no harm. Handed over: the mail server is being told;
# a worker that dies there leaves a doubt, which a person settles. docs/decisions/0087.
MOVES = {
    State.WAITING: {State.CLAIMED},
    State.CLAIMED: {State.HANDED, State.WAITING, State.DROPPED, State.GIVEN_UP},
    State.HANDED: {State.SENT, State.WAITING, State.GIVEN_UP, State.DOUBTFUL},
    State.GIVEN_UP: {State.WAITING, State.LET_GO},
    State.DOUBTFUL: {State.WAITING, State.LET_GO},
    State.SENT: set[State](),
    State.DROPPED: set[State](),
    State.LET_GO: set[State](),
}
TO_LOOK_AT = (State.GIVEN_UP, State.DOUBTFUL)
ENDED = (State.SENT, State.DROPPED, State.GIVEN_UP, State.DOUBTFUL, State.LET_GO)

BATCH = 20  # e-mails of one round, after which other work has its turn
LEASE = timedelta(minutes=10)  # longer than an e-mail takes with a mail server that answers at the last moment
REST = timedelta(minutes=1)  # after the mail server could not be reached, or dropped us
GIVE_UP_AFTER = timedelta(days=3)
WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=8))


@dataclass(frozen=True)
class Fate:
    """How one attempt ended. `goes_on`: the mail server answered, and others may be handed to it."""

    state: State
    problem: str = ""
    goes_on: bool = True


def retry_at(attempts: int, now: datetime) -> datetime | None:
    """When an e-mail that was refused for now is tried again after so many attempts; None: it is given up."""
    return now + WAITS[attempts - 1] if 1 <= attempts <= len(WAITS) else None
