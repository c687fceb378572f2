"""The pages of work: what one sees, how it goes on by itself, how it is stopped."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import reverse

from commonground.foundation.kernel.viewer import Viewer, public
from commonground.foundation.work import actions as work
from commonground.foundation.work.actions import running
from commonground.foundation.work.models import Job
from commonground.foundation.work.rules import State
from commonground.foundation.work.tests.conftest import NOW, somebody

pytestmark = pytest.mark.django_db

VIEWER = {"viewer": public(NOW)}


def give_viewer(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def with_viewer(request: HttpRequest) -> HttpResponse:
        request.viewer = VIEWER["viewer"]  # type: ignore[attr-defined]  # as the middleware does
        return get_response(request)

    return with_viewer


@pytest.fixture
def as_viewer(settings, client: Client) -> Callable[[Viewer], Client]:
    """A client that comes as this viewer, whatever account it has."""
    real = "commonground.ground.partners.middleware.ViewerMiddleware"
    settings.MIDDLEWARE = [f"{__name__}.give_viewer" if name == real else name for name in settings.MIDDLEWARE]

    def comes(viewer: Viewer) -> Client:
        VIEWER["viewer"] = viewer
        return client

    return comes


@pytest.fixture
def job(ann) -> Job:
    return work.enqueue(job="trial.count", params={"to": 3}, key="count", by=ann)


def page(job: Job, name: str = "job") -> str:
    return reverse(f"work:{name}", args=[job.pk])


def test_the_list_shows_ones_own_work(as_viewer, ann, job):
    text = as_viewer(ann).get(reverse("work:jobs")).content.decode()
    assert "Count to a number" in text
    assert "Queued" in text


def test_the_list_shows_nothing_of_others(as_viewer, ben, job):
    assert "Count to a number" not in as_viewer(ben).get(reverse("work:jobs")).content.decode()


def test_the_list_shows_all_to_who_may_see_all(as_viewer, job):
    manager = somebody(None, "manager", "work.read")
    VIEWER["viewer"] = manager
    answer = as_viewer(manager).get(reverse("work:jobs"))
    assert answer.status_code == 302, "the command line's viewer has no account and signs in first"


@pytest.mark.parametrize(("state", "seen"), [("queued", True), ("done", False), ("nonsense", True)])
def test_the_list_is_narrowed_by_state(as_viewer, ann, job, state, seen):
    text = as_viewer(ann).get(reverse("work:jobs"), {"state": state}).content.decode()
    assert ("Count to a number" in text) is seen


def test_a_list_of_many_costs_few_queries(as_viewer, ann, django_assert_max_num_queries):
    for _ in range(30):
        work.enqueue(job="trial.count", params={"to": 3}, by=ann)
    with django_assert_max_num_queries(4):
        assert as_viewer(ann).get(reverse("work:jobs")).status_code == 200


def test_a_visitor_is_sent_to_sign_in(as_viewer, job):
    answer = as_viewer(public(NOW)).get(page(job))
    assert answer.status_code == 302
    assert "sign-in" in answer["Location"]


def test_somebody_elses_job_is_not_found(as_viewer, ben, job):
    assert as_viewer(ben).get(page(job)).status_code == 404


def test_open_work_asks_for_itself_again_and_has_a_plain_link_to_do_so(as_viewer, ann, job):
    text = as_viewer(ann).get(page(job)).content.decode()
    assert f'hx-get="{page(job, "progress")}"' in text
    assert f'href="{page(job)}">Look again' in text
    assert "Waiting for the worker." in text
    assert "Cancel this work" in text


def test_progress_is_shown(as_viewer, ann, job):
    running.claim(job.pk)
    work.Progress(job.pk).step(2000, 3000, "Reading rows")
    text = as_viewer(ann).get(page(job, "progress")).content.decode()
    assert "<html" not in text
    assert "2,000 of 3,000" in text
    assert "Reading rows" in text


def test_work_that_ended_asks_no_more_and_shows_its_result(as_viewer, ann, job):
    running.run_job.call(str(job.pk))
    text = as_viewer(ann).get(page(job)).content.decode()
    assert "hx-trigger" not in text.split("<main")[1]
    assert "Counted" in text
    assert "Cancel this work" not in text


def test_bad_input_is_shown_with_place_and_remedy(as_viewer, ann):
    job = work.enqueue(job="trial.refuse", by=ann)
    running.run_job.call(str(job.pk))
    text = as_viewer(ann).get(page(job)).content.decode()
    assert all(words in text for words in ("The file cannot be taken.", "row 4", "is empty", "Fill it.", "Failed"))


def test_work_without_a_process_is_shown_as_interrupted_before_anybody_marked_it(as_viewer, ann, job):
    running.claim(job.pk)
    Job.objects.update(process=2**22 + 1)
    text = as_viewer(ann).get(page(job)).content.decode()
    assert "Interrupted" in text
    assert "Start it again" in text
    assert Job.objects.get().state == State.RUNNING, "looking changes nothing"


def test_work_is_cancelled_from_its_page(as_viewer, ann, job):
    answer = as_viewer(ann).post(page(job, "cancel"), follow=True)
    assert "It was cancelled." in answer.content.decode()
    assert Job.objects.get().state == State.CANCELLED


def test_a_link_alone_cancels_nothing(as_viewer, ann, job):
    assert as_viewer(ann).get(page(job, "cancel")).status_code == 405
    assert Job.objects.get().state == State.QUEUED


def test_cancelling_what_somebody_else_asked_for_needs_the_right(as_viewer, ann, job):
    reader = somebody(job.pk, "reader", "work.read")
    assert as_viewer(reader).post(page(job, "cancel")).status_code == 403
    assert "Cancel this work" not in as_viewer(reader).get(page(job)).content.decode()
    assert Job.objects.get().state == State.QUEUED


def test_work_is_started_again_from_its_page(as_viewer, ann, job):
    work.cancel(job=job, by=ann)
    answer = as_viewer(ann).post(page(job, "again"))
    new = Job.objects.get(state=State.QUEUED)
    assert answer["Location"] == page(new)
