"""One workstream, and what of it a form or a page asks for."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.db.models import OuterRef

from commonground.foundation.audit.along import Along, keep_rows
from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.plans import access
from commonground.partnership.plans.models import (
    Dependency,
    Milestone,
    MovedDay,
    Pilot,
    PilotReading,
    Programme,
    Residual,
    ReviewPoint,
    Risk,
    Trial,
    Workstream,
)
from commonground.partnership.plans.queries.programmes import Stream, open_actions, programmes, stands_on, streams_of
from commonground.partnership.plans.queries.programmes import programme as programme_of

if TYPE_CHECKING:
    from commonground.partnership.plans.models import PlanAction

Part = TypeVar("Part", Milestone, Trial, ReviewPoint, Pilot, Residual)
LED = ("organisation", "lead", "owner_after")
TRIALS = Along(Trial, order=lambda one: (one.starts_on, one.pk))
READINGS = Along(PilotReading, order=lambda one: (one.on, one.at))
MOVES = Along(MovedDay, order=lambda one: one.at)


@dataclass
class Page:
    """A workstream with what stands on its page. `waits` are, by milestone, those it waits for."""

    stream: Stream
    trials: list[Trial]
    waits: dict[UUID, list[Dependency]] = field(default_factory=dict)
    readings: dict[UUID, list[PilotReading]] = field(default_factory=dict)
    may_keep: bool = False
    may_steer: bool = False

    @property
    def communications(self) -> "list[PlanAction]":
        return [one for one in self.stream.actions if one.kind == "communication"]


def workstream(slug: str, number: int, *, viewer: Viewer) -> Workstream:
    """One workstream with its programme. Raises NotFound."""
    of = programme_of(slug, viewer=viewer)
    found = of.workstreams.select_related(*LED).prefetch_related("overrides").filter(number=number).first()
    if found is None:
        raise NotFound("There is no such workstream.")
    found.programme = of
    return found


def page(slug: str, number: int, *, viewer: Viewer) -> Page:
    """All that stands on the page of a workstream. Four queries, however much it holds."""
    stream = _stream(slug, number, viewer=viewer)
    row: Any = stream.row
    stream.actions = list(open_actions().filter(workstream=row))
    stream.risks = list(Risk.objects.open().filter(workstream=row).select_related("owner", "organisation"))
    for risk in stream.risks:
        risk.workstream, risk.programme = row, row.programme
    made = Page(stream, TRIALS.read(row.trials_along))
    for edge in Dependency.objects.filter(later__workstream=row).select_related("earlier__workstream"):
        made.waits.setdefault(edge.later_id, []).append(edge)
    for reading in READINGS.read(row.readings_along):
        made.readings.setdefault(reading.pilot_id, []).append(reading)
    made.may_keep = access.may_keep(viewer, row.programme.plan)
    is_lead = viewer.id is not None and row.lead is not None and row.lead.account_id == viewer.id
    made.may_steer = row.is_running and (made.may_keep or is_lead)
    return made


def _stream(slug: str, number: int, *, viewer: Viewer) -> Stream:
    """The workstream with its small tables. Raises NotFound."""
    here = OuterRef("pk")
    rows = Workstream.objects.filter(programme__in=programmes(viewer), programme__slug=slug, number=number)
    along = rows.select_related("programme__plan", "programme__area", "programme__owner").annotate(
        trials_along=TRIALS.of(Trial.objects.filter(workstream=here)),
        readings_along=READINGS.of(PilotReading.objects.filter(pilot__workstream=here)),
        moves_along=MOVES.of(MovedDay.objects.filter(milestone__workstream=here)),
    )
    found = streams_of(along, on=viewer.today)
    if not found:
        raise NotFound("There is no such workstream.")
    row: Any = found[0].row
    found[0].on = stands_on(row.programme, viewer=viewer)
    moves = MOVES.read(row.moves_along)
    for one in found[0].milestones:
        keep_rows(one, "moves", [move for move in moves if move.milestone_id == one.pk])
    return found[0]


def milestone(slug: str, milestone_id: UUID, *, viewer: Viewer) -> Milestone:
    """One milestone of a programme, with its workstream. Raises NotFound."""
    of = programme_of(slug, viewer=viewer)
    rows = Milestone.objects.filter(workstream__programme=of).select_related("workstream__lead", "owner")
    return _settled(rows.filter(pk=milestone_id).first(), of, "There is no such milestone.")


def candidates(later: Milestone) -> list[Milestone]:
    """What a milestone may wait for: all others of its programme that stand, by workstream."""
    rows = Milestone.objects.filter(workstream__programme=later.workstream.programme_id).exclude(pk=later.pk)
    return list(rows.exclude(status="dropped").select_related("workstream").order_by("workstream__number", "number"))


def dependency(slug: str, dependency_id: UUID, *, viewer: Viewer) -> Dependency:
    """One dependency, with both milestones. Raises NotFound."""
    of = programme_of(slug, viewer=viewer)
    rows = Dependency.objects.filter(later__workstream__programme=of)
    found = rows.select_related("later__workstream__lead", "earlier").filter(pk=dependency_id).first()
    if found is None:
        raise NotFound("There is no such dependency.")
    found.later.workstream.programme = of
    return found


def trial(slug: str, trial_id: UUID, *, viewer: Viewer) -> Trial:
    of = programme_of(slug, viewer=viewer)
    rows = Trial.objects.filter(workstream__programme=of).select_related("workstream__lead")
    return _settled(rows.filter(pk=trial_id).first(), of, "There is no such test.")


def review(slug: str, review_id: UUID, *, viewer: Viewer) -> ReviewPoint:
    of = programme_of(slug, viewer=viewer)
    rows = ReviewPoint.objects.filter(workstream__programme=of).select_related("workstream__lead")
    return _settled(rows.filter(pk=review_id).first(), of, "There is no such review.")


def pilot(slug: str, pilot_id: UUID, *, viewer: Viewer) -> Pilot:
    of = programme_of(slug, viewer=viewer)
    rows = Pilot.objects.filter(workstream__programme=of).select_related("workstream__lead", "measure")
    return _settled(rows.filter(pk=pilot_id).first(), of, "There is no such pilot.")


def residual(slug: str, residual_id: UUID, *, viewer: Viewer) -> Residual:
    of = programme_of(slug, viewer=viewer)
    rows = Residual.objects.filter(workstream__programme=of).select_related("workstream", "owner")
    return _settled(rows.filter(pk=residual_id).first(), of, "There is nothing left to do at this address.")


def _settled(found: Part | None, of: Programme, none: str) -> Part:
    if found is None:
        raise NotFound(none)
    found.workstream.programme = of
    return found
