"""`commonground work` does what is queued; `commonground jobs` lists it, `commonground job` steers it."""

import json
import time
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import click
from django.conf import settings
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.module_loading import import_string
from django_tasks_db.management.commands.db_worker import Worker

from commonground.foundation.kernel.viewer import ENGLAND, Viewer, operator
from commonground.foundation.work import actions, queries
from commonground.foundation.work.models import Job
from commonground.foundation.work.rules import Nightly, Round, State

BETWEEN_LOOKS_AT_SCHEDULE = timedelta(minutes=1)


class JobWorker(Worker):
    """The queue's own loop, which between two looks at the queue also finds work that lost its process."""

    def __init__(
        self, *, interval: float, is_once: bool, schedule: Sequence[Nightly] = (), rounds: Sequence[Round] = ()
    ) -> None:
        super().__init__(
            queue_names=["*"],
            interval=interval,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        self.is_once = is_once
        self.schedule = schedule
        self.rounds = rounds
        self.look_at_schedule_at = timezone.now()

    def run(self) -> None:
        while self.running:
            self.look_after()
            super().run()  # in batch mode: until the queue is empty
            if self.is_once:
                actions.go_round(self.rounds, now=timezone.now())  # what the jobs have put there
                return
            if self.running:
                time.sleep(self.interval)

    def look_after(self) -> None:
        now = timezone.now()
        for job in actions.release_lost(now=now, is_idle=True):
            click.echo(f"{job.title} ({job.pk}) was interrupted and can be started again.", err=True)
        actions.requeue_forgotten(now=now)
        if now >= self.look_at_schedule_at:
            actions.enqueue_due(self.schedule, now=now)
            self.look_at_schedule_at = now + BETWEEN_LOOKS_AT_SCHEDULE
        actions.go_round(self.rounds, now=now)


@click.command()
@click.option("--once", is_flag=True, help="Do what is queued, then stop.")
@click.option(
    "--interval", default=1.0, show_default=True, type=click.FloatRange(0.1, 60), help="Seconds between looks."
)
def work(once: bool, interval: float) -> None:
    """Do the background work, what is asked for every night included, and send e-mail. Run one beside the web process;
    on PostgreSQL as many as you like.

    Stops after the work in hand when asked to (Ctrl+C or SIGTERM); asked twice, at once.

    Example: commonground work
    """
    worker = JobWorker(
        interval=interval,
        is_once=once,
        schedule=import_string(settings.WORK_SCHEDULE),
        rounds=import_string(settings.WORK_ROUNDS),
    )
    worker.configure_signals()
    worker.run()


@click.command()
@click.option("--state", type=click.Choice([state.value for state in State]), help="Only work in this state.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 10000), help="How many, latest first.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def jobs(state: str | None, limit: int, as_json: bool) -> None:
    """List background work, latest first.

    \b
    Examples:
      commonground jobs
      commonground jobs --state running --json
    """
    viewer = _operator("work.read")
    for row in queries.jobs(viewer, state=State(state) if state else None)[:limit]:
        click.echo(json.dumps(row.as_plain()) if as_json else _line(row, viewer))


@click.group()
def job() -> None:
    """Stop one piece of background work, or start it again."""


@job.command()
@click.argument("job_id", type=click.UUID)
def cancel(job_id: UUID) -> None:
    """Ask one job to stop.

    Example: commonground job cancel 0198c0de-0000-7000-8000-000000000000
    """
    viewer = _operator("work.read", "work.cancel")
    found = queries.job(viewer, job_id)
    actions.cancel(job=found, by=viewer)
    click.echo(f"{found.title} will stop at its next step." if found.is_open else f"{found.title} is {found.state}.")


@job.command()
@click.argument("job_id", type=click.UUID)
def again(job_id: UUID) -> None:
    """Start a job again that failed, was cancelled or was interrupted. The worker does it.

    Example: commonground job again 0198c0de-0000-7000-8000-000000000000
    """
    viewer = _operator("work.read", "work.cancel")
    new = actions.start_again(job=queries.job(viewer, job_id), by=viewer)
    click.echo(f"{new.title} is queued as {new.pk}.")


def _line(row: Job, viewer: Viewer) -> str:
    shown = "lost" if queries.is_lost(row, viewer=viewer) else row.state
    far = f"{row.done:,} of {row.total:,}" if row.total else ""
    asked = f"{row.queued_at.astimezone(ENGLAND):%Y-%m-%d %H:%M}"
    return f"{row.pk}  {shown:<11}  {asked}  {row.title}  {far}  {row.problem}".rstrip()


def _operator(*permissions: str) -> Viewer:
    return operator(timezone.now(), permissions=frozenset(permissions))


COMMANDS: list[click.Command] = [work, jobs, job]
