"""A sign of life while a handler is silent, for workers on other hosts to see."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import DatabaseError, connection
from django.utils import timezone

from commonground.foundation.work.models import Job
from commonground.foundation.work.rules import LOST_AFTER, State

log = logging.getLogger(__name__)

SECONDS = LOST_AFTER.total_seconds() / 10


@contextmanager
def pulse(job_id: UUID) -> Iterator[None]:
    """Beat while the work goes on. SQLite lives on one host, where the process itself is asked instead."""
    if connection.vendor == "sqlite":
        yield
        return
    stop = threading.Event()
    thread = threading.Thread(target=_beat, args=(job_id, stop), name=f"pulse of job {job_id}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _beat(job_id: UUID, stop: threading.Event) -> None:
    try:
        while not stop.wait(SECONDS):
            try:
                Job.objects.filter(pk=job_id, state=State.RUNNING).update(heartbeat_at=timezone.now())
            except DatabaseError as problem:
                log.warning("no sign of life of job %s: %s", job_id, type(problem).__name__)
    finally:
        connection.close()  # of this thread
