"""Issues that go up, are answered, and the answer arrives where they came from."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from commonground.foundation.audit.models import AuditEvent
from commonground.foundation.kernel.errors import Conflict, Invalid, NotFound, Refused
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.models import (
    Action,
    AgendaItem,
    Decision,
    Escalation,
    GroupLink,
    Meeting,
    Recommendation,
)
from commonground.partnership.groups.rules import escalations as rules
from commonground.partnership.groups.rules.states import EscalationState as State
from commonground.partnership.groups.rules.words import Openness, Upward
from commonground.partnership.groups.tests.bodies import (
    KEEPS,
    KINDS,
    NOW,
    TODAY,
    Cast,
    group,
    item,
    meeting,
    organisation,
    viewer,
)
from commonground.partnership.groups.tests.rising import WORDS, Ladder, ladder

pytestmark = pytest.mark.django_db


def told(run: Callable[[], object]) -> tuple[str, str]:
    """Where a message stands and what it says."""
    with pytest.raises(Invalid) as refused:
        run()
    problem = refused.value.problems[0]
    return problem.column or "", problem.what


def test_from_the_neighbourhood_to_the_board_and_back() -> None:
    """Raised, accepted, passed up, accepted, answered, and over once the answer has arrived: every step is dated."""
    at = ladder()
    made = at.accepted()
    actions.pass_up(
        escalation=made,
        based_on=made.version,
        to=at.top.group,
        why="It needs money of the county",
        by=at.middle.sees("chair"),
    )
    actions.accept_escalation(
        escalation=made,
        based_on=made.version,
        organisation=at.top.group.host,
        next_step="Look for money",
        by=at.top.sees("clerk"),
    )
    actions.answer_escalation(
        escalation=made, based_on=made.version, answer="The county pays for a patrol.", by=at.top.sees("chair")
    )
    assert (made.status, made.organisation, made.next_step) == (
        State.ANSWERED,
        at.low.group.host,
        "Read what came back, and say so",
    )
    actions.acknowledge_answer(escalation=made, based_on=made.version, by=at.low.sees("member"))
    assert (made.status, made.closed_on) == (State.ACKNOWLEDGED, TODAY)
    assert [(one.status, one.group.name, one.on, one.by) for one in made.steps.all()] == [
        ("raised", "Ward", TODAY, "Clerk of Ward"),
        ("accepted", "Locality", TODAY, "Chair of Locality"),
        ("passed-up", "Locality", TODAY, "Chair of Locality"),
        ("accepted", "Board", TODAY, "Clerk of Board"),
        ("answered", "Board", TODAY, "Chair of Board"),
        ("acknowledged", "Ward", TODAY, "Member of Ward"),
    ]
    verbs = AuditEvent.objects.filter(verb__startswith="issue ").order_by("position").values_list("verb", flat=True)
    assert list(verbs) == [
        "issue raised",
        "issue accepted",
        "issue passed up",
        "issue accepted",
        "issue answered",
        "issue acknowledged",
    ]


def test_what_is_open_always_has_one_owner_a_next_step_and_a_day() -> None:
    at = ladder()
    for made in (at.raised(), at.raised(to=at.top, what=Upward.EMERGING)):
        assert made.organisation == made.to.host
        assert made.next_step
        assert made.due_on == made.take_by > TODAY


def test_the_clock_counts_from_the_day_it_came_and_taking_it_on_late_gives_no_more_days() -> None:
    at = ladder()
    made = at.raised()
    assert (made.take_by, made.answer_by) == (date(2026, 11, 27), date(2026, 12, 18))
    late = at.middle.sees("chair", now=NOW + timedelta(days=10))
    actions.accept_escalation(
        escalation=made, based_on=1, organisation=organisation(), next_step="Ask the police", by=late
    )
    assert made.due_on == date(2026, 12, 18)


def test_overdue_is_read_from_its_day_and_kept_nowhere() -> None:
    at = ladder()
    made = at.raised()
    last, after = made.take_by, made.take_by + timedelta(days=1)
    assert not rules.is_overdue(made, on=last)
    assert list(Escalation.objects.overdue(after)) == [made]
    assert not Escalation.objects.overdue(last).exists()


def test_an_issue_skips_levels_on_its_way_up() -> None:
    at = ladder()
    assert at.raised(to=at.top).to == at.top.group


def test_it_is_refused_to_a_group_that_is_not_above() -> None:
    at = ladder()
    aside = group("Aside")
    assert told(lambda: raise_from(at.middle, at.low)) == ("to", "Ward is not above this group.")
    assert told(
        lambda: actions.raise_issue(group=at.low.group, to=aside, title="Parking", words=WORDS, by=at.clerk)
    ) == ("to", "Aside is not above this group.")


def test_it_is_refused_to_a_group_to_which_it_reported_until_today() -> None:
    at = ladder()
    GroupLink.objects.filter(group=at.low.group).update(ends_on=TODAY)
    assert told(at.raised) == ("to", "Locality is not above this group.")


def test_it_is_refused_to_a_group_that_has_ended() -> None:
    at = ladder()
    at.middle.group.ends_on = TODAY
    at.middle.group.save()
    assert told(at.raised) == ("to", "Locality has ended or not begun.")


def test_a_closed_group_above_that_one_does_not_know_is_no_group() -> None:
    at = ladder(middle=Openness.CLOSED)
    with pytest.raises(NotFound, match="no such group"):
        at.raised()
    assert list(queries.escalations.to_escalate_to(at.low.group, viewer=at.clerk)) == [at.top.group]


def test_the_same_thing_is_with_a_group_once() -> None:
    at = ladder()
    action = agreed(at)
    for source in ({"item": on_agenda(at.low)}, {"action": action}, {}):
        made = raise_from(at.low, at.middle, **source)
        again = partial(raise_from, at.low, at.middle, **source)
        assert told(again) == (
            "to",
            "This is with Locality already.",
        )
        actions.withdraw_escalation(escalation=made, based_on=1, why="It was settled here", by=at.clerk)
        actions.withdraw_escalation(escalation=again(), based_on=1, why="It was settled here", by=at.clerk)


def raise_from(below: Cast, to: Cast, **source: Any) -> Escalation:
    return actions.raise_issue(
        group=below.group, to=to.group, title="Parking", words=WORDS, by=below.sees("clerk"), **source
    )


def on_agenda(of: Cast, **more: Any) -> AgendaItem:
    return item(of.group.meetings.first() or meeting(of.group), "Streets", **more)


def agreed(at: Ladder) -> Action:
    return actions.agree_action(
        group=at.low.group, title="Ring the warden", organisation=organisation(), due_on=TODAY, by=at.clerk
    )


@pytest.mark.parametrize(("title", "words", "column"), [("", WORDS, "title"), ("Parking", "Please help", "words")])
def test_nothing_goes_up_without_words_written_for_it(title: str, words: str, column: str) -> None:
    at = ladder()
    assert (
        told(
            lambda: actions.raise_issue(group=at.low.group, to=at.middle.group, title=title, words=words, by=at.clerk)
        )[0]
        == column
    )


def test_what_came_of_another_group_is_not_raised_here() -> None:
    at = ladder()
    with pytest.raises(NotFound):
        raise_from(at.low, at.middle, item=on_agenda(at.middle))


def test_nobody_answers_without_an_answer() -> None:
    at = ladder()
    made = at.accepted()
    chair = at.middle.sees("chair")
    for answer in ("", "Yes"):
        run = partial(actions.answer_escalation, escalation=made, based_on=made.version, answer=answer, by=chair)
        assert told(run)[0] == "answer"
    made.refresh_from_db()
    assert made.status == State.ACCEPTED


def test_who_raised_it_does_not_take_it_on_whatever_else_they_are() -> None:
    at = ladder()
    both = viewer(at.low.people["manager"], KEEPS)
    made = actions.raise_issue(group=at.low.group, to=at.middle.group, title="Parking", words=WORDS, by=both)
    with pytest.raises(Refused, match="You raised this issue"):
        actions.accept_escalation(escalation=made, based_on=1, organisation=organisation(), next_step="Ask", by=both)
    with pytest.raises(Refused, match="with"):
        actions.accept_escalation(
            escalation=made, based_on=1, organisation=organisation(), next_step="Ask", by=at.low.sees("chair")
        )


def test_the_second_of_two_who_take_it_on_is_told_of_the_first() -> None:
    at = ladder()
    made = at.raised()
    stale = Escalation.objects.get(pk=made.pk)
    first, second = at.middle.sees("chair"), at.middle.sees("clerk")
    actions.decline_escalation(escalation=made, based_on=1, why="It is for the police", by=first)
    with pytest.raises(Conflict):
        actions.accept_escalation(
            escalation=stale, based_on=1, organisation=organisation(), next_step="Ask the police", by=second
        )


def test_an_owner_who_left_cannot_be_given_it() -> None:
    at = ladder()
    gone = at.middle.people["member"]
    gone.left_on = TODAY
    gone.save()
    assert told(at.accepted) == ("owner", "Member of Locality has left.")


def test_declined_it_comes_back_with_the_reason_and_is_over_when_it_was_read() -> None:
    at = ladder()
    made = at.raised()
    actions.decline_escalation(escalation=made, based_on=1, why="It is for the police", by=at.middle.sees("chair"))
    assert (made.answer, made.organisation, made.next_step != "") == ("It is for the police", at.low.group.host, True)
    actions.acknowledge_answer(escalation=made, based_on=2, by=at.clerk)
    assert made.closed_on == TODAY


def test_an_emerging_issue_is_put_on_an_agenda_and_noted_and_its_group_sees_where_it_is() -> None:
    at = ladder()
    made = at.raised(what=Upward.EMERGING)
    clerk = at.middle.sees("clerk")
    at_meeting = meeting(at.middle.group, TODAY + timedelta(days=60))
    (placed,) = actions.accept_suggestions(meeting=at_meeting, based_on=1, keys=[f"escalation:{made.pk}"], by=clerk)
    made.refresh_from_db()
    assert (made.placed, placed.title) == (placed, "Parking at the school gate")
    assert made.next_step == "It is on the agenda of 21 January 2027"
    assert made.due_on > at_meeting.day
    assert queries.escalations.page(made.pk, viewer=at.clerk).seen.next_step == made.next_step
    actions.note_issue(escalation=made, based_on=made.version, words="We watch it.", by=clerk)
    assert (made.status, made.closed_on) == (State.NOTED, TODAY)


def test_what_was_placed_and_is_taken_off_is_suggested_again() -> None:
    at = ladder()
    made = at.raised()
    at_meeting = meeting(at.middle.group)
    clerk = at.middle.sees("clerk")
    key = f"escalation:{made.pk}"
    (placed,) = actions.accept_suggestions(meeting=at_meeting, based_on=1, keys=[key], by=clerk)
    at_meeting.refresh_from_db()
    assert key not in suggested(at.middle, at_meeting)
    actions.remove_item(item=placed, based_on=at_meeting.version, by=clerk)
    assert key in suggested(at.middle, at_meeting)


def suggested(of: Cast, at_meeting: Meeting, kind: str = "clerk") -> list[str]:
    seen_by = of.sees(kind)
    here = queries.standing_in(of.group, viewer=seen_by)
    return [one.key for one in queries.suggestions(at_meeting, here=here, viewer=seen_by)]


def test_an_item_from_which_an_issue_went_up_stays_on_its_agenda() -> None:
    at = ladder()
    source = on_agenda(at.low)
    raise_from(at.low, at.middle, item=source)
    with pytest.raises(Invalid, match="An issue went up from this item"):
        actions.remove_item(item=source, based_on=1, by=at.clerk)


def test_a_decision_at_its_item_is_the_answer_in_its_own_words() -> None:
    at = ladder()
    made = at.accepted()
    decision = decided(at, made)
    actions.answer_escalation(escalation=made, based_on=made.version, decision=decision, by=at.middle.sees("clerk"))
    assert made.answer == "Agreed: That a patrol comes on Mondays"
    assert made.decision == decision


def decided(at: Ladder, made: Escalation, *, restricted: str = "") -> Decision:
    held = meeting(at.middle.group, TODAY - timedelta(days=1))
    placed = item(held, "Parking", restricted=restricted)
    Escalation.objects.filter(pk=made.pk).update(placed=placed)
    made.refresh_from_db()
    asked = Recommendation.objects.create(item=placed, order=1, text="That a patrol comes on Mondays")
    return Decision.objects.create(
        meeting=held, item=placed, recommendation=asked, outcome="agreed", decided_on=held.day, recorded_by="Clerk"
    )


def test_of_a_restricted_decision_nothing_goes_back_but_what_is_written_for_it() -> None:
    at = ladder()
    made = at.accepted()
    decision = decided(at, made, restricted="Names a family")
    clerk = at.middle.sees("clerk")
    run: dict[str, Any] = {"escalation": made, "based_on": made.version, "decision": decision, "by": clerk}
    assert told(lambda: actions.answer_escalation(**run))[0] == "answer"
    actions.answer_escalation(**run, answer="A patrol comes from January.")
    assert made.answer == "A patrol comes from January."
    assert queries.escalations.page(made.pk, viewer=at.low.sees("member")).decision is None


def test_a_decision_of_another_item_answers_nothing() -> None:
    at = ladder()
    made = at.accepted()
    decision = decided(at, made)
    Escalation.objects.filter(pk=made.pk).update(placed=None)
    made.refresh_from_db()
    assert told(
        lambda: actions.answer_escalation(
            escalation=made, based_on=made.version, decision=decision, by=at.middle.sees("chair")
        )
    ) == ("decision", "This decision was made at another item.")


def test_the_answer_is_suggested_for_the_next_agenda_where_it_came_from() -> None:
    at = ladder()
    made = at.answered()
    assert f"answer:{made.pk}" in suggested(at.low, meeting(at.low.group))
    actions.acknowledge_answer(escalation=made, based_on=made.version, by=at.clerk)
    assert f"answer:{made.pk}" not in suggested(at.low, meeting(at.low.group, TODAY + timedelta(days=1)))


# whether somebody may raise an issue, take it on, and say that its answer arrived: in the group that it came from, and
# in the one that it is with
MAY = {
    # kind: (raise, handle, receive) from below; the same from above
    "chair": ((True, False, True), (False, True, False)),
    "clerk": ((True, False, True), (False, True, False)),
    "member": ((True, False, True), (False, False, False)),
    "deputy": ((True, False, True), (False, False, False)),
    "papers": ((False, False, False), (False, False, False)),
    "invited": ((False, False, False), (False, False, False)),
    "observer": ((False, False, False), (False, False, False)),
    "outsider": ((False, False, False), (False, False, False)),
    "reader": ((False, False, False), (False, False, False)),
    "manager": ((True, True, True), (True, True, True)),
}


def test_the_truth_table_of_issues_names_everybody() -> None:
    assert set(MAY) == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_who_may_do_what_with_an_issue(kind: str) -> None:
    at = ladder()
    back = at.answered()
    waiting = raise_from(at.low, at.middle)
    for of, may in zip((at.low, at.middle), MAY[kind], strict=True):
        by = of.sees(kind)
        raises = partial(actions.raise_issue, group=at.low.group, to=at.top.group, title=kind, words=WORDS)
        handles = partial(actions.decline_escalation, escalation=waiting, based_on=0, why="It is not ours")
        receives = partial(actions.acknowledge_answer, escalation=back, based_on=0)
        did = tuple(passes(partial(run, by=by)) for run in (raises, handles, receives))
        assert did == may, of.group


def passes(run: Callable[[], object]) -> bool:
    """Whether it gets beyond the question who may: then it meets a version that nothing has."""
    try:
        run()
    except Refused:
        return False
    except (Conflict, Invalid):
        return True
    return True
