"""From who came to minutes that everybody may read: what is written, what is refused, who sees which part."""

from datetime import timedelta

import pytest

from commonground.foundation.kernel.errors import Conflict, Invalid, NotFound, Refused
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.models import AgendaItem, Meeting, Minutes, MinuteText, Recommendation
from commonground.partnership.groups.rules.attendance import Entry
from commonground.partnership.groups.rules.states import MeetingState, MinutesState
from commonground.partnership.groups.rules.words import Came, Openness, Outcome, Part, Stayed
from commonground.partnership.groups.tests.bodies import TODAY, Cast, cast, holds, item, meeting, terms

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def held(people: Cast) -> Meeting:
    """A meeting of today with an open and a restricted item; chair and police came."""
    made = meeting(people.group)
    item(made, "Locality plan")
    item(made, "A tender", restricted="Commercially confidential")
    attend(made, people)
    return made


def attend(at: Meeting, people: Cast, **came: str) -> None:
    """Everybody with a seat came, unless said otherwise by sector."""
    at.refresh_from_db()
    entries = [
        Entry(one.seat.pk, came.get(one.seat.sector_id.replace("-", "_"), Came.PRESENT))
        for one in queries.sheet(at).seats
    ]
    actions.record_attendance(meeting=at, based_on=at.version, entries=entries, by=people.sees("clerk"))


def minutes(at: Meeting) -> Minutes:
    found = queries.minutes_of(at)
    assert found is not None
    return found


def text_of(at: Meeting, title: str) -> MinuteText:
    return minutes(at).texts.get(item__title=title)


def put(at: Meeting, people: Cast, text: str = "Agree the plan.") -> Recommendation:
    return actions.put_recommendation(item=at.items.get(title="Locality plan"), text=text, by=people.sees("clerk"))


def decide(at: Meeting, asked: Recommendation, people: Cast, outcome: str = Outcome.AGREED, **more: object) -> None:
    plan = at.items.get(title="Locality plan")
    actions.decide(item=plan, recommendation=asked, outcome=outcome, by=people.sees("clerk"), **more)


def approved(at: Meeting, people: Cast) -> Minutes:
    draft = minutes(at)
    actions.submit_minutes(minutes=draft, based_on=draft.version, by=people.sees("clerk"))
    actions.approve_minutes(minutes=draft, based_on=draft.version, on=TODAY, by=people.sees("chair"))
    return draft


def test_writing_down_who_came_holds_the_meeting_and_opens_its_minutes(held: Meeting) -> None:
    assert held.status == MeetingState.HELD
    assert [one.item.title for one in minutes(held).texts.all()] == ["Locality plan", "A tender"]


def test_attendance_of_a_meeting_to_come_is_refused(people: Cast) -> None:
    coming = meeting(people.group, TODAY + timedelta(days=1))
    with pytest.raises(Invalid, match="not saved"):
        attend(coming, people)


def test_two_clerks_with_one_sheet_are_told_of_each_other(people: Cast) -> None:
    made = meeting(people.group)
    attend(made, people)
    with pytest.raises(Conflict):
        actions.record_attendance(meeting=made, based_on=1, entries=[], by=people.sees("clerk"))


def test_a_named_deputy_counts_for_the_seat_and_two_may_change_places(people: Cast, held: Meeting) -> None:
    police = next(one for one in queries.sheet(held).seats if one.seat.sector_id == "police")
    deputy = people.people["deputy"]
    head = next(one for one in queries.sheet(held).seats if one.seat.sector_id == "schools")
    holds(people.people["member"], head.seat, part=Part.DEPUTY)
    for entries in (
        [Entry(police.seat.pk, Came.DEPUTY, deputy.pk), Entry(head.seat.pk, Came.DEPUTY, people.people["member"].pk)],
        [Entry(police.seat.pk, Came.PRESENT), Entry(head.seat.pk, Came.ABSENT)],
    ):
        held.refresh_from_db()
        actions.record_attendance(meeting=held, based_on=held.version, entries=entries, by=people.sees("clerk"))
    filled = {one.seat.sector_id: one.entry.practitioner for one in queries.sheet(held).seats if one.entry}
    assert filled["police"] == people.people["member"]


def test_without_a_quorum_a_decision_is_refused_and_a_note_is_taken(people: Cast) -> None:
    made = meeting(people.group, terms=terms(people.group, quorum=2))
    item(made)
    attend(made, people, schools=Came.ABSENT, social_care=Came.ABSENT)
    made.refresh_from_db()
    assert made.was_quorate is False
    asked = put(made, people)
    with pytest.raises(Invalid) as wrong:
        decide(made, asked, people)
    assert "seats filled: 1, needed: 2" in str(wrong.value.problems[0])
    decide(made, asked, people, Outcome.NOTED)


def test_a_decision_needs_a_recommendation_of_its_own_item(people: Cast, held: Meeting) -> None:
    asked = put(held, people)
    tender = held.items.get(title="A tender")
    with pytest.raises(NotFound):
        actions.decide(item=tender, recommendation=asked, outcome=Outcome.AGREED, by=people.sees("clerk"))


def test_decisions_are_numbered_in_the_group_and_year(people: Cast, held: Meeting) -> None:
    for text in ("Agree the plan.", "Agree the costs."):
        decide(held, put(held, people, text), people)
    assert [one.number for one in held.decisions.all()] == ["2026/1", "2026/2"]


def test_a_decision_is_corrected_by_who_saw_it_and_no_other(people: Cast, held: Meeting) -> None:
    asked = put(held, people)
    decide(held, asked, people)
    decide(held, asked, people, Outcome.REJECTED, based_on=1)
    assert held.decisions.get().outcome == Outcome.REJECTED
    with pytest.raises(Conflict):
        decide(held, asked, people, Outcome.NOTED, based_on=1)


def test_more_votes_than_seats_are_refused(people: Cast, held: Meeting) -> None:
    with pytest.raises(Invalid):
        decide(held, put(held, people), people, votes_for=40)


def test_two_clerks_at_one_minute_see_both_texts(people: Cast, held: Meeting) -> None:
    mine, theirs = text_of(held, "Locality plan"), text_of(held, "Locality plan")
    actions.write_minute(text=mine, words="We agreed the plan.", based_on=1, by=people.sees("clerk"))
    with pytest.raises(Conflict) as conflict:
        actions.write_minute(text=theirs, words="The plan was agreed.", based_on=1, by=people.sees("chair"))
    assert conflict.value.theirs["Text"] == "We agreed the plan."
    assert conflict.value.yours["Text"] == "The plan was agreed."


def test_minutes_wait_for_every_decision(people: Cast, held: Meeting) -> None:
    asked = put(held, people)
    draft = minutes(held)
    with pytest.raises(Invalid) as wrong:
        actions.submit_minutes(minutes=draft, based_on=draft.version, by=people.sees("clerk"))
    assert "No decision is recorded on “Agree the plan.”" in str(wrong.value.problems[0])
    decide(held, asked, people)
    approved(held, people)
    held.refresh_from_db()
    assert held.status == MeetingState.APPROVED


def test_nobody_approves_minutes_that_they_put_to_the_group(people: Cast, held: Meeting) -> None:
    draft = minutes(held)
    actions.submit_minutes(minutes=draft, based_on=draft.version, by=people.sees("chair"))
    with pytest.raises(Refused, match="You drafted"):
        actions.approve_minutes(minutes=draft, based_on=draft.version, on=TODAY, by=people.sees("chair"))
    with pytest.raises(Refused, match="Only the chair"):
        actions.approve_minutes(minutes=draft, based_on=draft.version, on=TODAY, by=people.sees("clerk"))


def test_a_chair_sends_minutes_back_with_a_reason(people: Cast, held: Meeting) -> None:
    draft = minutes(held)
    actions.submit_minutes(minutes=draft, based_on=draft.version, by=people.sees("clerk"))
    with pytest.raises(Invalid):
        actions.send_back_minutes(minutes=draft, based_on=draft.version, why=" ", by=people.sees("chair"))
    actions.send_back_minutes(minutes=draft, based_on=draft.version, why="Item 1 is short", by=people.sees("chair"))
    held.refresh_from_db()
    assert (draft.status, held.status) == (MinutesState.DRAFT, MeetingState.HELD)


def test_approved_minutes_are_never_edited_and_corrected_by_new_ones(people: Cast, held: Meeting) -> None:
    text = text_of(held, "Locality plan")
    actions.write_minute(text=text, words="Fifteen came.", based_on=1, by=people.sees("clerk"))
    first = approved(held, people)
    with pytest.raises(Refused):
        actions.write_minute(text=text, words="Five came.", based_on=2, by=people.sees("clerk"))
    with pytest.raises(Refused, match="Correct them by new minutes"):
        put(held, people)
    second = actions.correct_minutes(minutes=first, why="Five came, not fifteen", by=people.sees("clerk"))
    with pytest.raises(Refused, match="being written already"):
        actions.correct_minutes(minutes=first, why="again", by=people.sees("clerk"))
    new = second.texts.get(item__title="Locality plan")
    actions.write_minute(text=new, words="Five came.", based_on=1, by=people.sees("clerk"))
    assert said(held, people, "member") == ["Fifteen came.", ""]  # what was approved stands until then
    approved(held, people)
    assert said(held, people, "member") == ["Five came.", ""]
    first.refresh_from_db()
    assert first.status == MinutesState.CORRECTED
    assert queries.content_of(first).items[0].text == "Fifteen came."


def said(at: Meeting, people: Cast, kind: str) -> list[str]:
    viewer = people.sees(kind)
    here = queries.standing_in(people.group, viewer=viewer)
    _, content = queries.minutes_to_read(at, here=here, viewer=viewer)
    return [one.text for one in content.items]


@pytest.mark.parametrize("kind", ["papers", "invited", "observer", "outsider", "reader"])
def test_restricted_items_reach_only_the_table(people: Cast, held: Meeting, kind: str) -> None:
    actions.write_minute(
        text=text_of(held, "A tender"), words="Canary of the tender.", based_on=1, by=people.sees("clerk")
    )
    approved(held, people)
    viewer = people.sees(kind)
    here = queries.standing_in(people.group, viewer=viewer)
    _, content = queries.minutes_to_read(held, here=here, viewer=viewer)
    assert [one.title for one in content.items] == ["Locality plan"]
    assert content.withheld
    assert len(said(held, people, "deputy")) == 2


@pytest.mark.parametrize(
    ("state", "readers"),
    [
        (MinutesState.DRAFT, {"chair", "clerk", "manager"}),
        (
            MinutesState.SUBMITTED,
            {"chair", "clerk", "manager", "member", "deputy", "papers", "invited", "observer"},
        ),
        (
            MinutesState.APPROVED,
            {"chair", "clerk", "manager", "member", "deputy", "papers", "invited", "observer", "outsider", "reader"},
        ),
    ],
)
def test_who_reads_minutes_at_which_state(people: Cast, held: Meeting, state: MinutesState, readers: set[str]) -> None:
    draft = minutes(held)
    if state != MinutesState.DRAFT:
        actions.submit_minutes(minutes=draft, based_on=draft.version, by=people.sees("clerk"))
    if state == MinutesState.APPROVED:
        actions.approve_minutes(minutes=draft, based_on=draft.version, on=TODAY, by=people.sees("chair"))
    may = set()
    for kind in people.people:
        try:
            said(held, people, kind)
        except NotFound:
            continue
        may.add(kind)
    assert may == readers


def test_outsiders_without_the_right_read_no_names(people: Cast, held: Meeting) -> None:
    member = people.people["member"]
    actions.declare_interest(
        item=held.items.get(title="Locality plan"),
        practitioner=member,
        nature="Her sister bids",
        stayed=Stayed.LEFT,
        by=people.sees("clerk"),
    )
    approved(held, people)
    outsider = people.sees("outsider")
    here = queries.standing_in(people.group, viewer=outsider)
    _, content = queries.minutes_to_read(held, here=here, viewer=outsider)
    assert not any(one.name for one in content.attended)
    assert member.name not in str(content)
    member_sees = people.sees("member")
    _, content = queries.minutes_to_read(
        held, here=queries.standing_in(people.group, viewer=member_sees), viewer=member_sees
    )
    assert f"{member.name}: Her sister bids. Left the meeting for the item." in content.items[0].interests


def test_a_comment_stands_under_an_item_and_can_be_hidden_with_a_reason(people: Cast, held: Meeting) -> None:
    plan, tender = held.items.get(title="Locality plan"), held.items.get(title="A tender")
    made = actions.comment(item=plan, text="We see this in school too.", by=people.sees("member"))
    with pytest.raises(Refused):
        actions.comment(item=plan, text="Me too", by=people.sees("outsider"))
    with pytest.raises(Refused):
        actions.comment(item=tender, text="Me too", by=people.sees("papers"))
    with pytest.raises(Invalid):
        actions.hide_comment(comment=made, why="", by=people.sees("clerk"))
    actions.hide_comment(comment=made, why="Names a family", by=people.sees("clerk"))
    made.refresh_from_db()
    assert made.hidden_because == "Names a family"


def test_a_closed_group_writes_minutes_that_only_those_inside_find() -> None:
    closed = cast(Openness.CLOSED, name="Quiet")
    made = meeting(closed.group)
    item(made)
    attend(made, closed)
    assert not queries.groups(closed.sees("outsider")).exists()
    assert said(made, closed, "clerk") == [""]


def test_today_tells_the_clerk_to_write_the_chair_to_approve_and_the_owner_what_is_due(
    people: Cast, held: Meeting
) -> None:
    assert [one.status for one in queries.today_of(people.sees("clerk")).due.minutes] == [MinutesState.DRAFT]
    assert not queries.today_of(people.sees("chair")).due.minutes
    draft = minutes(held)
    actions.submit_minutes(minutes=draft, based_on=draft.version, by=people.sees("clerk"))
    assert not queries.today_of(people.sees("clerk")).due.minutes
    assert [one.pk for one in queries.today_of(people.sees("chair")).due.minutes] == [draft.pk]
    made = actions.agree_action(
        group=people.group,
        title="Visit the school",
        organisation=held.group.host,
        owner=people.people["member"],
        due_on=TODAY + timedelta(days=3),
        by=people.sees("clerk"),
    )
    assert list(queries.today_of(people.sees("member")).due.actions) == [made]
    assert not queries.today_of(people.sees("deputy")).due.actions


def raised(at: Meeting, people: Cast, title: str = "Heating of the hall", **more: object) -> AgendaItem:
    return actions.raise_item(minutes=minutes(at), title=title, by=people.sees("clerk"), **more)


def test_what_was_raised_at_the_meeting_follows_the_open_items_of_its_agenda(held: Meeting, people: Cast) -> None:
    made = raised(held, people)
    listed = [one.item.title for one in queries.items_of(minutes(held))]
    assert listed == ["Locality plan", "Heating of the hall", "A tender"]
    assert made.number == ""  # the others have none either
    assert text_of(held, "Heating of the hall").text == ""


def test_what_was_raised_takes_the_next_number_of_its_kind(held: Meeting, people: Cast) -> None:
    held.items.filter(title="Locality plan").update(number="1")
    held.items.filter(title="A tender").update(number="R1")
    assert raised(held, people).number == "2"
    assert raised(held, people, "A contract", is_restricted=True, why_restricted="Commercial").number == "R2"


def test_what_was_raised_has_a_title_and_a_reason_where_it_is_restricted(held: Meeting, people: Cast) -> None:
    for wrong in ({"title": " "}, {"is_restricted": True}, {"why_restricted": "Commercial"}):
        with pytest.raises(Invalid):
            raised(held, people, **wrong)
    assert held.items.count() == 2


def test_nothing_is_raised_in_minutes_that_are_out(held: Meeting, people: Cast) -> None:
    draft = minutes(held)
    actions.submit_minutes(minutes=draft, based_on=draft.version, by=people.sees("clerk"))
    with pytest.raises(Refused):
        actions.raise_item(minutes=draft, title="Too late", by=people.sees("clerk"))


@pytest.mark.parametrize("kind", ["member", "deputy", "papers", "outsider"])
def test_only_who_serves_the_group_adds_what_was_raised(held: Meeting, people: Cast, kind: str) -> None:
    with pytest.raises(Refused):
        actions.raise_item(minutes=minutes(held), title="Not mine to add", by=people.sees(kind))
