"""Append events to the chain, last thing before commit, under the locked head."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, OperationalError

from commonground.foundation.audit import rules
from commonground.foundation.audit.models import AuditContent, AuditEvent, AuditHead, AuditPerson
from commonground.foundation.kernel.identifiers import new_id

HEAD = 1


class Unwritable(OperationalError):
    """The audit could not be written, so nothing that it should record may happen or be shown. A page becomes 503."""


@dataclass(frozen=True, slots=True)
class Pending:
    """An event that waits for its place in the chain."""

    at: datetime
    actor_id: UUID | None
    actor_label: str
    purpose: str
    session: str
    verb: str
    about_type: str
    about_id: str
    salt: str
    body: str
    persons: tuple[UUID, ...]


def append(events: Sequence[Pending]) -> None:
    """Write the events after the head. One INSERT a table. Raises Unwritable; the caller's transaction then ends."""
    if not events:
        return
    try:
        head = _lock_head()
        rows = _chain(events, head)
        AuditEvent.objects.bulk_create(rows)
        AuditContent.objects.bulk_create(
            [
                AuditContent(event=row, salt=event.salt, body=event.body)
                for row, event in zip(rows, events, strict=True)
                if event.body
            ]
        )
        AuditPerson.objects.bulk_create(
            [
                AuditPerson(event=row, person=person)
                for row, event in zip(rows, events, strict=True)
                for person in event.persons
            ]
        )
        AuditHead.objects.filter(pk=HEAD).update(position=rows[-1].position, hash=rows[-1].hash)
    except DatabaseError as problem:
        raise Unwritable(type(problem).__name__) from problem


def _lock_head() -> AuditHead:
    """The head, locked until the transaction ends: by FOR UPDATE, on SQLite by its one write lock."""
    locked = AuditHead.objects.select_for_update()
    head = locked.filter(pk=HEAD).first()
    if head is None:
        if AuditEvent.objects.exists():
            raise Unwritable("the head of the chain is gone; run `commonground audit verify`")
        AuditHead.objects.bulk_create([AuditHead(pk=HEAD)], ignore_conflicts=True)
        head = locked.get(pk=HEAD)
    return head


def _chain(events: Sequence[Pending], head: AuditHead) -> list[AuditEvent]:
    rows: list[AuditEvent] = []
    previous = head.hash
    for position, event in enumerate(events, head.position + 1):
        row = AuditEvent(
            position=position,
            reference=new_id(),
            at=event.at,
            actor_id=event.actor_id,
            actor_label=event.actor_label,
            purpose=event.purpose,
            session=event.session,
            verb=event.verb,
            about_type=event.about_type,
            about_id=event.about_id,
            content_digest=rules.content_digest(event.salt, event.body),
            persons_digest=rules.persons_digest(event.persons),
            previous=previous,
        )
        row.hash = previous = rules.event_hash(facts(row))
        rows.append(row)
    return rows


def facts(row: AuditEvent) -> rules.EventFacts:
    """What the hash of a row covers."""
    return rules.EventFacts(
        position=row.position,
        reference=row.reference,
        at=row.at,
        actor_id=row.actor_id,
        actor_label=row.actor_label,
        purpose=row.purpose,
        session=row.session,
        verb=row.verb,
        about_type=row.about_type,
        about_id=row.about_id,
        content=row.content_digest,
        persons=row.persons_digest,
        previous=row.previous,
    )
