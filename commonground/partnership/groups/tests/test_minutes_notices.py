"""Who is told of minutes and actions, and that nothing closed or restricted is told to anybody."""

from datetime import timedelta

import pytest

from commonground.foundation.post.models import ReceivedNotice
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.models import Holding, Meeting
from commonground.partnership.groups.rules.attendance import Entry
from commonground.partnership.groups.rules.words import Came, Openness
from commonground.partnership.groups.tests.bodies import NOW, TODAY, Cast, cast, item, meeting, organisation

pytestmark = pytest.mark.django_db


def submitted(people: Cast) -> Meeting:
    at = meeting(people.group)
    item(at, "Canary tender", restricted="Commercially confidential")
    entries = [Entry(one.seat.pk, Came.PRESENT) for one in queries.sheet(at).seats]
    actions.record_attendance(meeting=at, based_on=1, entries=entries, by=people.sees("clerk"))
    minutes = queries.minutes_of(at)
    actions.submit_minutes(minutes=minutes, based_on=minutes.version, by=people.sees("clerk"))
    return at


def told() -> dict[str, str]:
    return {one.label.split(" ")[0].lower(): one.subject for one in ReceivedNotice.objects.all()}


def test_everybody_inside_but_who_put_them_hears_of_minutes() -> None:
    people = cast()
    submitted(people)
    assert set(told()) == {"chair", "member", "deputy", "papers", "invited", "observer"}
    assert not any("Canary" in subject for subject in told().values())


def test_a_notice_of_a_closed_group_says_nothing_of_it() -> None:
    people = cast(Openness.CLOSED, name="Quiet")
    submitted(people)
    assert told()
    assert not any("Quiet" in subject for subject in told().values())


def test_the_owner_of_an_action_hears_of_it_and_whoever_owned_it_before_no_more() -> None:
    people = cast()
    made = actions.agree_action(
        group=people.group,
        title="Canary",
        organisation=organisation(),
        owner=people.people["member"],
        due_on=TODAY + timedelta(days=7),
        by=people.sees("clerk"),
    )
    notice = ReceivedNotice.objects.get()
    assert "Canary" not in notice.subject
    kind = next(one for one in queries.NOTICES_OF_MINUTES if one.slug == queries.ACTION_GIVEN)
    recipient = queries.readers_of_minutes(meeting(people.group), on=TODAY, but=None)
    member = next(one for one in recipient if one.account == people.people["member"].account_id)
    assert kind.may_still(member, about=str(made.pk), now=NOW)
    made.owner = people.people["deputy"]
    made.save()
    assert not kind.may_still(member, about=str(made.pk), now=NOW)


def test_whoever_left_the_group_before_the_e_mail_went_is_not_told() -> None:
    people = cast()
    at = submitted(people)
    kind = next(one for one in queries.NOTICES_OF_MINUTES if one.slug == queries.MINUTES_OUT)
    member = next(
        one
        for one in queries.readers_of_minutes(at, on=TODAY, but=None)
        if one.account == people.people["member"].account_id
    )
    assert kind.may_still(member, about=str(at.pk), now=NOW)
    Holding.objects.filter(practitioner=people.people["member"]).update(ends_on=TODAY)
    assert not kind.may_still(member, about=str(at.pk), now=NOW)
