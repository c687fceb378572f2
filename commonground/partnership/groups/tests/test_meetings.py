"""Meetings are planned, moved, cancelled, and have an agenda."""

from datetime import date, datetime, time

import pytest

from commonground.foundation.audit.models import AuditEvent
from commonground.foundation.kernel.errors import Conflict, Invalid, NotFound, Refused
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.models import AgendaItem, Meeting, StandingCheck, TermsOfReference, Venue
from commonground.partnership.groups.rules import calendar
from commonground.partnership.groups.rules.agenda import Direction
from commonground.partnership.groups.rules.states import MeetingState
from commonground.partnership.groups.rules.words import Came, ItemFrom, Mode, Office, Openness, Part, Purpose
from commonground.partnership.groups.tests.bodies import KINDS, Cast, cast, group, holds, person, seat, serves

pytestmark = pytest.mark.django_db
DAY = date(2027, 1, 19)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return calendar.in_england(day, time(hour, minute))


def plan(people: Cast, day: date = DAY, *, hour: int = 10, by: str = "clerk", **more: object) -> Meeting:
    return actions.plan_meeting(
        group=people.group, starts_at=at(day, hour), ends_at=at(day, hour + 2), by=people.sees(by), **more
    )


def library(name: str = "Library") -> Venue:
    return Venue.objects.create(name=name, address="1 High Street")


def add(people: Cast, meeting: Meeting, title: str, **more: object) -> AgendaItem:
    meeting.refresh_from_db()
    return actions.add_item(meeting=meeting, based_on=meeting.version, title=title, by=people.sees("clerk"), **more)


@pytest.mark.parametrize("kind", KINDS)
def test_a_meeting_is_planned_by_those_who_serve_the_group(kind: str) -> None:
    people = cast()
    if kind in ("chair", "clerk", "manager"):
        assert plan(people, by=kind).key == "2027-01-19"
    else:
        with pytest.raises(Refused):
            plan(people, by=kind)


def test_a_second_meeting_of_the_day_has_a_number_in_its_address() -> None:
    people = cast()
    plan(people)
    assert plan(people, hour=14).key == "2027-01-19-2"


def test_a_meeting_is_held_under_the_terms_in_force() -> None:
    people = cast()
    terms = TermsOfReference.objects.create(group=people.group, aim="", purpose="", status="agreed", agreed_on=DAY)
    assert plan(people).terms == terms


@pytest.mark.parametrize(
    ("life", "says"),
    [({"starts_on": date(2027, 2, 1)}, "begins on 1 February 2027"), ({"ends_on": date(2027, 1, 19)}, "has ended by")],
)
def test_a_meeting_outside_the_groups_life_is_refused(life: dict[str, date], says: str) -> None:
    people = cast()
    type(people.group).objects.filter(pk=people.group.pk).update(**life)
    people.group.refresh_from_db()
    with pytest.raises(Invalid) as wrong:
        plan(people)
    assert says in str(wrong.value.problems[0])


def test_a_bank_holiday_asks_whether_it_is_meant() -> None:
    people = cast()
    with pytest.raises(Invalid) as wrong:
        plan(people, date(2027, 3, 29))
    assert "a weekend or a bank holiday" in str(wrong.value.problems[0])
    assert plan(people, date(2027, 3, 29), despite=True)


def test_a_venue_that_is_taken_is_named() -> None:
    people, others = cast(), cast(name="Gedling")
    room = library()
    plan(others, venue=room)
    with pytest.raises(Invalid) as wrong:
        plan(people, venue=room)
    assert str(wrong.value.problems[0]) == "Library is taken by Gedling, 19 January 2027, 10:00 to 12:00."


def test_two_rooms_of_a_venue_are_two_places() -> None:
    people, others = cast(), cast(name="Gedling")
    room = library()
    plan(others, venue=room, room="Blue room")
    assert plan(people, venue=room, room="Red room")


def test_the_same_chair_and_people_who_sit_on_both_are_named() -> None:
    people, others = cast(), cast(name="Gedling")
    holds(people.people["member"], seat(others.group, of="housing"))
    serves(people.people["chair"], others.group, Office.VICE_CHAIR)
    plan(others)
    with pytest.raises(Invalid) as wrong:
        plan(people)
    assert (
        str(wrong.value.problems[0])
        == "2 people of this group are also expected at Gedling, 19 January 2027, 10:00 to 12:00."
    )


def test_a_closed_group_is_no_clash_for_those_who_may_not_know_of_it() -> None:
    people, others = cast(), cast(Openness.CLOSED, "Secret")
    holds(people.people["member"], seat(others.group, of="housing"))
    room = library()
    plan(others, venue=room)
    assert plan(people, venue=room)


def test_a_meeting_is_moved_with_a_reason_and_keeps_its_address() -> None:
    people = cast()
    meeting = plan(people)
    clerk = people.sees("clerk")
    later = {"starts_at": at(date(2027, 1, 26), 10), "ends_at": at(date(2027, 1, 26), 12)}
    with pytest.raises(Invalid):
        actions.move_meeting(meeting=meeting, based_on=1, because=" ", by=clerk, **later)
    actions.move_meeting(meeting=meeting, based_on=1, because="The hall is flooded", by=clerk, **later)
    assert (meeting.key, meeting.sequence, meeting.moved_because) == ("2027-01-19", 1, "The hall is flooded")
    with pytest.raises(Conflict):
        actions.move_meeting(meeting=meeting, based_on=1, because="Once more", by=clerk, **later)


def test_a_cancelled_meeting_stays_on_record_and_is_neither_moved_nor_planned_on() -> None:
    people = cast()
    meeting = plan(people)
    actions.cancel_meeting(meeting=meeting, based_on=1, because="No quorum", by=people.sees("clerk"))
    assert (meeting.status, meeting.why_cancelled) == (MeetingState.CANCELLED, "No quorum")
    assert AuditEvent.objects.filter(verb="meeting cancelled").exists()
    with pytest.raises(Refused):
        actions.cancel_meeting(meeting=meeting, based_on=2, because="Again", by=people.sees("clerk"))
    with pytest.raises(Refused, match="closed"):
        add(people, meeting, "Needs")


def test_whoever_may_not_know_of_the_group_knows_of_no_meeting() -> None:
    people = cast(Openness.CLOSED)
    meeting = plan(people)
    for kind in KINDS:
        viewer = people.sees(kind)
        if kind in ("outsider", "reader", "manager"):
            assert not queries.meetings(viewer).exists()
            with pytest.raises(NotFound, match="There is no such meeting"):
                queries.meeting(people.group.slug, meeting.key, viewer=viewer)
        else:
            assert queries.meeting(people.group.slug, meeting.key, viewer=viewer) == meeting


def test_items_stand_in_the_order_in_which_they_are_moved() -> None:
    people = cast()
    meeting = plan(people)
    first, second, third = (add(people, meeting, title) for title in ("One", "Two", "Three"))
    meeting.refresh_from_db()
    actions.move_item(item=third, based_on=meeting.version, direction=Direction.UP, by=people.sees("clerk"))
    assert list(meeting.items.values_list("title", flat=True)) == ["One", "Three", "Two"]
    meeting.refresh_from_db()
    with pytest.raises(Invalid, match="first already"):
        actions.move_item(item=first, based_on=meeting.version, direction=Direction.UP, by=people.sees("clerk"))
    assert second.title == "Two"


def test_minutes_and_actions_come_first() -> None:
    people = cast()
    meeting = plan(people)
    add(people, meeting, "Needs")
    add(people, meeting, "Actions", came_from=ItemFrom.ACTIONS)
    add(people, meeting, "Minutes", came_from=ItemFrom.MINUTES)
    assert list(meeting.items.values_list("title", flat=True)) == ["Minutes", "Actions", "Needs"]


def test_of_two_clerks_at_one_agenda_the_second_is_told_what_stands_there_now() -> None:
    people = cast()
    meeting = plan(people)
    actions.add_item(meeting=meeting, based_on=1, title="Mine", by=people.sees("clerk"))
    with pytest.raises(Conflict) as late:
        actions.add_item(meeting=meeting, based_on=1, title="Hers", by=people.sees("chair"))
    assert late.value.theirs == {"The agenda": "Mine", "Added": ""}
    assert late.value.yours == {"Added": "Hers"}
    assert list(meeting.items.values_list("title", flat=True)) == ["Mine"]


def test_what_has_its_number_keeps_its_place_and_its_words() -> None:
    people = cast()
    meeting = plan(people)
    first, late = add(people, meeting, "Needs"), add(people, meeting, "Late")
    AgendaItem.objects.filter(pk=first.pk).update(number="1")
    Meeting.objects.filter(pk=meeting.pk).update(status=MeetingState.PUBLISHED)
    clerk = people.sees("clerk")
    for item, direction in ((first, Direction.DOWN), (late, Direction.UP)):
        meeting.refresh_from_db()
        item = queries.item(meeting, item.pk, here=queries.standing_in(people.group, viewer=clerk))
        with pytest.raises(Refused, match="keeps its number"):
            actions.move_item(item=item, based_on=meeting.version, direction=direction, by=clerk)
    first.refresh_from_db()
    with pytest.raises(Refused, match="keeps its number"):
        actions.remove_item(item=first, based_on=meeting.version, by=clerk)
    with pytest.raises(Refused, match="keeps its number"):
        actions.change_item(item=first, based_on=1, title="Else", purpose=Purpose.DECISION, by=clerk)


def test_somebody_who_will_have_left_sponsors_nothing() -> None:
    people = cast()
    gone = person("Gone")
    gone.left_on = DAY
    gone.save()
    with pytest.raises(Invalid) as wrong:
        add(people, plan(people), "Needs", sponsor=gone)
    assert wrong.value.problems[0].column == "sponsor"


def test_a_restricted_item_has_a_reason_and_reaches_the_table_alone() -> None:
    people = cast()
    meeting = plan(people)
    with pytest.raises(Invalid):
        add(people, meeting, "Money", is_restricted=True)
    add(people, meeting, "Money", is_restricted=True, why_restricted="Names a person")
    for kind in KINDS:
        here = queries.standing_in(people.group, viewer=people.sees(kind))
        assert queries.items(meeting, here=here).exists() == (kind in ("chair", "clerk", "member", "deputy"))
    meeting.refresh_from_db()
    with pytest.raises(Refused):
        actions.add_item(
            meeting=meeting, based_on=meeting.version, title="X", is_restricted=True, why_restricted="Y",
            by=people.sees("manager"),
        )  # fmt: skip


def test_what_belongs_on_an_agenda_is_suggested_and_put_on_with_one_press() -> None:
    people = cast()
    terms = TermsOfReference.objects.create(group=people.group, aim="", purpose="", status="agreed", agreed_on=DAY)
    StandingCheck.objects.create(terms=terms, title="Safeguarding")
    meeting = plan(people)
    proposal = actions.propose_item(group=people.group, title="Young carers", by=people.sees("member"))
    clerk = people.sees("clerk")
    here = queries.standing_in(people.group, viewer=clerk)
    found = queries.suggestions(meeting, here=here, viewer=clerk)
    assert [one.title for one in found] == ["Safeguarding", "Young carers"]
    actions.accept_suggestions(meeting=meeting, based_on=1, keys=[one.key for one in found], by=clerk)
    assert list(meeting.items.values_list("title", "came_from")) == [
        ("Safeguarding", ItemFrom.TERMS), ("Young carers", ItemFrom.FORWARD_PLAN),
    ]  # fmt: skip
    assert queries.suggestions(meeting, here=here, viewer=clerk) == []
    proposal.refresh_from_db()
    meeting.refresh_from_db()
    assert proposal.placed is not None
    actions.remove_item(item=proposal.placed, based_on=meeting.version, by=clerk)
    assert [one.title for one in queries.suggestions(meeting, here=here, viewer=clerk)] == ["Young carers"]


def test_a_proposal_is_restricted_for_a_reason_which_its_item_keeps() -> None:
    people = cast()
    member, clerk = people.sees("member"), people.sees("clerk")
    for restricted, why in ((True, " "), (False, "It names a family")):
        with pytest.raises(Invalid) as told:
            actions.propose_item(
                group=people.group, title="Case", is_restricted=restricted, why_restricted=why, by=member
            )
        assert told.value.problems[0].column == "why_restricted"
    actions.propose_item(
        group=people.group, title="Case", is_restricted=True, why_restricted="It names a family", by=member
    )
    meeting = plan(people)
    (found,) = queries.suggestions(meeting, here=queries.standing_in(people.group, viewer=clerk), viewer=clerk)
    (made,) = actions.accept_suggestions(meeting=meeting, based_on=1, keys=[found.key], by=clerk)
    assert (made.is_restricted, made.why_restricted) == (True, "It names a family")


def test_members_say_whether_they_come_and_who_comes_instead() -> None:
    people = cast()
    meeting = plan(people)
    there = people.group.seats.get(sector="police")
    said = actions.say_before(
        meeting=meeting,
        seat=there,
        based_on=0,
        came=Came.DEPUTY,
        deputy=people.people["deputy"],
        by=people.sees("member"),
    )
    assert (said.came, said.deputy) == (Came.DEPUTY, people.people["deputy"])
    with pytest.raises(Conflict):
        actions.say_before(meeting=meeting, seat=there, based_on=9, came=Came.PRESENT, by=people.sees("member"))
    with pytest.raises(Refused):
        actions.say_before(meeting=meeting, seat=there, based_on=1, came=Came.PRESENT, by=people.sees("papers"))


def test_one_deputy_is_not_expected_on_two_seats() -> None:
    people = cast()
    meeting = plan(people)
    deputy = people.people["deputy"]
    first, second = people.group.seats.get(sector="police"), seat(people.group, of="housing")
    holds(deputy, second, part=Part.DEPUTY)
    holds(person("Houser"), second, Mode.ATTENDS)
    clerk = people.sees("clerk")
    actions.say_before(meeting=meeting, seat=first, based_on=0, came=Came.DEPUTY, deputy=deputy, by=clerk)
    with pytest.raises(Invalid) as wrong:
        actions.say_before(meeting=meeting, seat=second, based_on=0, came=Came.DEPUTY, deputy=deputy, by=clerk)
    assert "another seat" in str(wrong.value.problems[0])


def test_a_year_of_meetings_is_planned_at_once_and_not_twice() -> None:
    people = cast()
    asked = calendar.Round(date(2027, 1, 12), 6, date(2028, 1, 1))
    times = {"starts": time(10), "ends": time(12)}
    made = actions.plan_schedule(group=people.group, asked=asked, by=people.sees("clerk"), **times)
    assert len(made) == 6
    again = queries.proposed_schedule(people.group, asked=asked, viewer=people.sees("clerk"), **times)
    assert (len(again.free), len(again.planned)) == (0, 6)
    with pytest.raises(Invalid, match="No day was chosen"):
        actions.plan_schedule(group=people.group, asked=asked, by=people.sees("clerk"), **times)


def test_a_schedule_keeps_clear_of_a_group_that_shares_people() -> None:
    people, others = cast(), group("Board")
    holds(people.people["member"], seat(others, of="housing"))
    serves(people.people["manager"], others, Office.CLERK)
    actions.plan_meeting(
        group=others, starts_at=at(date(2027, 1, 12), 11), ends_at=at(date(2027, 1, 12), 12), by=people.sees("manager")
    )
    asked = calendar.Round(date(2027, 1, 12), 1, date(2027, 1, 13))
    slot = queries.proposed_schedule(
        people.group, asked=asked, starts=time(10), ends=time(12), viewer=people.sees("clerk")
    ).free[0]
    assert (slot.on, slot.because) == (
        date(2027, 1, 19), "12 January 2027 is the day of Board, at the same time; one person sits on both",
    )  # fmt: skip
