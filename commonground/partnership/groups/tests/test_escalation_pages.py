"""Pages of issues: raised in a form, answered in another, and shown at both ends to whom they concern."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from commonground.foundation.audit.models import AuditPerson
from commonground.partnership.groups import actions
from commonground.partnership.groups.models import Escalation
from commonground.partnership.groups.rules.states import EscalationState as State
from commonground.partnership.groups.rules.words import Openness, Upward
from commonground.partnership.groups.tests.bodies import TODAY, item, meeting
from commonground.partnership.groups.tests.rising import WORDS, Ladder, ladder
from commonground.partnership.groups.tests.test_escalations import decided
from commonground.partnership.groups.tests.test_group_pages import signed_in

pytestmark = pytest.mark.django_db


def page(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(f"groups:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def send(client: Client, name: str, *args: object, **typed: object) -> str:
    """What stands on the page after a form was sent, or where it leads."""
    answer = client.post(reverse(f"groups:{name}", args=args), typed)
    return answer["Location"] if answer.status_code == 302 else answer.content.decode()


def typed(at: Ladder, **more: object) -> dict[str, object]:
    return {"what": "issue", "to": at.middle.group.pk, "title": "Parking", "words": WORDS, **more}


def test_a_member_raises_an_issue_in_words_for_the_group_above() -> None:
    at = ladder()
    member = signed_in(at.low, "member")
    asked = page(member, "raise-issue", at.low.group.slug)
    assert "They see only these words" in asked
    assert at.middle.group.name in asked
    led = send(member, "raise-issue", at.low.group.slug, **typed(at))
    made = Escalation.objects.get()
    assert led == reverse("groups:escalation", args=[made.pk])
    assert (made.status, made.to, made.raised_by) == (State.RAISED, at.middle.group, "Member of Ward")


def test_what_is_missing_is_told_at_its_field_and_what_was_typed_is_kept() -> None:
    at = ladder()
    said = send(signed_in(at.low, "clerk"), "raise-issue", at.low.group.slug, **typed(at, words="Help us"))
    assert "Say what the issue is and what you ask of the group above. They see only these words." in said
    assert "Help us" in said
    assert not Escalation.objects.exists()


def test_from_a_restricted_item_the_form_opens_as_restricted_and_for_the_table_alone() -> None:
    at = ladder()
    source = item(meeting(at.low.group), "Canary family", restricted="Names a family")
    address = f"{reverse('groups:raise-issue', args=[at.low.group.slug])}?item={source.pk}"
    asked = signed_in(at.low, "clerk").get(address).content.decode()
    assert "Canary family" in asked
    assert re.search(r'name="is_restricted"[^>]*checked', asked)
    assert signed_in(at.low, "manager").get(address).status_code == 404
    assert signed_in(at.low, "clerk").get(address.replace(str(source.pk), "nonsense")).status_code == 404


def test_accepted_and_answered_by_a_decision_it_comes_back() -> None:
    at = ladder()
    made = at.raised()
    chair = signed_in(at.middle, "chair")
    assert "Accept it" in page(chair, "escalation", made.pk)
    send(
        chair,
        "accept-issue",
        made.pk,
        based_on=1,
        organisation=at.middle.group.host_id,
        owner=at.middle.people["member"].pk,
        next_step="Ask the police",
    )
    made.refresh_from_db()
    assert (made.status, made.owner, made.due_on) == (State.ACCEPTED, at.middle.people["member"], made.answer_by)
    decision = decided(at, made)
    offered = page(chair, "answer-issue", made.pk)
    assert "That a patrol comes on Mondays" in offered
    send(chair, "answer-issue", made.pk, based_on=made.version, decision=decision.pk, answer="")
    below = signed_in(at.low, "member")
    shown = page(below, "escalation", made.pk)
    assert "Agreed: That a patrol comes on Mondays" in shown
    assert "We have the answer" in shown
    made.refresh_from_db()
    send(below, "acknowledge-issue", made.pk, based_on=made.version)
    made.refresh_from_db()
    assert made.status == State.ACKNOWLEDGED


def test_an_answer_without_words_is_refused_at_its_field() -> None:
    at = ladder()
    made = at.accepted()
    said = send(signed_in(at.middle, "chair"), "answer-issue", made.pk, based_on=made.version, answer="")
    assert "Write the answer in words for the group that the issue came from." in said


def test_an_issue_that_somebody_else_moved_meanwhile_is_a_conflict_with_both_values() -> None:
    at = ladder()
    made = at.raised()
    actions.withdraw_escalation(escalation=made, based_on=1, why="It was settled here", by=at.clerk)
    made = at.raised()
    actions.accept_escalation(
        escalation=made,
        based_on=1,
        organisation=at.middle.group.host,
        next_step="Ask the police",
        by=at.middle.sees("clerk"),
    )
    answer = signed_in(at.middle, "chair").post(
        reverse("groups:change-issue", args=[made.pk]),
        {"based_on": 1, "organisation": at.middle.group.host_id, "next_step": "Ask the school"},
    )
    assert answer.status_code == 409
    assert "Ask the police" in answer.content.decode()


def test_each_step_has_a_page_for_who_serves_the_group_and_for_nobody_else() -> None:
    at = ladder()
    made = at.raised()
    for name in ("accept-issue", "pass-issue", "decline-issue", "answer-issue", "note-issue"):
        assert "govuk-button" in page(signed_in(at.middle, "clerk"), name, made.pk)
        assert signed_in(at.middle, "member").get(reverse(f"groups:{name}", args=[made.pk])).status_code == 403
        assert signed_in(at.low, "clerk").get(reverse(f"groups:{name}", args=[made.pk])).status_code == 403


def test_passed_up_by_the_form_it_is_with_the_board() -> None:
    at = ladder()
    made = at.raised()
    clerk = signed_in(at.middle, "clerk")
    assert at.top.group.name in page(clerk, "pass-issue", made.pk)
    send(clerk, "pass-issue", made.pk, based_on=1, to=at.top.group.pk, why="It needs money of the county")
    made.refresh_from_db()
    assert (made.to, made.status, made.owner) == (at.top.group, State.PASSED_UP, None)
    assert "It needs money of the county" in page(signed_in(at.low, "member"), "escalation", made.pk)


def test_an_emerging_issue_is_noted_on_its_page() -> None:
    at = ladder()
    made = at.raised(what=Upward.EMERGING)
    clerk = signed_in(at.middle, "clerk")
    assert "Accept it" not in page(clerk, "escalation", made.pk)
    send(clerk, "note-issue", made.pk, based_on=1, words="")
    made.refresh_from_db()
    assert made.status == State.NOTED


@pytest.mark.parametrize(
    ("state", "there"),
    [("", True), ("open", True), ("overdue", False), ("back", False), ("over", False), ("all", True)],
)
def test_the_list_is_narrowed_by_how_far_they_are(state: str, there: bool) -> None:
    at = ladder()
    at.raised()
    Escalation.objects.update(due_on=date(2100, 1, 4))
    answer = signed_in(at.middle, "reader").get(reverse("groups:escalations"), {"state": state})
    assert ("Parking at the school gate" in answer.content.decode()) is there


def test_the_list_and_its_file_name_no_closed_group_and_nobody_of_it() -> None:
    at = ladder(Openness.CLOSED)
    made = at.answered()
    assert made.status == State.ANSWERED
    reader = signed_in(at.middle, "reader")
    listed = page(reader, "escalations")
    carried = reader.get(reverse("groups:escalations-file", args=["csv"])).content.decode()
    for text in (listed, carried, page(reader, "escalation", made.pk)):
        assert "Parking at the school gate" in text
        assert "Ward" not in text


def test_who_has_it_is_on_record_as_shown() -> None:
    at = ladder()
    made = at.accepted()
    page(signed_in(at.middle, "reader"), "escalation", made.pk)
    assert AuditPerson.objects.filter(person=at.middle.people["member"].pk).exists()


def test_an_overdue_issue_says_since_how_many_working_days() -> None:
    at = ladder()
    made = at.raised()
    Escalation.objects.filter(pk=made.pk).update(due_on=TODAY - timedelta(days=40))
    assert "overdue by" in page(signed_in(at.middle, "reader"), "escalation", made.pk)
