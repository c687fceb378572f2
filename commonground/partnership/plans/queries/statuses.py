"""How the priorities of many plans stand, in a word each: for lists of plans, which say no reasons.

The same rules as `progress_of`, of as little of each row as a status needs: twenty plans have thousands of actions and
readings, and making rows of them took most of a list.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import CharField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONArray

from commonground.foundation.audit.along import listed
from commonground.partnership.plans.models import (
    EvidenceCited,
    Measure,
    Plan,
    PlanAction,
    Priority,
    PriorityOverride,
    Reading,
    TrajectoryPoint,
)
from commonground.partnership.plans.queries import measures
from commonground.partnership.plans.queries.plans import status_policy
from commonground.partnership.plans.queries.progress import BY_HAND, number_of, override_of
from commonground.partnership.plans.rules import measures as of_measures
from commonground.partnership.plans.rules import status as rules
from commonground.partnership.plans.rules.states import ActionState
from commonground.partnership.plans.rules.status import Status
from commonground.partnership.plans.rules.words import Cited, Wanted

DAYS = ("due_on", "starts_on", "reported_on")
Days = tuple[str | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class PriorityStatus:
    """A running priority in a list: how it stands, and whether it rests on figures (E8)."""

    pk: UUID
    plan_id: UUID
    title: str
    inherited_from_id: UUID | None
    figures: int
    status: Status

    @property
    def is_inherited(self) -> bool:
        return self.inherited_from_id is not None


def statuses_of(plans: Sequence[Plan], *, on: date) -> Mapping[UUID, list[PriorityStatus]]:
    """The running priorities of each plan, in its order; by id of the plan. Two queries and one read of prepared
    figures, however many plans."""
    found: dict[UUID, list[PriorityStatus]] = defaultdict(list)
    if not plans:
        return found
    here = OuterRef("pk")
    actions = PlanAction.objects.filter(priority=here)
    figures = EvidenceCited.objects.filter(priority=here, ended_on=None, kind=Cited.INDICATOR)
    running: Any = Priority.objects.filter(plan__in=plans, ended_on=None)
    rows = running.values_list(
        "pk", "plan_id", "title", "inherited_from_id", number_of(figures),
        listed(actions.filter(status=ActionState.OPEN), *DAYS), number_of(actions.filter(status=ActionState.DONE)),
        BY_HAND.of(PriorityOverride.objects.filter(priority=here)),
    )  # fmt: skip
    measured, of_days = _of_measures(plans), _Days(on)
    for pk, plan, title, inherited_from, cited, waiting, done, by_hand in rows:
        held = {*map(of_days, waiting or ()), *measured.get(pk, ())} | ({Status.COMPLETE} if done else set())
        overrides = [override_of(one) for one in BY_HAND.read(by_hand)]
        shown = rules.shown(rules.together(map(rules.Derived, held)), overrides, on=on)
        found[plan].append(PriorityStatus(pk, plan, title, inherited_from, cited or 0, shown.status))
    return found


class _Days(dict[Days, Status]):
    """The status of an open action by its days, each worked out once: many share them."""

    def __init__(self, on: date) -> None:
        self._of = partial(rules.of_dated, on=on, policy=status_policy())

    def __call__(self, days: Sequence[str | None]) -> Status:
        return self[tuple(days)]  # type: ignore[index]  # three of them, as asked

    def __missing__(self, days: Days) -> Status:
        due_on, starts_on, reported_on = (date.fromisoformat(day) if day else None for day in days)
        dated = rules.Dated("", due_on or date.max, starts_on, None, reported_on)
        found = self[days] = self._of(dated).status
        return found


@dataclass(frozen=True, slots=True)
class _Measured:
    """A measure as its status needs it: what was agreed, and the newest number of its own after the baseline."""

    priority: UUID | None
    key: measures.Key
    aim: of_measures.Aim
    latest: of_measures.Number | None


def _of_measures(plans: Sequence[Plan]) -> Mapping[UUID | None, set[Status]]:
    """The statuses of the running measures of each priority."""
    rows = [_measured(values) for values in _measure_rows(plans)]
    figures = measures.figures_of({one.key for one in rows if one.key[0]})
    found: dict[UUID | None, set[Status]] = defaultdict(set)
    for one in rows:
        seen = [measures.seen_of_figure(figure) for figure in figures.get(one.key, ())]
        latest = of_measures.latest_number(one.aim, seen) if one.key[0] else one.latest
        found[one.priority].add(of_measures.status_of(one.aim, latest))
    return found


def _measure_rows(plans: Sequence[Plan]) -> "QuerySet[Measure, Any]":
    """What `_measured` reads, with the newest number that holds: one that was corrected does not."""
    here = OuterRef("pk")
    numbers = Reading.objects.filter(
        measure=here, on__gt=OuterRef("baseline_on"), count__isnull=False, replaced_by=None
    ).order_by("-on", "-at")
    latest = Subquery(numbers.annotate(read=JSONArray("on", "count", "base")).values("read")[:1])
    way = listed(TrajectoryPoint.objects.filter(measure=here), "on", "value")
    area = Coalesce("area__code", "area__slug", output_field=CharField())
    rows = Measure.objects.filter(plan__in=plans, ended_on=None).order_by()
    return rows.values_list(
        "priority_id", "indicator_id", area, "per", "wanted", "baseline", "baseline_on", "target", "target_on", way,
        latest,
    )  # fmt: skip


def _measured(values: Sequence[Any]) -> _Measured:
    priority, indicator, area, per, wanted, baseline, baseline_on, target, target_on, way, latest = values
    through = tuple((date.fromisoformat(on), value) for on, value in way or ())
    aim = of_measures.Aim(Wanted(wanted), baseline, baseline_on, target, target_on, through)
    return _Measured(priority, (indicator or "", area), aim, _number(latest, per) if latest else None)


def _number(latest: Sequence[Any], per: int | None) -> of_measures.Number | None:
    on, count, base = latest
    value = of_measures.value_of(of_measures.Counted(measures.number(count), measures.number(base)), per)
    return None if value is None else (date.fromisoformat(on), value)
