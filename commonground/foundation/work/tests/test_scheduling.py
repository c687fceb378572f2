"""What is asked for every night."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.kernel.viewer import ENGLAND
from commonground.foundation.work import actions as work
from commonground.foundation.work.commands import JobWorker
from commonground.foundation.work.models import Job
from commonground.foundation.work.rules import was_due_at
from commonground.foundation.work.tests.conftest import CANARY

EVENING = datetime(2026, 11, 22, 21, tzinfo=UTC)
NIGHT = [work.Nightly("trial.count-all", at=time(4), permissions=frozenset({"trial.run"}))]


@pytest.fixture(autouse=True)
def _counts(_handlers: None) -> None:
    @work.handler("trial.count-all", title="Count everything")
    def count(progress: work.Progress, *, by: object) -> dict[str, object]:
        return {"may": by.may("trial.run"), "may more": by.may("trial.other")}


minutes = st.integers(0, 6_000_000).map(lambda minute: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minute))


@given(minutes, st.times())
def test_work_was_last_due_within_a_day_when_clocks_in_england_showed_its_time(now: datetime, at: time) -> None:
    due = was_due_at(at, now)
    assert due.astimezone(ENGLAND).date() in {now.astimezone(ENGLAND).date() - timedelta(days=n) for n in (0, 1)}
    assert timedelta(0) <= now - due <= timedelta(hours=25)
    assert due.replace(tzinfo=None).time() == at


@pytest.mark.django_db(transaction=True)
def test_what_is_due_is_asked_for_once_a_night() -> None:
    assert [job.name for job in work.enqueue_due(NIGHT, now=EVENING)] == ["trial.count-all"]
    assert work.enqueue_due(NIGHT, now=EVENING) == []
    Job.objects.update(queued_at=EVENING)
    JobWorker(interval=0.1, is_once=True).run()
    assert work.enqueue_due(NIGHT, now=datetime(2026, 11, 23, 3, 59, tzinfo=UTC)) == []
    assert len(work.enqueue_due(NIGHT, now=datetime(2026, 11, 23, 4, tzinfo=UTC))) == 1


@pytest.mark.django_db(transaction=True)
def test_while_somebody_runs_it_by_hand_it_is_not_asked_for_again(ann: object) -> None:
    work.enqueue(job="trial.count-all", key="trial.count-all", by=ann)
    assert work.enqueue_due(NIGHT, now=EVENING) == []
    assert Job.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_worker_does_it_with_the_rights_of_its_entry_and_no_others() -> None:
    JobWorker(interval=0.1, is_once=True, schedule=NIGHT).run()
    assert Job.objects.get().result == {"may": True, "may more": False}


def test_a_round_that_breaks_keeps_no_other_from_its_turn_and_its_words_out_of_the_log(caplog):
    def breaks(*, now: datetime) -> None:
        raise ZeroDivisionError(CANARY)

    turns: list[datetime] = []
    work.go_round([work.Round("break", breaks), work.Round("count", lambda *, now: turns.append(now))], now=EVENING)
    assert turns == [EVENING]
    assert "ZeroDivisionError" in caplog.text
    assert CANARY not in caplog.text
