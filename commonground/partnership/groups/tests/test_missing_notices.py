"""Chair and clerk hear once when a required sector begins to miss; nothing of a closed group is said."""

from datetime import UTC, date, datetime

import pytest
from django.core import mail

from commonground.foundation.kernel.viewer import Viewer, operator
from commonground.foundation.post import actions as post
from commonground.foundation.post.models import ReceivedNotice
from commonground.ground.partners.models import Membership, Role
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.models import Attendance, Group, RequiredSector, TermsOfReference
from commonground.partnership.groups.rules.coverage import MeetingSeen, alert_began
from commonground.partnership.groups.rules.words import Openness
from commonground.partnership.groups.tests.bodies import LONG_AGO, Cast, cast, meeting, organisation, sector, terms

DAYS = [date(2026, month, 3) for month in (2, 4, 6, 8, 9, 10, 11)]


def seen(*came: int) -> list[MeetingSeen]:
    return [MeetingSeen(day, {"police": count}) for day, count in zip(DAYS, came, strict=False)]


@pytest.mark.parametrize(
    ("came", "began"),
    [
        ((1, 0), None),
        ((1, 0, 0), DAYS[2]),
        ((1, 0, 0, 0), DAYS[2]),
        ((0, 0, 1), None),
        ((0, 0, 1, 0, 0), DAYS[4]),
        ((0, 0), DAYS[1]),
        ((), None),
        ((0, 0, 0, 0, 0, 0), None),  # as long as is known: it was told when it began
    ],
)
def test_an_alert_begins_on_the_day_of_the_second_miss(came: tuple[int, ...], began: date | None) -> None:
    assert alert_began("police", seen(*came), known=6) == began


def night(day: date) -> Viewer:
    return operator(datetime(day.year, day.month, day.day, 5, tzinfo=UTC), permissions=frozenset({"groups.keep"}))


def asks_for_police(openness: Openness = Openness.PARTNERS, name: str = "Rushcliffe") -> tuple[Cast, TermsOfReference]:
    people = cast(openness, name)
    agreed = terms(people.group)
    RequiredSector.objects.create(terms=agreed, sector=sector("police"))
    return people, agreed


def held(group: Group, agreed: TermsOfReference, day: date, came: str) -> None:
    at = meeting(group, day, status="held", terms=agreed)
    Attendance.objects.create(meeting=at, seat=group.seats.get(sector="police"), came=came, sector=sector("police"))


def told() -> list[tuple[str, str]]:
    return sorted(ReceivedNotice.objects.values_list("label", "subject"))


@pytest.mark.django_db
def test_chair_and_clerk_are_told_once_for_each_time_it_begins() -> None:
    people, agreed = asks_for_police()
    rounds = []
    for day, came in zip(DAYS, ("absent", "absent", "absent", "present", "absent", "apologies"), strict=False):
        held(people.group, agreed, day, came)
        rounds.append((actions.remind(by=night(day)), actions.remind(by=night(day))))
    assert rounds == [(0, 0), (2, 0), (0, 0), (0, 0), (0, 0), (2, 0)]
    said = "Rushcliffe: nobody of Police came to two meetings running"
    assert told() == sorted((people.people[kind].name, said) for kind in ("chair", "clerk") for _ in range(2))


@pytest.mark.django_db
def test_neither_a_closed_group_nor_who_sits_on_it_is_in_a_notice_or_an_email() -> None:
    people, agreed = asks_for_police(Openness.CLOSED, "Canary")
    for day in DAYS[:2]:
        held(people.group, agreed, day, "absent")
    role = Role.objects.create(slug="group-member", name="x", description="x", permissions=["groups.take-part"])
    for account in people.accounts:
        Membership.objects.create(account_id=account, role=role, organisation=organisation(), starts_on=LONG_AGO)
    assert actions.remind(by=night(DAYS[1])) == 2
    post.send_due(now=night(DAYS[1]).now)
    assert mail.outbox
    for words in [
        *(one.subject + str(one.lines) for one in ReceivedNotice.objects.all()),
        *(one.subject + str(one.body) for one in mail.outbox),
    ]:
        assert "Police" not in words
        assert "Canary" not in words.replace("Chair of Canary", "").replace("Clerk of Canary", "")


@pytest.mark.django_db
def test_a_group_that_is_over_and_a_sector_nobody_asks_for_any_more_are_not_told_of() -> None:
    people, agreed = asks_for_police()
    for day in DAYS[:2]:
        held(people.group, agreed, day, "absent")
    Group.objects.filter(pk=people.group.pk).update(ends_on=DAYS[1])
    assert actions.remind(by=night(DAYS[1])) == 0
    Group.objects.filter(pk=people.group.pk).update(ends_on=None)
    RequiredSector.objects.all().delete()
    assert actions.remind(by=night(DAYS[1])) == 0


@pytest.mark.django_db
def test_who_no_longer_serves_the_group_is_not_told_when_the_email_leaves() -> None:
    people, _ = asks_for_police()
    kind = next(one for one in queries.NOTICES_OF_MEETINGS if one.slug == queries.SECTOR_MISSING)
    officers = queries.officers_to_tell(people.group, on=DAYS[0])
    now = night(DAYS[1]).now
    assert all(kind.may_still(one, about=str(people.group.pk), now=now) for one in officers)
    people.group.offices.filter(office="clerk").update(ends_on=DAYS[0])
    still = [one.label for one in officers if kind.may_still(one, about=str(people.group.pk), now=now)]
    assert still == [people.people["chair"].name]


@pytest.mark.django_db
def test_a_group_whose_end_is_planned_is_still_reminded_of_the_review_of_its_terms() -> None:
    people = cast()
    terms(people.group, review_on=date(2026, 6, 20))
    Group.objects.filter(pk=people.group.pk).update(ends_on=date(2027, 1, 1))
    assert actions.remind(by=night(date(2026, 6, 3))) == 2
    assert actions.remind(by=night(date(2026, 6, 4))) == 0
