"""What a group approved is kept, changed and withdrawn."""

from datetime import date

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change, check_as_seen
from commonground.foundation.kernel.errors import Invalid, Problem, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.models import Approval, Decision, Group
from commonground.partnership.groups.rules import approvals as rules
from commonground.partnership.groups.rules.words import Outcome

APPROVES = (Outcome.AGREED, Outcome.AMENDED)


@audit.atomic()
def record_approval(
    *,
    group: Group,
    title: str,
    kind: str,
    approved_on: date,
    link: str = "",
    decision: Decision | None = None,
    valid_until: date | None = None,
    review_on: date | None = None,
    note: str = "",
    is_restricted: bool = False,
    source: str = "",
    is_invented: bool = False,
    by: Viewer,
) -> Approval:
    """Keep that the group approved a document. What was decided under a restricted item is for the table alone.

    Raises Refused; Invalid at the field, also for a decision that did not agree, and for the same thing twice.
    """
    here = access.standing(by, group)
    access.check_can_clerk(here)
    _check_decision(decision, group)
    is_restricted = is_restricted or (decision is not None and decision.item.is_restricted)
    if is_restricted:
        access.check_can_read_restricted(here)
    on = decision.decided_on if decision else approved_on
    rules.check_days(approved_on=on, today=by.today, valid_until=valid_until, review_on=review_on)
    _check_once(group, title, on)
    made = Approval.objects.create(
        group=group,
        title=title.strip(),
        kind=kind,
        link=link,
        approved_on=on,
        meeting=decision.meeting if decision else None,
        decision=decision,
        valid_until=valid_until,
        review_on=review_on,
        note=note.strip(),
        is_restricted=is_restricted,
        recorded_by=by.label,
        source=source.strip(),
        is_invented=is_invented,
    )
    audit.record("approval recorded", by=by, about=made, details={"on": on})
    return made


@audit.atomic()
def change_approval(
    *,
    approval: Approval,
    based_on: int,
    link: str,
    valid_until: date | None,
    review_on: date | None,
    note: str,
    by: Viewer,
) -> None:
    """Another link, another day of review. What was approved and when stands. Raises Refused, Invalid, Conflict."""
    _check_keeps(approval, by)
    check_as_seen(approval, based_on=based_on, link=link, note=note)
    _check_holds(approval)
    rules.check_days(approved_on=approval.approved_on, today=by.today, valid_until=valid_until, review_on=review_on)
    change(approval, based_on=based_on, link=link, valid_until=valid_until, review_on=review_on, note=note.strip())
    audit.record("approval changed", by=by, about=approval)


@audit.atomic()
def withdraw_approval(*, approval: Approval, based_on: int, why: str, by: Viewer) -> None:
    """It holds no more from today, and why. Raises Refused, Invalid, Conflict."""
    _check_keeps(approval, by)
    check_as_seen(approval, based_on=based_on, why_withdrawn=why)
    _check_holds(approval)
    if not why.strip():
        raise Invalid("The approval was not withdrawn.", [Problem("Say why it holds no more.", column="why")])
    change(approval, based_on=based_on, withdrawn_on=by.today, why_withdrawn=why.strip())
    audit.record("approval withdrawn", by=by, about=approval)


def _check_keeps(approval: Approval, by: Viewer) -> None:
    here = access.standing(by, approval.group)
    access.check_can_clerk(here)
    if approval.is_restricted:
        access.check_can_read_restricted(here)


def _check_holds(approval: Approval) -> None:
    if approval.withdrawn_on is not None:
        raise Refused("This approval was withdrawn.")


def _check_decision(decision: Decision | None, group: Group) -> None:
    if decision is None:
        return
    if decision.meeting.group_id != group.pk:
        raise Invalid("The approval was not kept.", [Problem("Another group decided this.", column="decision")])
    if decision.outcome not in APPROVES:
        what = "This decision approved nothing."
        raise Invalid("The approval was not kept.", [Problem(what, "Choose one that was agreed.", column="decision")])


def _check_once(group: Group, title: str, on: date) -> None:
    if Approval.objects.filter(group=group, title=title.strip(), approved_on=on).exists():
        what = f"The group approved this on {on:%-d %B %Y} already."
        raise Invalid("The approval was not kept.", [Problem(what, column="title")])
