"""Do the work of one job, and say how it ended."""

import logging
import traceback
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.utils import timezone
from django_tasks import task

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import Invalid, PersonFacing
from commonground.foundation.work import processes
from commonground.foundation.work.actions import handlers
from commonground.foundation.work.actions.progress import OnProgress, Progress
from commonground.foundation.work.actions.pulse import pulse
from commonground.foundation.work.models import Job
from commonground.foundation.work.rules import Cancelled, State, viewer_from_plain

log = logging.getLogger(__name__)

KEPT_PROBLEMS = 200
STOPPED = "The work was stopped before the end. What was not finished has been undone."


@task()
def run_job(job_id: str) -> None:
    """What the queue holds: the id alone, so that nothing of a job stands in the queue's table or its log."""
    job = claim(UUID(job_id))
    if job is None:
        return
    try:
        perform(job)
    except Exception as problem:  # how it ended stands in the job; the worker goes on  # noqa: BLE001
        log.info("job %s ended with %s", job_id, type(problem).__name__)


def queue(job: Job) -> None:
    """Give the job a place in the queue, in the caller's transaction."""
    job.task_id = run_job.enqueue(str(job.pk)).id
    job.save(update_fields=["task_id"])


def claim(job_id: UUID) -> Job | None:
    """The job, running here from now on; None where it was cancelled while it waited, or runs or ran elsewhere."""
    now = timezone.now()
    here = processes.this_process()
    waiting = Job.objects.filter(pk=job_id, state=State.QUEUED)
    begun = {"state": State.RUNNING, "started_at": now, "heartbeat_at": now, **where(here)}
    return Job.objects.get(pk=job_id) if waiting.update(**begun) else None


def where(process: processes.Process) -> dict[str, Any]:
    return {"host": process.host, "process": process.number, "process_mark": process.mark}


def perform(job: Job, *, on_progress: OnProgress | None = None) -> None:
    """Call the handler and keep how it ended. Raises what the handler raised."""
    progress = Progress(job.pk, on_progress=on_progress)
    by = viewer_from_plain(job.requested_with, now=timezone.now(), session=f"job {job.pk}")
    try:
        with pulse(job.pk):
            result = handlers.find(job.name).run(progress, by=by, **job.params)
        _close(job, State.DONE, progress, result=dict(result or {}))
    except Cancelled as cancelled:
        _close(job, State.CANCELLED, progress, problem=cancelled.sentence)
        raise
    except PersonFacing as problem:
        _close(job, State.FAILED, progress, problem=problem.sentence, problems=_problems(problem))
        raise
    except Exception as problem:
        _log_without_values(job, problem)
        sentence = f"Something went wrong that is our fault. The log has it under {job.pk}."
        _close(job, State.FAILED, progress, problem=sentence)
        raise
    except BaseException:
        _close(job, State.INTERRUPTED, progress, problem=STOPPED)
        raise


def _close(job: Job, state: State, progress: Progress, **values: Any) -> None:
    now = timezone.now()
    done = progress.total if state == State.DONE else progress.done  # the last step may have been told before its end
    said = {"done": done, "total": progress.total, "sentence": progress.sentence}
    with audit.atomic():
        running = Job.objects.filter(pk=job.pk, state=State.RUNNING)
        if running.update(state=state, finished_at=now, heartbeat_at=now, **said, **values):
            by = viewer_from_plain(job.requested_with, now=now, session=f"job {job.pk}")
            audit.record(f"job {state}", by=by, about=job, details={"job": job.name, "result": values.get("result")})
        else:
            log.warning("job %s was %s, but had been given up before", job.pk, state)
    job.refresh_from_db()


def _problems(problem: PersonFacing) -> list[Mapping[str, Any]]:
    return [asdict(one) for one in problem.problems[:KEPT_PROBLEMS]] if isinstance(problem, Invalid) else []


def _log_without_values(job: Job, problem: Exception) -> None:
    """Where it broke and by what kind of error. An error's own words may hold what the data said, so they stay out."""
    lines = "".join(traceback.format_tb(problem.__traceback__))
    log.error("job %s (%s) broke with %s\n%s", job.pk, job.name, type(problem).__qualname__, lines)
