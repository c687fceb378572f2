"""What groups approve: by which decision, until when, and who may know."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from commonground.foundation.kernel.errors import Invalid, Refused
from commonground.foundation.kernel.viewer import public
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.models import Approval, Decision, Recommendation
from commonground.partnership.groups.queries.approvals import AskedApprovals
from commonground.partnership.groups.rules import approvals as rules
from commonground.partnership.groups.rules.words import Openness
from commonground.partnership.groups.tests.bodies import KINDS, NOW, TODAY, Cast, cast, item, meeting
from commonground.partnership.groups.tests.test_group_pages import page as group_page
from commonground.partnership.groups.tests.test_group_pages import signed_in

pytestmark = pytest.mark.django_db
TITLE = "Youth homelessness strategy"


def approved(of: Cast, kind: str = "clerk", **more: Any) -> Approval:
    values: dict[str, Any] = {"title": TITLE, "kind": "strategy", "approved_on": TODAY, **more}
    return actions.record_approval(group=of.group, by=of.sees(kind), **values)


def decided(of: Cast, outcome: str = "agreed", restricted: str = "") -> Decision:
    held = meeting(of.group, TODAY - timedelta(days=7))
    at = item(held, restricted=restricted)
    asked = Recommendation.objects.create(item=at, order=1, text="That the strategy is approved")
    return Decision.objects.create(
        meeting=held, item=at, recommendation=asked, outcome=outcome, decided_on=held.day, recorded_by="Clerk"
    )


def test_a_decision_gives_an_approval_its_day_and_its_meeting() -> None:
    of = cast()
    decision = decided(of)
    made = approved(of, decision=decision)
    assert (made.approved_on, made.meeting) == (TODAY - timedelta(days=7), decision.meeting)


def test_a_decision_that_did_not_agree_or_of_another_group_approves_nothing() -> None:
    of = cast()
    for decision in (decided(of, "rejected"), decided(cast(name="Another"))):
        with pytest.raises(Invalid) as wrong:
            approved(of, decision=decision)
        assert wrong.value.problems[0].column == "decision"


@pytest.mark.parametrize(
    ("more", "column"),
    [
        ({"approved_on": TODAY + timedelta(days=1)}, "approved_on"),
        ({"valid_until": TODAY - timedelta(days=1)}, "valid_until"),
        ({"review_on": TODAY - timedelta(days=1)}, "review_on"),
    ],
)
def test_days_that_cannot_be_are_told_at_their_field(more: dict[str, object], column: str) -> None:
    with pytest.raises(Invalid) as wrong:
        approved(cast(), **more)
    assert wrong.value.problems[0].column == column


def test_the_same_thing_is_approved_once_a_day() -> None:
    of = cast()
    approved(of)
    with pytest.raises(Invalid, match="not kept"):
        approved(of)


YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("review_on", "valid_until", "withdrawn_on", "words", "holds"),
    [
        (None, None, None, "In force", True),
        (TODAY, TODAY, None, "In force", True),
        (YESTERDAY, None, None, "Review is late", True),
        (YESTERDAY, YESTERDAY, None, "Has run out", False),
        (None, None, TODAY, "Withdrawn", False),
        (None, None, TOMORROW, "In force", True),
    ],
)
def test_how_an_approval_stands(
    review_on: date | None, valid_until: date | None, withdrawn_on: date | None, words: str, holds: bool
) -> None:
    one = Approval(review_on=review_on, valid_until=valid_until, withdrawn_on=withdrawn_on)
    assert (rules.standing(one, on=TODAY)[0], rules.holds(one, on=TODAY)) == (words, holds)


@pytest.mark.parametrize(("state", "there"), [("holds", True), ("review", True), ("over", False), ("", True)])
def test_the_register_is_narrowed_as_the_rules_say(state: str, there: bool) -> None:
    of = cast()
    Approval.objects.create(
        group=of.group, title=TITLE, approved_on=YESTERDAY, review_on=YESTERDAY, recorded_by="Clerk"
    )
    found = queries.approvals.narrowed(AskedApprovals(state=state), viewer=of.sees("reader"))
    assert found.exists() is there


@pytest.mark.parametrize("kind", KINDS)
def test_who_serves_the_group_keeps_its_approvals(kind: str) -> None:
    of = cast()
    if kind in {"chair", "clerk", "manager"}:
        assert approved(of, kind).recorded_by
    else:
        with pytest.raises(Refused):
            approved(of, kind)


def test_what_was_approved_under_a_restricted_item_is_known_at_the_table_alone() -> None:
    of = cast(Openness.PUBLIC)
    made = approved(of, decision=decided(of, restricted="Commercially confidential"))
    assert made.is_restricted
    seen = {kind: queries.approvals.known(of.sees(kind)).exists() for kind in ("member", "observer", "manager")}
    assert seen == {"member": True, "observer": False, "manager": False}
    assert not queries.approvals.known(public(NOW)).exists()
    with pytest.raises(Refused):
        actions.withdraw_approval(approval=made, based_on=1, why="It is replaced", by=of.sees("manager"))
    assert TITLE not in group_page(of, "public")
    assert TITLE in group_page(of, "member")


def test_the_public_reads_what_a_public_group_approved_on_its_page_and_in_the_register() -> None:
    of = cast(Openness.PUBLIC)
    made = approved(of)
    assert TITLE in group_page(of, "public")
    for address in (reverse("groups:approvals"), reverse("groups:approval", args=[made.pk])):
        assert TITLE in Client().get(address).content.decode()
    assert Client().get(reverse("groups:approvals-file", args=["xlsx"])).status_code == 200


def test_a_clerk_records_and_withdraws_on_pages() -> None:
    of = cast()
    clerk = signed_in(of, "clerk")
    address = reverse("groups:record-approval", args=[of.group.slug])
    day = {"approved_on_0": "20", "approved_on_1": "11", "approved_on_2": "2026"}
    assert clerk.post(address, {"title": TITLE, "kind": "strategy", **day}).status_code == 302
    made = Approval.objects.get()
    withdraw = reverse("groups:withdraw-approval", args=[made.pk])
    assert clerk.post(withdraw, {"based_on": 1, "why": "It is replaced"}).status_code == 302
    assert clerk.post(withdraw, {"based_on": 2, "why": "It is replaced"}).status_code == 403
    made.refresh_from_db()
    assert made.why_withdrawn == "It is replaced"
