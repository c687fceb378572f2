"""Actions of a workstream, communications among them (L17): actions of the plan, given between its refreshes."""

from datetime import date
from typing import TYPE_CHECKING

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.plans.actions.milestones import check_can_steer
from commonground.partnership.plans.actions.numbering import next_number
from commonground.partnership.plans.models import PlanAction, Priority, Workstream
from commonground.partnership.plans.rules.words import ActionKind

if TYPE_CHECKING:
    from commonground.ground.partners.models import Organisation, Practitioner


@audit.atomic()
def give_action(
    *,
    workstream: Workstream,
    priority: Priority,
    title: str,
    organisation: "Organisation",
    due_on: date,
    owner: "Practitioner | None" = None,
    kind: str = ActionKind.KEY,
    by: Viewer,
) -> PlanAction:
    """Give somebody something to do for a workstream, under a priority of its plan. By its lead or who keeps the plan.
    Raises Refused; Invalid for a priority of another plan, a day before the workstream begins."""
    check_can_steer(by, workstream)
    plan = workstream.programme.plan
    problems = []
    if priority.plan_id != plan.pk or priority.ended_on is not None:
        problems.append(Problem("Choose a priority of the plan.", column="priority"))
    if due_on < workstream.starts_on:
        said = f"It cannot be due before its workstream begins, on {workstream.starts_on:%-d %B %Y}."
        problems.append(Problem(said, column="due_on"))
    if problems:
        raise Invalid("The action was not saved.", problems)
    made = PlanAction.objects.create(
        plan=plan,
        priority=priority,
        workstream=workstream,
        number=next_number(plan.actions, of=plan),
        kind=kind,
        title=title.strip(),
        organisation=organisation,
        owner=owner,
        due_on=due_on,
        first_due_on=due_on,
        created_at=by.now,
    )
    audit.record("action of a workstream given", by=by, about=made, persons=[owner.pk] if owner else [])
    return made
