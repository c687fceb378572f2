"""Calendar feeds: parsed as a calendar program parses them; nothing reaches whom it is not for."""

from datetime import date, datetime, time

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from commonground.foundation.audit.models import AuditEvent
from commonground.foundation.kernel.viewer import ENGLAND
from commonground.ground.partners.models import Membership, Role
from commonground.partnership.groups import actions
from commonground.partnership.groups.formats.feeds import Entry, write_calendar
from commonground.partnership.groups.models import FeedKey, Meeting, Venue
from commonground.partnership.groups.rules import calendar
from commonground.partnership.groups.rules.words import Openness, Where
from commonground.partnership.groups.tests.bodies import TAKES_PART, Cast, cast, organisation

pytestmark = pytest.mark.django_db
LINK = "https://meet.example.org/abc"
SUMMER, WINTER = date(2027, 7, 20), date(2027, 1, 19)


def at(day: date, hour: int) -> datetime:
    return calendar.in_england(day, time(hour))


def plan(people: Cast, day: date = WINTER, **more: object) -> Meeting:
    return actions.plan_meeting(
        group=people.group, starts_at=at(day, 10), ends_at=at(day, 12), by=people.sees("clerk"), **more
    )


def with_roles(people: Cast) -> Cast:
    """Everybody of the cast holds a role that may take part: a feed asks for the rights of today."""
    role = Role.objects.create(slug="of-the-test", name="Of the test", permissions=sorted(TAKES_PART))
    for person in people.people.values():
        Membership.objects.create(
            account=person.account, role=role, organisation=organisation(), starts_on=date(2024, 1, 1)
        )
    return people


def read(client: Client, key: str) -> list:
    answer = client.get(reverse("groups:feed", args=[key]))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store"
    return events(answer.content)


def events(content: bytes) -> list:
    held = Calendar.from_ical(content)
    assert not [problem for part in held.walk() for problem in part.errors]
    return held.walk("VEVENT")


def test_a_feed_is_what_the_standard_asks_for(client: Client) -> None:
    people = with_roles(cast())
    hall = Venue.objects.create(name="Library", address="1 High Street", postcode="NG1 1AA", access="Ramp")
    plan(people, venue=hall, where=Where.HYBRID, join_link=LINK)
    plan(people, SUMMER)
    key = actions.renew_feed_key(by=people.sees("member"))
    content = client.get(reverse("groups:feed", args=[key])).content
    held = Calendar.from_ical(content)
    assert (held["version"], held["x-wr-calname"]) == ("2.0", "My meetings")
    assert [str(zone["tzid"]) for zone in held.walk("VTIMEZONE")] == ["Europe/London"]
    assert not held.walk("VALARM")
    winter, summer = events(content)
    assert winter["dtstart"].params["tzid"] == "Europe/London"
    assert (winter.start, summer.start) == (
        datetime(2027, 1, 19, 10, tzinfo=ENGLAND),
        datetime(2027, 7, 20, 10, tzinfo=ENGLAND),
    )
    assert winter["location"] == "Library, 1 High Street, NG1 1AA"
    assert LINK in winter["description"]
    assert b"\r\n" in content
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_a_move_keeps_the_name_of_a_meeting_and_counts_up_and_a_cancelled_one_says_so(client: Client) -> None:
    people = with_roles(cast())
    meeting = plan(people)
    key = actions.renew_feed_key(by=people.sees("member"))
    before = read(client, key)[0]
    later = {"starts_at": at(date(2027, 1, 26), 10), "ends_at": at(date(2027, 1, 26), 12)}
    actions.move_meeting(meeting=meeting, based_on=1, because="Snow", by=people.sees("clerk"), **later)
    moved = read(client, key)[0]
    assert moved["uid"] == before["uid"]
    assert (before["sequence"], moved["sequence"]) == (0, 1)
    actions.cancel_meeting(meeting=meeting, based_on=2, because="No quorum", by=people.sees("clerk"))
    gone = read(client, key)[0]
    assert (gone["uid"], gone["status"], gone["sequence"]) == (before["uid"], "CANCELLED", 2)


def test_somebody_on_papers_only_is_not_told_how_to_join(client: Client) -> None:
    people = with_roles(cast())
    plan(people, where=Where.ONLINE, join_link=LINK)
    for kind, is_told in (("member", True), ("deputy", True), ("observer", True), ("papers", False)):
        key = actions.renew_feed_key(by=people.sees(kind))
        assert (LINK in read(client, key)[0]["description"]) == is_told


def test_an_outsider_reads_a_closed_group_in_no_feed(client: Client) -> None:
    hidden = with_roles(cast(Openness.CLOSED, "Secret"))
    plan(hidden)
    outsider = actions.renew_feed_key(by=hidden.sees("outsider"))
    member = actions.renew_feed_key(by=hidden.sees("member"))
    slug = hidden.group.slug
    assert read(client, outsider) == []
    assert len(read(client, member)) == 1
    assert client.get(reverse("groups:group-feed-by-key", args=[outsider, slug])).status_code == 404
    assert len(events(client.get(reverse("groups:group-feed-by-key", args=[member, slug])).content)) == 1
    assert client.get(reverse("groups:group-feed", args=[slug])).status_code == 404
    assert events(client.get(reverse("groups:calendar-feed")).content) == []


def test_public_groups_are_in_the_public_feed_without_a_way_to_join(client: Client) -> None:
    people = cast(Openness.PUBLIC, "Forum")
    plan(people, where=Where.ONLINE, join_link=LINK)
    plan(cast(Openness.PARTNERS, "Inside"))
    answer = client.get(reverse("groups:calendar-feed"))
    assert [str(one["summary"]) for one in events(answer.content)] == ["Forum"]
    assert LINK.encode() not in answer.content


def test_a_new_key_ends_the_one_before_and_an_ended_one_opens_nothing(client: Client) -> None:
    people = with_roles(cast())
    member = people.sees("member")
    first = actions.renew_feed_key(by=member)
    second = actions.renew_feed_key(by=member)
    assert client.get(reverse("groups:feed", args=[first])).status_code == 404
    read(client, second)
    assert first not in str(list(FeedKey.objects.values_list("digest", flat=True)))
    actions.end_feed_key(by=member)
    assert client.get(reverse("groups:feed", args=[second])).status_code == 404


def test_a_leaver_loses_their_calendar_at_once(client: Client) -> None:
    people = with_roles(cast())
    plan(people)
    key = actions.renew_feed_key(by=people.sees("member"))
    Membership.objects.update(ends_on=date(2026, 1, 1))
    assert read(client, key) == []
    account = people.people["member"].account
    account.is_active = False
    account.save()
    assert client.get(reverse("groups:feed", args=[key])).status_code == 404


def test_reading_by_a_key_is_on_record_once_a_day(client: Client) -> None:
    people = with_roles(cast())
    key = actions.renew_feed_key(by=people.sees("member"))
    read(client, key)
    read(client, key)
    assert AuditEvent.objects.filter(verb="calendar read").count() == 1


@pytest.mark.parametrize("title", ["Rushcliffe; a, b", "BEGIN:VEVENT\nSUMMARY:planted", "x" * 500, "Ünïcode – 日本"])
def test_no_title_breaks_out_of_its_entry(title: str) -> None:
    entry = Entry("k", 0, at(WINTER, 9), at(WINTER, 10), at(WINTER, 12), title, "", "", "https://x.example.org/")
    found = events(write_calendar("Mine", [entry]))
    assert [str(one["summary"]) for one in found] == [title]
