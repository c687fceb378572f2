"""What reports ask of one person, and what is due of whom."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commonground.insight.reports import actions, queries
from commonground.insight.reports.actions import DutyMet
from commonground.insight.reports.queries import ToDo
from commonground.insight.reports.tests.year import DUE, DUTY, Year, begun, year
from commonground.partnership.groups import queries as groups
from commonground.partnership.groups.rules.words import Openness

pytestmark = pytest.mark.django_db


def to_do(of: Year, kind: str) -> ToDo:
    viewer = of.sees(kind)
    return queries.to_do(viewer, inside=groups.my_groups(viewer))


@pytest.mark.parametrize(
    ("kind", "theirs", "elsewhere"),
    [("clerk", 1, 0), ("chair", 1, 0), ("manager", 0, 1), ("member", 0, 0), ("observer", 0, 0), ("reader", 0, 0)],
)
def test_what_is_late_is_told_to_who_serves_the_group_and_counted_for_who_keeps_groups(
    kind: str, theirs: int, elsewhere: int
) -> None:
    found = to_do(year(), kind)
    assert (len(found.due), found.late_elsewhere) == (theirs, elsewhere)


def test_nobody_is_told_what_a_closed_group_owes_but_who_serves_it() -> None:
    of = year(Openness.CLOSED)
    assert to_do(of, "manager").late_elsewhere == 0
    assert len(to_do(of, "clerk").due) == 1


def test_the_chair_is_told_of_a_report_to_freeze_and_not_of_one_they_put_forward_themselves() -> None:
    of = year()
    report = begun(of, duty=DutyMet(DUTY, DUE))
    actions.submit_report(report=report, based_on=report.version, by=of.sees("clerk"))
    assert [one.pk for one in to_do(of, "chair").to_freeze] == [report.pk]
    assert not to_do(of, "clerk").to_freeze
    (line,) = to_do(of, "clerk").due
    assert line.report == report
    actions.send_back_report(report=report, based_on=report.version, why="Say more", by=of.sees("chair"))
    actions.submit_report(report=report, based_on=report.version, by=of.sees("chair"))
    assert not to_do(of, "chair").to_freeze


def test_who_serves_and_keeps_no_group_costs_no_query() -> None:
    of = year()
    viewer = of.sees("member")
    inside = groups.my_groups(viewer)
    with CaptureQueriesContext(connection) as made:
        queries.to_do(viewer, inside=inside)
    assert not made.captured_queries
