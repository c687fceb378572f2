"""Asking for work, doing it, stopping it, and what is left when it dies."""

import logging
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.models import AuditEvent
from commonground.foundation.kernel.errors import Conflict, Invalid, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.work import actions as work
from commonground.foundation.work import processes
from commonground.foundation.work.actions import asking, losing, running
from commonground.foundation.work.models import Job
from commonground.foundation.work.rules import LOST_AFTER, State

pytestmark = pytest.mark.django_db


def verbs() -> list[str]:
    return list(AuditEvent.objects.values_list("verb", flat=True))


def run_queue() -> None:
    """What the worker does."""
    for task in DBTaskResult.objects.all():
        running.run_job.call(*task.args_kwargs["args"])


def started(ann: Viewer, **values: object) -> Job:
    """A job that says it runs in this process."""
    job = work.enqueue(job="trial.count", params={"to": 1}, key="one", by=ann)
    running.claim(job.pk)
    Job.objects.filter(pk=job.pk).update(**values)
    job.refresh_from_db()
    return job


def test_work_done_at_once_leaves_its_row_with_result_and_progress(ann):
    told = []
    job = work.run_now(
        job="trial.count", params={"to": 3}, key="count", by=ann, on_progress=lambda *step: told.append(step)
    )
    assert (job.state, job.done, job.total, job.sentence) == (State.DONE, 3, 3, "counted 3")
    assert job.result == {"counted": 3, "by": "Ann Example", "may": True}
    assert told == [(1, 3, "counted 1"), (2, 3, "counted 2"), (3, 3, "counted 3")]
    assert job.title == "Count to a number"
    assert verbs() == ["job started", "job done"]


def test_queued_work_waits_for_the_worker_and_runs_with_the_rights_of_who_asked(ann):
    job = work.enqueue(job="trial.count", params={"to": 2}, key="count", by=ann)
    assert job.state == State.QUEUED
    run_queue()
    job.refresh_from_db()
    assert (job.state, job.result) == (State.DONE, {"counted": 2, "by": "Ann Example", "may": True})
    assert verbs() == ["job queued", "job done"]


def test_the_queue_and_its_log_hold_nothing_but_the_id_of_a_job(ann):
    job = work.enqueue(job="trial.count", params={"to": 2}, key="secret key", by=ann)
    assert DBTaskResult.objects.get().args_kwargs == {"args": [str(job.pk)], "kwargs": {}}


def test_work_that_is_asked_for_in_a_transaction_that_fails_was_never_asked_for(ann):
    with pytest.raises(ZeroDivisionError):
        _ask_and_fail(ann)
    assert (Job.objects.count(), DBTaskResult.objects.count()) == (0, 0)


@audit.atomic()
def _ask_and_fail(ann: Viewer) -> None:
    work.enqueue(job="trial.count", params={"to": 2}, by=ann)
    raise ZeroDivisionError


def test_a_second_one_with_the_same_key_is_a_conflict_while_the_first_waits(ann, ben):
    work.enqueue(job="trial.count", params={"to": 2}, key="count", by=ann)
    with pytest.raises(Conflict, match="Count to a number is already waiting since"):
        work.enqueue(job="trial.count", params={"to": 9}, key="count", by=ben)
    assert Job.objects.count() == 1


def test_a_second_one_with_the_same_key_is_a_conflict_while_the_first_runs(ann, ben):
    started(ann)
    with pytest.raises(Conflict, match=r"is already running since .* asked for by Ann Example"):
        work.run_now(job="trial.count", params={"to": 9}, key="one", by=ben)


def test_the_same_key_is_free_again_when_the_first_has_ended(ann):
    for _ in range(2):
        work.run_now(job="trial.count", params={"to": 1}, key="count", by=ann)
    assert Job.objects.filter(state=State.DONE).count() == 2


def test_without_a_key_work_is_alone_with_itself(ann):
    first, second = (work.enqueue(job="trial.count", params={"to": 1}, by=ann) for _ in range(2))
    assert first.key != second.key


def test_work_that_nobody_can_do_is_refused_when_it_is_asked_for(ann):
    with pytest.raises(LookupError, match=r"trial\.count"):
        work.enqueue(job="trial.unknown", by=ann)
    assert not Job.objects.exists()


def test_work_that_is_done_twice_by_the_queue_is_done_once(ann):
    job = work.enqueue(job="trial.count", params={"to": 1}, by=ann)
    run_queue()
    finished = Job.objects.get(pk=job.pk).finished_at
    run_queue()
    assert Job.objects.get(pk=job.pk).finished_at == finished


def test_bad_input_fails_with_its_sentence_and_its_problems(ann):
    with pytest.raises(Invalid):
        work.run_now(job="trial.refuse", key="file", by=ann)
    job = Job.objects.get()
    assert (job.state, job.problem, job.done, job.total) == (State.FAILED, "The file cannot be taken.", 3, 10)
    assert job.problems[0]["where"] == "row 4"


def test_a_break_is_told_without_what_the_data_said_on_the_page_and_in_the_log(ann, caplog):
    work.enqueue(job="trial.break", by=ann)
    with caplog.at_level(logging.INFO):
        run_queue()
    job = Job.objects.get()
    assert job.state == State.FAILED
    assert str(job.pk) in job.problem
    assert "ZeroDivisionError" in caplog.text
    assert "conftest.py" in caplog.text, "the log says where"
    assert "Zebedee" not in caplog.text + job.problem


def test_a_result_that_has_no_plain_form_is_a_failure_and_not_a_row_that_runs_for_ever(ann, monkeypatch):
    @work.handler("trial.odd", title="Return something odd")
    def odd(progress: work.Progress, *, by: Viewer) -> dict[str, object]:
        return {"what": object()}

    with pytest.raises(TypeError):
        work.run_now(job="trial.odd", by=ann)
    assert Job.objects.get().state == State.FAILED


def test_params_reach_the_handler_as_the_queue_would_bring_them(ann):
    @work.handler("trial.params", title="Say what came")
    def params(progress: work.Progress, *, by: Viewer, on: str, who: str, codes: list[str]) -> dict[str, object]:
        return {"on": on, "who": who, "codes": codes}

    given = {"on": ann.today, "who": ann.id, "codes": ("b", "a")}
    job = work.run_now(job="trial.params", params=given, by=ann)
    assert job.result == {"on": "2026-11-22", "who": str(ann.id), "codes": ["b", "a"]}


def test_long_work_is_not_run_inside_a_transaction(ann):
    with pytest.raises(RuntimeError, match=r"outside of audit.atomic"), audit.atomic():
        work.run_now(job="trial.count", params={"to": 1}, by=ann)


def test_two_functions_cannot_do_the_same_work(ann):
    with pytest.raises(ValueError, match="already done by"):
        work.handler("trial.count", title="Count again")(lambda progress, *, by: {})
    assert True


def test_waiting_work_is_cancelled_at_once_and_never_begins(ann):
    job = work.enqueue(job="trial.count", params={"to": 1}, by=ann)
    work.cancel(job=job, by=ann)
    assert job.state == State.CANCELLED
    run_queue()
    job.refresh_from_db()
    assert (job.state, job.started_at) == (State.CANCELLED, None)
    assert verbs() == ["job queued", "job cancelled"]


def test_running_work_stops_at_its_next_step(ann, ben):
    seen = []

    @work.handler("trial.long", title="Take long")
    def long(progress: work.Progress, *, by: Viewer) -> dict[str, object]:
        progress.step(1, 3)
        seen.append(1)
        work.cancel(job=Job.objects.get(), by=ann)  # as if from a page
        progress._next_write = 0.0  # half a second later
        progress.step(2, 3)
        seen.append(2)
        return {}

    with pytest.raises(work.Cancelled):
        work.run_now(job="trial.long", by=ann)
    job = Job.objects.get()
    assert (job.state, job.done, seen) == (State.CANCELLED, 2, [1])
    assert job.cancel_asked_by == "Ann Example"
    assert verbs() == ["job started", "job asked to cancel", "job cancelled"]


def test_asking_twice_to_cancel_is_asking_once(ann):
    job = started(ann)
    work.cancel(job=job, by=ann)
    work.cancel(job=job, by=ann)
    assert verbs().count("job asked to cancel") == 1


def test_somebody_elses_work_is_cancelled_only_by_who_may(ann, ben, steward):
    job = work.enqueue(job="trial.count", params={"to": 1}, by=ann)
    with pytest.raises(Refused):
        work.cancel(job=job, by=ben)
    work.cancel(job=job, by=steward)
    assert job.state == State.CANCELLED


def test_work_that_has_ended_cannot_be_cancelled(ann):
    job = work.run_now(job="trial.count", params={"to": 1}, by=ann)
    with pytest.raises(Refused, match="This work is done"):
        work.cancel(job=job, by=ann)
    assert job.cancel_asked_at is None


def test_progress_is_written_at_most_twice_a_second(ann, django_assert_max_num_queries):
    job = started(ann)
    progress = work.Progress(job.pk)
    with django_assert_max_num_queries(1):
        for number in range(10_000):
            progress.step(number, 10_000)
    assert Job.objects.get().heartbeat_at > job.heartbeat_at


def test_a_stop_from_the_keyboard_leaves_the_key_free(ann):
    @work.handler("trial.stopped", title="Be stopped")
    def stopped(progress: work.Progress, *, by: Viewer) -> dict[str, object]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work.run_now(job="trial.stopped", key="key", by=ann)
    assert Job.objects.get().state == State.INTERRUPTED
    assert not Job.objects.open().filter(key="key").exists()


def test_work_whose_process_is_gone_frees_its_key_at_once_on_the_same_host(ann, ben):
    started(ann, process=2**22 + 1)  # above the highest process number of Linux
    new = work.enqueue(job="trial.count", params={"to": 1}, key="one", by=ben)
    assert list(Job.objects.order_by("queued_at").values_list("state", flat=True)) == ["interrupted", "queued"]
    assert new.state == State.QUEUED
    assert "job interrupted" in verbs()


def test_a_process_that_was_given_the_number_of_a_dead_one_is_not_taken_for_it(ann):
    job = started(ann, process_mark="an earlier start")
    assert processes.is_lost(job, now=timezone.now())


def test_work_of_this_process_is_not_lost_while_it_runs(ann):
    job = started(ann)
    assert not processes.is_lost(job, now=job.heartbeat_at + 10 * LOST_AFTER), "it is asked, not guessed by silence"
    assert losing.release_lost(now=timezone.now()) == []


def test_an_idle_process_gives_up_what_claims_to_run_in_it(ann):
    job = started(ann)
    assert losing.release_lost(now=timezone.now(), is_idle=True) == [job]


@pytest.mark.parametrize(("silent", "lost"), [(LOST_AFTER - timedelta(seconds=1), False), (2 * LOST_AFTER, True)])
def test_on_another_host_silence_decides(ann, silent, lost):
    job = started(ann, host="elsewhere")
    assert bool(losing.release_lost(now=job.heartbeat_at + silent)) is lost


def test_interrupted_work_can_be_started_again_with_the_same_words(ann):
    job = started(ann, process=2**22 + 1)
    new = work.start_again(job=job, by=ann)
    run_queue()
    job.refresh_from_db()
    new.refresh_from_db()
    assert (job.state, new.state, new.params, new.key) == (State.INTERRUPTED, State.DONE, job.params, job.key)


def test_somebody_elses_work_is_started_again_with_their_rights_and_by_who_may(ann, ben, steward):
    work.enqueue(job="trial.refuse", by=ann)
    run_queue()
    job = Job.objects.get()
    with pytest.raises(Refused):
        work.start_again(job=job, by=ben)
    new = work.start_again(job=job, by=steward)
    assert (new.requested_by_label, new.requested_with) == ("Ann Example", job.requested_with)
    assert AuditEvent.objects.last().actor_label == "steward"


def test_work_that_is_done_is_not_started_again(ann):
    work.enqueue(job="trial.count", params={"to": 1}, by=ann)
    run_queue()
    with pytest.raises(Refused, match="is done and cannot be started again"):
        work.start_again(job=Job.objects.get(), by=ann)
    assert Job.objects.count() == 1


def test_work_of_the_command_line_is_started_again_there(ann):
    with pytest.raises(Invalid):
        work.run_now(job="trial.refuse", by=ann)
    with pytest.raises(Refused, match="from here"):
        work.start_again(job=Job.objects.get(), by=ann)
    assert Job.objects.count() == 1


def test_work_whose_place_in_the_queue_was_lost_is_queued_again(ann):
    job = work.enqueue(job="trial.count", params={"to": 1}, by=ann)
    DBTaskResult.objects.get().claim("a worker that died before it began")
    assert losing.requeue_forgotten(now=timezone.now()) == []
    later = timezone.now() + 2 * LOST_AFTER
    assert losing.requeue_forgotten(now=later) == [job]
    assert losing.requeue_forgotten(now=later) == [], "it has a place again"
    run_queue()
    job.refresh_from_db()
    assert job.state == State.DONE


def test_only_one_of_two_that_look_at_the_same_moment_gets_the_key(ann, monkeypatch):
    work.enqueue(job="trial.count", params={"to": 1}, key="one", by=ann)
    monkeypatch.setattr(asking, "release_lost", lambda **_: [])
    with pytest.raises(Conflict), transaction.atomic():
        asking._open("trial.count", {"to": 1}, "one", ann, state=State.QUEUED)
    assert Job.objects.count() == 1
