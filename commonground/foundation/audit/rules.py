"""The canonical form of what is recorded, and the chain of hashes over it. See docs/reference for the fields."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from uuid import UUID

_spell = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False).encode

START = "0" * 64  # what the first event follows
ERASURE = "audit content erased"


@dataclass(frozen=True, slots=True)
class EventFacts:
    """One event as the hash covers it. `content` and `persons` are digests, or "" where there is nothing."""

    position: int
    reference: UUID
    at: datetime
    actor_id: UUID | None
    actor_label: str
    purpose: str
    session: str
    verb: str
    about_type: str
    about_id: str
    content: str
    persons: str
    previous: str


@dataclass(frozen=True)
class Anchor:
    """Where the chain ended at some moment. Kept off the host, it shows a tail that was cut and rewritten."""

    position: int
    hash: str

    def __str__(self) -> str:
        return f"{self.position}:{self.hash}"


@dataclass(frozen=True)
class Breach:
    """The first row that does not hold, and why."""

    position: int
    why: str

    def __str__(self) -> str:
        return f"event {self.position}: {self.why}"


def canonical(value: object) -> str:
    """JSON with one spelling only: keys in order, no spaces, ASCII. Raises TypeError for what has no plain form."""
    return _spell(_plain(value))


def _plain(value: object) -> object:
    match value:
        case Enum():
            return _plain(value.value)
        case None | bool() | int() | float():
            return value
        case str():
            return str(value)
        case datetime():
            return _moment(value)
        case date():
            return value.isoformat()
        case UUID() | Decimal():
            return str(value)
        case Mapping():
            return {_key(key): _plain(part) for key, part in value.items()}
        case set() | frozenset():
            return sorted((_plain(part) for part in value), key=canonical)
        case Iterable() if not isinstance(value, bytes | bytearray | memoryview):
            return [_plain(part) for part in value]
    raise TypeError(f"{type(value).__name__} has no plain form to record; give text, numbers, dates or ids")


def _key(key: object) -> str:
    plain = _plain(key)
    if isinstance(plain, list | dict):
        raise TypeError(f"{type(key).__name__} cannot name a detail")
    return plain if isinstance(plain, str) else json.dumps(plain)


def _moment(at: datetime) -> str:
    if at.tzinfo is None:
        raise TypeError("a time without a time zone has no plain form")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def session_digest(session: str) -> str:
    """Joins the events of one session without keeping the key that opens it."""
    return sha256(session) if session else ""


def content_digest(salt: str, body: str) -> str:
    """Digest of a body that may be erased later. Without the salt, which goes with it, no guess can be tested."""
    return sha256(f"{salt}\n{body}") if body else ""


def persons_digest(persons: Iterable[UUID]) -> str:
    """Digest of the persons concerned, whatever their order."""
    named = sorted({person.hex for person in persons})
    return sha256(_spell(named)) if named else ""


def event_hash(event: EventFacts) -> str:
    """SHA-256 of the canonical form of all facts, the previous hash among them. The keys stand in order."""
    return sha256(
        _spell(
            {
                "about": [event.about_type, event.about_id],
                "actor": [event.actor_id.hex if event.actor_id else None, event.actor_label],
                "at": _moment(event.at),
                "content": event.content,
                "persons": event.persons,
                "position": event.position,
                "previous": event.previous,
                "purpose": event.purpose,
                "reference": event.reference.hex,
                "session": event.session,
                "verb": event.verb,
            }
        )
    )
