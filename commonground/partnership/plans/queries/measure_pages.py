"""The page of a measure, and of the outcomes of a plan."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import queries as evidence
from commonground.partnership.plans import access
from commonground.partnership.plans.models import Measure, Outcome, Plan, PlanAction
from commonground.partnership.plans.queries.measures import Curve, measure, measures_of
from commonground.partnership.plans.queries.plans import plan, status_policy
from commonground.partnership.plans.queries.versions import drafted
from commonground.partnership.plans.rules.states import ActionState
from commonground.partnership.plans.rules.status import Dated, Derived, of_dated
from commonground.partnership.plans.rules.words import OutcomeFor

NO_OUTCOME = "The plan has no such outcome."


@dataclass(frozen=True)
class MeasureAction:
    """An action of the measure's priority, as its dates say it stands."""

    action: PlanAction
    derived: Derived


@dataclass(frozen=True)
class MeasurePage:
    """One measure, the actions of its priority that are open or done, and its impact panel. `is_drafted`: whether what
    is agreed may be changed now."""

    curve: Curve
    actions: Sequence[MeasureAction]
    impact: evidence.ImpactPage | None
    may_keep: bool
    may_report: bool
    is_drafted: bool


@dataclass(frozen=True)
class OutcomesPage:
    """What a plan means to change, by whom it is for, each outcome with its measures; and measures of none of them."""

    plan: Plan
    groups: Sequence[tuple[OutcomeFor, Sequence[tuple[Outcome, Sequence[Curve]]]]]
    others: Sequence[Curve]
    may_keep: bool
    is_drafted: bool


def measure_page(pk: UUID, *, viewer: Viewer) -> MeasurePage:
    """All that the page of a measure shows. Raises NotFound."""
    found = measure(pk, viewer=viewer)
    row = found.measure
    keeps = access.may_keep(viewer, row.plan)
    lead = row.priority.lead if row.priority else None
    leads = viewer.may("plans.read") and lead is not None and viewer.id is not None and lead.account_id == viewer.id
    return MeasurePage(
        curve=found,
        actions=_actions(row, viewer),
        impact=evidence.impact_page_of(row.impact_id) if row.impact_id else None,
        may_keep=keeps,
        may_report=(keeps or leads) and row.ended_on is None,
        is_drafted=keeps and row.ended_on is None and drafted(row.plan) is not None,
    )


def _actions(row: Measure, viewer: Viewer) -> list[MeasureAction]:
    if row.priority_id is None:
        return []
    policy = status_policy()
    held = PlanAction.objects.visible_to(viewer).filter(priority=row.priority_id).exclude(status=ActionState.DROPPED)
    return [
        MeasureAction(
            one,
            of_dated(
                Dated(one.title, one.due_on, one.starts_on, one.closed_on, one.reported_on),
                on=viewer.today,
                policy=policy,
            ),
        )
        for one in held.select_related("organisation")
    ]


def written(found: Plan, *, viewer: Viewer) -> Plan:
    """The plan, for somebody who may change what it says now: said before they fill in a form. Raises Refused."""
    access.check_can_keep(viewer, found)
    access.check_is_drafted(drafted(found))
    return found


def outcomes_page(slug: str, *, viewer: Viewer) -> OutcomesPage:
    """The outcomes of a plan with their measures. Raises NotFound."""
    found = plan(slug, viewer=viewer)
    by_outcome: dict[UUID | None, list[Curve]] = defaultdict(list)
    for one in measures_of(found):
        by_outcome[one.measure.outcome_id].append(one)
    listed = list(found.outcomes.filter(ended_on=None))
    keeps = access.may_keep(viewer, found)
    return OutcomesPage(
        plan=found,
        groups=[
            (group, [(one, by_outcome[one.pk]) for one in listed if one.for_whom == group]) for group in OutcomeFor
        ],
        others=by_outcome[None],
        may_keep=keeps,
        is_drafted=keeps and drafted(found) is not None,
    )


def outcome(slug: str, pk: UUID, *, viewer: Viewer) -> Outcome:
    """One outcome of a plan. Raises NotFound."""
    found = plan(slug, viewer=viewer).outcomes.select_related("plan").filter(pk=pk).first()
    if found is None:
        raise NotFound(NO_OUTCOME)
    return found
