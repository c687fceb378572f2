"""Nightly work, asked for once a night by whichever worker looks first; and what a worker does between two jobs."""

import logging
import traceback
from collections.abc import Iterable
from datetime import datetime

from commonground.foundation.kernel.errors import Conflict
from commonground.foundation.kernel.viewer import operator
from commonground.foundation.work.actions.asking import enqueue
from commonground.foundation.work.models import Job
from commonground.foundation.work.rules import Nightly, Round, was_due_at

log = logging.getLogger(__name__)

ASKED_BY = "schedule"


def enqueue_due(schedule: Iterable[Nightly], *, now: datetime) -> list[Job]:
    """Ask for what was due since it was last asked for; what a stopped worker missed is asked for once. One query each.

    Each job runs with the rights that its entry names and no others.
    """
    return [job for entry in schedule if (job := _enqueue_due(entry, now)) is not None]


def _enqueue_due(entry: Nightly, now: datetime) -> Job | None:
    asked = Job.objects.filter(name=entry.job, requested_by_label=ASKED_BY, queued_at__gte=was_due_at(entry.at, now))
    if asked.exists():
        return None
    by = operator(now, permissions=entry.permissions, label=ASKED_BY)
    try:
        return enqueue(job=entry.job, key=entry.job, by=by)
    except Conflict:  # another worker was first, or somebody runs it by hand: it is done either way
        return None


def go_round(rounds: Iterable[Round], *, now: datetime) -> None:
    """Run each. One that breaks does not keep the worker from its work; an error's own words may hold data, and stay
    out of the log."""
    for one in rounds:
        try:
            one.run(now=now)
        except Exception as problem:  # the worker goes on  # noqa: BLE001
            lines = "".join(traceback.format_tb(problem.__traceback__))
            log.error("the round “%s” broke with %s\n%s", one.what, type(problem).__qualname__, lines)
