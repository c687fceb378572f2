"""Read and check the audit."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models

from commonground.foundation.audit import access, rules
from commonground.foundation.audit.models import AuditContent, AuditEvent, AuditHead, AuditPerson
from commonground.foundation.audit.rules import Anchor, Breach, EventFacts
from commonground.foundation.kernel.viewer import Viewer

Tell = Callable[[int, int], None]
BATCH = 5000  # events held in memory at once
HEAD = 1

FACTS = (
    "position", "reference", "at", "actor_id", "actor_label", "purpose", "session", "verb", "about_type", "about_id",
    "content_digest", "persons_digest", "previous",
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One event as people read it. `label` and `details` are empty where the content was erased."""

    position: int
    at: datetime
    who: str
    verb: str
    purpose: str
    label: str
    details: Mapping[str, Any]


@dataclass(frozen=True)
class Verdict:
    """What checking the chain found: how many events hold, where it ends, and the first row that does not."""

    checked: int
    head: Anchor
    breach: Breach | None = None


def head() -> Anchor:
    """Where the chain ends now. Ship it off the host: it is what `verify` can be held to later."""
    row = AuditHead.objects.filter(pk=HEAD).first()
    return Anchor(row.position, row.hash) if row else Anchor(0, rules.START)


def history(about: models.Model, *, limit: int = 100) -> list[Entry]:
    """What was done to one row, latest first. The caller has checked that the viewer may read the row itself."""
    events = AuditEvent.objects.filter(about_type=about._meta.label_lower, about_id=str(about.pk))
    return _entries(events, limit)


def access_log(person: UUID, *, viewer: Viewer, limit: int = 1000) -> list[Entry]:
    """Every event that concerns a person, latest first: what can be released to them. Raises Refused."""
    access.check_can_read(viewer)
    return _entries(AuditEvent.objects.filter(persons__person=person), limit)


def _entries(events: models.QuerySet[AuditEvent], limit: int) -> list[Entry]:
    rows = list(events.order_by("-position")[:limit])
    bodies = dict(AuditContent.objects.filter(event__in=rows).values_list("event_id", "body"))
    return [_entry(row, bodies.get(row.position, "")) for row in rows]


def _entry(row: AuditEvent, body: str) -> Entry:
    said = json.loads(body) if body else {}
    label, details = said.get("label", ""), said.get("details", {})
    return Entry(row.position, row.at, row.actor_label, row.verb, row.purpose, label, details)


@dataclass
class _Chain:
    """What checking carries from one event to the next."""

    anchors: dict[int, str]
    position: int = 0
    hash: str = rules.START
    erased: set[int] = field(default_factory=set)  # empty contents whose record of erasure is still to come


def verify(*, anchors: Sequence[Anchor] = (), tell: Tell | None = None) -> Verdict:
    """Walk the chain from its start to its head and stop at the first row that does not hold.

    Finds a changed or deleted event, content or person, events out of order, a tail that was cut, and, given an
    anchor that was kept elsewhere, a chain rewritten from some point on. Reads in batches, holds no lock; events
    written meanwhile are left for the next time. `tell` is given how many events are checked, and of how many.
    """
    end = head()
    chain = _Chain({anchor.position: anchor.hash for anchor in anchors if anchor.position})
    for breach in _breaches(chain, end, tell or (lambda done, total: None)):
        return Verdict(chain.position, end, breach)
    return Verdict(chain.position, end)


def _breaches(chain: _Chain, end: Anchor, tell: Tell) -> Iterator[Breach]:
    while chain.position < end.position:
        before = chain.position
        yield from _check_batch(chain, before, min(before + BATCH, end.position))
        tell(chain.position, end.position)
    yield from _check_end(chain, end)


def _check_batch(chain: _Chain, after: int, until: int) -> Iterator[Breach]:
    """Check the events with after < position <= until, with their content and persons."""
    span = {"event__gt": after, "event__lte": until}
    filled = AuditContent.objects.filter(**span).values_list("event_id", "salt", "body")
    contents = {position: (salt, body) for position, salt, body in filled}
    persons: dict[int, list[UUID]] = {}
    for position, person in AuditPerson.objects.filter(**span).values_list("event_id", "person"):
        persons.setdefault(position, []).append(person)
    rows = AuditEvent.objects.filter(position__gt=after, position__lte=until).order_by("position")
    for *values, stored in rows.values_list(*FACTS, "hash"):
        event = EventFacts(*values)
        yield from _check_event(chain, event, stored)
        yield from _check_content(chain, event, contents.pop(event.position, None))
        if rules.persons_digest(persons.pop(event.position, ())) != event.persons:
            yield Breach(event.position, "the persons it concerns are not those that were recorded")
        chain.position, chain.hash = event.position, stored
    if chain.position < until:
        yield Breach(chain.position + 1, "it is missing" + _to(chain.position + 1, until))


def _to(first: int, last: int) -> str:
    return "" if first == last else f", and so is everything up to event {last}"


def _check_event(chain: _Chain, event: EventFacts, stored: str) -> Iterator[Breach]:
    expected = chain.position + 1
    if event.position != expected:
        yield Breach(expected, "it is missing" + _to(expected, event.position - 1))
    if rules.event_hash(event) != stored:
        yield Breach(event.position, "it is not what was recorded: its hash does not fit what it says")
    if event.previous != chain.hash:
        yield Breach(event.position, "it does not follow the event before it: one of the two was replaced")
    if chain.anchors.get(event.position, stored) != stored:
        yield Breach(event.position, "it is not what the anchor says: the chain was rewritten up to here")


def _check_content(chain: _Chain, event: EventFacts, content: tuple[str, str] | None) -> Iterator[Breach]:
    salt, body = content or ("", "")
    if content is None and event.content:
        yield Breach(event.position, "its content is missing")
    elif content == ("", "") and event.content:
        chain.erased.add(event.position)
    elif rules.content_digest(salt, body) != event.content:
        yield Breach(event.position, "its content is not what was recorded")
    elif event.verb == rules.ERASURE and body:
        chain.erased.difference_update(json.loads(body)["details"]["positions"])


def _check_end(chain: _Chain, end: Anchor) -> Iterator[Breach]:
    if chain.erased:
        yield Breach(min(chain.erased), "its content is empty, and no event says that it was erased")
    if chain.hash != end.hash:
        yield Breach(end.position, "the head of the chain does not fit it: the end was cut or the head was changed")
    beyond = [position for position in chain.anchors if position > end.position]
    if beyond:
        yield Breach(end.position + 1, f"it is missing: the anchor saw events up to {max(beyond)}")
    yield from _check_beyond(end)


def _check_beyond(end: Anchor) -> Iterator[Breach]:
    """Events after the head: written since we started, under a head that has moved on, or smuggled in."""
    last = AuditEvent.objects.filter(position__gt=end.position).order_by("position").values_list("position", flat=True)
    first = last.first()
    if first is not None and head().position < first:
        yield Breach(first, "it stands after the head of the chain")
