"""When an agreement holds, and what has lapsed. No clock: the day is passed in."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from commonground.foundation.kernel.errors import Invalid, Problem


class Labelled(StrEnum):
    """A word for tables that is also the words for people."""

    @property
    def label(self) -> str:
        return self.value.replace("-", " ").capitalize()


class Capacity(Labelled):
    """As what an organisation takes part in an agreement."""

    CONTROLLER = "controller"
    JOINT = "joint-controller"
    PROCESSOR = "processor"


class Sensitivity(Labelled):
    """How guarded a field is (access policy, point 5)."""

    OPEN = "open"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"
    RESTRICTED = "restricted"


class Standing(Labelled):
    """How an agreement stands on a day."""

    UNSIGNED = "waits-for-signatures"
    NOT_YET = "not-yet-in-force"
    IN_FORCE = "in-force"
    EXPIRING = "expires-soon"
    LAPSED = "lapsed"
    ENDED = "ended"


class LapseKind(Labelled):
    """What can lapse."""

    AGREEMENT_LAPSED = "agreement-lapsed"
    AGREEMENT_EXPIRES = "agreement-expires-soon"
    REGISTRATION_LAPSED = "registration-lapsed"
    REGISTRATION_EXPIRES = "registration-expires-soon"
    REVIEW_OVERDUE = "review-overdue"
    RESTS_ON_LAPSED = "rests-on-a-lapsed-agreement"


HOLDS = frozenset({Standing.IN_FORCE, Standing.EXPIRING})


@dataclass(frozen=True)
class Raising:
    """How early a lapse is raised, and by when it is answered."""

    warn_days: int
    answer_working_days: int


@dataclass(frozen=True)
class Term:
    """A span in which an agreement holds: [starts_on, expires_on)."""

    starts_on: date
    expires_on: date

    def covers(self, day: date) -> bool:
        return self.starts_on <= day < self.expires_on

    def overlaps(self, other: "Term") -> bool:
        return self.starts_on < other.expires_on and other.starts_on < self.expires_on


@dataclass(frozen=True)
class Pack:
    """packs/governance.toml: rows of purposes and bases in their order, and how lapses are raised."""

    purposes: Sequence[dict[str, str]]
    bases: Sequence[dict[str, str]]
    raising: Raising


def read_pack(text: str) -> Pack:
    held = tomllib.loads(text)
    return Pack(held["purpose"], held["basis"], Raising(**held["raising"]))


def standing(terms: Sequence[Term], *, is_signed: bool, ended_on: date | None, on: date, warn_days: int) -> Standing:
    """How an agreement stands on a day. A renewal that begins where a term expires leaves no warning."""
    if ended_on is not None and ended_on <= on:
        return Standing.ENDED
    if not is_signed or not terms:
        return Standing.UNSIGNED
    if all(on < term.starts_on for term in terms):
        return Standing.NOT_YET
    if not any(term.covers(on) for term in terms):
        return Standing.LAPSED
    ends = held_until(terms, on)
    return Standing.EXPIRING if ends - on <= timedelta(days=warn_days) else Standing.IN_FORCE


def held_until(terms: Sequence[Term], on: date) -> date:
    """The first day from `on` that no term covers; `on` itself where it is not covered."""
    day = on
    while covering := [term.expires_on for term in terms if term.covers(day)]:
        day = max(covering)
    return day


def check_term(new: Term, held: Sequence[Term]) -> None:
    """Raises Invalid where the days are the wrong way round or the term overlaps one there is."""
    if new.expires_on <= new.starts_on:
        problem = Problem("It must expire after its first day.", "Give a later day.", "Expires on", column="expires_on")
        raise Invalid("The agreement was not put in force.", [problem])
    for term in held:
        if new.overlaps(term):
            until = f"{term.starts_on:%-d %B %Y} to {term.expires_on:%-d %B %Y}"
            problem = Problem(
                f"It overlaps the term of {until}.",
                "Begin the renewal on the day the last term expires.",
                "First day",
                column="starts_on",
            )
            raise Invalid("The agreement was not put in force.", [problem])


def check_bases(*, has_sensitive_fields: bool, special_basis: object | None) -> None:
    """Raises Invalid where sensitive fields pass without a condition for them (UK GDPR article 9)."""
    if has_sensitive_fields and special_basis is None:
        problem = Problem(
            "Sensitive or restricted fields pass, but no condition for special-category data is named.",
            "Name one, or leave those fields out.",
            "Condition for special-category data",
            column="special_basis",
        )
        raise Invalid("The agreement cannot hold like this.", [problem])
