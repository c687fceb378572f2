"""Ask for work, stop it, start it again."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.rules import canonical
from commonground.foundation.kernel.errors import Conflict, Refused
from commonground.foundation.kernel.identifiers import new_id
from commonground.foundation.kernel.states import check_move
from commonground.foundation.kernel.viewer import ENGLAND, Viewer
from commonground.foundation.work import access, processes
from commonground.foundation.work.actions import handlers, running
from commonground.foundation.work.actions.losing import release_lost
from commonground.foundation.work.actions.progress import OnProgress
from commonground.foundation.work.models import Job
from commonground.foundation.work.rules import MOVES, State, viewer_as_plain, viewer_from_plain


@audit.atomic()
def enqueue(*, job: str, params: Mapping[str, Any] | None = None, key: str = "", by: Viewer) -> Job:
    """Ask for work to be done by the worker, once the caller's transaction has committed.

    `params` are plain values (dates and ids arrive as text). Raises Conflict while a job with the same `key` waits or
    runs; `queries.active(key)` tells beforehand. May the viewer? is the question of the room that asks.
    """
    row = _open(job, params, key, by, state=State.QUEUED)
    running.queue(row)
    audit.record("job queued", by=by, about=row, details={"job": job, "key": row.key})
    return row


def run_now(
    *,
    job: str,
    params: Mapping[str, Any] | None = None,
    key: str = "",
    by: Viewer,
    on_progress: OnProgress | None = None,
) -> Job:
    """Do the work here and now, for the command line: same row, same key, same ending as in the worker.

    Raises Conflict while a job with the same `key` waits or runs, and whatever the handler raises.
    """
    if audit.is_open():
        raise RuntimeError("work.run_now() runs long and commits by itself: call it outside of audit.atomic()")
    now = timezone.now()
    here = {"started_at": now, "heartbeat_at": now, **running.where(processes.this_process())}
    with audit.atomic():
        row = _open(job, params, key, by, state=State.RUNNING, **here)
        audit.record("job started", by=by, about=row, details={"job": job, "key": row.key})
    running.perform(row, on_progress=on_progress)
    return row


@audit.atomic()
def cancel(*, job: Job, by: Viewer) -> None:
    """Ask for work to stop. What waits is cancelled at once, what runs at its next step. Twice is as good as once."""
    access.check_can_cancel(by, job)
    asked = {"cancel_asked_at": by.now, "cancel_asked_by": by.label}
    waiting = Job.objects.filter(pk=job.pk, state=State.QUEUED)
    if waiting.update(state=State.CANCELLED, finished_at=by.now, problem="Cancelled before it began.", **asked):
        audit.record("job cancelled", by=by, about=job, details={"job": job.name})
    elif Job.objects.filter(pk=job.pk, state=State.RUNNING, cancel_asked_at__isnull=True).update(**asked):
        audit.record("job asked to cancel", by=by, about=job, details={"job": job.name})
    job.refresh_from_db()
    if job.state not in (State.CANCELLED, State.RUNNING):
        check_move(MOVES, State(job.state), State.CANCELLED, what="This work")


@audit.atomic()
def start_again(*, job: Job, by: Viewer) -> Job:
    """Ask for the same work anew, after it failed, was cancelled or was interrupted. Raises Conflict as `enqueue`.

    Somebody else's work stays theirs: it runs with the rights they asked with, and the audit says who started it.
    """
    access.check_can_start_again(by, job)
    release_lost(now=timezone.now(), key=job.key)
    job.refresh_from_db()
    if not job.may_be_started_again:
        raise Refused(f"{job.title} is {job.state} and cannot be started again from here.")
    whose = by if access.is_own(by, job) else viewer_from_plain(job.requested_with, now=by.now, session=by.session)
    row = _open(job.name, job.params, job.key, whose, state=State.QUEUED)
    running.queue(row)
    audit.record("job started again", by=by, about=row, details={"job": job.name, "instead of": job.pk})
    return row


def _open(job: str, params: Mapping[str, Any] | None, key: str, by: Viewer, **values: Any) -> Job:
    """Insert the row. The database decides who is first: only one open row may hold a key."""
    identifier = new_id()
    row = Job(
        id=identifier,
        name=job,
        title=handlers.find(job).title,
        params=json.loads(canonical(params or {})),
        key=key or str(identifier),
        requested_by_id=by.id,
        requested_by_label=by.label,
        requested_with=viewer_as_plain(by),
        queued_at=timezone.now(),
        **values,
    )
    release_lost(now=row.queued_at, key=row.key)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        holder = Job.objects.open().filter(key=row.key).first()
        if holder is None:
            raise
        raise _conflict(holder) from None
    return row


def _conflict(holder: Job) -> Conflict:
    if holder.state == State.QUEUED:
        return Conflict(f"{holder.title} is already waiting since {_clock(holder.queued_at)}.")
    since = _clock(holder.started_at or holder.queued_at)
    return Conflict(f"{holder.title} is already running since {since}, asked for by {holder.requested_by_label}.")


def _clock(at: datetime) -> str:
    local = at.astimezone(ENGLAND)
    return f"{local:%H:%M} on {local.day} {local:%B %Y}"
