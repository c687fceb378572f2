"""Actions of plans: what is due, and to whom."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.plans import access
from commonground.partnership.plans.models import WORDS, ActionNote, Plan, PlanAction, PlanActionQuerySet
from commonground.partnership.plans.queries.people import Names
from commonground.partnership.plans.rules.states import ActionState

SHOWN = ("plan__area", "plan__owner", "priority__lead", "organisation", "owner")


@dataclass(frozen=True)
class AskedPlanActions:
    """How the list is narrowed. `state` is open, overdue, done, dropped or "" for all."""

    words: str = ""
    plan: str = ""
    state: str = "open"
    kind: str = ""
    mine: bool = False


@dataclass(frozen=True)
class PlanActionPage:
    """One action, who does it, and what the viewer may do with it."""

    action: PlanAction
    owner: str
    may_keep: bool
    may_report: bool
    notes: list[ActionNote]
    names: Names


def plan_actions(viewer: Viewer) -> PlanActionQuerySet:
    """Actions of plans, for those who work in the partnership."""
    return PlanAction.objects.visible_to(viewer).select_related(*SHOWN)


def plan_actions_asked(asked: AskedPlanActions, *, viewer: Viewer) -> PlanActionQuerySet:
    """The list as it was narrowed, the first due first."""
    found = plan_actions(viewer)
    if asked.state == "overdue":
        found = found.overdue_on(viewer.today)
    elif asked.state:
        found = found.filter(status=asked.state)
    if asked.mine:
        found = found.mine(viewer)
    if asked.plan:
        found = found.filter(plan__slug=asked.plan)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    return found.filter(WORDS.typed(asked.words))


def plan_action(action_id: UUID, *, viewer: Viewer) -> PlanAction:
    """One action. Raises NotFound where there is none or the viewer may not know of it."""
    found = plan_actions(viewer).filter(pk=action_id).first()
    if found is None:
        raise NotFound("There is no such action.")
    return found


def plan_action_page(action_id: UUID, *, viewer: Viewer) -> PlanActionPage:
    """One action with what was reported of it."""
    found, names = plan_action(action_id, viewer=viewer), Names(viewer)
    keeps = access.may_keep(viewer, found.plan)
    theirs = [one for one in (found.owner, found.priority.lead) if one is not None and one.account_id == viewer.id]
    return PlanActionPage(
        action=found,
        owner=names.of(found.owner),
        may_keep=keeps,
        may_report=keeps or bool(theirs and viewer.id),
        notes=list(found.notes.all()),
        names=names,
    )


def my_plan_actions(viewer: Viewer) -> list[PlanAction]:
    """Open actions given to the viewer, the first due first. One query, or none for the public."""
    return list(plan_actions(viewer).open().mine(viewer)) if viewer.id else []


def plan_action_counts(viewer: Viewer, plan: Plan | None = None) -> dict[str, int]:
    """How many are open and overdue, of one plan or of all. One query."""
    held = PlanAction.objects.visible_to(viewer)
    late = Q(status=ActionState.OPEN, due_on__lt=viewer.today)
    asked = held.filter(plan=plan) if plan else held
    return dict(
        asked.order_by().aggregate(
            open=Count("pk", filter=Q(status=ActionState.OPEN)), overdue=Count("pk", filter=late)
        )
    )
