"""The pages of meetings as clerk, member, somebody on papers only, and outsiders see them."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from commonground.foundation.audit.actions.seeing import Seen
from commonground.foundation.kernel.errors import NotFound, Refused
from commonground.foundation.kernel.viewer import Viewer, public
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.models import (
    AgendaItem,
    ForwardItem,
    Group,
    Meeting,
    StandingCheck,
    TermsOfReference,
    Venue,
)
from commonground.partnership.groups.rules import calendar
from commonground.partnership.groups.rules.words import Came, Openness, Where
from commonground.partnership.groups.tests.bodies import NOW, Cast, cast
from commonground.partnership.groups.views import agenda, feeds, forward, meetings, schedule, venues
from commonground.partnership.groups.views import calendar as calendar_views

pytestmark = pytest.mark.django_db
DAY = date(2027, 1, 19)
LINK = "https://meet.example.org/abc"


def at(hour: int, day: date = DAY) -> datetime:
    return calendar.in_england(day, time(hour))


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def meeting(people: Cast) -> Meeting:
    terms = TermsOfReference.objects.create(
        group=people.group, aim="", purpose="", status="agreed", agreed_on=DAY, meetings_a_year=6, quorum=3
    )
    StandingCheck.objects.create(terms=terms, title="Safeguarding", minutes=5)
    venue = Venue.objects.create(name="Library", address="1 High Street", access="Ramp at the back")
    return actions.plan_meeting(
        group=people.group, starts_at=at(10), ends_at=at(12), where=Where.HYBRID, venue=venue, join_link=LINK,
        by=people.sees("clerk"),
    )  # fmt: skip


Ask = Callable[..., HttpResponse]


@pytest.fixture
def ask(rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Ask a view as a viewer."""
    said: list[str] = []
    for module in (agenda, forward, meetings, schedule, venues, calendar_views):
        if hasattr(module, "messages"):
            monkeypatch.setattr(module.messages, "success", lambda request, words: said.append(words))

    def asked(
        view: Callable[..., HttpResponse],
        viewer: Viewer,
        data: dict[str, object] | None = None,
        query: str = "",
        **way: object,
    ) -> HttpResponse:
        request: HttpRequest = rf.post(f"/{query}", data) if data is not None else rf.get(f"/{query}")
        request.viewer = viewer  # type: ignore[attr-defined]  # as the middleware does
        request.audit_seen = Seen()  # type: ignore[attr-defined]  # as the middleware does
        return view(request, **way)

    return asked


def address(meeting: Meeting) -> dict[str, object]:
    return {"slug": meeting.group.slug, "key": meeting.key}


@pytest.mark.parametrize(
    ("kind", "joins", "reads_draft"),
    [("clerk", True, True), ("member", True, True), ("observer", True, True), ("papers", False, True),
     ("outsider", False, False), ("reader", False, False)],
)  # fmt: skip
def test_how_to_join_is_for_those_who_come_and_the_draft_for_those_inside(
    ask: Ask, people: Cast, meeting: Meeting, kind: str, joins: bool, reads_draft: bool
) -> None:
    actions.add_item(meeting=meeting, based_on=1, title="Young carers", by=people.sees("clerk"))
    page = ask(meetings.meeting, people.sees(kind), **address(meeting)).content.decode()
    assert "Ramp at the back" in page
    assert (LINK in page) == joins
    assert ("Young carers" in page) == reads_draft


def test_the_public_knows_of_no_meeting_of_partners(ask: Ask, meeting: Meeting) -> None:
    with pytest.raises(NotFound):
        ask(meetings.meeting, public(NOW), **address(meeting))


def test_the_clerk_sees_what_belongs_on_the_agenda_and_puts_it_on(ask: Ask, people: Cast, meeting: Meeting) -> None:
    clerk = people.sees("clerk")
    page = ask(agenda.suggestions, clerk, **address(meeting)).content.decode()
    assert "Safeguarding" in page
    key = queries.suggestions(meeting, here=queries.standing_in(people.group, viewer=clerk), viewer=clerk)[0].key
    answer = ask(agenda.suggestions, clerk, {"based_on": "1", "key": [key]}, **address(meeting))
    assert answer.status_code == 302
    assert [item.title for item in meeting.items.all()] == ["Safeguarding"]


def test_an_item_is_added_moved_and_taken_off_by_buttons(ask: Ask, people: Cast, meeting: Meeting) -> None:
    clerk = people.sees("clerk")
    for title in ("One", "Two"):
        meeting.refresh_from_db()
        data = {"based_on": str(meeting.version), "title": title, "purpose": "decision", "minutes": "70"}
        assert ask(agenda.add_item, clerk, data, **address(meeting)).status_code == 302
    meeting.refresh_from_db()
    assert "It would run over by 20 minutes" in ask(meetings.meeting, clerk, **address(meeting)).content.decode()
    second = meeting.items.get(title="Two")
    moved = ask(
        agenda.move_item,
        clerk,
        {"based_on": str(meeting.version), "direction": "up"},
        item_id=second.pk,
        **address(meeting),
    )
    assert moved["Location"].endswith(f"#item-{second.pk}")
    meeting.refresh_from_db()
    ask(agenda.remove_item, clerk, {"based_on": str(meeting.version)}, item_id=second.pk, **address(meeting))
    assert [item.title for item in meeting.items.all()] == ["One"]


def test_a_member_says_that_the_deputy_comes(ask: Ask, people: Cast, meeting: Meeting) -> None:
    member = people.sees("member")
    seat = people.group.seats.get(sector="police")
    assert "Will you be there?" in ask(meetings.meeting, member, **address(meeting)).content.decode()
    data = {"based_on": "0", "came": Came.DEPUTY, "deputy": str(people.people["deputy"].pk)}
    assert ask(meetings.say, member, data, seat_id=seat.pk, **address(meeting)).status_code == 302
    page = ask(meetings.meeting, people.sees("clerk"), **address(meeting)).content.decode()
    assert "Deputy of Rushcliffe comes instead" in page
    with pytest.raises(NotFound):
        ask(meetings.say, people.sees("observer"), seat_id=seat.pk, **address(meeting))


def test_a_meeting_is_planned_moved_placed_and_cancelled_by_forms(ask: Ask, people: Cast, meeting: Meeting) -> None:
    clerk, slug = people.sees("clerk"), people.group.slug
    day = {"on_0": "16", "on_1": "3", "on_2": "2027", "starts": "10:00", "ends": "9:00", "where": "online"}
    assert "must end after it starts" in ask(meetings.plan, clerk, day, slug=slug).content.decode()
    answer = ask(meetings.plan, clerk, day | {"ends": "12:00"}, slug=slug)
    assert answer["Location"].endswith("/meetings/2027-03-16/")
    gap = day | {"on_0": "28", "starts": "1:30", "ends": "3:00"}
    assert "the clocks go forward" in ask(meetings.plan, clerk, gap, slug=slug).content.decode()
    moved = day | {"ends": "12:00", "based_on": "1", "because": "Clash with the board"}
    assert ask(meetings.move, clerk, moved, **address(meeting)).status_code in (200, 302)
    meeting.refresh_from_db()
    cancelled = {"based_on": str(meeting.version), "because": "No quorum"}
    assert ask(meetings.cancel, clerk, cancelled, **address(meeting)).status_code == 302
    assert "This meeting is cancelled: No quorum" in ask(meetings.meeting, clerk, **address(meeting)).content.decode()


def test_days_are_shown_before_they_are_planned_and_unknown_holidays_are_said(ask: Ask, people: Cast) -> None:
    clerk, slug = people.sees("clerk"), people.group.slug
    TermsOfReference.objects.create(
        group=people.group, aim="", purpose="", status="agreed", agreed_on=DAY, meetings_a_year=6, minutes_long=120
    )
    asked = {
        "first_0": "12", "first_1": "1", "first_2": "2027", "until_0": "1", "until_1": "1", "until_2": "2028",
        "a_year": "4", "pattern": "weekday", "starts": "10:00", "ends": "12:00", "where": "in-person",
    }  # fmt: skip
    query = "?" + "&".join(f"{name}={value}" for name, value in asked.items())
    page = ask(schedule.schedule, clerk, query=query, slug=slug).content.decode()
    assert "Tuesday 13 April 2027" in page
    assert "are not known here" in page
    assert "12 hours" in page
    assert "8 hours" in page
    assert not Meeting.objects.exists()
    data = asked | {"day": ["2027-01-12", "2027-04-13"]}
    assert ask(schedule.schedule, clerk, data, slug=slug).status_code == 302
    assert Meeting.objects.count() == 2


def test_only_those_who_serve_the_group_plan_it(ask: Ask, people: Cast) -> None:
    for view in (schedule.schedule, meetings.plan):
        with pytest.raises(Refused):
            ask(view, people.sees("member"), slug=people.group.slug)


def test_the_forward_plan_is_for_those_inside(ask: Ask, people: Cast) -> None:
    slug = people.group.slug
    data = {"title": "Young carers", "purpose": "discussion"}
    assert ask(forward.propose, people.sees("member"), data, slug=slug).status_code == 302
    assert "Young carers" in ask(forward.plan, people.sees("papers"), slug=slug).content.decode()
    with pytest.raises(NotFound):
        ask(forward.plan, people.sees("outsider"), slug=slug)


def test_what_became_of_proposals_comes_in_pages_and_what_waits_stays_on_top(
    ask: Ask, people: Cast, meeting: Meeting
) -> None:
    slug, values = people.group.slug, {"group": people.group, "proposed_by": "Somebody"}
    item = AgendaItem.objects.create(meeting=meeting, order=1, title="Young carers", purpose="discussion")
    ForwardItem.objects.create(title="Young carers", placed=item, proposed_on=NOW, **values)
    ForwardItem.objects.create(title="School buses", proposed_on=NOW, **values)
    dropped = [
        ForwardItem(title=f"Idea {one}", dropped_because="No time", proposed_on=NOW - timedelta(days=one + 1), **values)
        for one in range(60)
    ]
    ForwardItem.objects.bulk_create(dropped)
    first, second = (
        ask(forward.plan, people.sees("member"), slug=slug, query=f"?page={page}").content.decode() for page in (1, 2)
    )
    for text in (first, second):
        assert "School buses" in text
    assert "Showing <strong>1</strong> to <strong>50</strong> of <strong>61</strong> proposals" in first
    assert "On the agenda of" in first
    assert ("Idea 59" in first, "Idea 59" in second, "On the agenda of" in second) == (False, True, False)


def test_a_month_is_listed_for_whoever_may_know_of_the_groups(ask: Ask, people: Cast, meeting: Meeting) -> None:
    query = "?month=2027-01"
    assert "Rushcliffe" in ask(calendar_views.month, people.sees("reader"), query=query).content.decode()
    assert "Rushcliffe" not in ask(calendar_views.month, public(NOW), query=query).content.decode()
    mine = ask(calendar_views.month, people.sees("outsider"), query=query + "&whose=mine").content.decode()
    assert "No meeting of your groups" in mine


def test_a_closed_group_is_on_no_list_of_outsiders(ask: Ask) -> None:
    hidden = cast(Openness.CLOSED, "Somewhere")
    Group.objects.update(name="Secret panel")
    actions.plan_meeting(group=hidden.group, starts_at=at(10), ends_at=at(12), by=hidden.sees("clerk"))
    for viewer in (public(NOW), hidden.sees("outsider"), hidden.sees("manager")):
        for view in (calendar_views.month, schedule.frequency, feeds.public_feed):
            assert b"Secret panel" not in ask(view, viewer, query="?month=2027-01").content


def test_a_page_of_a_meeting_costs_few_queries(
    ask: Ask, people: Cast, meeting: Meeting, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for kind in ("clerk", "member", "outsider"):
        with django_assert_max_num_queries(7):  # type: ignore[attr-defined]  # a context
            ask(meetings.meeting, people.sees(kind), **address(meeting))
    with django_assert_max_num_queries(11):  # type: ignore[attr-defined]  # a context
        ask(agenda.suggestions, people.sees("clerk"), **address(meeting))


def test_an_address_that_nobody_was_given_opens_no_calendar() -> None:
    assert Client().get(reverse("groups:feed", args=[uuid4().hex])).status_code == 404
