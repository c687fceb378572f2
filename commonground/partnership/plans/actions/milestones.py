"""Milestones: set, moved with a reason, reached with evidence, dropped; and which waits for which."""

from datetime import date
from typing import TYPE_CHECKING

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change, check_as_seen
from commonground.foundation.kernel import states
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.plans import access
from commonground.partnership.plans.actions.numbering import next_number
from commonground.partnership.plans.models import Dependency, Milestone, MovedDay, Workstream
from commonground.partnership.plans.rules import dependencies
from commonground.partnership.plans.rules import programmes as rules
from commonground.partnership.plans.rules.programmes import MILESTONE_MOVES, MilestoneState

if TYPE_CHECKING:
    from commonground.ground.partners.models import Practitioner

THIS = "This milestone"


@audit.atomic()
def add_milestone(
    *,
    workstream: Workstream,
    title: str,
    due_on: date | None,
    starts_on: date | None = None,
    owner: "Practitioner | None" = None,
    added_on: date | None = None,
    by: Viewer,
) -> Milestone:
    """Set something to be reached by a day, or by a day nobody has named yet. By whoever leads the workstream, or keeps
    the plan. Raises Refused; Invalid for one that is due before its workstream begins."""
    check_can_steer(by, workstream)
    rules.check_milestone(starts_on=starts_on, due_on=due_on, workstream_starts=workstream.starts_on)
    made = Milestone.objects.create(
        workstream=workstream,
        number=next_number(workstream.milestones, of=workstream),
        title=title.strip(),
        owner=owner,
        starts_on=starts_on,
        due_on=due_on,
        first_due_on=due_on,
        added_on=added_on or by.today,
    )
    audit.record("milestone set", by=by, about=made, persons=[owner.pk] if owner else [])
    return made


@audit.atomic()
def change_milestone(
    *,
    milestone: Milestone,
    based_on: int,
    title: str,
    due_on: date | None,
    starts_on: date | None,
    owner: "Practitioner | None",
    why: str = "",
    by: Viewer,
) -> None:
    """Other words, owner or day. A day that moves says why; the first one is kept. Raises Refused, Conflict; Invalid
    for a day that its workstream or what it waits for does not allow."""
    workstream = milestone.workstream
    check_can_steer(by, workstream)
    _check_open(milestone)
    rules.check_milestone(starts_on=starts_on, due_on=due_on, workstream_starts=workstream.starts_on)
    rules.check_moved(was=milestone.due_on, due_on=due_on, why=why)
    dependencies.check_order(due_on=due_on, earlier=_dues_before(milestone), later=_dues_after(milestone))
    was = milestone.due_on
    change(
        milestone,
        based_on=based_on,
        title=title.strip(),
        owner=owner,
        starts_on=starts_on,
        due_on=due_on,
        first_due_on=milestone.first_due_on or due_on,
    )
    if was is not None and was != due_on:
        MovedDay.objects.create(milestone=milestone, due_was=was, why=why.strip(), by=by.label, at=by.now)
    audit.record("milestone changed", by=by, about=milestone, persons=[owner.pk] if owner else [])


@audit.atomic()
def reach_milestone(*, milestone: Milestone, based_on: int, done_on: date, evidence: str, by: Viewer) -> None:
    """It is reached, and how one can see that. By whoever it is given to, leads the workstream or keeps the plan."""
    workstream = milestone.workstream
    access.check_can_report(by, workstream.programme.plan, milestone.owner, workstream.lead)
    rules.check_running(workstream.status, workstream.name)
    check_as_seen(milestone, based_on=based_on, done_on=done_on, evidence=evidence)
    states.check_move(MILESTONE_MOVES, MilestoneState(milestone.status), MilestoneState.DONE, what=THIS)
    rules.check_reached(done_on=done_on, evidence=evidence, today=by.today)
    change(milestone, based_on=based_on, status=MilestoneState.DONE, done_on=done_on, evidence=evidence.strip())
    audit.record("milestone reached", by=by, about=milestone)


@audit.atomic()
def drop_milestone(*, milestone: Milestone, based_on: int, why: str, by: Viewer) -> None:
    """It is not needed any more, for a reason. By who keeps the plan. Nothing waits for it from then on."""
    access.check_can_keep(by, milestone.workstream.programme.plan)
    rules.check_running(milestone.workstream.status, milestone.workstream.name)
    states.check_move(MILESTONE_MOVES, MilestoneState(milestone.status), MilestoneState.DROPPED, what=THIS)
    if not why.strip():
        raise Invalid("The milestone was not dropped.", [Problem("Say why it is dropped.", column="why")])
    change(milestone, based_on=based_on, status=MilestoneState.DROPPED, why_dropped=why.strip())
    audit.record("milestone dropped", by=by, about=milestone)


@audit.atomic()
def reopen_milestone(*, milestone: Milestone, based_on: int, why: str, by: Viewer) -> None:
    """It was not reached after all, or is needed again. By who keeps the plan."""
    access.check_can_keep(by, milestone.workstream.programme.plan)
    rules.check_running(milestone.workstream.status, milestone.workstream.name)
    states.check_move(MILESTONE_MOVES, MilestoneState(milestone.status), MilestoneState.OPEN, what=THIS)
    if not why.strip():
        raise Invalid("Nothing changed.", [Problem("Say why it is open again.", column="why")])
    change(milestone, based_on=based_on, status=MilestoneState.OPEN, done_on=None, evidence="", why_dropped="")
    audit.record("milestone opened again", by=by, about=milestone, details={"why": why.strip()})


@audit.atomic()
def wait_for(*, later: Milestone, earlier: Milestone, by: Viewer) -> Dependency:
    """Let a milestone wait for another one of its programme. Raises Refused; Invalid for a circle, which it names, for
    one of another programme, and where the days are the wrong way round."""
    check_can_steer(by, later.workstream)
    _check_open(later)
    programme = later.workstream.programme_id
    if earlier.workstream.programme_id != programme:
        raise Invalid("The dependency was not saved.", [Problem("Choose one of this programme.", column="earlier")])
    _check_no_circle(later, earlier)
    if earlier.is_open and earlier.due_on and later.due_on and later.due_on < earlier.due_on:
        said = f"“{earlier.title}” is due {earlier.due_on:%-d %B %Y}, after this one ({later.due_on:%-d %B %Y})."
        raise Invalid("The dependency was not saved.", [Problem(said, "Move one of them first.", column="earlier")])
    made = Dependency.objects.create(later=later, earlier=earlier)
    audit.record("milestone waits for another", by=by, about=later)
    return made


@audit.atomic()
def wait_no_more(*, dependency: Dependency, by: Viewer) -> None:
    """A milestone waits for another no more."""
    later = dependency.later
    check_can_steer(by, later.workstream)
    Dependency.objects.filter(pk=dependency.pk).delete()
    audit.record("milestone waits no more", by=by, about=later)


def check_can_steer(by: Viewer, workstream: Workstream) -> None:
    """Set and move milestones: whoever leads the workstream or keeps the plan, while it runs."""
    access.check_can_report(by, workstream.programme.plan, workstream.lead)
    rules.check_running(workstream.status, workstream.name)


def _check_open(milestone: Milestone) -> None:
    if not milestone.is_open:
        raise Invalid("Nothing changed.", [Problem(f"This milestone is {milestone.status}: open it again first.")])


def _check_no_circle(later: Milestone, earlier: Milestone) -> None:
    programme = later.workstream.programme_id
    rows = Dependency.objects.filter(later__workstream__programme=programme).values_list("later", "earlier")
    names = dict(Milestone.objects.filter(workstream__programme=programme).values_list("pk", "title"))
    edges = [dependencies.Edge(*row) for row in rows]
    dependencies.check_dependency(dependencies.Edge(later.pk, earlier.pk), edges, names=names)


def _dues_before(milestone: Milestone) -> list[tuple[str, date]]:
    rows = milestone.waits_for.filter(status=MilestoneState.OPEN)
    return [(one.title, one.due_on) for one in rows if one.due_on]


def _dues_after(milestone: Milestone) -> list[tuple[str, date]]:
    rows = milestone.awaited_by.filter(status=MilestoneState.OPEN)
    return [(one.title, one.due_on) for one in rows if one.due_on]
