"""How far the work is, told seldom enough that telling costs nothing."""

import logging
import time
from collections.abc import Callable
from uuid import UUID

from django.db import OperationalError, connection
from django.utils import timezone

from commonground.foundation.work.models import Job
from commonground.foundation.work.rules import WRITES_APART, Cancelled, State

log = logging.getLogger(__name__)

OnProgress = Callable[[int, int, str], None]
SENTENCE = 300


class Progress:
    """Given to a handler. `step` costs nothing but a look at the clock, except for one short write each half second."""

    def __init__(self, job_id: UUID, *, on_progress: OnProgress | None = None) -> None:
        self.job_id = job_id
        self.done = 0
        self.total = 0
        self.sentence = ""
        self._on_progress = on_progress
        self._next_write = 0.0

    def step(self, done: int, total: int, sentence: str = "") -> None:
        """Say how far it is. `total` is 0 while it is not known. Raises Cancelled where somebody asked to stop.

        Names no person: the sentence stands on pages and in lists.
        """
        self.done, self.total, self.sentence = done, total, sentence[:SENTENCE]
        if self._on_progress is not None:
            self._on_progress(done, total, sentence)
        if time.monotonic() >= self._next_write:
            self._write()
            self._next_write = time.monotonic() + WRITES_APART

    def _write(self) -> None:
        """One update, in its own transaction unless the handler has one open; also the sign of life."""
        mine = Job.objects.filter(pk=self.job_id, state=State.RUNNING, cancel_asked_at__isnull=True)
        try:
            written = mine.update(done=self.done, total=self.total, sentence=self.sentence, heartbeat_at=timezone.now())
        except OperationalError as problem:
            if connection.in_atomic_block:
                raise
            log.warning("progress of job %s could not be written: %s", self.job_id, type(problem).__name__)
            return
        if not written:
            raise Cancelled
