"""Find work whose process is gone, so that it can be started again."""

from datetime import datetime

from django_tasks_db.models import DBTaskResult, TaskResultStatus

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.viewer import operator
from commonground.foundation.work import processes
from commonground.foundation.work.actions.running import queue
from commonground.foundation.work.models import Job
from commonground.foundation.work.rules import LOST_AFTER, State

SENTENCE = "The process that did this work stopped before the end. What was not finished has been undone."


def release_lost(*, now: datetime, key: str = "", is_idle: bool = False) -> list[Job]:
    """Mark as interrupted what is running without a process, all of it or what holds `key`; returns it.

    `is_idle`: this process does no work at the moment, so what claims to run in it does not.
    """
    here = processes.this_process() if is_idle else None
    running = Job.objects.filter(state=State.RUNNING)
    lost = [
        job
        for job in (running.filter(key=key) if key else running)
        if processes.is_lost(job, now=now) or (here is not None and processes.process_of(job) == here)
    ]
    return [job for job in lost if _interrupt(job, now)]


@audit.atomic()
def _interrupt(job: Job, now: datetime) -> bool:
    """False where somebody else marked it first, or it lives after all and has moved on."""
    same = Job.objects.filter(pk=job.pk, state=State.RUNNING, heartbeat_at=job.heartbeat_at)
    if not same.update(state=State.INTERRUPTED, finished_at=now, problem=SENTENCE):
        return False
    by = operator(now, permissions=frozenset(), label="worker")
    audit.record("job interrupted", by=by, about=job, details={"job": job.name, "host": job.host})
    job.refresh_from_db()
    return True


@audit.atomic()
def requeue_forgotten(*, now: datetime) -> list[Job]:
    """Give a new place in the queue to waiting jobs whose place was taken by a worker that died before it began."""
    long_ago = now - LOST_AFTER
    waiting = Job.objects.filter(state=State.QUEUED, queued_at__lt=long_ago, task_id__isnull=False)
    tasks = DBTaskResult.objects.filter(id__in=waiting.values("task_id"))
    held = {*tasks.filter(status=TaskResultStatus.READY).values_list("id", flat=True)}
    held |= {*tasks.filter(started_at__gte=long_ago).values_list("id", flat=True)}
    forgotten = [job for job in waiting if job.task_id not in held]
    for job in forgotten:
        queue(job)
        by = operator(now, permissions=frozenset(), label="worker")
        audit.record("job queued again", by=by, about=job, details={"job": job.name})
    return forgotten
