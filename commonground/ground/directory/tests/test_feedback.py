"""“This is wrong”: said by anybody, kept without who said it, done with an answer."""

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import caches
from django.test import Client, RequestFactory
from django.urls import reverse

from commonground.foundation.audit.models import AuditEvent
from commonground.foundation.kernel.errors import Conflict, Invalid, NotFound, Refused, TooOften
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory import queries
from commonground.ground.directory.actions import feedback as actions
from commonground.ground.directory.models import Feedback, Service
from commonground.ground.directory.rules.feedback import Wrong
from commonground.ground.directory.tests import entries
from commonground.ground.directory.tests.entries import ANYBODY, KEEPER, of_organisation
from commonground.ground.directory.tests.test_proposals import owned_by
from commonground.ground.directory.views import feedback as views

pytestmark = pytest.mark.django_db
COUNTING = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "feedback"}


def said(by: Viewer = ANYBODY, service: Service | None = None) -> Feedback:
    about = service or entries.service()
    return actions.say_wrong(service=about, wrong=Wrong.WHEN, words="It opens <b>later</b>.", by=by)


@pytest.mark.parametrize("by", [ANYBODY, KEEPER, of_organisation("Owner Council")])
def test_anybody_says_that_an_entry_is_wrong_and_nothing_is_kept_of_who_it_was(by: Viewer) -> None:
    made = said(by)
    event = AuditEvent.objects.get(verb="entry said to be wrong")
    assert (event.actor_id, event.actor_label, event.session) == (None, "public", "")
    assert (made.words, made.said_on) == ("It opens later.", by.today)
    assert {field.name for field in Feedback._meta.fields} == {
        *("id", "version", "service", "wrong", "words", "said_on", "answer", "done_by", "done_at")
    }


def test_something_else_needs_words() -> None:
    with pytest.raises(Invalid, match="Nothing was sent"):
        actions.say_wrong(service=entries.service(), wrong=Wrong.OTHER, words=" <p></p> ", by=ANYBODY)


@pytest.mark.parametrize(
    ("by", "may"),
    [
        (KEEPER, True),
        (of_organisation("Owner Council", "directory.keep-own"), True),
        (of_organisation("Other Council", "directory.keep-own"), False),
        (ANYBODY, False),
    ],
)
def test_it_is_settled_with_an_answer_by_whoever_keeps_the_entry(by: Viewer, may: bool) -> None:
    made = said(service=owned_by("Owner Council"))
    assert queries.every_feedback(by, is_open=True).exists() is may
    if not may:
        with pytest.raises(Refused):
            actions.settle(feedback=made, based_on=1, answer="Put right", by=by)
        with pytest.raises(NotFound):
            queries.one_feedback(made.pk, viewer=by)
        return
    with pytest.raises(Invalid):
        actions.settle(feedback=made, based_on=1, answer=" ", by=by)
    actions.settle(feedback=made, based_on=1, answer="Put right", by=by)
    assert not queries.every_feedback(by, is_open=True).exists()
    with pytest.raises(Conflict):
        actions.settle(feedback=made, based_on=1, answer="Again", by=by)


def test_a_visitor_says_it_on_the_page(client: Client) -> None:
    one = entries.service()
    where = reverse("directory:say-wrong", args=[one.slug])
    assert where in client.get(reverse("directory:service", args=[one.slug])).content.decode()
    assert "There is a problem" in client.post(where, {"words": ""}).content.decode()
    assert client.post(where, {"wrong": "closed"}).status_code == 302
    assert Feedback.objects.get().wrong == "closed"
    assert "sessionid" not in client.cookies


def test_who_says_it_often_in_an_hour_has_to_wait(rf: RequestFactory, settings) -> None:
    settings.CACHES = {**settings.CACHES, "polite": COUNTING}
    caches["polite"].clear()
    slug = entries.service().slug
    for number in range(7):
        request = rf.post("/", {"wrong": "closed"})
        request.viewer, request._messages = ANYBODY, CookieStorage(request)
        if number < 6:
            views.say(request, slug=slug)
        else:
            with pytest.raises(TooOften):
                views.say(request, slug=slug)
    assert Feedback.objects.count() == 6


def test_what_is_not_shown_is_not_said_to_be_wrong(client: Client) -> None:
    one = entries.service(status="defunct")
    assert client.get(reverse("directory:say-wrong", args=[one.slug])).status_code == 404
