"""How plans stand: each priority with its actions, measures and derived status (L6)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from django.db.models import Count, OuterRef, Q

from commonground.foundation.audit.along import Along
from commonground.partnership.plans.models import Plan, PlanAction, Priority, PriorityOverride
from commonground.partnership.plans.queries.measures import Curve, measures_of
from commonground.partnership.plans.queries.plans import status_policy
from commonground.partnership.plans.rules import status as rules
from commonground.partnership.plans.rules.states import ActionState
from commonground.partnership.plans.rules.words import Cited

BY_HAND = Along(PriorityOverride, order=lambda one: one.at)


@dataclass(frozen=True)
class Counted:
    """Actions of a priority on a day."""

    open: int = 0
    overdue: int = 0
    done: int = 0

    @property
    def all(self) -> int:
        return self.open + self.done


@dataclass(frozen=True)
class PriorityLine:
    """A running priority as it stands. `evidence` counts what it rests on, `figures` those that are figures (E8)."""

    priority: Priority
    shown: rules.Shown
    actions: Counted
    evidence: int = 0
    figures: int = 0
    measures: list[Curve] = field(default_factory=list)
    due: list[PlanAction] = field(default_factory=list)

    @property
    def status(self) -> rules.Status:
        return self.shown.status


def progress_of(plans: Sequence[Plan], *, on: date) -> dict[UUID, list[PriorityLine]]:
    """The running priorities of each plan, in its order, as they stand on a day; by id of the plan. Three queries
    and one read of prepared figures, however many plans."""
    cited = Q(evidence__ended_on=None, evidence__isnull=False)
    running = Priority.objects.filter(plan__in=plans, ended_on=None).annotate(
        cited=Count("evidence", filter=cited),
        figures=Count("evidence", filter=cited & Q(evidence__kind=Cited.INDICATOR)),
        by_hand=BY_HAND.of(PriorityOverride.objects.filter(priority=OuterRef("pk"))),
    )
    actions, measures = _actions(plans), _measures(plans)
    found: dict[UUID, list[PriorityLine]] = defaultdict(list)
    for row in running.select_related("organisation", "lead", "inherited_from"):
        overrides = BY_HAND.read(row.by_hand)
        line = line_of(row, actions.get(row.pk, []), measures.get(row.pk, []), overrides, on=on)
        found[row.plan_id].append(replace(line, evidence=row.cited, figures=row.figures))
    return found


def line_of(
    priority: Priority,
    actions: Sequence[PlanAction],
    measures: list[Curve],
    overrides: Sequence[PriorityOverride],
    *,
    on: date,
) -> PriorityLine:
    """How a priority stands on a day, from rows that were read. No query."""
    policy, kept = status_policy(), [one for one in actions if one.status != ActionState.DROPPED]
    parts = [rules.of_dated(_dated(one), on=on, policy=policy) for one in kept]
    parts += [_of_measure(one) for one in measures]
    waiting = [one for one in kept if one.status == ActionState.OPEN]
    counted = Counted(len(waiting), sum(one.due_on < on for one in waiting), len(kept) - len(waiting))
    shown = rules.shown(rules.together(parts), [_override(one) for one in overrides], on=on)
    return PriorityLine(priority, shown, counted, measures=measures, due=waiting[:NEXT])


def _measures(plans: Sequence[Plan]) -> Mapping[UUID | None, list[Curve]]:
    found: dict[UUID | None, list[Curve]] = defaultdict(list)
    for curve in measures_of(*plans) if plans else []:
        found[curve.measure.priority_id].append(curve)
    return found


def _of_measure(curve: Curve) -> rules.Derived:
    """How a measure stands, its reasons under its name."""
    derived = curve.standing.derived
    return rules.Derived(derived.status, tuple(f"{curve.measure.name}: {reason}" for reason in derived.reasons))


def _actions(plans: Sequence[Plan]) -> Mapping[UUID, list[PlanAction]]:
    wanted = ("priority_id", "title", "number", "due_on", "starts_on", "reported_on", "closed_on", "status")
    found: dict[UUID, list[PlanAction]] = defaultdict(list)
    for action in PlanAction.objects.filter(plan__in=plans).exclude(status=ActionState.DROPPED).only(*wanted):
        found[action.priority_id].append(action)
    return found


NEXT = 3  # actions that a list names under a priority


def _dated(one: PlanAction) -> rules.Dated:
    return rules.Dated(one.title, one.due_on, one.starts_on, one.closed_on, one.reported_on)


def _override(one: PriorityOverride) -> rules.Override:
    return rules.Override(rules.Status(one.status), one.reason, one.by, one.starts_on, one.until)
