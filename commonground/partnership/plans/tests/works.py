"""Programmes for the tests: one of the plan of the small place, with two workstreams, each with milestones."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from commonground.ground.partners.models import Practitioner
from commonground.partnership.plans.actions import milestones, programmes, risks, workstreams
from commonground.partnership.plans.models import Milestone, Plan, Programme, Risk, Workstream
from commonground.partnership.plans.rules.programmes import Horizon
from commonground.partnership.plans.tests.cast import TODAY, area, manager, organisation, plan

BEGAN = date(2026, 4, 1)


def day(after: int) -> date:
    """So many days after today of the tests."""
    return TODAY + timedelta(days=after)


@dataclass
class Made:
    """A programme with a front door (led by somebody) and early help."""

    plan: Plan
    programme: Programme
    door: Workstream
    help: Workstream


def programme(of: Plan, name: str = "Locality programme", **more: Any) -> Programme:
    values: dict[str, Any] = {"area": area(), "owner": organisation(), "starts_on": BEGAN, **more}
    return programmes.start_programme(plan=of, name=name, by=manager(), **values)


def workstream(of: Programme, name: str, *, lead: Practitioner | None = None, **more: Any) -> Workstream:
    values: dict[str, Any] = {
        "aims": "Fewer hand-overs\nAnswers in a day",
        "organisation": organisation(),
        "horizon": Horizon.SHORT,
        "starts_on": BEGAN,
        **more,
    }
    return workstreams.add_workstream(programme=of, name=name, lead=lead, by=manager(), **values)


def milestone(of: Workstream, title: str, due: int | None, **more: Any) -> Milestone:
    due_on = None if due is None else day(due)
    return milestones.add_milestone(workstream=of, title=title, due_on=due_on, by=manager(), **more)


def risk(
    of: Programme, title: str = "Partners have no time", *, likelihood: int = 3, impact: int = 3, **more: Any
) -> Risk:
    values: dict[str, Any] = {"review_on": day(30), "kind": "partnerships", **more}
    return risks.raise_risk(
        plan=of.plan,
        programme=of,
        title=title,
        likelihood=likelihood,
        impact=impact,
        mitigation="They sit in the delivery groups.",
        organisation=organisation(),
        by=manager(),
        **values,
    )


def made(*, lead: Practitioner | None = None) -> Made:
    of = plan()
    whole = programme(of)
    return Made(of, whole, workstream(whole, "Front door", lead=lead), workstream(whole, "Early help"))
