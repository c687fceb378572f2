"""The page of a plan, of one of its priorities, and of the plans below one for the whole place."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from commonground.foundation.audit.along import Along
from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.plans import access
from commonground.partnership.plans.models import (
    EvidenceCited,
    Plan,
    PlanAction,
    PlanKeeper,
    PlanVersion,
    Priority,
    PriorityOverride,
)
from commonground.partnership.plans.queries.measures import measures_of
from commonground.partnership.plans.queries.people import Names
from commonground.partnership.plans.queries.plans import NO_PLAN, plan, plans
from commonground.partnership.plans.queries.progress import PriorityLine, Work, line_of, progress_of
from commonground.partnership.plans.queries.statuses import PriorityStatus, statuses_of
from commonground.partnership.plans.queries.versions import drafted, versions_of
from commonground.partnership.plans.rules.priorities import Share, local_only
from commonground.partnership.plans.rules.states import UpwardState
from commonground.partnership.plans.rules.status import Status
from commonground.partnership.plans.rules.words import Reach

NO_PRIORITY = "There is no such priority."
KEEPERS = Along(PlanKeeper, "practitioner", order=lambda one: one.starts_on)


@dataclass(frozen=True)
class Kept:
    """Somebody who keeps a plan, as the page names them."""

    keeper: PlanKeeper
    name: str


@dataclass(frozen=True)
class PlanPage:
    """A plan as it stands today, for those who work in the partnership."""

    plan: Plan
    versions: list[PlanVersion]
    lines: list[PriorityLine]
    leads: Mapping[UUID, str]
    keepers: list[Kept]
    may_keep: bool
    sent_up: list[Priority]
    names: Names

    @property
    def rows(self) -> list[tuple[PriorityLine, str]]:
        """Each priority with the name of its lead."""
        return [(line, self.leads[line.priority.pk]) for line in self.lines]

    @property
    def draft(self) -> PlanVersion | None:
        return next((one for one in self.versions if one.is_draft), None)

    @property
    def agreed(self) -> PlanVersion | None:
        """The newest year that was agreed."""
        return next((one for one in self.versions if not one.is_draft), None)

    @property
    def local(self) -> Share:
        """How many of its priorities are local only (L2)."""
        return local_only([line.priority.is_inherited for line in self.lines])

    @property
    def with_figures(self) -> Share:
        """How many of its priorities rest on a figure (E8)."""
        return Share(sum(line.figures > 0 for line in self.lines), len(self.lines))


@dataclass(frozen=True)
class PriorityPage:
    """One priority with all that belongs to it."""

    plan: Plan
    line: PriorityLine
    priority: Priority
    evidence: list[EvidenceCited]
    actions: list[PlanAction]
    owners: Mapping[UUID, str]
    overrides: list[PriorityOverride]
    lead: str
    may_keep: bool
    may_report: bool
    may_answer: bool
    is_drafted: bool
    names: Names

    @property
    def work(self) -> list[tuple[PlanAction, str]]:
        """Each action with the name of who does it."""
        return [(one, self.owners[one.pk]) for one in self.actions]


@dataclass(frozen=True)
class Cell:
    """Where a local plan and a priority of the plan above meet: the local priority, or nothing."""

    plan: Plan
    line: PriorityStatus | None


@dataclass(frozen=True)
class Coverage:
    """Which local plan takes up which priority of the plan above; what they hold of their own (L1, L2)."""

    plan: Plan
    locals: list[Plan]
    rows: list[tuple[PriorityStatus, list[Cell]]]
    own: list[tuple[Plan, list[PriorityStatus]]]

    @property
    def local(self) -> Share:
        lines = [line for _, found in self.own for line in found]
        taken = sum(cell.line is not None for _, cells in self.rows for cell in cells)
        return Share(len(lines), len(lines) + taken)

    @property
    def gaps(self) -> list[tuple[PriorityStatus, list[Plan]]]:
        """Priorities of the plan above that some local plan has not taken up."""
        found = [(line, [cell.plan for cell in cells if cell.line is None]) for line, cells in self.rows]
        return [(priority, missing) for priority, missing in found if missing]


def plan_page(slug: str, *, viewer: Viewer) -> PlanPage:
    """The plan as it stands. Raises NotFound; Refused for the public, who read what was agreed instead."""
    held = PlanKeeper.objects.current_on(viewer.today).filter(plan=OuterRef("pk"))
    is_kept = Exists(Plan.objects.kept_by(viewer).filter(pk=OuterRef("pk")))
    found = plans(viewer).filter(slug=slug).annotate(kept_along=KEEPERS.of(held), is_kept=is_kept).first()
    if found is None:
        raise NotFound(NO_PLAN)
    access.check_can_read(viewer)
    names = Names(viewer)
    lines = progress_of([found], on=viewer.today)[found.pk]
    keepers = KEEPERS.read(found.kept_along)
    return PlanPage(
        plan=found,
        versions=versions_of(found, viewer=viewer),
        lines=lines,
        leads={line.priority.pk: names.of(line.priority.lead) for line in lines},
        keepers=[Kept(one, names.of(one.practitioner)) for one in keepers],
        may_keep=viewer.may("plans.keep") or found.is_kept,
        sent_up=_sent_up(found),
        names=names,
    )


def priority(priority_id: UUID, *, viewer: Viewer) -> Priority:
    """One priority with its plan. Raises NotFound where the viewer may not know of it."""
    shown = ("plan__under", "plan__area", "plan__owner", "organisation", "lead", "inherited_from__plan", "taken_as")
    found = Priority.objects.filter(plan__in=plans(viewer), pk=priority_id).select_related(*shown).first()
    if found is None or not viewer.may("plans.read"):
        raise NotFound(NO_PRIORITY)
    return found


def priority_page(priority_id: UUID, *, viewer: Viewer) -> PriorityPage:
    """One priority: why it comes first, what it rests on, what is done, whether it works."""
    found, names = priority(priority_id, viewer=viewer), Names(viewer)
    overrides = list(found.overrides.all())
    cited = found.evidence.filter(ended_on=None).select_related("indicator", "area", "note", "profile")
    actions = list(found.actions.select_related("organisation", "owner"))
    keeps = access.may_keep(viewer, found.plan)
    leads = viewer.id is not None and found.lead is not None and found.lead.account_id == viewer.id
    above, was_sent = found.plan.under, found.upward == UpwardState.SENT
    return PriorityPage(
        plan=found.plan,
        line=line_of(found, Work.of(actions), measures_of(priorities=[found]), overrides, on=viewer.today),
        priority=found,
        evidence=list(cited),
        actions=actions,
        owners={one.pk: names.of(one.owner) for one in actions},
        overrides=overrides,
        lead=names.of(found.lead),
        may_keep=keeps,
        may_report=keeps or leads,
        may_answer=was_sent and above is not None and access.may_keep(viewer, above),
        is_drafted=drafted(found.plan) is not None,
        names=names,
    )


def coverage(slug: str, *, viewer: Viewer) -> Coverage:
    """The matrix of a plan for the whole place and the local plans below it. Raises NotFound, Refused. Six queries,
    however many plans."""
    found = plan(slug, viewer=viewer)
    access.check_can_read(viewer)
    below = list(plans(viewer).filter(under=found).order_by("name"))
    lines = statuses_of([found, *below], on=viewer.today)
    taken = {(line.plan_id, line.inherited_from_id): line for each in below for line in lines[each.pk]}
    rows = [(line, [Cell(each, taken.get((each.pk, line.pk))) for each in below]) for line in lines[found.pk]]
    own = [(each, [line for line in lines[each.pk] if not line.is_inherited]) for each in below]
    return Coverage(found, below, rows, own)


def _sent_up(above: Plan) -> list[Priority]:
    """What local plans have sent to this one: what waits for an answer first."""
    sent = Priority.objects.filter(plan__under=above).exclude(upward=UpwardState.HERE)
    return sorted(sent.select_related("plan"), key=lambda one: (one.upward != UpwardState.SENT, one.title))


@dataclass(frozen=True)
class Listed:
    """A plan in the list: its year, and how its priorities stand for those who work in the partnership."""

    plan: Plan
    version: PlanVersion | None
    lines: list[PriorityStatus]

    def counted(self, status: Status) -> int:
        return sum(line.status is status for line in self.lines)

    @property
    def standing(self) -> list[tuple[Status, int]]:
        """How many priorities are in each status, the worst first; statuses that none is in are left out."""
        return [(status, count) for status in Status if (count := self.counted(status))]


@dataclass(frozen=True)
class PlansPage:
    """Every plan that the viewer may know of, plans for the whole place first."""

    listed: list[Listed]

    @property
    def local(self) -> Share:
        """Of the priorities of all local plans, those that are local only (L2: 98% of members want some)."""
        lines = [line for one in self.listed if one.plan.reach == Reach.LOCAL for line in one.lines]
        return local_only([line.is_inherited for line in lines])

    @property
    def with_figures(self) -> Share:
        """Of all priorities, those that rest on a figure (E8)."""
        lines = [line for one in self.listed for line in one.lines]
        return Share(sum(line.figures > 0 for line in lines), len(lines))


def plans_page(viewer: Viewer) -> PlansPage:
    """The list of plans. Five queries; two for the public, who read what was agreed."""
    found = list(plans(viewer))
    newest: dict[UUID, PlanVersion] = {}
    for version in PlanVersion.objects.filter(plan__in=found).defer("content").order_by("number"):
        if viewer.may("plans.read") or not version.is_draft:
            newest[version.plan_id] = version
    lines = statuses_of(found, on=viewer.today) if viewer.may("plans.read") else {}
    return PlansPage([Listed(one, newest.get(one.pk), lines.get(one.pk, [])) for one in found])
