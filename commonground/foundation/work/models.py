"""Long work: what was asked, by whom, how far it is, how it ended."""

from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from commonground.foundation.audit.versions import Row
from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.work.rules import AGAIN, OPEN, State


class Jobs(models.QuerySet["Job"]):
    def open(self) -> "Jobs":
        """Waiting or running: what holds its key."""
        return self.filter(state__in=OPEN)

    def visible_to(self, viewer: Viewer) -> "Jobs":
        """Everything for who may read all work, else what one asked for oneself."""
        if viewer.may("work.read"):
            return self
        return self.filter(requested_by_id=viewer.id) if viewer.id else self.none()


class Job(Row):
    """One piece of work. Its state moves as `rules.MOVES` allows, by updates that name the state before."""

    name = models.CharField(max_length=100)
    title = models.CharField(max_length=200)
    params = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    key = models.CharField(max_length=200, help_text="Only one open job may hold it.")
    state = models.CharField(
        max_length=20, default=State.QUEUED, choices=[(state, state.capitalize()) for state in State]
    )
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    sentence = models.CharField(max_length=300, blank=True)
    result = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    problem = models.TextField(blank=True)
    problems = models.JSONField(default=list, help_text="Where, what and what to do, for bad input.")
    requested_by_id = models.UUIDField(null=True)
    requested_by_label = models.CharField(max_length=200)
    requested_with = models.JSONField(default=dict, help_text="The viewer who asked, with the rights of that moment.")
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    cancel_asked_at = models.DateTimeField(null=True)
    cancel_asked_by = models.CharField(max_length=200, blank=True)
    heartbeat_at = models.DateTimeField(null=True)
    host = models.CharField(max_length=255, blank=True)
    process = models.PositiveIntegerField(null=True)
    process_mark = models.CharField(
        max_length=100, blank=True, help_text="Tells a process from a later one of its number."
    )
    task_id = models.UUIDField(null=True, help_text="Its place in the queue; none where it ran at the command line.")

    objects = Jobs.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(fields=["state"], name="job_state"),
            models.Index(fields=["requested_by_id"], name="job_requested_by"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(state__in=OPEN),
                name="job_one_open_for_each_key",
                violation_error_message="This work is already waiting or running.",
            ),
            models.CheckConstraint(condition=Q(state__in=list(State)), name="job_state_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, finished_at__isnull=True)
                | (~Q(state__in=OPEN) & Q(finished_at__isnull=False)),
                name="job_ended_exactly_when_finished",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.RUNNING) | Q(started_at__isnull=False, heartbeat_at__isnull=False),
                name="job_running_since_a_time",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def may_be_started_again(self) -> bool:
        """Work of the command line is started again there, where its files are."""
        return self.state in AGAIN and self.task_id is not None

    def as_plain(self) -> dict[str, Any]:
        """For machines."""
        times = {name: getattr(self, name) for name in ("queued_at", "started_at", "finished_at")}
        return {
            "id": str(self.pk),
            "job": self.name,
            "title": self.title,
            "state": str(self.state),
            "done": self.done,
            "total": self.total,
            "sentence": self.sentence,
            "problem": self.problem,
            "result": self.result,
            "requested_by": self.requested_by_label,
            **{name: at.isoformat() if at else None for name, at in times.items()},
        }
