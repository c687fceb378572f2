"""Priorities: written, put in order, ended, sent upward and answered; a status set by hand."""

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Max

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel import states
from commonground.foundation.kernel.errors import Invalid, Problem, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.plans import access
from commonground.partnership.plans.actions.versions import open_draft
from commonground.partnership.plans.models import Plan, Priority, PriorityOverride
from commonground.partnership.plans.rules import priorities as rules
from commonground.partnership.plans.rules import status
from commonground.partnership.plans.rules.states import UPWARD_MOVES, ActionState, UpwardState

if TYPE_CHECKING:
    from commonground.ground.partners.models import Organisation, Practitioner


@audit.atomic()
def add_priority(
    *,
    plan: Plan,
    title: str,
    organisation: "Organisation",
    why: str = "",
    lead: "Practitioner | None" = None,
    inherited_from: Priority | None = None,
    by: Viewer,
) -> Priority:
    """Write a priority into the draft of a plan, inherited from the plan above or local. Raises Refused, Invalid."""
    open_draft(plan, by=by)
    _check_words(plan, title, inherited_from)
    last = plan.priorities.aggregate(last=Max("order"))["last"] or 0
    made = Priority.objects.create(
        plan=plan,
        order=last + 1,
        title=title.strip(),
        why=why.strip(),
        organisation=organisation,
        lead=lead,
        inherited_from=inherited_from,
    )
    audit.record("priority added", by=by, about=made)
    return made


@audit.atomic()
def change_priority(
    *,
    priority: Priority,
    based_on: int,
    title: str,
    organisation: "Organisation",
    why: str,
    lead: "Practitioner | None",
    order: int,
    by: Viewer,
) -> None:
    """Other words, lead or place. Raises Refused where no year is drafted, Invalid, Conflict."""
    open_draft(priority.plan, by=by)
    _check_running(priority)
    if title.strip() != priority.title:
        _check_words(priority.plan, title, None)
    change(
        priority,
        based_on=based_on,
        title=title.strip(),
        organisation=organisation,
        why=why.strip(),
        lead=lead,
        order=order,
    )
    audit.record("priority changed", by=by, about=priority)


@audit.atomic()
def end_priority(*, priority: Priority, based_on: int, why: str, by: Viewer) -> None:
    """It is a priority no more, and why. Its open actions are closed or moved first. Raises Refused, Invalid."""
    open_draft(priority.plan, by=by)
    _check_running(priority)
    rules.check_why(why, column="why", sentence="Say why it is no longer a priority.")
    if waiting := priority.actions.filter(status=ActionState.OPEN).count():
        raise Invalid(
            "The priority was not ended.",
            [Problem(f"{waiting} of its actions {'are' if waiting > 1 else 'is'} open.", "Close or drop them first.")],
        )
    change(priority, based_on=based_on, ended_on=by.today, why_ended=why.strip())
    audit.record("priority ended", by=by, about=priority, details={"why": why.strip()})


@audit.atomic()
def send_upward(*, priority: Priority, based_on: int, why: str, by: Viewer) -> None:
    """Ask the plan above to take up a local priority (L2). Raises Refused, Invalid without a reason."""
    access.check_can_keep(by, priority.plan)
    _check_running(priority)
    if priority.plan.under_id is None or priority.is_inherited:
        raise Refused("Only a local priority of a plan under another is sent upward.")
    _move(priority, UpwardState.SENT)
    rules.check_why(why, column="why", sentence="Say why it concerns the whole place.")
    change(
        priority,
        based_on=based_on,
        upward=UpwardState.SENT,
        sent_on=by.today,
        sent_because=why.strip(),
        answered_on=None,
        answer="",
    )
    audit.record("priority sent upward", by=by, about=priority)


@audit.atomic()
def take_back(*, priority: Priority, based_on: int, by: Viewer) -> None:
    """It is not asked any more. Raises Refused once it was answered."""
    access.check_can_keep(by, priority.plan)
    _move(priority, UpwardState.HERE)
    change(priority, based_on=based_on, upward=UpwardState.HERE, sent_on=None, sent_because="")
    audit.record("priority taken back", by=by, about=priority)


@audit.atomic()
def answer_upward(
    *, priority: Priority, based_on: int, is_taken: bool, answer: str, taken_as: Priority | None = None, by: Viewer
) -> None:
    """What the plan above does with a priority that was sent up: take it up as one of its own, or say why not.

    By whoever keeps the plan above. Raises Refused, Invalid without words or, taken up, without the priority it became.
    """
    access.check_can_answer_upward(by, priority.plan.under)
    to = UpwardState.TAKEN if is_taken else UpwardState.NOT_TAKEN
    _move(priority, to)
    rules.check_why(answer, column="answer", sentence="Write the answer for the people who sent it up.")
    if is_taken and (taken_as is None or taken_as.plan_id != priority.plan.under_id):
        words = "Choose the priority of this plan that takes it up. Add it first where there is none."
        raise Invalid("The answer was not saved.", [Problem(words, column="taken_as")])
    change(
        priority,
        based_on=based_on,
        upward=to,
        answered_on=by.today,
        answer=answer.strip(),
        taken_as=taken_as if is_taken else None,
    )
    audit.record(f"priority {to}", by=by, about=priority)


@audit.atomic()
def set_status(*, priority: Priority, status_set: str, reason: str, until: date, by: Viewer) -> PriorityOverride:
    """A status other than dates and measures say, with a reason, until a day. By its lead and who keeps the plan.

    Raises Refused; Invalid without a reason, or until a day that has come.
    """
    access.check_can_report(by, priority.plan, priority.lead)
    _check_running(priority)
    status.check_override(status.Status(status_set), reason, until=until, on=by.today)
    made = PriorityOverride.objects.create(
        priority=priority,
        status=status_set,
        reason=reason.strip(),
        starts_on=by.today,
        until=until,
        by=by.label,
        at=by.now,
    )
    audit.record("status of a priority set by hand", by=by, about=priority, details={"status": status_set})
    return made


def _check_words(plan: Plan, title: str, inherited_from: Priority | None) -> None:
    running = plan.priorities.filter(ended_on=None)
    if running.filter(title=title.strip()).exists():
        raise Invalid(
            "The priority was not saved.", [Problem("The plan has a priority with these words.", column="title")]
        )
    if running.count() >= rules.MOST_PRIORITIES:
        raise Invalid(
            "The priority was not saved.", [Problem("A plan with so many priorities puts nothing first. End some.")]
        )
    if inherited_from is not None:
        rules.check_inherits(from_plan=inherited_from.plan_id, plan_above=plan.under_id)
        if running.filter(inherited_from=inherited_from).exists():
            raise Invalid(
                "The priority was not saved.",
                [Problem("The plan has inherited this priority already.", column="inherited_from")],
            )


def _check_running(priority: Priority) -> None:
    if priority.ended_on is not None:
        raise Refused("This is a priority no more.")


def _move(priority: Priority, to: UpwardState) -> None:
    states.check_move(UPWARD_MOVES, UpwardState(priority.upward), to, what="This priority")
