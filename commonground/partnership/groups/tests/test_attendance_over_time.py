"""Attendance by seniority over time (M3), and reasons for absence across groups (M5)."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict

from commonground.foundation.kernel.errors import Invalid
from commonground.ground.partners.models import Post, Practitioner, Seniority, Team
from commonground.partnership.groups import papers, queries
from commonground.partnership.groups.forms.period import PeriodForm
from commonground.partnership.groups.models import AbsenceReason, Attendance, Meeting
from commonground.partnership.groups.rules.seniority import CameAt, levels, meetings_at_height
from commonground.partnership.groups.rules.words import Openness
from commonground.partnership.groups.tests.bodies import (
    KINDS,
    LONG_AGO,
    TODAY,
    Cast,
    cast,
    meeting,
    organisation,
    sector,
    terms,
)

FIRST, SECOND = date(2026, 3, 2), date(2026, 6, 1)


def test_shares_of_heights_keep_their_base_and_count_apart_what_is_not_recorded() -> None:
    found = levels([CameAt(FIRST, 1), CameAt(FIRST, 3), CameAt(SECOND, 3), CameAt(SECOND, None)])
    assert [(one.height, one.came, one.base, str(one.percent)) for one in found] == [
        (1, 1, 4, "25.0"),
        (3, 2, 4, "50.0"),
        (None, 1, 4, "25.0"),
    ]


def test_a_meeting_is_measured_against_the_height_its_own_terms_asked_for() -> None:
    came = [
        CameAt(SECOND, 2, asked=2), CameAt(SECOND, 3, asked=2), CameAt(SECOND, None, asked=2),
        CameAt(FIRST, 3, asked=3), CameAt(FIRST, 1, asked=3),
    ]  # fmt: skip
    found = [(one.on, one.reached, one.base, one.unknown, str(one.percent)) for one in meetings_at_height(came)]
    assert found == [(FIRST, 2, 2, 0, "100.0"), (SECOND, 1, 2, 1, "50.0")]


@pytest.mark.parametrize("height", [1, None])
def test_without_a_height_asked_for_or_recorded_there_is_no_share(height: int | None) -> None:
    asked = 2 if height is None else None
    assert meetings_at_height([CameAt(FIRST, height, asked)])[0].percent is None
    assert levels([]) == []


def held(inside: Cast, on: date, **more: object) -> Meeting:
    return meeting(inside.group, on, status="approved", **more)


def came(at: Meeting, seat_of: str, how: str, who: Practitioner | None = None, reason: str = "") -> None:
    why = (
        AbsenceReason.objects.get_or_create(slug=reason, defaults={"name": reason.capitalize()})[0] if reason else None
    )
    Attendance.objects.create(
        meeting=at, seat=at.group.seats.filter(sector=seat_of).first(), practitioner=who, came=how, reason=why,
        sector=sector(seat_of),
    )  # fmt: skip


def posted(who: Practitioner, height: int, since: date, until: date | None = None) -> None:
    name = {1: "Director", 2: "Head of service", 3: "Manager"}[height]
    level = Seniority.objects.get_or_create(slug=f"height-{height}", defaults={"name": name, "order": height})[0]
    team = Team.objects.get_or_create(
        organisation=organisation(),
        name="Whole organisation",
        defaults={"service": sector("police"), "starts_on": since},
    )[0]
    Post.objects.create(
        practitioner=who, team=team, title=name, fte_hundredths=100, seniority=level, starts_on=since, ends_on=until
    )


@pytest.mark.django_db
def test_somebody_counts_at_the_height_of_the_post_of_that_day() -> None:
    inside = cast()
    posted(inside.people["member"], 3, LONG_AGO, until=date(2026, 5, 1))
    posted(inside.people["member"], 1, date(2026, 5, 1))
    posted(inside.people["chair"], 2, LONG_AGO)
    agreed = terms(inside.group, seniority=Seniority.objects.get(slug="height-2"))
    for day in (FIRST, SECOND):
        at = held(inside, day, terms=agreed)
        came(at, "police", "present", inside.people["member"])
        came(at, "schools", "present", inside.people["chair"])
    came(held(inside, date(2025, 3, 3), terms=agreed), "police", "present", inside.people["member"])  # too long ago
    found = queries.by_seniority(inside.group, today=TODAY)
    assert [(name, one.came, one.base) for name, one in found.levels] == [
        ("Director", 1, 4),
        ("Head of service", 2, 4),
        ("Manager", 1, 4),
    ]
    assert [(one.on, one.reached, one.base) for one in found.meetings] == [(FIRST, 1, 2), (SECOND, 2, 2)]
    drawn = papers.seniority_chart(found)
    assert "100.0% (2 of 2)" in str(drawn.table)


@pytest.mark.django_db
def test_reasons_are_counted_by_sector_with_their_base_over_the_period() -> None:
    inside = cast()
    for day, how, reason in ((FIRST, "apologies", "no cover"), (SECOND, "absent", ""), (TODAY, "absent", "leave")):
        at = held(inside, day)
        came(at, "police", how, reason=reason)
        came(at, "schools", "present", inside.people["chair"])
    found = queries.absences(inside.sees("reader"), since=FIRST, until=TODAY)  # until, not including, today
    assert found.rows == [("Police", "No cover", 1), ("Police", "No reason given", 1)]
    assert [(one.name, one.times, one.base, str(one.percent)) for one in found.by_sector] == [
        ("Police", 2, 2, "100.0"),
        ("Schools", 0, 2, "0.0"),
    ]
    assert (found.groups, found.meetings, found.missed) == (1, 2, 2)
    report = papers.absences_report(found, as_at=TODAY)
    assert report.data is not None
    assert report.data.rows[0][:5] == ["Police", "No cover", 1, 2, 2]


@pytest.mark.django_db
def test_absences_of_a_closed_group_are_counted_for_those_inside_it_alone() -> None:
    inside = cast(Openness.CLOSED)
    came(held(inside, FIRST), "police", "absent", reason="canary")
    since, until = FIRST, FIRST + timedelta(days=1)
    counted = {kind: queries.absences(inside.sees(kind), since=since, until=until).missed for kind in KINDS}
    assert {kind for kind, missed in counted.items() if missed} == set(KINDS) - {"outsider", "reader", "manager"}


def test_a_period_is_a_year_where_none_is_said_and_must_be_some_time() -> None:
    assert PeriodForm(QueryDict("")).period(TODAY) == (date(2025, 11, 22), TODAY)
    assert PeriodForm(QueryDict("since=2026-01-01")).period(TODAY) == (date(2026, 1, 1), TODAY)
    for wrong in ("since=2026-01-01&until=2026-01-01", "since=yesterday"):
        with pytest.raises(Invalid):
            PeriodForm(QueryDict(wrong)).period(TODAY)
