"""What somebody proposes of an entry: its public parts before and after, and what became of it. No Django, no clock."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from commonground.foundation.kernel.states import Labelled
from commonground.ground.directory.rules.words import Route, Status

Value = str | list[str]
Entry = Mapping[str, Value]


class State(Labelled):
    """What became of a proposal."""

    WAITING = "waiting", "Waiting"
    TAKEN = "taken", "Taken"
    IN_PART = "in-part", "Taken in part"
    REFUSED = "refused", "Refused"


MOVES: dict[State, set[State]] = {
    State.WAITING: {State.TAKEN, State.IN_PART, State.REFUSED},
    State.TAKEN: set(),
    State.IN_PART: set(),
    State.REFUSED: set(),
}
DECIDED = (State.TAKEN, State.IN_PART, State.REFUSED)

# The parts of an entry that a provider is shown and may propose to change: its code and what it is called.
PARTS = {
    "name": "Name",
    "alternate_name": "Other name",
    "description": "What it is",
    "status": "Does it run",
    "alert": "Notice",
    "minimum_age": "From age",
    "maximum_age": "Up to age",
    "route": "How somebody comes to it",
    "application_process": "How to get it, in words",
    "hours": "When",
    "fees": "What it costs",
    "email": "E-mail address",
    "url": "Web page",
    "phones": "Telephone",
    "languages": "Languages",
    "interpretation_services": "Interpreting",
    "waiting_weeks": "Weeks to wait",
    "places": "Places",
}
HOURS_AT = "hours-at:"  # and the public id of the service at a location
LISTS = frozenset({"hours", "phones", "languages"})
CHOICES: Mapping[str, Mapping[str, str]] = {
    "status": dict(Status.choices()),
    "route": dict(Route.choices()),
}


def is_list(code: str) -> bool:
    return code in LISTS or code.startswith(HOURS_AT)


def in_words(code: str, value: Value | None) -> str:
    """A value as people read it; "" where nothing is said, or where the part is no more."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n".join(value)
    return CHOICES.get(code, {}).get(value, value)


def proposed(shown: Entry, said: Entry) -> dict[str, Value]:
    """What of `said` is not as it was shown."""
    return {code: value for code, value in said.items() if code in shown and value != shown[code]}


def clashing(codes: Collection[str], *, was: Entry, now: Entry) -> list[str]:
    """Of these parts, those that say something else now than when the proposal began."""
    return [code for code in codes if now.get(code) != was.get(code)]


def digest(entry: Entry) -> str:
    """What a page was drawn from, so that whoever decides on it can be told that it changed in between."""
    return hashlib.sha256(json.dumps(entry, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True)
class Line:
    """One part of a proposal beside the entry: as it was when it began, as it is now, as it is to be."""

    code: str
    label: str
    was: str
    now: str
    said: str

    @property
    def clashes(self) -> bool:
        """Somebody else changed it meanwhile."""
        return self.was != self.now
