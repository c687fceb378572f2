"""Who is told when a meeting is moved, and of what falls due; once each, and nothing of a closed group."""

from datetime import UTC, date, datetime, time

import pytest

from commonground.foundation.kernel.viewer import operator
from commonground.foundation.post.models import ReceivedNotice
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.models import Meeting, TermsOfReference
from commonground.partnership.groups.rules import calendar
from commonground.partnership.groups.rules.words import Openness
from commonground.partnership.groups.tests.bodies import Cast, cast

pytestmark = pytest.mark.django_db
DAY = date(2027, 1, 19)


def night(day: date) -> object:
    return operator(datetime(day.year, day.month, day.day, 5, tzinfo=UTC), permissions=frozenset({"groups.keep"}))


def planned(people: Cast) -> Meeting:
    TermsOfReference.objects.create(
        group=people.group, aim="", purpose="", status="agreed", agreed_on=DAY, papers_days=10, pack_days=5,
        review_on=date(2027, 6, 1),
    )  # fmt: skip
    starts, ends = (calendar.in_england(DAY, time(hour)) for hour in (10, 12))
    return actions.plan_meeting(group=people.group, starts_at=starts, ends_at=ends, by=people.sees("clerk"))


def told() -> list[tuple[str, str]]:
    return sorted(ReceivedNotice.objects.values_list("label", "subject"))


def test_everybody_on_a_seat_hears_that_a_meeting_is_cancelled_but_not_whoever_did_it() -> None:
    people = cast()
    actions.cancel_meeting(meeting=planned(people), based_on=1, because="Snow", by=people.sees("clerk"))
    hears = {"chair", "member", "deputy", "papers", "invited", "observer"}
    said = "The meeting of Rushcliffe of 19 January 2027 is cancelled"
    assert told() == sorted((people.people[kind].name, said) for kind in hears)


def test_no_notice_names_a_closed_group_or_says_why() -> None:
    people = cast(Openness.CLOSED, "Canary")
    actions.cancel_meeting(meeting=planned(people), based_on=1, because="Sparrow", by=people.sees("clerk"))
    assert told()
    for one in ReceivedNotice.objects.all():
        assert "Canary" not in one.subject + str(one.lines)
        assert "Sparrow" not in one.subject + str(one.lines)


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (date(2026, 12, 15), []),
        (date(2027, 1, 4), ["papers for 19 January 2027 are due by 5 January"]),
        (date(2027, 1, 6), []),
        (date(2027, 1, 11), ["the pack for 19 January 2027 is due by 12 January"]),
        (date(2027, 5, 10), ["the terms of reference are to be reviewed by 1 June 2027"]),
    ],
)
def test_chair_and_clerk_are_reminded_once(day: date, says: list[str]) -> None:
    people = cast()
    planned(people)
    by = night(day)
    assert actions.remind(by=by) == 2 * len(says)
    assert actions.remind(by=by) == 0
    names = [people.people["chair"].name, people.people["clerk"].name]
    assert told() == sorted((name, f"Rushcliffe: {said}") for name in names for said in says)


def test_who_has_left_the_group_is_not_told_any_more() -> None:
    people = cast()
    meeting = planned(people)
    kind = queries.NOTICES_OF_MEETINGS[0]
    for recipient in queries.people_to_tell(people.group, on=DAY):
        assert kind.may_still(recipient, about=str(meeting.pk), now=meeting.starts_at)
    people.group.seats.get(sector="police").holdings.update(ends_on=date(2027, 1, 1))
    gone = queries.people_to_tell(people.group, on=date(2026, 12, 1))
    still = [one.label for one in gone if kind.may_still(one, about=str(meeting.pk), now=meeting.starts_at)]
    assert people.people["member"].name not in still
    assert people.people["chair"].name in still
