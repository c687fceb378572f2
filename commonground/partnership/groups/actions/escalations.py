"""Issues go up, are taken on and answered, and the answer arrives where they came from."""

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, NotFound, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access, queries
from commonground.partnership.groups.actions import notices
from commonground.partnership.groups.actions.action_log import check_owner
from commonground.partnership.groups.actions.escalation_steps import arrived, move, step
from commonground.partnership.groups.models import Action, AgendaItem, Decision, Escalation, Group
from commonground.partnership.groups.rules import escalations as rules
from commonground.partnership.groups.rules.states import EscalationState
from commonground.partnership.groups.rules.words import Upward

if TYPE_CHECKING:
    from commonground.ground.partners.models import Organisation, Practitioner

READ_IT = "Read what came back, and say so"


@audit.atomic()
def raise_issue(
    *,
    group: Group,
    to: Group,
    title: str,
    words: str,
    what: str = Upward.ISSUE,
    is_restricted: bool = False,
    item: AgendaItem | None = None,
    action: Action | None = None,
    by: Viewer,
) -> Escalation:
    """Send an issue to a group above, in words written for it; share one that emerges. It is with that group at once.

    Raises Refused; NotFound for a group that the viewer may not know of; Invalid for one that is not above or does not
    meet any more, without words, and for what is with that group already.
    """
    source = item or action
    here = access.standing(by, group)
    access.check_can_raise(here, is_restricted=is_restricted or (source is not None and source.is_restricted))
    if (item and item.meeting.group_id != group.pk) or (action and action.group_id != group.pk):
        raise NotFound("There is no such item or action in this group.")
    _check_way_up(group, to, by=by)
    rules.check_words(title, words)
    Group.objects.select_for_update().get(pk=group.pk)
    _check_once(group, to, title=title, item=item, action=action)
    made = Escalation.objects.create(
        origin=group,
        to=to,
        what=what,
        title=title.strip(),
        words=words.strip(),
        is_restricted=is_restricted,
        item=item,
        action=action,
        raised_on=by.today,
        raised_by=by.label,
        raised_by_account_id=by.id,
        **arrived(to, what, on=by.today),
    )
    step(escalation=made, status=EscalationState.RAISED, group=group, by=by)
    audit.record("issue raised", by=by, about=made, details={"to": to.pk, "what": what})
    notices.issue_came(made, by=by)
    return made


@audit.atomic()
def accept_escalation(
    *,
    escalation: Escalation,
    based_on: int,
    organisation: "Organisation",
    owner: "Practitioner | None" = None,
    next_step: str,
    by: Viewer,
) -> None:
    """Take it on: who owns it here and what happens next. Raises Refused, also for whoever raised it; Invalid."""
    _check_may(escalation, EscalationState.ACCEPTED, by=by)
    check_owner(owner, organisation, on=by.today)
    rules.check_next_step(next_step)
    move(
        escalation=escalation,
        status=EscalationState.ACCEPTED,
        based_on=based_on,
        by=by,
        organisation=organisation,
        owner=owner,
        next_step=next_step.strip(),
        due_on=escalation.answer_by,
    )
    notices.issue_moved(escalation, by=by)


@audit.atomic()
def change_escalation(
    *,
    escalation: Escalation,
    based_on: int,
    organisation: "Organisation",
    owner: "Practitioner | None" = None,
    next_step: str,
    by: Viewer,
) -> None:
    """Give what was accepted to somebody else, or say another next step. Its day stands. Raises Refused, Invalid."""
    access.check_can_handle(by, access.standing(by, escalation.to), escalation)
    if escalation.status != EscalationState.ACCEPTED:
        raise Invalid("Only an issue that was accepted and has no answer is given to somebody else.")
    check_owner(owner, organisation, on=by.today)
    rules.check_next_step(next_step)
    change(escalation, based_on=based_on, organisation=organisation, owner=owner, next_step=next_step.strip())
    audit.record("issue given to somebody", by=by, about=escalation)


@audit.atomic()
def pass_up(*, escalation: Escalation, based_on: int, to: Group, why: str, by: Viewer) -> None:
    """It needs a group further up, which has its own clock; the answer goes to where it came from. Raises Refused,
    NotFound, Invalid."""
    _check_may(escalation, EscalationState.PASSED_UP, by=by)
    rules.check_reason(why)
    _check_way_up(escalation.to, to, by=by)
    passed_by = escalation.to
    _check_once(
        escalation.origin, to, title=escalation.title, item=escalation.item, action=escalation.action, but=escalation
    )
    move(
        escalation=escalation,
        status=EscalationState.PASSED_UP,
        based_on=based_on,
        by=by,
        group=passed_by,
        words=why,
        to=to,
        placed=None,
        owner=None,
        **arrived(to, escalation.what, on=by.today),
    )
    notices.issue_came(escalation, by=by)
    notices.issue_moved(escalation, by=by)


@audit.atomic()
def decline_escalation(*, escalation: Escalation, based_on: int, why: str, by: Viewer) -> None:
    """The group does not take it on, and says why to the group that it came from. Raises Refused, Invalid."""
    _check_may(escalation, EscalationState.DECLINED, by=by)
    rules.check_reason(why)
    _back(escalation, EscalationState.DECLINED, based_on=based_on, words=why, by=by)


@audit.atomic()
def answer_escalation(
    *, escalation: Escalation, based_on: int, answer: str = "", decision: Decision | None = None, by: Viewer
) -> None:
    """Answer it, in words or by a decision at the item at which it was taken: what an open item decided is the answer
    in its own words; of a restricted one the answer is written for the group below.

    Raises Refused, Invalid without an answer or for a decision that is not of that item.
    """
    _check_may(escalation, EscalationState.ANSWERED, by=by)
    if decision is not None and (decision.item_id != escalation.placed_id or decision.item_id is None):
        what = "This decision was made at another item."
        raise Invalid("The issue was not answered.", [Problem(what, "Choose one of those listed.", column="decision")])
    text = answer.strip() or (_as_decided(decision) if decision else "")
    rules.check_answer(text)
    _back(
        escalation,
        EscalationState.ANSWERED,
        based_on=based_on,
        words=text,
        by=by,
        decision=decision,
    )


@audit.atomic()
def note_issue(*, escalation: Escalation, based_on: int, words: str = "", by: Viewer) -> None:
    """The group knows of an emerging issue now; it may say what it makes of it. Raises Refused."""
    _check_may(escalation, EscalationState.NOTED, by=by)
    said = words.strip()
    move(
        escalation=escalation,
        status=EscalationState.NOTED,
        based_on=based_on,
        by=by,
        words=said,
        closed_on=by.today,
        answer=said,
    )
    notices.issue_moved(escalation, by=by)


@audit.atomic()
def acknowledge_answer(*, escalation: Escalation, based_on: int, words: str = "", by: Viewer) -> None:
    """The group that it came from has the answer: it is over now. Raises Refused."""
    access.check_can_receive(access.standing(by, escalation.origin), escalation)
    move(
        escalation=escalation,
        status=EscalationState.ACKNOWLEDGED,
        based_on=based_on,
        by=by,
        group=escalation.origin,
        words=words,
        closed_on=by.today,
        next_step="",
    )


@audit.atomic()
def withdraw_escalation(*, escalation: Escalation, based_on: int, why: str, by: Viewer) -> None:
    """The group that it came from takes it back, and says why. Raises Refused, Invalid."""
    access.check_can_receive(access.standing(by, escalation.origin), escalation)
    rules.check_reason(why)
    move(
        escalation=escalation,
        status=EscalationState.WITHDRAWN,
        based_on=based_on,
        by=by,
        group=escalation.origin,
        words=why,
        closed_on=by.today,
    )


def _back(escalation: Escalation, to: EscalationState, *, based_on: int, words: str, by: Viewer, **values: Any) -> None:
    """It is the turn of the group that it came from: the body that runs it owns the answer until it says it has it."""
    clock = rules.clock_for(queries.escalations.clocks(), kind=escalation.to.type_id, on=by.today)
    move(
        escalation=escalation,
        status=to,
        based_on=based_on,
        by=by,
        words=words,
        organisation=escalation.origin.host,
        owner=None,
        next_step=READ_IT,
        answer=words.strip(),
        answered_on=by.today,
        due_on=rules.acknowledge_by(clock, answered_on=by.today),
        **values,
    )
    notices.issue_moved(escalation, by=by)


def _check_may(escalation: Escalation, to: EscalationState, *, by: Viewer) -> None:
    access.check_can_handle(by, access.standing(by, escalation.to), escalation)
    rules.check_kind(escalation.what, to)


def _check_way_up(group: Group, to: Group, *, by: Viewer) -> None:
    if not Group.objects.visible_to(by).filter(pk=to.pk).exists():
        raise NotFound("There is no such group.")
    rules.check_way_up(
        is_above=to.pk in queries.escalations.above(group, on=by.today),
        is_running=to.starts_on <= by.today and (to.ends_on is None or to.ends_on > by.today),
        name=to.name,
    )


def _check_once(
    group: Group,
    to: Group,
    *,
    title: str,
    item: AgendaItem | None,
    action: Action | None,
    but: Escalation | None = None,
) -> None:
    same = Q(item=item) if item else Q(action=action) if action else Q(title__iexact=title.strip(), origin=group)
    there = Escalation.objects.open().filter(same, to=to).exclude(pk__in=[but.pk] if but else [])
    rules.check_once(is_there=there.exists(), name=to.name)


def _as_decided(decision: Decision) -> str:
    """What an open item decided, in words. Nothing of a restricted one, nor of what a closed group decided."""
    if decision.item.is_restricted or decision.meeting.group.is_closed:
        return ""
    asked = decision.recommendation
    words = f"{decision.get_outcome_display()}: {asked.text}"
    return f"{words}\n\n{decision.text}" if decision.text else words
