"""Actions of a plan: agreed in a draft, given to somebody, reported on, closed with their effect."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Max

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change, check_as_seen
from commonground.foundation.kernel.errors import Invalid, Problem, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import queries as partners
from commonground.partnership.plans import access
from commonground.partnership.plans.actions.versions import open_draft
from commonground.partnership.plans.models import ActionNote, PlanAction, Priority
from commonground.partnership.plans.rules import work as rules
from commonground.partnership.plans.rules.states import ActionState
from commonground.partnership.plans.rules.words import ActionKind

if TYPE_CHECKING:
    from commonground.ground.partners.models import Organisation, Practitioner


@audit.atomic()
def add_plan_action(
    *,
    priority: Priority,
    title: str,
    organisation: "Organisation",
    due_on: date,
    starts_on: date | None = None,
    owner: "Practitioner | None" = None,
    kind: str = ActionKind.KEY,
    next_step: str = "",
    by: Viewer,
) -> PlanAction:
    """Write an action under a priority of a plan that is being drafted.

    Raises Refused; Invalid for an owner who left or works elsewhere, a day that has gone or lies before it begins.
    """
    draft = open_draft(priority.plan, by=by)
    if priority.ended_on is not None:
        raise Refused("This is a priority no more.")
    _check_owner(owner, organisation, on=by.today)
    rules.check_due(due_on, agreed_on=min(by.today, draft.starts_on))
    rules.check_begins(due_on, starts_on=starts_on)
    last = priority.plan.actions.aggregate(last=Max("number"))["last"] or 0
    made = PlanAction.objects.create(
        plan=priority.plan,
        priority=priority,
        number=last + 1,
        kind=kind,
        title=title.strip(),
        organisation=organisation,
        owner=owner,
        starts_on=starts_on,
        due_on=due_on,
        first_due_on=due_on,
        next_step=next_step.strip(),
        created_at=by.now,
    )
    audit.record("action of a plan added", by=by, about=made, details={"due": due_on})
    return made


@audit.atomic()
def change_plan_action(
    *,
    action: PlanAction,
    based_on: int,
    title: str,
    organisation: "Organisation",
    owner: "Practitioner | None",
    starts_on: date | None,
    due_on: date,
    why: str = "",
    by: Viewer,
) -> None:
    """Other words, somebody else, another day. Once the plan is agreed its words stand until the refresh, and a later
    day needs a reason, which stays on record. Raises Refused, Invalid, Conflict."""
    access.check_can_keep(by, action.plan)
    _check_is_open(action)
    if title.strip() != action.title:
        open_draft(action.plan, by=by)
    _check_owner(owner, organisation, on=by.today)
    rules.check_begins(due_on, starts_on=starts_on)
    if due_on > action.due_on and not why.strip():
        raise Invalid("The action was not changed.", [Problem("Say why it is due later now.", column="why")])
    if due_on != action.due_on:
        words = why.strip() or "Another day was set."
        ActionNote.objects.create(action=action, at=by.now, by=by.label, text=words, due_was=action.due_on)
    change(
        action,
        based_on=based_on,
        title=title.strip(),
        organisation=organisation,
        owner=owner,
        starts_on=starts_on,
        due_on=due_on,
    )
    audit.record("action of a plan changed", by=by, about=action, details={"due": due_on})


@audit.atomic()
def report_on_action(*, action: PlanAction, based_on: int, text: str, next_step: str = "", by: Viewer) -> None:
    """What has happened and what is next. By its owner, the lead of its priority, whoever keeps the plan."""
    _check_can_report(action, by)
    _check_is_open(action)
    if not text.strip():
        raise Invalid("Nothing was reported.", [Problem("Write what has happened.", column="text")])
    change(action, based_on=based_on, next_step=next_step.strip(), reported_on=by.today)
    ActionNote.objects.create(action=action, at=by.now, by=by.label, text=text.strip())
    audit.record("action of a plan reported on", by=by, about=action)


@audit.atomic()
def close_plan_action(*, action: PlanAction, based_on: int, effect: str, by: Viewer) -> None:
    """It is done: `effect` says what it has changed and how that is known (L24). Raises Invalid without it."""
    _check_can_report(action, by)
    check_as_seen(action, based_on=based_on, effect=effect)
    rules.check_move(action.status, ActionState.DONE)
    change(action, based_on=based_on, **rules.done(effect, on=by.today, by=by.label))
    audit.record("action of a plan done", by=by, about=action)


@audit.atomic()
def drop_plan_action(*, action: PlanAction, based_on: int, why: str, by: Viewer) -> None:
    """It is not done after all, and why. By who keeps the plan: an owner cannot drop their own."""
    access.check_can_keep(by, action.plan)
    check_as_seen(action, based_on=based_on, why_dropped=why)
    rules.check_move(action.status, ActionState.DROPPED)
    change(action, based_on=based_on, **rules.dropped(why, on=by.today, by=by.label))
    audit.record("action of a plan dropped", by=by, about=action, details={"why": why.strip()})


@audit.atomic()
def reopen_plan_action(*, action: PlanAction, based_on: int, why: str, by: Viewer) -> None:
    """It turned out not to be done. What was said of its effect stays on record. By who keeps the plan."""
    access.check_can_keep(by, action.plan)
    rules.check_move(action.status, ActionState.OPEN)
    text = rules.why_reopened(why, said=action.effect or action.why_dropped)
    ActionNote.objects.create(action=action, at=by.now, by=by.label, text=text)
    change(action, based_on=based_on, **rules.REOPENED)
    audit.record("action of a plan opened again", by=by, about=action)


def _check_can_report(action: PlanAction, by: Viewer) -> None:
    access.check_can_report(by, action.plan, action.owner, action.priority.lead)


def _check_is_open(action: PlanAction) -> None:
    if action.status != ActionState.OPEN:
        raise Refused("This action is closed. Open it again first.")


def _check_owner(owner: "Practitioner | None", organisation: "Organisation", *, on: date) -> None:
    if owner is not None:
        bodies = partners.bodies_of(owner, on=on)
        rules.check_owner(rules.Owner(owner.name, owner.left_on, bodies), on=on, organisation=str(organisation))
