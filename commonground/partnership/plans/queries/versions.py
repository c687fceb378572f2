"""Years of a plan: what one holds now, as it would be agreed, and what two of them differ in."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from commonground.foundation.analysis.symbols import CONFIDENTIAL, meaning
from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.plans import access
from commonground.partnership.plans.models import EvidenceCited, Plan, PlanAction, PlanVersion, Priority
from commonground.partnership.plans.queries.measures import Curve, measures_of
from commonground.partnership.plans.queries.plans import plan
from commonground.partnership.plans.queries.told import tells_baseline
from commonground.partnership.plans.rules import differences
from commonground.partnership.plans.rules import versions as rules
from commonground.partnership.plans.rules.states import ActionState, VersionState


@dataclass(frozen=True)
class VersionPage:
    """A year of a plan as it was agreed, or as the draft stands; the other years to compare it with."""

    plan: Plan
    version: PlanVersion
    content: rules.Content
    others: list[PlanVersion]


@dataclass(frozen=True)
class ComparedYears:
    """Two years of a plan, the older first."""

    plan: Plan
    before: PlanVersion
    after: PlanVersion
    sections: list[differences.Section]

    @property
    def in_words(self) -> str:
        return differences.in_words(self.sections)

    @property
    def kept(self) -> int:
        """How many lines are as before."""
        return sum(len(section.kept) for section in self.sections)


def versions_of(plan: Plan, *, viewer: Viewer) -> list[PlanVersion]:
    """The years of a plan that the viewer may read, newest first: drafts for those who work in the partnership."""
    found = plan.versions.defer("content").order_by("-number")
    return list(found if viewer.may("plans.read") else found.exclude(status=VersionState.DRAFT))


def version_page(slug: str, number: int | None, *, viewer: Viewer) -> VersionPage:
    """One year of a plan, or the newest that was agreed. Raises NotFound also where the viewer may not read it."""
    found = plan(slug, viewer=viewer)
    every = versions_of(found, viewer=viewer)
    if number is None:
        chosen = next((one for one in every if not one.is_draft), None)
    else:
        chosen = next((one for one in every if one.number == number), None)
    if chosen is None:
        raise NotFound("There is no such year of this plan.")
    return VersionPage(found, chosen, content_of(chosen), [one for one in every if one != chosen])


def compared(slug: str, before: int, after: int, *, viewer: Viewer) -> ComparedYears:
    """Two years of a plan side by side. Raises NotFound where the viewer may not read one of them."""
    found = plan(slug, viewer=viewer)
    every = {one.number: one for one in versions_of(found, viewer=viewer)}
    older, newer = sorted((before, after))
    if older == newer or older not in every or newer not in every:
        raise NotFound("There are no two such years of this plan.")
    sections = differences.differences(content_of(every[older]), content_of(every[newer]))
    return ComparedYears(found, every[older], every[newer], sections)


def content_of(version: PlanVersion) -> rules.Content:
    """What was frozen when the year was agreed; for a draft, what the plan holds now."""
    return content_now(version.plan) if version.is_draft else dict(version.content)


def drafted(plan: Plan) -> PlanVersion | None:
    """The year that is being drafted, if one is."""
    return plan.versions.filter(status=VersionState.DRAFT).first()


def may_keep(plan: Plan, *, viewer: Viewer) -> bool:
    """Whether the viewer writes this plan."""
    return access.may_keep(viewer, plan)


def content_now(plan: Plan) -> dict[str, Any]:
    """What the plan holds now, as plain values in the order of its pages. About ten queries: for a year
    that is agreed or compared, not for a list."""
    evidence = EvidenceCited.objects.filter(ended_on=None).select_related("indicator", "area", "note", "profile")
    running = plan.priorities.filter(ended_on=None).select_related("organisation", "inherited_from__plan")
    priorities = list(running.prefetch_related(Prefetch("evidence", evidence)))
    measures: dict[UUID | None, list[Curve]] = defaultdict(list)
    for curve in measures_of(plan):
        measures[curve.measure.priority_id].append(curve)
    kept = plan.actions.exclude(status=ActionState.DROPPED).select_related("organisation").order_by("number")
    actions: dict[UUID, list[PlanAction]] = defaultdict(list)
    for action in kept:
        actions[action.priority_id].append(action)
    return {
        "ended": _ended(plan),
        "priorities": [
            _priority(one, place, measures.get(one.pk, ()), actions.get(one.pk, ()))
            for place, one in enumerate(priorities, start=1)
        ],
        "measures": [agreed_words(one) for one in measures.get(None, ())],
        "outcomes": [
            {"id": str(one.pk), "text": one.text, "for": one.get_for_whom_display()}
            for one in plan.outcomes.filter(ended_on=None)
        ],
    }


def _ended(plan: Plan) -> dict[str, str]:
    """Why what is no longer in the plan is not, by id: for whoever compares it with a year in which it was."""
    priorities = plan.priorities.exclude(ended_on=None).order_by().values_list("pk", "why_ended")
    measures = plan.measures.exclude(ended_on=None).order_by().values_list("pk", "why_ended")
    actions = plan.actions.filter(status=ActionState.DROPPED).order_by().values_list("pk", "why_dropped")
    return {str(key): why for key, why in priorities.union(measures, actions, all=True)}


def _priority(one: Priority, place: int, measures: Iterable[Curve], actions: Iterable[PlanAction]) -> dict[str, Any]:
    above = one.inherited_from
    return {
        "id": str(one.pk),
        "order": place,
        "title": one.title,
        "why": one.why,
        "led_by": one.organisation.name,
        "inherited": f"{above.title} ({above.plan.name})" if above else "",
        "evidence": [{"id": str(cited.pk), "says": cited.says, "cites": cites(cited)} for cited in one.evidence.all()],
        "measures": [agreed_words(measure) for measure in measures],
        "actions": [_action(action) for action in actions],
    }


def agreed_words(curve: Curve) -> dict[str, str]:
    """A measure as it is agreed: what it wants, from where, until when. A baseline of few people is not told."""
    one, unit = curve.measure, curve.unit
    baseline = unit.long_text(one.baseline) if tells_baseline(curve) else meaning(CONFIDENTIAL).capitalize()
    return {
        "id": str(one.pk),
        "name": one.name,
        "wanted": one.get_wanted_display(),
        "baseline": f"{baseline} on {one.baseline_on:%-d %B %Y}",
        "target": f"{unit.long_text(one.target)} by {one.target_on:%-d %B %Y}",
    }


def _action(one: PlanAction) -> dict[str, str]:
    return {
        "id": str(one.pk),
        "title": one.title,
        "kind": one.get_kind_display(),
        "by": one.organisation.name,
        "due": f"{one.due_on:%-d %B %Y}",
        "state": "Done" if one.status == ActionState.DONE else "Open",
    }


def cites(one: EvidenceCited) -> str:
    """What a piece of evidence points to, in words."""
    if one.indicator is not None and one.area is not None:
        return f"{one.indicator.short_name}, {one.area.name}, {one.period}"
    if one.note is not None:
        return f"Local intelligence of {one.note.known_on:%-d %B %Y}: {one.note.source}"
    if one.profile is not None:
        return one.profile.title
    return one.report
