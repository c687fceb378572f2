"""Progress of the plans that a group answers for, and their measures, in its reports."""

import json
from dataclasses import asdict
from datetime import date, datetime, timedelta

import pytest

from commonground.ground.places.models import Area, AreaType
from commonground.insight.reports import actions, queries
from commonground.insight.reports.models import BoardReport
from commonground.insight.reports.rules.content import facts_of
from commonground.insight.reports.tests.bodies import NOW, organisation
from commonground.insight.reports.tests.year import SINCE, UNTIL, Year, begun, year
from commonground.partnership.groups.models import PlanOfGroup
from commonground.partnership.groups.rules.words import Openness
from commonground.partnership.plans import queries as plans
from commonground.partnership.plans.models import (
    Measure,
    Plan,
    PlanAction,
    PlanVersion,
    Priority,
    PriorityOverride,
    Reading,
)
from tests.county import COUNTY, county_with_figures

pytestmark = pytest.mark.django_db

AHEAD = UNTIL + timedelta(days=200)
AGAIN = "re-referrals"
SMALL = 3  # children whom a reading of the plan's own counts


def plan_of(of: Year) -> Plan:
    """Two priorities: one with an action done and one long overdue, one on track with a measure of its own."""
    kind = AreaType.objects.create(slug="county", name="County", plural="Counties")
    area = Area.objects.create(slug="shire", name="Shire", type=kind, search_name="shire")
    plan = Plan.objects.create(
        slug="local-plan", name="Local plan", reach="local", area=area, owner=organisation(), openness="partners"
    )
    PlanOfGroup.objects.create(group=of.group, plan=plan, starts_on=SINCE)
    late = Priority.objects.create(plan=plan, order=1, title="Step down that holds", organisation=organisation())
    well = Priority.objects.create(plan=plan, order=2, title="Evenings for young people", organisation=organisation())
    for number, (priority, due_on, done) in enumerate(
        ((late, date(2026, 1, 5), True), (late, date(2026, 2, 5), False), (well, AHEAD, False)), start=1
    ):
        closed = {"status": "done", "closed_on": due_on, "effect": "Ten families."} if done else {}
        PlanAction.objects.create(
            plan=plan, priority=priority, number=number, title=f"Action {number}", organisation=organisation(),
            due_on=due_on, first_due_on=due_on, created_at=NOW, **closed,
        )  # fmt: skip
    measure = Measure.objects.create(
        plan=plan, priority=well, order=1, name="Young people who come twice", telling="better-off", wanted="up",
        area=area, unit="young people", baseline=1, baseline_on=SINCE, target=40, target_on=AHEAD,
    )  # fmt: skip
    Reading.objects.create(
        measure=measure, on=date(2026, 5, 1), count=SMALL, source="The list at the door", at=NOW, by="Somebody"
    )  # fmt: skip
    return plan


def test_priorities_stand_as_their_dates_say_with_counts_and_what_they_are_of() -> None:
    of = year()
    plan_of(of)
    content = queries.content_of(begun(of))
    held = {key: (one.count, one.of) for key, one in facts_of(content).items() if key.startswith(("prior", "plan-"))}
    assert held == {
        "priorities.off-track": (1, 2),
        "priorities.at-risk": (1, 2),
        "priorities.figures": (0, 2),
        "plan-actions.done": (1, 3),
        "plan-actions.overdue": (1, 2),
    }
    text = json.dumps(asdict(content))
    assert "Step down that holds" in text
    assert "Progress with the plan" in text


def test_an_override_shows_as_one_beside_what_dates_say() -> None:
    of = year()
    late = Priority.objects.get(plan=plan_of(of), order=1)
    PriorityOverride.objects.create(
        priority=late, status="on-track", reason="The lead has a new date.", starts_on=SINCE, until=AHEAD, by="Lead",
        at=datetime(2026, 1, 1, tzinfo=NOW.tzinfo),
    )  # fmt: skip
    text = json.dumps(asdict(queries.content_of(begun(of))))
    assert "On track, set by hand: The lead has a new date. (derived: Off track)" in text


READ_ON = date(2026, 5, 1)


def content(of: Year, audience: str, by: str = "clerk") -> str:
    return json.dumps(asdict(queries.content_of(begun(of, audience=audience, by=by))))


def read_again(count: int, on: date, source: str) -> None:
    Reading.objects.create(measure=Measure.objects.get(), on=on, count=count, source=source, at=NOW, by="Somebody")


@pytest.mark.parametrize("audience", ["public", "partners", "group"])
def test_numbers_of_a_plan_are_told_with_day_and_source_inside_the_partnership_and_small_ones_to_nobody(
    audience: str,
) -> None:
    of = year(Openness.PUBLIC)
    plan_of(of)
    read_again(23, date(2026, 8, 1), "The list of August")
    read_again(31, UNTIL, "The list after the period")
    text = content(of, audience)
    inside = audience != "public"
    assert f"{SMALL} young people" not in text
    assert f'"{SMALL}"' not in text
    assert ('"1 August 2026", "23", "The list of August"' in text) == inside
    assert ('"1 May 2026", "Suppressed to protect people", "The list at the door"' in text) == inside
    assert "The list after the period" not in text
    assert ("are not printed" in text) == inside
    assert ("Young people who come twice" in text) == inside
    assert ("Step down that holds" in text) == inside


def agreed_in_public(of: Year) -> Plan:
    """The plan is public, and a year of it was agreed; since then much has changed in the draft of the next."""
    plan = plan_of(of)
    Plan.objects.filter(pk=plan.pk).update(openness="public")
    days = {"starts_on": SINCE, "ends_on": UNTIL, "made_at": NOW}
    agreed = {"agreed_on": date(2025, 11, 1), "agreed_by": "the board", "content": plans.content_now(plan)}
    PlanVersion.objects.create(plan=plan, number=1, name="2025 to 2026", status="agreed", **days, **agreed)
    PlanVersion.objects.create(plan=plan, number=2, name="2026 to 2027", status="draft", **days)
    Priority.objects.create(plan=plan, order=3, title=DRAFTED, organisation=organisation())
    Priority.objects.filter(plan=plan, order=1).update(title=f"{DRAFTED} either")
    Measure.objects.update(target=77, name=DRAFTED)
    PlanAction.objects.filter(number=2).update(status="done", effect=DRAFTED, closed_on=date(2026, 3, 1))
    return plan


DRAFTED = "What nobody has agreed"


@pytest.mark.parametrize("author", ["chair", "clerk", "manager"])
def test_the_public_reads_what_was_agreed_of_a_public_plan_and_nothing_of_how_it_stands(author: str) -> None:
    of = year(Openness.PUBLIC)
    agreed_in_public(of)
    text = content(of, "public", by=author)
    held = facts_of(queries.content_of(BoardReport.objects.get()))
    assert "Local plan for 2025 to 2026 was agreed on 1 November 2025, with 2 priorities." in text
    assert "Step down that holds" in text
    assert (held["agreed.actions-done"].count, held["agreed.actions-done"].of) == (1, 3)
    assert '"Young people who come twice", "1 young people on 1 October 2025"' in text
    assert "40 young people by" in text
    for leak in (DRAFTED, "77", "Off track", "On track", "At risk", "The list at the door", "Overdue"):
        assert leak not in text, leak
    assert "priorities.off-track" not in held


@pytest.mark.parametrize("why_not", ["for partners", "agreed later", "never agreed"])
def test_the_public_is_told_of_no_plan_that_it_could_not_read_that_day(why_not: str) -> None:
    of = year(Openness.PUBLIC)
    plan = agreed_in_public(of)
    if why_not == "for partners":
        Plan.objects.filter(pk=plan.pk).update(openness="partners")
    elif why_not == "agreed later":
        PlanVersion.objects.filter(number=1).update(agreed_on=UNTIL)
    else:
        PlanVersion.objects.filter(number=1).delete()
    assert "Local plan" not in content(of, "public")


def test_a_published_figure_is_told_to_the_public_beside_what_was_agreed_while_it_is_aimed_at() -> None:
    of = year(Openness.PUBLIC)
    plan = plan_of(of)
    county_with_figures()
    measure = Measure.objects.create(
        plan=plan, priority=Priority.objects.get(plan=plan, order=1), order=2, name="Children referred again",
        telling="better-off", wanted="down", area=Area.objects.get(code=COUNTY), indicator_id=AGAIN, baseline=24.5,
        baseline_on=date(2022, 3, 31), target=20, target_on=AHEAD,
    )  # fmt: skip
    frozen = {"agreed_on": date(2026, 2, 1), "agreed_by": "the board", "content": plans.content_now(plan)}
    days = {"starts_on": SINCE, "ends_on": UNTIL, "made_at": NOW}
    PlanVersion.objects.create(plan=plan, number=1, name="2026", status="agreed", **days, **frozen)
    Plan.objects.filter(pk=plan.pk).update(openness="public")
    report = begun(of, audience="public")
    moved = facts_of(queries.content_of(report))["agreed.moved"]
    assert (moved.count, moved.of) == (0, 1)
    assert "25.8%" in json.dumps(asdict(queries.content_of(report)))
    Measure.objects.filter(pk=measure.pk).update(target=19)  # the refresh aims elsewhere
    actions.make_again(report=report, based_on=report.version, by=of.sees("clerk"))
    text = json.dumps(asdict(queries.content_of(report)))
    assert "Children referred again" in text
    assert "25.8%" not in text


def test_a_plan_that_the_group_answers_for_no_more_is_not_told_of() -> None:
    of = year()
    PlanOfGroup.objects.filter(plan=plan_of(of)).update(ends_on=UNTIL)
    assert "Step down that holds" not in json.dumps(asdict(queries.content_of(begun(of))))


def test_a_draft_gets_the_section_when_its_figures_are_made_again_in_its_place() -> None:
    of = year()
    report = begun(of)
    actions.add_section(report=report, heading="Thanks", words="To everybody.", by=of.sees("clerk"))
    plan_of(of)
    actions.make_again(report=report, based_on=report.version, by=of.sees("clerk"))
    assert [one.key for one in report.sections.all()][-3:] == ["plan", "measures", ""]
