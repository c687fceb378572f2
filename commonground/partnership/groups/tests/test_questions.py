"""Questions of scrutiny: logged, given to somebody, answered for everybody who may know of the group."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from commonground.foundation.kernel.errors import Conflict, Invalid, NotFound, Refused
from commonground.foundation.kernel.viewer import public
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.models import Question
from commonground.partnership.groups.rules import questions as rules
from commonground.partnership.groups.rules.words import Openness
from commonground.partnership.groups.tests.bodies import KINDS, NOW, TODAY, Cast, cast, organisation
from commonground.partnership.groups.tests.test_group_pages import signed_in

pytestmark = pytest.mark.django_db
TEXT = "How many families wait for help?"


def asked(of: Cast, kind: str = "clerk", **more: Any) -> Question:
    values: dict[str, Any] = {
        "text": TEXT,
        "asked_on": TODAY,
        "due_on": TODAY + timedelta(days=28),
        "organisation": organisation(),
        "asked_by_words": "Scrutiny committee",
        **more,
    }
    return actions.log_question(group=of.group, by=of.sees(kind), **values)


def test_a_question_is_logged_and_answered_on_a_day() -> None:
    of = cast()
    made = asked(of, owner=of.people["member"])
    actions.answer_question(question=made, based_on=1, answer="Twelve families wait.", by=of.sees("member"))
    assert (made.status, made.closed_on, made.closed_by) == ("answered", TODAY, "Member of Rushcliffe")


@pytest.mark.parametrize(
    ("more", "column"),
    [
        ({"text": "Why?"}, "text"),
        ({"asked_on": TODAY + timedelta(days=1)}, "asked_on"),
        ({"due_on": TODAY - timedelta(days=1)}, "due_on"),
        ({"asked_by_words": ""}, "asked_by_words"),
    ],
)
def test_what_cannot_be_is_told_at_its_field(more: dict[str, object], column: str) -> None:
    with pytest.raises(Invalid) as wrong:
        asked(cast(), **more)
    assert wrong.value.problems[0].column == column


def test_a_group_does_not_ask_itself_and_a_committee_that_one_does_not_know_is_none() -> None:
    of, hidden = cast(), cast(Openness.CLOSED, "Hidden")
    with pytest.raises(Invalid, match="not logged"):
        asked(of, asked_by=of.group)
    with pytest.raises(NotFound):
        asked(of, asked_by=hidden.group)


def test_nobody_answers_with_nothing_nor_twice_nor_over_another_answer() -> None:
    of = cast()
    made = asked(of)
    with pytest.raises(Invalid):
        actions.answer_question(question=made, based_on=1, answer="No", by=of.sees("clerk"))
    stale = Question.objects.get(pk=made.pk)
    actions.answer_question(question=made, based_on=1, answer="Twelve families wait.", by=of.sees("clerk"))
    with pytest.raises(Conflict):
        actions.answer_question(question=stale, based_on=1, answer="Nobody waits here.", by=of.sees("chair"))
    with pytest.raises(Refused):
        actions.answer_question(question=made, based_on=2, answer="Nobody waits here.", by=of.sees("chair"))


def test_the_committee_that_asked_withdraws_its_question() -> None:
    of, committee = cast(), cast(name="Committee")
    made = asked(of, asked_by=committee.group, asked_by_words="")
    with pytest.raises(Refused):
        actions.withdraw_question(question=made, based_on=1, why="It was answered at the meeting", by=of.sees("clerk"))
    actions.withdraw_question(
        question=made, based_on=1, why="It was answered at the meeting", by=committee.sees("clerk")
    )
    assert made.status == "withdrawn"


@pytest.mark.parametrize(
    ("status", "due", "words"),
    [
        ("asked", TODAY, "Waits for an answer"),
        ("asked", TODAY - timedelta(days=1), "Late"),
        ("answered", TODAY - timedelta(days=1), "Answered"),
        ("withdrawn", TODAY - timedelta(days=1), "Withdrawn"),
    ],
)
def test_a_question_is_late_the_day_after_its_day(status: str, due: date, words: str) -> None:
    assert rules.standing(Question(status=status, due_on=due), on=TODAY)[0] == words


SERVE = {"chair", "clerk", "manager"}


@pytest.mark.parametrize("kind", KINDS)
def test_who_serves_the_group_logs_and_answers(kind: str) -> None:
    of = cast()
    made = asked(of)
    for run in (
        lambda: asked(of, kind),
        lambda: actions.answer_question(question=made, based_on=1, answer="Twelve families wait.", by=of.sees(kind)),
    ):
        if kind in SERVE:
            run()
        else:
            with pytest.raises(Refused):
                run()


@pytest.mark.parametrize(
    ("openness", "everybody", "reader", "inside"),
    [
        (Openness.PUBLIC, True, True, True),
        (Openness.PARTNERS, False, True, True),
        (Openness.CLOSED, False, False, True),
    ],
)
def test_answers_are_as_public_as_the_group(openness: Openness, everybody: bool, reader: bool, inside: bool) -> None:
    of = cast(openness)
    asked(of)
    seen = [queries.questions.known(by).exists() for by in (public(NOW), of.sees("reader"), of.sees("observer"))]
    assert seen == [everybody, reader, inside]


def test_everybody_reads_the_answer_of_a_public_group_and_no_name_of_who_has_it() -> None:
    of = cast(Openness.PUBLIC)
    made = asked(of, owner=of.people["member"])
    actions.answer_question(question=made, based_on=1, answer="Twelve families wait.", by=of.sees("clerk"))
    page = Client().get(reverse("groups:question", args=[made.pk])).content.decode()
    assert "Twelve families wait." in page
    assert "Member of Rushcliffe" not in page
    listed = Client().get(reverse("groups:questions"), {"state": "answered"}).content.decode()
    assert TEXT in listed
    assert (
        "Member of Rushcliffe"
        in signed_in(of, "reader").get(reverse("groups:question", args=[made.pk])).content.decode()
    )


def test_a_committee_that_is_closed_is_named_to_nobody_outside() -> None:
    of, committee = cast(Openness.PUBLIC), cast(Openness.CLOSED, "Canary")
    made = asked(of)
    Question.objects.filter(pk=made.pk).update(asked_by=committee.group, asked_by_words="")
    for address in (reverse("groups:question", args=[made.pk]), reverse("groups:questions")):
        assert "Canary" not in Client().get(address).content.decode()


def test_a_clerk_logs_and_answers_on_pages() -> None:
    of = cast()
    clerk = signed_in(of, "clerk")
    address = reverse("groups:log-question", args=[of.group.slug])
    days = {"asked_on_0": "20", "asked_on_1": "11", "asked_on_2": "2026", "due_on_0": "20", "due_on_1": "1"}
    typed = {"text": TEXT, "asked_by_words": "Scrutiny", "organisation": of.group.host_id, "due_on_2": "2027", **days}
    assert "There is a problem" in clerk.post(address, {**typed, "text": "Why?"}).content.decode()
    assert clerk.post(address, typed).status_code == 302
    made = Question.objects.get()
    answered = clerk.post(
        reverse("groups:answer-question", args=[made.pk]), {"based_on": 1, "answer": "Twelve of them wait"}
    )
    assert answered.status_code == 302
