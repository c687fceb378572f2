"""Edits of issues, questions, approvals and reviews that many do at once; see writes.py."""

from datetime import date
from typing import Any

from django.utils import timezone

from commonground.foundation.kernel.viewer import Viewer, operator
from commonground.partnership.groups import actions
from commonground.partnership.groups.models import Action, Advice, Approval, Escalation, Question, Review
from commonground.partnership.groups.tests.bodies import group, organisation
from commonground.partnership.groups.tests.rising import link
from tests.security.writes import Edit

ASKED, DUE = date(2026, 4, 1), date(2099, 1, 1)


def keeper() -> Viewer:
    return operator(timezone.now(), permissions=frozenset({"groups.read", "groups.keep"}))


def make_question() -> None:
    actions.log_question(
        group=group(), text="How many wait?", asked_on=ASKED, due_on=DUE, organisation=organisation(),
        asked_by_words="The committee", by=keeper(),
    )  # fmt: skip


def answer(token: str) -> None:
    actions.answer_question(question=Question.objects.get(), based_on=1, answer=f"Twelve wait now {token}", by=keeper())


def withdraw_question(token: str) -> None:
    actions.withdraw_question(question=Question.objects.get(), based_on=1, why=token, by=keeper())


def make_approval() -> None:
    actions.record_approval(group=group(), title="Strategy", kind="strategy", approved_on=ASKED, by=keeper())


def change_approval(token: str) -> None:
    one = Approval.objects.get()
    same: dict[str, Any] = {"link": "", "valid_until": None, "review_on": None}
    actions.change_approval(approval=one, based_on=1, note=token, by=keeper(), **same)


def withdraw_approval(token: str) -> None:
    actions.withdraw_approval(approval=Approval.objects.get(), based_on=1, why=token, by=keeper())


def make_review() -> None:
    actions.record_review(group=group(), kind="peer", title="Peer review", by_whom="Peers", by=keeper())


def change_review(token: str) -> None:
    days = dict.fromkeys(("began_on", "ended_on", "published_on"))
    same = {"title": "Peer review", "by_whom": "Peers", "looked_at": "", "link": ""}
    actions.change_review(review=Review.objects.get(), based_on=1, headlines=token, by=keeper(), **days, **same)


def make_advice() -> None:
    make_review()
    actions.add_advice(review=Review.objects.get(), text="Write it down", by=keeper())


def respond(token: str) -> None:
    said: dict[str, Any] = {"response": "partly", "why": f"Only in part {token}", "due_on": DUE}
    actions.respond_to_advice(advice=Advice.objects.get(), based_on=1, by=keeper(), **said)


def make_issue() -> None:
    low, high = group("Ward"), group("Board")
    link(low, high)
    words = "Parking blocks the school gate. We asked the warden twice. Please agree on a patrol."
    actions.raise_issue(group=low, to=high, what="issue", title="Parking", words=words, by=keeper())


def accept_issue() -> None:
    make_issue()
    one, todo = Escalation.objects.get(), "Ask the police"
    actions.accept_escalation(
        escalation=one, based_on=1, organisation=organisation(), owner=None, next_step=todo, by=keeper()
    )


def answer_issue(token: str) -> None:
    one = Escalation.objects.get()
    actions.answer_escalation(escalation=one, based_on=2, answer=f"A patrol comes {token}", by=keeper())


def decline_issue(token: str) -> None:
    actions.decline_escalation(
        escalation=Escalation.objects.get(), based_on=1, why=f"It is for the police {token}", by=keeper()
    )


def make_action() -> None:
    actions.agree_action(
        group=group(), title="Ask parents", organisation=organisation(), due_on=DUE, by=keeper()
    )  # fmt: skip


def close_action(token: str) -> None:
    effect = f"Ten families came {token}"
    actions.close_action(action=Action.objects.get(), based_on=1, effect=effect, by=keeper())


def drop_action(token: str) -> None:
    actions.drop_action(action=Action.objects.get(), based_on=1, why=token, by=keeper())


OVERSIGHT_EDITS = [
    Edit("groups.answer_question", make_question, answer, lambda: Question.objects.get().answer),
    Edit("groups.withdraw_question", make_question, withdraw_question, lambda: Question.objects.get().why_withdrawn),
    Edit("groups.change_approval", make_approval, change_approval, lambda: Approval.objects.get().note),
    Edit("groups.withdraw_approval", make_approval, withdraw_approval, lambda: Approval.objects.get().why_withdrawn),
    Edit("groups.change_review", make_review, change_review, lambda: Review.objects.get().headlines),
    Edit("groups.respond_to_advice", make_advice, respond, lambda: Advice.objects.get().why),
    Edit("groups.answer_escalation", accept_issue, answer_issue, lambda: Escalation.objects.get().answer),
    Edit("groups.decline_escalation", make_issue, decline_issue, lambda: Escalation.objects.get().answer),
    Edit("groups.close_action", make_action, close_action, lambda: Action.objects.get().effect),
    Edit("groups.drop_action", make_action, drop_action, lambda: Action.objects.get().why_dropped),
]
