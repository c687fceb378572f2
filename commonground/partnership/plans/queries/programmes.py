"""Programmes that a viewer may know of, and one whole: all that its pages are made of, read once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet

from commonground.foundation.audit.along import Along
from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.plans.models import (
    Milestone,
    Pilot,
    PlanAction,
    PlanActionQuerySet,
    Programme,
    ProgrammeQuerySet,
    ProgressNote,
    Residual,
    ReviewPoint,
    Risk,
    Workstream,
    WorkstreamOverride,
)
from commonground.partnership.plans.models.plans import StatusOverride
from commonground.partnership.plans.queries.plans import status_policy
from commonground.partnership.plans.queries.risks import scale
from commonground.partnership.plans.rules import streams as rules
from commonground.partnership.plans.rules.closing import Drift, Held, against
from commonground.partnership.plans.rules.programmes import MilestoneState, WorkstreamState
from commonground.partnership.plans.rules.risks import Scale, Weighed
from commonground.partnership.plans.rules.status import Dated, Derived, Override, Shown, Status, shown
from commonground.partnership.plans.rules.words import ActionKind

NO_PROGRAMME = "There is no such programme."

# What is read along with a workstream, in the order of its pages.
BY_HAND = Along(WorkstreamOverride, order=lambda one: one.at)
MILESTONES = Along(Milestone, "owner", order=lambda one: (one.number, one.pk))
NOTES = Along(ProgressNote, order=lambda one: (-one.on.toordinal(), -one.at.timestamp(), one.pk))
REVIEWS = Along(ReviewPoint, order=lambda one: (one.due_on, one.pk))
PILOTS = Along(Pilot, order=lambda one: (one.starts_on, one.name))
RESIDUALS = Along(Residual, "owner", "organisation", order=lambda one: (one.due_on, one.pk))
OF_ACTION = (
    *("title", "kind", "number", "due_on", "starts_on", "reported_on", "status", "workstream_id", "plan_id"),
    *("owner__name", "owner__account", "organisation__name", "plan__slug"),
)


@dataclass
class Stream:
    """A workstream with what it holds, as it stands on a day."""

    row: Workstream
    on: date
    milestones: list[Milestone] = field(default_factory=list)
    notes: list[ProgressNote] = field(default_factory=list)
    actions: list[PlanAction] = field(default_factory=list)
    risks: list[Risk] = field(default_factory=list)
    reviews: list[ReviewPoint] = field(default_factory=list)
    pilots: list[Pilot] = field(default_factory=list)
    residuals: list[Residual] = field(default_factory=list)

    @property
    def is_closed(self) -> bool:
        return not self.row.is_running

    @property
    def is_added(self) -> bool:
        """It came after the programme was agreed."""
        agreed = self.row.programme.agreed_on
        return bool(self.row.why_added) or (agreed is not None and self.row.added_on > agreed)

    @property
    def held(self) -> list[Milestone]:
        """Milestones that stand: not dropped."""
        return [one for one in self.milestones if one.status != MilestoneState.DROPPED]

    @property
    def given(self) -> "list[Milestone | PlanAction | Residual | Risk]":
        """All that has an owner."""
        return [*self.milestones, *self.actions, *self.residuals, *self.risks]

    @property
    def reached(self) -> int:
        return sum(one.done_on is not None for one in self.held)

    @cached_property
    def shown(self) -> Shown:
        """Its status, and the override where one holds."""
        held = [_override(one) for one in self.row.overrides.all()]
        return shown(self._derived(), held, on=self.on)

    def _derived(self) -> Derived:
        waiting = [one for one in self.held if one.status != MilestoneState.CARRIED]
        reported = max((one.on for one in self.notes), default=None)
        dated = [
            Dated(f"“{one.title}”", day, one.starts_on, one.done_on, reported)
            for one in waiting
            if (day := one.due_on or one.done_on)
        ]
        dated += [
            Dated(f"“{one.title}”", one.due_on, one.starts_on, None, one.reported_on or reported)
            for one in self.actions
        ]
        return rules.of_workstream(
            dated,
            [rules.Undated(one.title) for one in waiting if not one.due_on and not one.done_on],
            weighed(self.risks),
            is_closed=self.is_closed,
            starts_on=self.row.starts_on,
            on=self.on,
            policy=status_policy(),
        )


@dataclass
class Whole:
    """A programme with all its workstreams, as it stands on a day."""

    programme: Programme
    on: date
    streams: list[Stream]
    risks: list[Risk]

    @cached_property
    def shown(self) -> Shown:
        own = [one for one in self.risks if one.workstream_id is None]
        derived = rules.of_programme([(one.row.name, one.shown) for one in self.streams], weighed(own), on=self.on)
        return shown(derived, [_override(one) for one in self.programme.overrides.all()], on=self.on)

    @cached_property
    def drift(self) -> Drift:
        """What is not as it was agreed; nothing as long as it was not."""
        if self.programme.agreed_on is None:
            return Drift((), (), ())
        then = [
            Held(one["id"], one["kind"], one["title"], date.fromisoformat(one["due_on"]) if one["due_on"] else None)
            for one in self.programme.baseline
        ]
        return against(then, self._held())

    @property
    def learned(self) -> list[ProgressNote]:
        """What was learned, the newest first."""
        notes = [note for one in self.streams for note in one.notes if note.learned]
        return sorted(notes, key=lambda note: note.on, reverse=True)

    def _held(self) -> list[Held]:
        rows = [Held(str(one.row.pk), "workstream", one.row.name) for one in self.streams]
        rows += [Held(str(of.pk), "milestone", of.title, of.due_on) for one in self.streams for of in one.held]
        return rows


def programmes(viewer: Viewer) -> ProgrammeQuerySet:
    """Programmes that the viewer may know of, by name."""
    return Programme.objects.visible_to(viewer).select_related("plan", "area", "owner", "sponsor")


def programmes_listed(viewer: Viewer) -> list[Programme]:
    """With how many workstreams each has and how many of them run. One query."""
    running = Count("workstreams", filter=Q(workstreams__status=WorkstreamState.RUNNING))
    return list(programmes(viewer).annotate(streams=Count("workstreams"), running=running))


def programme(slug: str, *, viewer: Viewer) -> Programme:
    """One programme. Raises NotFound where there is none or the viewer may not know of it: the same words for both."""
    found = programmes(viewer).filter(slug=slug).first()
    if found is None:
        raise NotFound(NO_PROGRAMME)
    return found


def stands_on(programme: Programme, *, viewer: Viewer) -> date:
    """The day as at which its pages are made: the end of its record, or today."""
    return min(programme.known_until or viewer.today, viewer.today)


def whole(programme: Programme, *, on: date) -> Whole:
    """All workstreams with what is open or dated in them. Three queries, however many there are."""
    streams = {one.row.pk: one for one in streams_of(programme.workstreams.all(), on=on)}
    for one in streams.values():
        one.row.programme = programme
    for action in open_actions().filter(workstream__programme=programme):
        if action.workstream_id is not None:
            streams[action.workstream_id].actions.append(action)
    risks = list(Risk.objects.open().filter(programme=programme).select_related("owner", "organisation"))
    for risk in risks:
        risk.programme = programme
        if risk.workstream_id is not None:
            risk.workstream = streams[risk.workstream_id].row
            streams[risk.workstream_id].risks.append(risk)
    return Whole(programme, on, list(streams.values()), risks)


def streams_of(rows: "QuerySet[Workstream]", *, on: date) -> list[Stream]:
    """Workstreams with their small tables, read along with them: one query. Actions and risks are read apart."""
    here = OuterRef("pk")
    found = rows.select_related("organisation", "lead", "owner_after").annotate(
        by_hand=BY_HAND.of(WorkstreamOverride.objects.filter(workstream=here)),
        milestones_along=MILESTONES.of(Milestone.objects.filter(workstream=here)),
        notes_along=NOTES.of(ProgressNote.objects.filter(workstream=here)),
        reviews_along=REVIEWS.of(ReviewPoint.objects.filter(workstream=here)),
        pilots_along=PILOTS.of(Pilot.objects.filter(workstream=here)),
        left_along=RESIDUALS.of(Residual.objects.filter(workstream=here)),
    )
    streams = []
    for row in found:
        BY_HAND.keep(row, "overrides", row.by_hand)
        one = Stream(row, on, MILESTONES.read(row.milestones_along), NOTES.read(row.notes_along))
        one.reviews, one.pilots = REVIEWS.read(row.reviews_along), PILOTS.read(row.pilots_along)
        one.residuals = RESIDUALS.read(row.left_along)
        parts: list[Any] = [*one.milestones, *one.notes, *one.reviews, *one.pilots, *one.residuals]
        for part in parts:
            part.workstream = row
        streams.append(one)
    return streams


def communications(programme: Programme) -> list[tuple[Workstream, list[PlanAction]]]:
    """What is to be told to whom, by workstream, the first due first. Two queries."""
    held: dict[object, list[PlanAction]] = {}
    told = open_actions().filter(workstream__programme=programme, kind=ActionKind.COMMUNICATION)
    for one in told.order_by("due_on", "number"):
        held.setdefault(one.workstream_id, []).append(one)
    return [(row, held.get(row.pk, [])) for row in programme.workstreams.all()]


def open_actions() -> PlanActionQuerySet:
    """Open actions, read as far as lists and statuses need them."""
    return PlanAction.objects.open().select_related("owner", "organisation", "plan").only(*OF_ACTION)


def weighed(risks: Sequence[Risk]) -> list[Weighed]:
    """What a status asks of open risks."""
    steps: Scale = scale()
    return [Weighed(one.title, steps.band(one.likelihood, one.impact).weighs, one.review_on) for one in risks]


def _override(one: StatusOverride) -> Override:
    return Override(Status(one.status), one.reason, one.by, one.starts_on, one.until)
