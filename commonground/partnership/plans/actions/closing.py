"""A workstream closes into business as usual: somebody owns the work then, and nothing open is left behind (L10)."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel import states
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.plans import access
from commonground.partnership.plans.models import ActionNote, Milestone, PlanAction, Residual, Workstream
from commonground.partnership.plans.rules import closing as rules
from commonground.partnership.plans.rules.closing import Fate, Left
from commonground.partnership.plans.rules.programmes import WORKSTREAM_MOVES, MilestoneState, WorkstreamState
from commonground.partnership.plans.rules.states import ActionState

if TYPE_CHECKING:
    from commonground.ground.partners.models import Organisation, Practitioner


@audit.atomic()
def close_workstream(
    *,
    workstream: Workstream,
    based_on: int,
    owner_after: "Organisation",
    group_after: str,
    closing_words: str,
    fates: Mapping[str, Fate],
    by: Viewer,
) -> None:
    """Hand a workstream over. `fates` says of each open milestone and action (by its id) what becomes of it. Raises
    Refused, Conflict; Invalid, naming each open thing that nobody decided on."""
    access.check_can_keep(by, workstream.programme.plan)
    states.check_move(
        WORKSTREAM_MOVES, WorkstreamState(workstream.status), WorkstreamState.CLOSED, what=workstream.name
    )
    milestones = list(workstream.milestones.filter(status=MilestoneState.OPEN))
    actions = list(workstream.actions.filter(status=ActionState.OPEN))
    left = {str(one.pk): one.title for one in milestones} | {str(one.pk): one.title for one in actions}
    rules.check_closing(left, fates, group=group_after, today=by.today)
    change(
        workstream,
        based_on=based_on,
        status=WorkstreamState.CLOSED,
        closed_on=by.today,
        closed_by=by.label,
        owner_after=owner_after,
        group_after=group_after.strip(),
        closing_words=closing_words.strip(),
    )
    for milestone in milestones:
        _settle_milestone(milestone, fates[str(milestone.pk)])
    for action in actions:
        _settle_action(action, fates[str(action.pk)], by=by)
    audit.record("workstream closed", by=by, about=workstream, details={"left": len(left)})


@audit.atomic()
def leave_to_do(
    *,
    workstream: Workstream,
    title: str,
    organisation: "Organisation",
    due_on: date,
    owner: "Practitioner | None" = None,
    by: Viewer,
) -> Residual:
    """Something else that is left to do after a workstream, given to somebody until a day. By who keeps the plan."""
    access.check_can_keep(by, workstream.programme.plan)
    if due_on < by.today:
        raise Invalid("Nothing was saved.", [Problem("Choose today or a later day.", column="due_on")])
    made = Residual.objects.create(
        workstream=workstream, title=title.strip(), organisation=organisation, owner=owner, due_on=due_on
    )
    audit.record("residual action given", by=by, about=made, persons=[owner.pk] if owner else [])
    return made


@audit.atomic()
def finish_residual(*, residual: Residual, based_on: int, done_on: date, outcome: str, by: Viewer) -> None:
    """What was left is done, and what came of it. By whoever it is given to or keeps the plan."""
    access.check_can_report(by, residual.workstream.programme.plan, residual.owner)
    problems = []
    if done_on > by.today:
        problems.append(Problem("This day has not come yet.", column="done_on"))
    if not outcome.strip():
        problems.append(Problem("Say what came of it.", column="outcome"))
    if problems:
        raise Invalid("Nothing changed.", problems)
    change(residual, based_on=based_on, done_on=done_on, outcome=outcome.strip())
    audit.record("residual action done", by=by, about=residual)


def _settle_milestone(milestone: Milestone, fate: Fate) -> None:
    if fate.left == Left.DROP:
        change(milestone, based_on=milestone.version, status=MilestoneState.DROPPED, why_dropped=fate.why.strip())
        return
    change(milestone, based_on=milestone.version, status=MilestoneState.CARRIED)
    Residual.objects.create(
        workstream=milestone.workstream,
        milestone=milestone,
        title=milestone.title,
        organisation=fate.organisation,
        owner=fate.owner,
        due_on=fate.day,
    )


def _settle_action(action: PlanAction, fate: Fate, *, by: Viewer) -> None:
    """An action stays an action of the plan: it is given anew, or dropped."""
    if fate.left == Left.DROP:
        closed = {"closed_on": by.today, "closed_by": by.label}
        change(action, based_on=action.version, status=ActionState.DROPPED, why_dropped=fate.why.strip(), **closed)
        return
    was = action.due_on
    change(action, based_on=action.version, organisation=fate.organisation, owner=fate.owner, due_on=fate.day)
    said = f"Carried over as {action.workstream} closed."
    ActionNote.objects.create(action=action, at=by.now, by=by.label, text=said, due_was=was)
