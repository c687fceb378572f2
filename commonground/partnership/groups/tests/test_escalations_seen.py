"""Who knows of an issue, and what nobody learns of a closed group or of a restricted item through one."""

from datetime import timedelta
from typing import Any

import pytest

from commonground.foundation.kernel.errors import NotFound, Refused
from commonground.foundation.kernel.viewer import public
from commonground.foundation.post.models import ReceivedNotice
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.models import Escalation
from commonground.partnership.groups.rules.words import Openness
from commonground.partnership.groups.tests.bodies import NOW, TODAY, meeting, organisation
from commonground.partnership.groups.tests.rising import WORDS, Ladder, ladder
from commonground.partnership.groups.tests.test_escalations import on_agenda, raise_from

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("low", "middle"), [("partners", "partners"), ("closed", "partners"), ("closed", "closed")])
def test_who_knows_of_an_issue_between_groups(low: str, middle: str) -> None:
    at = ladder(Openness(low), Openness(middle))
    by = at.clerk
    if middle == "closed":
        Escalation.objects.create(**like(at))
    else:
        at.raised()
    known = {
        "below": queries.escalations.known(by).exists(),
        "above": queries.escalations.known(at.middle.sees("member")).exists(),
        "elsewhere": queries.escalations.known(at.top.sees("reader")).exists(),
        "public": queries.escalations.known(public(NOW)).exists(),
    }
    open_somewhere = "partners" in (low, middle)
    assert known == {"below": True, "above": True, "elsewhere": open_somewhere, "public": False}


def like(at: Ladder) -> dict[str, Any]:
    days = dict.fromkeys(("raised_on", "received_on", "take_by", "answer_by", "due_on"), TODAY)
    return {
        "origin": at.low.group,
        "to": at.middle.group,
        "title": "Parking",
        "words": WORDS,
        "raised_by": "Clerk of Ward",
        "organisation": organisation(),
        "next_step": "Accept it",
        **days,
    }


def test_of_a_closed_group_below_nobody_above_learns_its_name_or_its_people() -> None:
    at = ladder(Openness.CLOSED)
    made = at.answered()
    page = queries.escalations.page(made.pk, viewer=at.middle.sees("member"))
    said = [page.seen.origin_name, page.seen.owner_words, page.seen.next_step, *(one.by for one in page.steps)]
    assert not any("Ward" in words for words in said)
    assert (page.item, page.seen.to_name) == (None, "Locality")
    hints = queries.suggestions(
        meeting(at.middle.group),
        here=queries.standing_in(at.middle.group, viewer=at.middle.sees("clerk")),
        viewer=at.middle.sees("clerk"),
    )
    assert not any("Ward" in f"{one.title} {one.hint}" for one in hints)


def test_of_a_closed_group_above_the_one_below_learns_the_answer_alone() -> None:
    at = ladder(middle=Openness.CLOSED)
    Escalation.objects.create(**{**like(at), "next_step": "Secret step"})
    page = queries.escalations.page(Escalation.objects.get().pk, viewer=at.low.sees("member"))
    assert (page.seen.to_name, page.seen.next_step, page.seen.owner_words) == ("A group above", "", "A group above")


def test_a_restricted_issue_is_known_at_the_tables_alone_and_goes_on_an_agenda_as_restricted() -> None:
    at = ladder()
    made = at.raised(is_restricted=True)
    for of, kind, knows in (
        (at.low, "member", True),
        (at.middle, "deputy", True),
        (at.middle, "observer", False),
        (at.middle, "manager", False),
        (at.top, "chair", False),
        (at.low, "reader", False),
    ):
        assert queries.escalations.known(of.sees(kind)).filter(pk=made.pk).exists() is knows, (of.group, kind)
    with pytest.raises(Refused, match="tables alone"):
        actions.decline_escalation(escalation=made, based_on=1, why="It is not ours", by=at.middle.sees("manager"))
    (placed,) = actions.accept_suggestions(
        meeting=meeting(at.middle.group), based_on=1, keys=[f"escalation:{made.pk}"], by=at.middle.sees("clerk")
    )
    assert placed.is_restricted


def test_what_comes_from_a_restricted_item_is_raised_at_the_table_and_the_item_does_not_go_along() -> None:
    at = ladder()
    source = on_agenda(at.low, restricted="Names a family")
    with pytest.raises(Refused):
        actions.raise_issue(
            group=at.low.group, to=at.middle.group, title="Help", words=WORDS, item=source, by=at.low.sees("manager")
        )
    made = raise_from(at.low, at.middle, item=source)
    assert queries.escalations.page(made.pk, viewer=at.low.sees("member")).item == source
    assert queries.escalations.page(made.pk, viewer=at.low.sees("observer")).item is None
    assert queries.escalations.page(made.pk, viewer=at.middle.sees("chair")).item is None


def test_there_is_no_such_issue_for_whoever_may_not_know_of_it() -> None:
    at = ladder()
    made = at.raised(is_restricted=True)
    with pytest.raises(NotFound, match="no such issue"):
        queries.escalations.page(made.pk, viewer=at.low.sees("reader"))


def test_chair_and_clerk_are_told_that_it_came_and_that_the_answer_is_back_and_nothing_of_what_it_is() -> None:
    at = ladder()
    at.answered()
    subjects = {(one.label, one.subject) for one in ReceivedNotice.objects.all()}
    assert ("Chair of Locality", "An issue has come up to Locality") in subjects
    assert ("Clerk of Ward", "Answered: an issue of Ward") in subjects
    assert not any("Parking" in subject for _, subject in subjects)


def test_whose_turn_it_is_is_reminded_once_when_it_is_late() -> None:
    at = ladder()
    made = at.raised()
    later = at.low.sees("manager", now=NOW + timedelta(days=30))
    before = ReceivedNotice.objects.count()
    actions.remind(by=later)
    actions.remind(by=later)
    new = {(one.label, one.subject) for one in ReceivedNotice.objects.order_by("told_at")[before:]}
    overdue = "Locality: an issue from another group is overdue"
    assert {one for one in new if "overdue" in one[1]} == {
        ("Chair of Locality", overdue),
        ("Clerk of Locality", overdue),
    }
    assert made.title not in str(new)


def test_the_day_of_chair_and_clerk_shows_what_came_up_and_what_came_back() -> None:
    at = ladder()
    back = at.answered()
    waiting = raise_from(at.low, at.middle)
    days = {
        (of.group.name, kind): {one.row.pk for one in queries.today_of(of.sees(kind)).due.issues}
        for of in (at.low, at.middle)
        for kind in ("chair", "clerk", "member")
    }
    assert days == {
        ("Ward", "chair"): {back.pk},
        ("Ward", "clerk"): {back.pk},
        ("Ward", "member"): set(),
        ("Locality", "chair"): {waiting.pk},
        ("Locality", "clerk"): {waiting.pk},
        ("Locality", "member"): set(),
    }


def test_whoever_keeps_groups_sees_what_is_overdue_in_any_group_they_may_know_of() -> None:
    at = ladder()
    made = at.raised()
    later = at.top.sees("manager", now=NOW + timedelta(days=30))
    assert [one.row for one in queries.today_of(later).due.issues] == [made]
    assert not queries.today_of(at.top.sees("manager")).due.issues
