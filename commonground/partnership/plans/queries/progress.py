"""How plans stand: each priority with its actions, measures and derived status (L6)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery

from commonground.foundation.audit.along import Along, listed
from commonground.partnership.plans.models import EvidenceCited, Plan, PlanAction, Priority, PriorityOverride
from commonground.partnership.plans.queries.measures import Curve, measures_of
from commonground.partnership.plans.queries.plans import status_policy
from commonground.partnership.plans.rules import status as rules
from commonground.partnership.plans.rules.states import ActionState
from commonground.partnership.plans.rules.words import Cited

NEXT = 3  # actions that a list names under a priority
OF_ACTION = ("pk", "title", "number", "due_on", "starts_on", "reported_on")
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


class Waits(NamedTuple):
    """An open action as a status needs it: lists of plans hold thousands, of which rows of the table would take long to
    make."""

    pk: UUID
    title: str
    number: int
    due_on: date
    starts_on: date | None
    reported_on: date | None

    @classmethod
    def of(cls, values: Sequence[Any]) -> "Waits":
        pk, title, number, *days = values
        due_on, starts_on, reported_on = (date.fromisoformat(day) if day else None for day in days)
        return cls(UUID(pk), title, number, due_on or date.max, starts_on, reported_on)


@dataclass(frozen=True)
class Work:
    """What a priority has done: its open actions, the first due first, and how many are done."""

    open: Sequence["Waits | PlanAction"] = ()
    done: int = 0

    @classmethod
    def of(cls, actions: Sequence[PlanAction]) -> "Work":
        """From rows in their order."""
        waiting = [one for one in actions if one.status == ActionState.OPEN]
        return cls(waiting, sum(one.status == ActionState.DONE for one in actions))


@dataclass(frozen=True)
class PriorityLine:
    """A running priority as it stands. `evidence` counts what it rests on, `figures` those that are figures (E8)."""

    priority: Priority
    shown: rules.Shown
    actions: Counted
    evidence: int = 0
    figures: int = 0
    measures: list[Curve] = field(default_factory=list)
    due: Sequence[Waits | PlanAction] = ()

    @property
    def status(self) -> rules.Status:
        return self.shown.status


def progress_of(plans: Sequence[Plan], *, on: date) -> dict[UUID, list[PriorityLine]]:
    """The running priorities of each plan, in its order, as they stand on a day; by id of the plan. Two queries and one
    read of prepared figures, however many plans."""
    here = OuterRef("pk")
    cited = EvidenceCited.objects.filter(priority=here, ended_on=None)
    actions = PlanAction.objects.filter(priority=here)
    running = Priority.objects.filter(plan__in=plans, ended_on=None).annotate(
        cited=number_of(cited),
        figures=number_of(cited.filter(kind=Cited.INDICATOR)),
        by_hand=BY_HAND.of(PriorityOverride.objects.filter(priority=here)),
        open=listed(actions.filter(status=ActionState.OPEN), *OF_ACTION),
        done=number_of(actions.filter(status=ActionState.DONE)),
    )
    measures = _measures(plans)
    found: dict[UUID, list[PriorityLine]] = defaultdict(list)
    for row in running.select_related("organisation", "lead", "inherited_from"):
        waiting = sorted(map(Waits.of, row.open or ()), key=lambda one: (one.due_on, one.number))
        work = Work(waiting, row.done or 0)
        line = line_of(row, work, measures.get(row.pk, []), BY_HAND.read(row.by_hand), on=on)
        found[row.plan_id].append(replace(line, evidence=row.cited or 0, figures=row.figures or 0))
    return found


def number_of(rows: QuerySet[Any]) -> Subquery:
    """How many rows there are of a priority; None for none."""
    return Subquery(rows.order_by().values("priority").values(number=Count("pk")))


def line_of(
    priority: Priority, work: Work, measures: list[Curve], overrides: Sequence[PriorityOverride], *, on: date
) -> PriorityLine:
    """How a priority stands on a day, from rows that were read. No query."""
    policy = status_policy()
    parts = [rules.of_dated(_dated(one), on=on, policy=policy) for one in work.open]
    parts += [rules.Derived(rules.Status.COMPLETE)] * work.done
    parts += [_of_measure(one) for one in measures]
    counted = Counted(len(work.open), sum(one.due_on < on for one in work.open), work.done)
    shown = rules.shown(rules.together(parts), [override_of(one) for one in overrides], on=on)
    return PriorityLine(priority, shown, counted, measures=measures, due=work.open[:NEXT])


def _measures(plans: Sequence[Plan]) -> Mapping[UUID | None, list[Curve]]:
    found: dict[UUID | None, list[Curve]] = defaultdict(list)
    for curve in measures_of(*plans) if plans else []:
        found[curve.measure.priority_id].append(curve)
    return found


def _of_measure(curve: Curve) -> rules.Derived:
    """How a measure stands, its reasons under its name."""
    derived = curve.standing.derived
    return rules.Derived(derived.status, tuple(f"{curve.measure.name}: {reason}" for reason in derived.reasons))


def _dated(one: Waits | PlanAction) -> rules.Dated:
    return rules.Dated(one.title, one.due_on, one.starts_on, None, one.reported_on)


def override_of(one: PriorityOverride) -> rules.Override:
    """What somebody says instead, as the rules take it."""
    return rules.Override(rules.Status(one.status), one.reason, one.by, one.starts_on, one.until)
