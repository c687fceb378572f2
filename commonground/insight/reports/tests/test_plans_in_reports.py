"""Progress of the plans that a group answers for, and their measures, in its reports."""

import json
from dataclasses import asdict
from datetime import date, datetime, timedelta

import pytest

from commonground.ground.places.models import Area, AreaType
from commonground.insight.reports import actions, queries
from commonground.insight.reports.rules.content import facts_of
from commonground.insight.reports.tests.bodies import NOW, organisation
from commonground.insight.reports.tests.year import SINCE, UNTIL, Year, begun, year
from commonground.partnership.groups.models import PlanOfGroup
from commonground.partnership.groups.rules.words import Openness
from commonground.partnership.plans.models import Measure, Plan, PlanAction, Priority, PriorityOverride, Reading

pytestmark = pytest.mark.django_db

AHEAD = UNTIL + timedelta(days=200)
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


@pytest.mark.parametrize("audience", ["public", "partners", "group"])
def test_small_numbers_that_a_plan_reads_for_itself_are_not_told_nor_its_progress_to_the_public(audience: str) -> None:
    of = year(Openness.PUBLIC)
    plan_of(of)
    text = json.dumps(asdict(queries.content_of(begun(of, audience=audience))))
    assert f"{SMALL} young people" not in text
    assert ("Young people who come twice" in text) == (audience != "public")
    assert ("Step down that holds" in text) == (audience != "public")


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
