"""A report that is sent reaches the group: its chair and clerk are told, see it on their day, and nobody else is."""

from datetime import datetime, timedelta

import pytest
from django.test import RequestFactory

from commonground.foundation.post.models import ReceivedNotice
from commonground.foundation.post.rules import Kind, Recipient
from commonground.insight.reports import actions, queries
from commonground.insight.reports.actions import DutyMet
from commonground.insight.reports.models import BoardReport
from commonground.insight.reports.tests.bodies import LONG_AGO, NOW, person, sector, serves
from commonground.insight.reports.tests.year import DUE, DUTY, Year, frozen, year
from commonground.insight.reports.views.due import of_group
from commonground.partnership.groups import queries as groups
from commonground.partnership.groups.models import Group, Holding, OfficeHeld, Seat
from commonground.partnership.groups.rules.words import Mode, Office, Openness

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=28)


def sent(openness: Openness = Openness.PUBLIC) -> tuple[Year, BoardReport]:
    """To a board with a clerk (“outsider” of the group), a chair and a vice-chair. The clerk of the group observes
    there: of a closed board nobody else who writes the report would know."""
    of = year()
    Group.objects.filter(pk=of.board.pk).update(openness=openness)
    of.board.refresh_from_db()
    for kind, office in (("board chair", Office.CHAIR), ("board vice", Office.VICE_CHAIR)):
        of.cast.people[kind] = person(f"{kind} of {of.group.name}")
        serves(of.cast.people[kind], of.board, office)
    seat = Seat.objects.create(group=of.board, sector=sector("health"), title="Health", starts_on=LONG_AGO)
    Holding.objects.create(seat=seat, practitioner=of.cast.people["clerk"], mode=Mode.OBSERVES, starts_on=LONG_AGO)
    report = frozen(of, duty=DutyMet(DUTY, DUE))
    actions.send_report(report=report, based_on=report.version, by=of.sees("clerk"))
    return of, report


def came(of: Year, kind: str, *, at: datetime = NOW) -> list[BoardReport]:
    viewer = of.sees(kind)
    viewer = type(viewer)(viewer.id, viewer.label, viewer.memberships, purpose="", session="test", now=at)
    return list(queries.to_do(viewer, inside=groups.my_groups(viewer)).came)


def test_chair_and_clerk_of_the_group_are_told_and_neither_what_it_is_nor_from_where() -> None:
    of, report = sent()
    told = {one.label: one.subject for one in ReceivedNotice.objects.all()}
    assert told == dict.fromkeys(
        ("Outsider of Rushcliffe", "board chair of Rushcliffe"), f"A report has come to {of.board.name}"
    )
    for one in ReceivedNotice.objects.all():
        assert report.title not in one.subject
        assert of.group.name not in one.subject.replace(of.board.name, "")


def test_a_closed_group_is_not_named_to_the_people_who_are_told() -> None:
    of, _ = sent(Openness.CLOSED)
    assert {one.subject for one in ReceivedNotice.objects.all()} == {"A report has come to a group of yours"}
    assert of.board.name == "Board of Rushcliffe"


def test_whoever_sent_it_is_not_told_of_it() -> None:
    of = year()
    serves(of.cast.people["clerk"], of.board, Office.CHAIR)
    report = frozen(of, duty=DutyMet(DUTY, DUE))
    actions.send_report(report=report, based_on=report.version, by=of.sees("clerk"))
    assert {one.label for one in ReceivedNotice.objects.all()} == {"Outsider of Rushcliffe"}


@pytest.mark.parametrize("what", ["office ended", "withdrawn", "gone"])
def test_nobody_gets_the_e_mail_who_could_not_be_told_any_more(what: str) -> None:
    of, report = sent()
    kind: Kind = queries.NOTICES[0]
    (clerk,) = (one for one in queries.receivers(report, on=NOW.date()) if one.label == "Outsider of Rushcliffe")
    assert kind.may_still(clerk, about=str(report.pk), now=NOW)
    assert not kind.may_still(Recipient(None, "a@example.org", "A"), about=str(report.pk), now=NOW)
    if what == "office ended":
        OfficeHeld.objects.filter(group=of.board).update(ends_on=NOW.date())
    elif what == "withdrawn":
        actions.withdraw_report(report=report, based_on=report.version, why="Wrong", by=of.sees("chair"))
    about = "01a22aba-81d0-7460-91b5-0f8246a156ea" if what == "gone" else str(report.pk)
    assert not kind.may_still(clerk, about=about, now=NOW)


def test_it_stands_on_the_day_of_chair_and_clerk_for_four_weeks_and_on_nobody_elses() -> None:
    of, report = sent(Openness.CLOSED)
    for kind in ("outsider", "board chair", "board vice"):
        assert came(of, kind) == [report]
        assert came(of, kind, at=LATER) == []
    for kind in ("clerk", "chair", "member", "manager", "reader"):
        assert came(of, kind) == []


def test_it_is_in_the_list_of_the_group_it_went_to(rf: RequestFactory) -> None:
    of, report = sent()
    request = rf.get("/")
    request.viewer = of.sees("outsider")
    page = of_group(request, of.board.slug).content.decode()
    assert "Sent to this group" in page
    assert str(report.pk) in page
