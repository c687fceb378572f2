"""How long a session lasts, and in which state an invitation is."""

import tomllib
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from enum import StrEnum

from commonground.foundation.kernel.errors import Invalid, Problem


@dataclass(frozen=True)
class SignInPolicy:
    """What packs/sign_in.toml says."""

    longest_hours: int
    idle_minutes: int
    invitation_days: int
    leaving_days: int

    @property
    def longest(self) -> timedelta:
        return timedelta(hours=self.longest_hours)


def read_policy(text: str) -> SignInPolicy:
    """Raises Invalid naming each line that is missing, unknown or not a whole number above 0."""
    given, wanted = tomllib.loads(text), [field.name for field in fields(SignInPolicy)]
    problems = [Problem("is not known", where=name) for name in given if name not in wanted]
    problems += [
        Problem("must be a whole number above 0", where=name)
        for name in wanted
        if not (isinstance(given.get(name), int) and given[name] > 0)
    ]
    if problems:
        raise Invalid("The policy of signing in cannot be read.", problems)
    return SignInPolicy(**given)


class Ending(StrEnum):
    """Why a session was over."""

    SIGNED_OUT = "signed out"
    ELSEWHERE = "ended from elsewhere"
    IDLE = "nothing happened"
    TOO_LONG = "as long as a session lasts"
    LEFT = "last role ended"
    PASSWORD = "password changed"  # noqa: S105 a reason, not a password
    FACTOR = "second factor reset"
    CLOSED = "account closed"


SENTENCES = {
    Ending.ELSEWHERE: "You were signed out here from another session, or by an administrator.",
    Ending.IDLE: "You were signed out because nothing happened for a while. Drafts that were saved are still there.",
    Ending.TOO_LONG: "You were signed out because a session ends after some hours, whatever happens in it.",
    Ending.LEFT: "You were signed out because your last role has ended.",
    Ending.PASSWORD: "You were signed out because your password was changed.",
    Ending.FACTOR: "You were signed out because your second factor was reset.",
    Ending.CLOSED: "This account is closed.",
}


@dataclass(frozen=True)
class SessionFacts:
    """A session, reduced to what its end is judged by. `left_on`: since when the person holds no role any more."""

    started_at: datetime
    seen_at: datetime
    started_on: date
    ended_because: str = ""
    left_on: date | None = None


def why_over(facts: SessionFacts, *, now: datetime, idle: timedelta, longest: timedelta) -> Ending | None:
    """Why the session is over at `now`, or None. A last role that ended ends the sessions that began before."""
    if facts.ended_because:
        return Ending(facts.ended_because)
    if now - facts.started_at >= longest:
        return Ending.TOO_LONG
    if now - facts.seen_at >= idle:
        return Ending.IDLE
    if facts.left_on is not None and facts.started_on < facts.left_on:
        return Ending.LEFT
    return None


class InvitationState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


def invitation_state(
    *, accepted_at: datetime | None, withdrawn_at: datetime | None, expires_at: datetime, now: datetime
) -> InvitationState:
    """What was done to it counts before the day it runs out."""
    if accepted_at is not None:
        return InvitationState.ACCEPTED
    if withdrawn_at is not None:
        return InvitationState.WITHDRAWN
    return InvitationState.EXPIRED if now >= expires_at else InvitationState.OPEN


INVITATION_SENTENCES = {
    InvitationState.ACCEPTED: "This invitation was used already. If it was you, sign in. If it was not, tell whoever "
    "invited you at once.",
    InvitationState.WITHDRAWN: "This invitation was withdrawn. Ask whoever invited you what happened.",
    InvitationState.EXPIRED: "This invitation has run out. Ask whoever invited you for a new one.",
}


def check_invitation_is_open(state: InvitationState) -> None:
    """Raises Invalid with what to do."""
    if state is not InvitationState.OPEN:
        raise Invalid(INVITATION_SENTENCES[state])
