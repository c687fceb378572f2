"""Actions of groups: agreed, given to somebody, reported on, closed with their effect."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Max

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change, check_as_seen
from commonground.foundation.kernel.errors import Invalid, Problem, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import queries as partners
from commonground.partnership.groups import access
from commonground.partnership.groups.actions.minutes_notices import action_given
from commonground.partnership.groups.models import Action, AgendaItem, Decision, Group, Progress
from commonground.partnership.groups.rules.words import Urgency
from commonground.partnership.plans.rules import work as rules
from commonground.partnership.plans.rules.states import ActionState

if TYPE_CHECKING:
    from commonground.ground.partners.models import Organisation, Practitioner


@audit.atomic()
def agree_action(
    *,
    group: Group,
    title: str,
    organisation: "Organisation",
    due_on: date,
    owner: "Practitioner | None" = None,
    urgency: str = Urgency.MEDIUM,
    next_step: str = "",
    item: AgendaItem | None = None,
    decision: Decision | None = None,
    is_restricted: bool = False,
    by: Viewer,
) -> Action:
    """Write down what is to be done, by whom and by when. What is agreed under a restricted item is restricted.

    Raises Refused, Invalid for an owner who left or works elsewhere, or a day before it was agreed.
    """
    access.check_can_clerk(access.standing(by, group))
    agreed_on = item.meeting.day if item is not None else by.today
    check_owner(owner, organisation, on=by.today)
    rules.check_due(due_on, agreed_on=agreed_on)
    Group.objects.select_for_update().get(pk=group.pk)
    last = group.actions.aggregate(last=Max("number"))["last"] or 0
    made = Action.objects.create(
        group=group,
        number=last + 1,
        meeting=item.meeting if item is not None else None,
        item=item,
        decision=decision,
        title=title.strip(),
        organisation=organisation,
        owner=owner,
        due_on=due_on,
        first_due_on=due_on,
        urgency=urgency,
        next_step=next_step.strip(),
        is_restricted=is_restricted or (item is not None and item.is_restricted),
        created_at=by.now,
    )
    audit.record("action agreed", by=by, about=made, details={"due": due_on})
    action_given(made, by=by)
    return made


@audit.atomic()
def change_action(
    *,
    action: Action,
    based_on: int,
    title: str,
    organisation: "Organisation",
    owner: "Practitioner | None",
    due_on: date,
    urgency: str,
    next_step: str,
    why: str = "",
    by: Viewer,
) -> None:
    """Give an action to somebody else, or another day. A later day needs a reason, which stands in its progress."""
    access.check_can_clerk(access.standing(by, action.group))
    _check_is_open(action)
    check_owner(owner, organisation, on=by.today)
    before = action.owner_id
    if due_on > action.due_on and not why.strip():
        raise Invalid("The action was not changed.", [Problem("Say why it is due later now.", column="why")])
    if due_on != action.due_on or why.strip():
        words = why.strip() or "Another day was set."
        Progress.objects.create(action=action, at=by.now, by=by.label, text=words, due_was=action.due_on)
    change(
        action,
        based_on=based_on,
        title=title.strip(),
        organisation=organisation,
        owner=owner,
        due_on=due_on,
        urgency=urgency,
        next_step=next_step.strip(),
    )
    audit.record("action changed", by=by, about=action, details={"due": due_on})
    if owner is not None and owner.pk != before:
        action_given(action, by=by)


@audit.atomic()
def report_progress(*, action: Action, based_on: int, text: str, next_step: str = "", by: Viewer) -> None:
    """What has happened and what is next. By the owner, or whoever serves the group."""
    check_can_report(by, action)
    _check_is_open(action)
    if not text.strip():
        raise Invalid("Nothing was reported.", [Problem("Write what has happened.", column="text")])
    change(action, based_on=based_on, next_step=next_step.strip())
    Progress.objects.create(action=action, at=by.now, by=by.label, text=text.strip())
    audit.record("progress reported", by=by, about=action)


@audit.atomic()
def close_action(*, action: Action, based_on: int, effect: str, by: Viewer) -> None:
    """It is done: `effect` says what it has changed and how that is known (L24). Raises Invalid without it."""
    check_can_report(by, action)
    check_as_seen(action, based_on=based_on, effect=effect)
    rules.check_move(action.status, ActionState.DONE)
    change(action, based_on=based_on, **rules.done(effect, on=by.today, by=by.label))
    audit.record("action done", by=by, about=action)


@audit.atomic()
def drop_action(*, action: Action, based_on: int, why: str, by: Viewer) -> None:
    """It is not done after all, and why. By whoever serves the group: an owner cannot drop their own."""
    access.check_can_clerk(access.standing(by, action.group))
    check_as_seen(action, based_on=based_on, why_dropped=why)
    rules.check_move(action.status, ActionState.DROPPED)
    change(action, based_on=based_on, **rules.dropped(why, on=by.today, by=by.label))
    audit.record("action dropped", by=by, about=action, details={"why": why.strip()})


@audit.atomic()
def reopen_action(*, action: Action, based_on: int, why: str, by: Viewer) -> None:
    """It turned out not to be done. What was said of its effect stays in its progress."""
    access.check_can_clerk(access.standing(by, action.group))
    rules.check_move(action.status, ActionState.OPEN)
    text = rules.why_reopened(why, said=action.effect or action.why_dropped)
    Progress.objects.create(action=action, at=by.now, by=by.label, text=text)
    change(action, based_on=based_on, **rules.REOPENED)
    audit.record("action opened again", by=by, about=action)


def check_can_report(by: Viewer, action: Action) -> None:
    """Raises Refused for whoever neither owns the action nor serves the group."""
    if by.id is not None and action.owner is not None and action.owner.account_id == by.id:
        return
    if not access.standing(by, action.group).serves:
        raise Refused("Progress on this action is reported by who owns it, or by the clerk and the chair of the group.")


def _check_is_open(action: Action) -> None:
    if action.status != ActionState.OPEN:
        raise Refused("This action is closed. Open it again first.")


def check_owner(owner: "Practitioner | None", organisation: "Organisation", *, on: date) -> None:
    """Raises Invalid for an owner who left or works elsewhere."""
    if owner is None:
        return
    bodies = partners.bodies_of(owner, on=on)
    rules.check_owner(rules.Owner(owner.name, owner.left_on, bodies), on=on, organisation=str(organisation))
