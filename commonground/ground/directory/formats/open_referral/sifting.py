"""What of a document can be taken, and what is wrong with the rest."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from commonground.foundation.kernel.errors import Problem
from commonground.ground.directory.formats.open_referral.checking import problems_of
from commonground.ground.directory.formats.open_referral.documents import Document, earlier_version, names_of
from commonground.ground.directory.formats.open_referral.reading import Record, read_object
from commonground.ground.directory.formats.open_referral.tables import OURS
from commonground.ground.directory.rules.plain import DEEPEST
from commonground.ground.directory.rules.words import Layout

GREAT_BRITAIN = frozenset({"", "GB", "UK", "GBR", "ENGLAND", "UNITED KINGDOM"})
# Tables of a package are read as their version names them, whatever holidays they have beside their schedules.
WRITTEN_AS_JSON = (Layout.SERVICES, Layout.API)
SHOWN_DEEP = 60_000  # characters of a bad row that are kept for whoever looks at it


@dataclass
class Bad:
    """A row that cannot be taken."""

    place: str
    name: str
    problems: list[Problem]
    raw: Any
    sha256: str = ""
    is_confidential: bool = False


@dataclass
class Good:
    """A service that can be taken, so far as its own words go. `content` tells whether it has changed."""

    record: Record
    content: str
    raw: Any


@dataclass
class Sifted:
    good: list[Good] = field(default_factory=list)
    bad: list[Bad] = field(default_factory=list)


def sift(document: Document) -> Sifted:
    """Each service read and checked, in the order of the document."""
    sifted = Sifted()
    seen: dict[UUID, str] = {}
    for place, raw in document.services:
        problems: list[Problem] = earlier_version(raw, place=place) if document.layout in WRITTEN_AS_JSON else []
        if problems:
            sifted.bad.append(bad(place, raw, problems))
            continue
        record = read_object(raw, "service", place=place, problems=problems)
        if record is not None and not problems:
            problems = problems_of(record) + list(_repeated(record))
            if record.public_id in seen:
                problems.append(Problem(f"has the id of the service at {seen[record.public_id]}.", where=place))
        if record is None or problems:
            sifted.bad.append(bad(place, raw, problems))
            continue
        seen[record.public_id] = place
        sifted.good.append(Good(record, _hash(raw), raw))
    return sifted


def bad(place: str, raw: Any, problems: list[Problem]) -> Bad:
    """A row for the quarantine, with what tells it from others and whether it says where something secret is."""
    name = next(names_of(raw), "")[:255]
    return Bad(place[:300] or "/", name, problems, _short(raw), _hash(raw), _is_confidential(raw))


def _is_confidential(raw: Any, depth: int = 0) -> bool:
    """Whether a place in it is marked as confidential. What is nested deeper than anything real is taken for that."""
    if depth > DEEPEST:
        return True
    if isinstance(raw, Mapping):
        ours = raw.get(OURS)
        marked = isinstance(ours, Mapping) and bool(ours.get("confidential"))
        return marked or any(_is_confidential(one, depth + 1) for one in raw.values())
    return isinstance(raw, list) and any(_is_confidential(one, depth + 1) for one in raw)


def postcodes_of(service: Record) -> Iterator[tuple[Record, str]]:
    """The addresses of a service with a postcode of this country."""
    for address in service.all_within("address"):
        country = str(address.values.get("country", "")).strip().upper()
        code = str(address.values.get("postal_code", "")).strip()
        if code and country in GREAT_BRITAIN:
            yield address, code


def _repeated(record: Record) -> Iterator[Problem]:
    """Two of one list with one id: which of them is meant cannot be told."""
    for key, listed in record.many.items():
        ids = [one.public_id for one in listed]
        if len(set(ids)) != len(ids):
            yield Problem(f"has two {key} with one id.", "Give each an id of its own.", where=record.place)
        for one in listed:
            yield from _repeated(one)


def _hash(raw: Any) -> str:
    return hashlib.sha256(json.dumps(raw, sort_keys=True, default=str).encode("utf-8", "replace")).hexdigest()


def _short(raw: Any) -> Any:
    """The row as it came where it is not too long to keep and is JSON that every database keeps; else its beginning."""
    text = json.dumps(raw, default=str)
    try:
        json.dumps(raw, default=str, allow_nan=False)
    except ValueError:  # a number without end
        return {"beginning": text[:SHOWN_DEEP]}
    if raw is None or len(text) > SHOWN_DEEP or "\\u0000" in text or "\\ud" in text:
        return {"beginning": text[:SHOWN_DEEP]}
    return json.loads(text)
