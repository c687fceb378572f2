"""One transaction an action; its events are buffered and written last, before commit."""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection, models, transaction

from commonground.foundation.audit import rules
from commonground.foundation.audit.actions.writing import Pending, append
from commonground.foundation.kernel.viewer import Viewer

SALT_BYTES = 16
LABEL = 200  # longest label or purpose that a row holds


@dataclass
class _Buffer:
    """Events of the open transaction, and how deep in savepoints the innermost `atomic` stands."""

    events: list[Pending] = field(default_factory=list)
    depth: int = 0


_OPEN: ContextVar[_Buffer | None] = ContextVar("audit_buffer", default=None)


@contextmanager
def atomic() -> Iterator[None]:
    """One transaction whose recorded events are written last, before commit. Also a decorator: `@audit.atomic()`.

    Inside another `atomic` it is a savepoint: an error that the outer one survives takes the inner events with it.
    Raises Unwritable, and undoes everything, where the audit cannot be written.
    """
    outer = _OPEN.get()
    if outer is not None:
        with _savepoint(outer):
            yield
        return
    buffer = _Buffer()
    token = _OPEN.set(buffer)
    try:
        with transaction.atomic():
            buffer.depth = len(connection.savepoint_ids)
            yield
            append(buffer.events)
    finally:
        _OPEN.reset(token)


@contextmanager
def _savepoint(buffer: _Buffer) -> Iterator[None]:
    kept, depth = len(buffer.events), buffer.depth
    try:
        with transaction.atomic():
            buffer.depth = len(connection.savepoint_ids)
            yield
    except BaseException:
        del buffer.events[kept:]
        raise
    finally:
        buffer.depth = depth


def is_open() -> bool:
    """Whether an `atomic` is open here. What must be its own transaction asks this first."""
    return _OPEN.get() is not None


def record(
    verb: str,
    *,
    by: Viewer,
    about: models.Model | None = None,
    details: Mapping[str, object] | None = None,
    persons: Iterable[UUID] = (),
) -> None:
    """Buffer one event of the transaction that `atomic` opened.

    `details` are text, numbers, dates, ids and lists or mappings of them. `persons` are the ids of everybody whom
    the event concerns. Raises RuntimeError outside of `atomic`, or inside a savepoint that `atomic` does not know of.
    """
    buffer = _OPEN.get()
    if buffer is None:
        raise RuntimeError(f"{verb!r} was recorded outside of audit.atomic(): it would not be written")
    if len(connection.savepoint_ids) != buffer.depth:
        raise RuntimeError(f"{verb!r} was recorded inside transaction.atomic(): nest audit.atomic() instead")
    body = _body(about, details)
    buffer.events.append(
        Pending(
            at=by.now,
            actor_id=by.id,
            actor_label=by.label[:LABEL],
            purpose=by.purpose[:LABEL],
            session=rules.session_digest(by.session),
            verb=verb,
            about_type=about._meta.label_lower if about is not None else "",
            about_id=str(about.pk) if about is not None else "",
            salt=secrets.token_hex(SALT_BYTES) if body else "",
            body=body,
            persons=tuple(sorted(set(persons))),
        )
    )


def _body(about: models.Model | None, details: Mapping[str, object] | None) -> str:
    """Label and details in canonical form, "" where there are neither."""
    parts: dict[str, object] = {}
    if about is not None:
        parts["label"] = str(about)
    if details:
        parts["details"] = details
    return rules.canonical(parts) if parts else ""
