"""Append events to the chain, last thing before commit, under the locked head."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cached_property
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db import DatabaseError, OperationalError, connection, models
from django.db.backends.utils import CursorWrapper

from commonground.foundation.audit import rules
from commonground.foundation.audit.models import AuditContent, AuditEvent, AuditHead, AuditPerson
from commonground.foundation.kernel.identifiers import new_id

Statement = tuple[str, list[Any]]
Written = Sequence[tuple[tuple[Any, ...], "Pending"]]  # rows of the table of events, with what they were made of

HEAD = 1
ROWS_AT_ONCE = 500  # of up to 17 values: below what SQLite takes in one statement


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
    """Write the events after the head, all at once. Raises Unwritable; the caller's transaction then ends.

    Everybody who writes waits here for everybody else, so the statements are written out: building them through the
    ORM takes as long again as running them (B12).
    """
    if not events:
        return
    try:
        with connection.cursor() as cursor:
            position, previous = _lock_head(cursor)
            rows = _chain(events, position, previous)
            write = _in_one_message if connection.vendor == "postgresql" else _through_view
            write(cursor, list(zip(rows, events, strict=True)))
    except Unwritable:
        raise
    except DatabaseError as problem:
        raise Unwritable(type(problem).__name__) from problem


@dataclass(frozen=True)
class _Table:
    """How to insert into a table: which fields, in which order."""

    model: type[models.Model]
    fields: tuple[models.Field[Any, Any], ...]

    @classmethod
    def of(cls, model: type[models.Model], *names: str) -> "_Table":
        found = (model._meta.get_field(name) for name in names)
        return cls(model, tuple(field for field in found if isinstance(field, models.Field)))

    @cached_property
    def columns(self) -> str:
        return ", ".join(str(field.column) for field in self.fields)

    def prepared(self, row: Sequence[object]) -> list[Any]:
        """The values of a row as the database takes them."""
        return [field.get_db_prep_save(value, connection) for field, value in zip(self.fields, row, strict=True)]

    def inserts(self, rows: Sequence[Sequence[object]]) -> Iterator[Statement]:
        """Of rows in the order of the fields."""
        start = f"INSERT INTO {self.model._meta.db_table} ({self.columns}) VALUES "  # noqa: S608 our own names
        places = f"({', '.join('%s' for _ in self.fields)})"
        return _inserts(start, places, [self.prepared(row) for row in rows])


EVENT = _Table.of(
    AuditEvent, "position", "reference", "at", "actor_id", "actor_label", "purpose", "session", "verb", "about_type",
    "about_id", "content_digest", "persons_digest", "previous", "hash",
)  # fmt: skip
AS_ROW = attrgetter(*(field.name for field in fields(rules.EventFacts)))
CONTENT = _Table.of(AuditContent, "event", "salt", "body")
PERSON = _Table.of(AuditPerson, "event", "person")
READ_HEAD = f"SELECT position, hash FROM {AuditHead._meta.db_table} WHERE id = %s"  # noqa: S608 our own names
APPEND = f"INSERT INTO audit_appending ({EVENT.columns}, salt, body, persons) VALUES "  # noqa: S608 our own names
MOVE_HEAD = f"UPDATE {AuditHead._meta.db_table} SET position = %s, hash = %s WHERE id = %s"  # noqa: S608 our own names


def _inserts(start: str, places: str, rows: Sequence[Sequence[object]]) -> Iterator[Statement]:
    """One statement for each ROWS_AT_ONCE rows of values as the database takes them."""
    for first in range(0, len(rows), ROWS_AT_ONCE):
        some = rows[first : first + ROWS_AT_ONCE]
        yield start + ", ".join([places] * len(some)), [value for row in some for value in row]


def _in_one_message(cursor: CursorWrapper, written: Written) -> None:
    """On PostgreSQL: each journey there and back is one for which all other writers wait."""
    contents = [(row[0], event.salt, event.body) for row, event in written if event.body]
    persons = [(row[0], person) for row, event in written for person in event.persons]
    last = written[-1][0]
    statements = [
        *EVENT.inserts([row for row, _ in written]),
        *CONTENT.inserts(contents),
        *PERSON.inserts(persons),
        (MOVE_HEAD, [last[0], last[-1], HEAD]),
    ]
    cursor.execute("; ".join(text for text, _ in statements), [one for _, values in statements for one in values])


def _through_view(cursor: CursorWrapper, written: Written) -> None:
    """On SQLite: the view takes an event with its content and persons and moves the head (migration 0003)."""
    rows = [
        (*EVENT.prepared(row), event.salt, event.body, json.dumps([person.hex for person in event.persons]))
        for row, event in written
    ]
    for text, values in _inserts(APPEND, f"({', '.join('%s' for _ in rows[0])})", rows):
        cursor.execute(text, values)


def _lock_head(cursor: CursorWrapper) -> tuple[int, str]:
    """Where the chain ends, locked until the transaction ends: by FOR UPDATE, on SQLite by its one write lock."""
    locking = f" {connection.ops.for_update_sql()}" if connection.features.has_select_for_update else ""
    cursor.execute(READ_HEAD + locking, [HEAD])
    found = cursor.fetchone()
    if found is None:
        # the first event of all; where others are first at the same moment, this waits for them
        AuditHead.objects.bulk_create([AuditHead(pk=HEAD)], ignore_conflicts=True)
        cursor.execute(READ_HEAD + locking, [HEAD])
        found = cursor.fetchone()
        if found[0] == 0 and AuditEvent.objects.exists():
            raise Unwritable("the head of the chain is gone; run `commonground audit verify`")
    position, previous = found
    return position, previous


def _chain(events: Sequence[Pending], position: int, previous: str) -> list[tuple[Any, ...]]:
    """Rows of the table of events, in the order of its fields, each following the one before."""
    rows: list[tuple[Any, ...]] = []
    for place, event in enumerate(events, position + 1):
        facts = rules.EventFacts(
            position=place,
            reference=new_id(),
            at=event.at,
            actor_id=event.actor_id,
            actor_label=event.actor_label,
            purpose=event.purpose,
            session=event.session,
            verb=event.verb,
            about_type=event.about_type,
            about_id=event.about_id,
            content=rules.content_digest(event.salt, event.body),
            persons=rules.persons_digest(event.persons),
            previous=previous,
        )
        previous = rules.event_hash(facts)
        rows.append((*AS_ROW(facts), previous))
    return rows
