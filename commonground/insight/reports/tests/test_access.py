"""Who reads, writes, freezes and sends reports of groups: the truth tables."""

import pytest

from commonground.foundation.kernel.errors import NotFound, Refused
from commonground.foundation.kernel.viewer import Viewer, public
from commonground.insight.reports import access, actions, queries
from commonground.insight.reports.models import BoardReport
from commonground.insight.reports.tests.bodies import KINDS, NOW
from commonground.insight.reports.tests.year import Year, begun, frozen, year
from commonground.partnership.groups import queries as groups
from commonground.partnership.groups.rules.words import Openness

pytestmark = pytest.mark.django_db

EVERYBODY = {*KINDS, "public"}
SERVE = {"chair", "clerk", "manager"}
INSIDE = {"chair", "clerk", "member", "deputy", "papers", "observer", "manager"}
PARTNERS = set(KINDS) - {"no-plans"}


def viewer(of: Year, kind: str) -> Viewer:
    return public(NOW) if kind == "public" else of.sees(kind)


def reading(of: Year, report: BoardReport) -> set[str]:
    """Who finds it in the list; the page of one must answer the same."""
    found = set()
    for kind in EVERYBODY:
        listed = queries.reports(viewer(of, kind)).filter(pk=report.pk).exists()
        try:
            queries.report(report.pk, viewer=viewer(of, kind))
        except NotFound:
            assert not listed, kind
        else:
            assert listed, kind
            found.add(kind)
    return found


@pytest.mark.parametrize(
    ("openness", "audience", "readers"),
    [
        (Openness.PUBLIC, "public", EVERYBODY),
        (Openness.PUBLIC, "partners", PARTNERS),
        (Openness.PUBLIC, "group", INSIDE),
        (Openness.PARTNERS, "partners", PARTNERS),
        (Openness.PARTNERS, "group", INSIDE),
        (Openness.CLOSED, "group", INSIDE - {"manager"}),
    ],
)
def test_a_frozen_report_is_for_its_readers_as_far_as_they_may_know_of_the_group(
    openness: Openness, audience: str, readers: set[str]
) -> None:
    of = year(openness)
    assert reading(of, frozen(of, audience=audience)) == readers


@pytest.mark.parametrize(
    ("state", "readers"),
    [("draft", SERVE), ("submitted", INSIDE), ("withdrawn", SERVE)],
)
def test_a_draft_is_for_who_serves_the_group_and_what_is_with_the_chair_for_those_inside(
    state: str, readers: set[str]
) -> None:
    of = year(Openness.PUBLIC)
    report = begun(of, audience="public")
    if state == "submitted":
        actions.submit_report(report=report, based_on=report.version, by=of.sees("clerk"))
    if state == "withdrawn":
        actions.withdraw_report(report=report, based_on=report.version, why="Begun twice", by=of.sees("clerk"))
    assert reading(of, report) == readers


def test_readers_of_a_group_that_is_closed_since_are_those_inside() -> None:
    of = year(Openness.PUBLIC)
    report = frozen(of, audience="public")
    of.group.openness = Openness.CLOSED
    of.group.save()
    assert reading(of, report) == INSIDE - {"manager"}


@pytest.mark.parametrize("kind", KINDS)
def test_who_serves_the_group_writes(kind: str) -> None:
    of = year()
    here = groups.standing_in(of.group, viewer=of.sees(kind))
    if kind in SERVE:
        assert access.check_can_write(here) is None
    else:
        with pytest.raises(Refused):
            access.check_can_write(here)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("put_forward_by", ["clerk", "chair"])
def test_the_chair_freezes_and_nobody_what_they_put_forward_themselves(kind: str, put_forward_by: str) -> None:
    of = year()
    report = begun(of)
    actions.submit_report(report=report, based_on=report.version, by=of.sees(put_forward_by))
    here = groups.standing_in(of.group, viewer=of.sees(kind))
    if kind in {"chair", "manager"} - {put_forward_by}:
        assert access.check_can_freeze(of.sees(kind), here, report) is None
    else:
        with pytest.raises(Refused):
            access.check_can_freeze(of.sees(kind), here, report)
