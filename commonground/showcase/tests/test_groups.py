"""The groups of the example places: scenario 2 as opened, a closed group that stays unknown, once or twice."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from commonground.foundation.audit import queries as audit
from commonground.foundation.audit.models import AuditEvent
from commonground.foundation.kernel.viewer import Viewer, operator
from commonground.ground.partners import queries as partners
from commonground.insight.reports import queries as reports
from commonground.partnership.groups import queries
from commonground.partnership.groups.models import Action, Group, GroupArea, Meeting, Minutes, PackIssue, Seat
from commonground.showcase import actions, formats

NOW = datetime(2026, 11, 29, 18, tzinfo=UTC)
BY = operator(NOW, permissions=actions.PERMISSIONS)
SHARED = "Mansfield and Ashfield Locality Management Group"
CLOSED = "Safe after dark in two estates"


def opened(place: str, times: int = 1) -> list[str]:
    told: list[str] = []
    pack = formats.read_pack(place)
    actions.open_place(pack=pack, by=BY, tell=lambda said: None)
    for _ in range(times):
        actions.gather_groups(pack=pack, by=BY, tell=told.append)
    return told


def as_person(name: str) -> Viewer:
    """Somebody of the example with the rights of a member of groups."""
    account = partners.practitioners(BY, words=name).get().account
    assert account is not None
    member = operator(NOW, permissions=frozenset({"groups.read", "groups.take-part"})).memberships
    return Viewer(account.pk, name, member, purpose="", session="test", now=NOW)


def test_nottinghamshire_meets_through_a_year_up_to_the_opening_and_only_once(new_site: None) -> None:
    told = opened("nottinghamshire", times=2)
    assert told == [
        "12 groups, 12 of them new; 12 meetings are new, as examples",
        "12 groups, 0 of them new; 0 meetings are new, as examples",
    ]
    assert audit.verify().breach is None
    _scenario_two()
    _seven_groups_then_six()
    _a_pack_is_out_and_minutes_wait()
    _actions_in_every_state()
    _nobody_outside_knows_of_the_closed_group()


def _scenario_two() -> None:
    """Thirteen sectors required, ten come, one by a named deputy; two miss a second meeting, one a first."""
    cover = next(one for one in queries.covers(BY) if one.group.name == SHARED)
    assert (cover.coverage.numerator, cover.coverage.base, cover.coverage.percent) == (10, 13, Decimal("76.9"))
    assert {one.required.sector for one in cover.alerts} == {"police", "social-care"}
    assert {one.required.sector for one in cover.missing} == {"police", "social-care", "adult-services"}
    held = Meeting.objects.filter(group=cover.group, starts_at__lt=NOW).latest("starts_at")
    assert held.attendance.filter(came="deputy").count() == 1
    offices = dict(cover.group.offices.values_list("office", "practitioner__name"))
    assert (offices["chair"], offices["clerk"]) == ("Nadia Crewe", "Priya Nair")


def _seven_groups_then_six() -> None:
    groups = Group.objects.filter(type="locality-group")
    assert groups.current_on(date(2013, 6, 1)).count() == 7
    assert groups.current_on(date(2015, 6, 1)).count() == 6
    areas = GroupArea.objects.filter(group__name=SHARED).values_list("area__code", "starts_on")
    assert set(areas) == {("E07000170", date(2015, 1, 1)), ("E07000174", date(2015, 1, 1))}


def _a_pack_is_out_and_minutes_wait() -> None:
    issue = PackIssue.objects.get()
    assert [item["number"] for item in issue.content["items"]] == ["1", "2", "3", "4", "R1"]
    assert issue.published_at < NOW
    said = issue.meeting.said_before.values_list("seat__sector", "came")
    assert ("adult-services", "apologies") in said
    assert ("voluntary-and-community", "present") in said
    assert sorted(Minutes.objects.values_list("status", flat=True)) == ["approved"] * 5 + ["submitted"]


def _actions_in_every_state() -> None:
    assert Action.objects.in_state("overdue", on=NOW.date()).count() == 2
    assert Action.objects.in_state("soon", on=NOW.date()).count() == 1
    assert Action.objects.in_state("done", on=NOW.date()).exclude(effect="").count() == 3


def _nobody_outside_knows_of_the_closed_group() -> None:
    told = AuditEvent.objects.filter(verb="group started").count()
    assert told == 12
    for name, knows in (("Nadia Crewe", True), ("Priya Nair", True), ("Tom Okafor", False), ("Helen Marsh", False)):
        assert queries.groups(as_person(name)).filter(name=CLOSED).exists() is knows, name
    closed = Group.objects.get(name=CLOSED)
    assert "dark" not in closed.slug


def test_the_chairs_of_plymouths_six_groups_sit_on_the_strategic_board(new_site: None) -> None:
    opened("plymouth", times=2)
    assert Group.objects.filter(type="commissioning-group").count() == 6
    seats = Seat.objects.filter(group__name="Locality Strategic Board", because_of__isnull=False)
    assert seats.filter(sector="schools").count() == 6


def test_manchesters_three_leadership_groups_are_aligned_with_the_practice_forums(new_site: None) -> None:
    opened("manchester", times=2)
    leading = Group.objects.filter(type="leadership-group")
    assert leading.count() == 3
    assert set(leading.values_list("links_up__kind", flat=True)) == {"aligned-with"}


@pytest.mark.parametrize("place", ["manchester", "nottinghamshire", "plymouth"])
def test_every_group_says_where_it_is_from_and_what_is_not_known(place: str) -> None:
    for one in formats.read_pack(place).groups.groups:
        assert one.source, one.name
        assert one.is_invented or "Not known" in one.about, one.name


def test_nottinghamshire_has_a_report_that_was_sent_one_that_is_written_and_one_that_is_late(new_site: None) -> None:
    opened("nottinghamshire")
    told: list[str] = []
    for _ in range(2):
        actions.report_on_groups(pack=formats.read_pack("nottinghamshire"), by=BY, tell=told.append)
    assert told == [
        "4 reports of groups were sent and 2 made from the record, as examples",
        "0 reports of groups were sent and 0 made from the record, as examples",
    ]
    page = reports.due_of_all(BY)
    assert [one.group.name for one in page.late] == ["Rushcliffe Locality Management Group"]
    assert (len(page.sent), page.sent_in_time) == (5, 4)
    assert [one.status for one in reports.reports(BY)] == ["draft", "frozen"]
