"""The worker, and the list of jobs on the command line."""

import json

import click
import pytest
from click.testing import CliRunner, Result
from django_tasks_db.management.commands import db_worker

from commonground.foundation.work import actions as work
from commonground.foundation.work.actions import running
from commonground.foundation.work.commands import JobWorker, job, jobs
from commonground.foundation.work.models import Job
from commonground.foundation.work.rules import State

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_connection(monkeypatch) -> None:
    """The worker drops old connections between two jobs; a test lives inside one transaction of one connection."""
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)


def call(*words: str, command: click.Command = jobs) -> Result:
    return CliRunner().invoke(command, words, catch_exceptions=False)


def test_the_worker_does_what_is_queued_in_order_and_stops_when_asked_to_do_so_once(ann):
    for number in (1, 2):
        work.enqueue(job="trial.count", params={"to": number}, by=ann)
    JobWorker(interval=0.1, is_once=True).run()
    done = Job.objects.order_by("started_at")
    assert [(job.state, job.result["counted"]) for job in done] == [(State.DONE, 1), (State.DONE, 2)]


def test_one_job_that_breaks_does_not_stop_the_worker(ann):
    work.enqueue(job="trial.break", by=ann)
    work.enqueue(job="trial.count", params={"to": 1}, by=ann)
    JobWorker(interval=0.1, is_once=True).run()
    assert set(Job.objects.values_list("state", flat=True)) == {State.FAILED, State.DONE}


def test_the_worker_says_what_it_found_interrupted(ann, capsys):
    job = work.enqueue(job="trial.count", params={"to": 1}, by=ann)
    running.claim(job.pk)
    Job.objects.update(process=2**22 + 1)
    JobWorker(interval=0.1, is_once=True).run()
    assert f"({job.pk}) was interrupted and can be started again" in capsys.readouterr().err


def test_jobs_are_listed_for_people_and_for_machines(ann):
    work.run_now(job="trial.count", params={"to": 1500}, key="count", by=ann)
    listed = call()
    assert listed.exit_code == 0
    assert "Count to a number  1,500 of 1,500" in listed.output
    assert json.loads(call("--json").output)["state"] == "done"
    assert call("--state", "running").output == ""


def test_a_job_without_a_process_is_listed_as_lost(ann):
    job = work.enqueue(job="trial.count", params={"to": 1}, by=ann)
    running.claim(job.pk)
    Job.objects.update(process=2**22 + 1)
    assert "lost" in call().output


def test_a_job_is_cancelled_and_started_again_by_its_id(ann):
    asked = work.enqueue(job="trial.count", params={"to": 1}, by=ann)
    assert call("cancel", str(asked.pk), command=job).output == "Count to a number is cancelled.\n"
    assert "Count to a number is queued as" in call("again", str(asked.pk), command=job).output
    JobWorker(interval=0.1, is_once=True).run()
    assert Job.objects.get(state=State.DONE).result["by"] == "Ann Example", "with the rights of who asked first"
