"""Reviews from outside: recommendation, response, action, evidence; one closes only with evidence (V9, V10)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from commonground.foundation.kernel.errors import Conflict, Invalid, Refused
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.models import Action, Advice, Evidence, Review
from commonground.partnership.groups.queries.reviews import AskedReviews
from commonground.partnership.groups.rules import reviews as rules
from commonground.partnership.groups.rules.words import Openness
from commonground.partnership.groups.tests.bodies import KINDS, TODAY, Cast, cast, organisation
from commonground.partnership.groups.tests.test_group_pages import signed_in

pytestmark = pytest.mark.django_db
SOON = TODAY + timedelta(days=60)


def reviewed(of: Cast, kind: str = "clerk", **more: Any) -> Review:
    values: dict[str, Any] = {"kind": "peer", "title": "Peer review", "by_whom": "Peers of other councils", **more}
    return actions.record_review(group=of.group, by=of.sees(kind), **values)


def advised(of: Cast) -> Advice:
    return actions.add_advice(review=reviewed(of), text="Write one plan", by=of.sees("clerk"))


def accepted(of: Cast) -> Advice:
    made = advised(of)
    actions.respond_to_advice(advice=made, based_on=1, response="accepted", due_on=SOON, by=of.sees("clerk"))
    return made


def acted(of: Cast, made: Advice) -> Action:
    return actions.act_on_advice(
        advice=made, title="Write the plan", organisation=organisation(), due_on=SOON, by=of.sees("clerk")
    )


def test_a_recommendation_goes_from_response_to_action_to_evidence_and_closes() -> None:
    of = cast()
    clerk = of.sees("clerk")
    made = accepted(of)
    action = acted(of, made)
    assert action in queries.actions(of.sees("reader"))
    with pytest.raises(Invalid, match="nothing shows yet"):
        actions.close_advice(advice=made, based_on=2, by=clerk)
    actions.add_evidence(advice=made, text="The plan is agreed", on=TODAY, by=clerk)
    with pytest.raises(Invalid, match="an action is still open"):
        actions.close_advice(advice=made, based_on=2, by=clerk)
    actions.close_action(action=action, based_on=1, effect="One plan is followed", by=clerk)
    actions.close_advice(advice=made, based_on=2, by=clerk)
    assert (made.status, made.closed_on) == ("done", TODAY)
    with pytest.raises(Refused, match="is closed"):
        acted(of, made)
    actions.reopen_advice(advice=made, based_on=3, by=clerk)
    assert (made.status, made.closed_on) == ("open", None)


@pytest.mark.parametrize(
    ("response", "why", "due_on", "column"),
    [
        ("partly", "", SOON, "why"),
        ("not", "No", None, "why"),
        ("accepted", "", None, "due_on"),
        ("accepted", "", TODAY - timedelta(days=1), "due_on"),
    ],
)
def test_a_response_says_why_or_by_when(response: str, why: str, due_on: date | None, column: str) -> None:
    of = cast()
    made = advised(of)
    with pytest.raises(Invalid) as wrong:
        actions.respond_to_advice(
            advice=made, based_on=1, response=response, why=why, due_on=due_on, by=of.sees("clerk")
        )
    assert wrong.value.problems[0].column == column


def test_what_is_not_accepted_is_closed_with_its_reason() -> None:
    of = cast()
    made = advised(of)
    why = "Another law asks for the opposite"
    actions.respond_to_advice(advice=made, based_on=1, response="not", why=why, by=of.sees("chair"))
    assert (made.status, made.why, made.due_on) == ("not accepted", why, None)


def test_nothing_is_done_about_a_recommendation_before_there_is_a_response() -> None:
    of = cast()
    with pytest.raises(Refused, match="Respond"):
        acted(of, advised(of))


def test_evidence_says_something_and_is_not_of_days_to_come() -> None:
    of = cast()
    made = accepted(of)
    for text, on, column in (("Done", TODAY, "text"), ("The plan is agreed", SOON, "on")):
        with pytest.raises(Invalid) as wrong:
            actions.add_evidence(advice=made, text=text, on=on, by=of.sees("clerk"))
        assert wrong.value.problems[0].column == column
    assert not Evidence.objects.exists()


def test_a_review_cannot_end_before_it_begins_and_a_number_is_given_once() -> None:
    of = cast()
    with pytest.raises(Invalid, match="not kept"):
        reviewed(of, began_on=TODAY, ended_on=TODAY - timedelta(days=1))
    made = advised(of)
    with pytest.raises(Invalid, match="not kept"):
        actions.add_advice(review=made.review, text="Another", number=1, by=of.sees("clerk"))
    assert actions.add_advice(review=made.review, text="Another", by=of.sees("clerk")).number == 2


def test_the_second_response_is_told_of_the_first() -> None:
    of = cast()
    made = accepted(of)
    stale = Advice.objects.get(pk=made.pk)
    with pytest.raises(Conflict):
        actions.respond_to_advice(advice=stale, based_on=1, response="accepted", due_on=SOON, by=of.sees("chair"))


@pytest.mark.parametrize(
    ("status", "response", "due", "words"),
    [
        ("open", "", None, "Waits for a response"),
        ("open", "accepted", TODAY, "Under way"),
        ("open", "accepted", TODAY - timedelta(days=1), "Late"),
        ("done", "accepted", TODAY - timedelta(days=1), "Done, with evidence"),
        ("not accepted", "not", None, "Not accepted"),
    ],
)
def test_how_a_recommendation_stands(status: str, response: str, due: date | None, words: str) -> None:
    assert rules.standing(Advice(status=status, response=response, due_on=due), on=TODAY)[0] == words


@pytest.mark.parametrize("kind", KINDS)
def test_who_serves_the_group_keeps_its_reviews(kind: str) -> None:
    of = cast()
    if kind in {"chair", "clerk", "manager"}:
        assert reviewed(of, kind).title
    else:
        with pytest.raises(Refused):
            reviewed(of, kind)


def test_the_register_tells_what_is_open_and_what_is_late() -> None:
    of = cast()
    made = accepted(of)
    by = of.sees("reader")
    assert [queries.reviews.narrowed(AskedReviews(state=one), viewer=by).count() for one in ("open", "late")] == [1, 0]
    Advice.objects.filter(pk=made.pk).update(due_on=TODAY - timedelta(days=1))
    found = queries.reviews.narrowed(AskedReviews(state="late"), viewer=by)
    assert found.values_list("all_advice", "open_advice", "late_advice").get() == (1, 1, 1)


def test_the_public_reads_a_review_of_a_public_group_without_its_actions() -> None:
    of = cast(Openness.PUBLIC)
    made = accepted(of)
    acted(of, made)
    address = reverse("groups:review", args=[made.review_id])
    everybody = Client().get(address).content.decode()
    assert "Write one plan" in everybody
    assert "Write the plan" not in everybody
    assert "Write the plan" in signed_in(of, "reader").get(address).content.decode()
    assert Client().get(reverse("groups:reviews-file", args=["csv"])).status_code == 200
    assert "Peer review" in Client().get(reverse("groups:reviews")).content.decode()


def test_a_clerk_goes_through_every_step_on_pages() -> None:
    of = cast()
    clerk = signed_in(of, "clerk")
    typed = {"title": "Inspection", "kind": "inspection", "by_whom": "Inspectors"}
    assert clerk.post(reverse("groups:record-review", args=[of.group.slug]), typed).status_code == 302
    review = Review.objects.get()
    clerk.post(reverse("groups:add-advice", args=[review.pk]), {"text": "Write one plan"})
    made = Advice.objects.get()
    due = {"due_on_0": "1", "due_on_1": "3", "due_on_2": "2100"}
    said = {"based_on": 1, "response": "partly", "why": ""}
    assert (
        "There is a problem" in clerk.post(reverse("groups:respond", args=[made.pk]), {**said, **due}).content.decode()
    )
    clerk.post(reverse("groups:respond", args=[made.pk]), {**said, "why": "Not all of it", **due})
    acting = {"title": "Write the plan", "organisation": of.group.host_id, "urgency": "high", **due}
    clerk.post(reverse("groups:act-on-advice", args=[made.pk]), acting)
    assert made.carried_by.count() == 1
    shown = {"text": "The plan is agreed", "on_0": "1", "on_1": "11", "on_2": "2026"}
    clerk.post(reverse("groups:add-evidence", args=[made.pk]), shown)
    page = clerk.get(reverse("groups:review", args=[review.pk])).content.decode()
    assert "The plan is agreed" in page
    refused = clerk.post(reverse("groups:close-advice", args=[made.pk]), {"based_on": 2}).content.decode()
    assert "an action is still open" in refused
