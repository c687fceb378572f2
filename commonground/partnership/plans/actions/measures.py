"""Measures: agreed in a draft of the plan, then read, told of and ended. What was agreed changes only in a refresh."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Max

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.periods import PeriodKind
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import queries as evidence
from commonground.ground.evidence.rules.indicators import Definition
from commonground.partnership.plans import access, queries
from commonground.partnership.plans.actions.readings import Read, keep_reading
from commonground.partnership.plans.actions.versions import open_draft
from commonground.partnership.plans.models import Measure, Outcome, Plan, Priority, TrajectoryPoint
from commonground.partnership.plans.rules.measures import Aim, Counted, unit_of, value_of
from commonground.partnership.plans.rules.measuring import MEASURE_REFUSED, check_aim, check_baseline, check_reading
from commonground.partnership.plans.rules.words import Wanted

if TYPE_CHECKING:
    from commonground.ground.evidence.models import ImpactPanel
    from commonground.ground.places.models import Area


@dataclass(frozen=True)
class Agreed:
    """What a plan agrees of a measure, whatever it is read from. `through` are days and values of the trajectory
    between baseline and target; without any it is straight."""

    name: str
    telling: str
    wanted: str
    target: float
    target_on: date
    through: Sequence[tuple[date, float]] = ()
    priority: Priority | None = None
    outcome: Outcome | None = None
    impact: "ImpactPanel | None" = None


@audit.atomic()
def add_indicator_measure(
    *, plan: Plan, agreed: Agreed, indicator: str, area: "Area", baseline_on: date, by: Viewer
) -> Measure:
    """Measure a plan by a figure of the catalogue. `baseline_on` is the last day of the period of the baseline.

    Raises Refused where no year is drafted; Invalid, naming the field, for an indicator that is unknown, ended or not
    compared through time, a period without a figure, a target or trajectory that contradicts it.
    """
    open_draft(plan, by=by)
    _check_belongs(plan, agreed)
    about = _measurable(indicator)
    baseline = check_baseline(queries.figures_seen(indicator, area.key), baseline_on, named=_spoken(baseline_on))
    aim = _aim(agreed, baseline.value or 0.0, baseline_on)
    check_aim(aim, unit=queries.unit_of_indicator(about), polarity=about.polarity, most=queries.most_of(about=about))
    made = _make(plan, agreed, aim, indicator_id=indicator, area=area)
    audit.record("measure added", by=by, about=made, details=_told(made))
    return made


@audit.atomic()
def add_own_measure(
    *, plan: Plan, agreed: Agreed, area: "Area", unit: str, per: int | None, first: Read, by: Viewer
) -> Measure:
    """Measure a plan by a number of its own. `first` is the reading that is its baseline; with `per` it is a share.

    Raises Refused where no year is drafted; Invalid, naming the field.
    """
    open_draft(plan, by=by)
    _check_belongs(plan, agreed)
    if not unit.strip() and per is None:
        raise Invalid(MEASURE_REFUSED, [Problem("Say what is counted, such as children.", column="unit")])
    if first.count is None:
        raise Invalid(MEASURE_REFUSED, [Problem("The baseline must be a number.", column="count")])
    counted = Counted(first.count, first.base, first.symbol)
    check_reading(counted, on=first.on, source=first.source, per=per, today=by.today)
    value = value_of(counted, per) or 0.0
    aim = _aim(agreed, value, first.on)
    check_aim(aim, unit=unit_of(unit, per, (value, agreed.target)), most=queries.most_of(per=per))
    made = _make(plan, agreed, aim, unit=unit.strip(), per=per, area=area)
    keep_reading(made, first, by=by)
    audit.record("measure added", by=by, about=made, details=_told(made))
    return made


@audit.atomic()
def change_measure(*, measure: Measure, based_on: int, agreed: Agreed, baseline_on: date, by: Viewer) -> None:
    """What is agreed of it: also from another figure or reading of its own on. Raises Refused where no year is
    drafted, Invalid naming the field, Conflict."""
    open_draft(measure.plan, by=by)
    check_running(measure)
    _check_belongs(measure.plan, agreed, measure)
    curve = queries.measure(measure.pk, viewer=by)
    value = measure.baseline
    if baseline_on != measure.baseline_on:
        value = check_baseline(curve.seen, baseline_on, named=_spoken(baseline_on)).value or 0.0
    aim = _aim(agreed, value, baseline_on)
    most = queries.most_of(about=curve.about, per=measure.per)
    check_aim(aim, unit=curve.unit, polarity=curve.about.polarity if curve.about else None, most=most)
    before = _told(measure)
    change(
        measure, based_on=based_on, name=agreed.name.strip(), telling=agreed.telling, wanted=agreed.wanted,
        priority=agreed.priority, outcome=agreed.outcome, impact=agreed.impact, baseline=value, baseline_on=baseline_on,
        target=agreed.target, target_on=agreed.target_on,
    )  # fmt: skip
    measure.trajectory.all().delete()
    _lay_way(measure, aim)
    audit.record("measure changed", by=by, about=measure, details={**_told(measure), "before": before})


@audit.atomic()
def tell_measure(*, measure: Measure, based_on: int, story: str, partners: str, works: str, by: Viewer) -> None:
    """The story behind the curve, who has a part to play, what works: at any time, by who keeps the plan and who leads
    the priority. Raises Refused, Conflict."""
    access.check_can_report(by, measure.plan, measure.priority.lead if measure.priority else None)
    check_running(measure)
    change(measure, based_on=based_on, story=story.strip(), partners=partners.strip(), works=works.strip())
    audit.record("measure told of", by=by, about=measure)


@audit.atomic()
def end_measure(*, measure: Measure, based_on: int, why: str, by: Viewer) -> None:
    """It is measured no more, and why; what was read stays. Raises Refused where no year is drafted, Invalid,
    Conflict."""
    open_draft(measure.plan, by=by)
    check_running(measure)
    if not why.strip():
        raise Invalid("The measure was not ended.", [Problem("Say why it is no longer measured.", column="why")])
    change(measure, based_on=based_on, ended_on=by.today, why_ended=why.strip())
    audit.record("measure ended", by=by, about=measure, details={"why": why.strip()})


def _measurable(slug: str) -> Definition:
    about = evidence.definitions().get(slug)
    if about is None:
        what = f"There is no figure ‘{slug}’ in the catalogue."
        raise Invalid(MEASURE_REFUSED, [Problem(what, "Choose one from its list.", column="indicator")])
    if about.is_discontinued:
        what = f"{about.short_name} is not published any more: {about.discontinued_why}"
        raise Invalid(MEASURE_REFUSED, [Problem(what, "Choose another figure.", column="indicator")])
    if about.period_kind == PeriodKind.EDITION:
        what = f"One edition of {about.short_name} is not compared with another, so it shows no change."
        raise Invalid(MEASURE_REFUSED, [Problem(what, "Choose another figure.", column="indicator")])
    return about


def _check_belongs(plan: Plan, agreed: Agreed, held: Measure | None = None) -> None:
    """The name is free, and priority and outcome are the plan's own and in force."""
    problems = []
    if not agreed.name.strip():
        problems.append(Problem("Enter what is measured.", column="name"))
    named = plan.measures.filter(name=agreed.name.strip(), ended_on=None)
    if (named.exclude(pk=held.pk) if held else named).exists():
        problems.append(Problem("The plan has a measure with this name.", "Choose another.", column="name"))
    for field, one in (("priority", agreed.priority), ("outcome", agreed.outcome)):
        if one is not None and (one.plan_id != plan.pk or one.ended_on is not None):
            problems.append(Problem(f"Choose an {field} of this plan that has not ended.", column=field))
    if problems:
        raise Invalid(MEASURE_REFUSED, problems)


def check_running(measure: Measure) -> None:
    if measure.ended_on is not None:
        what = f"It is not measured since {_spoken(measure.ended_on)}: {measure.why_ended}"
        raise Invalid("Nothing was changed.", [Problem(what, "Add a measure instead.")])


def _aim(agreed: Agreed, baseline: float, baseline_on: date) -> Aim:
    return Aim(
        Wanted(agreed.wanted), baseline, baseline_on, agreed.target, agreed.target_on, tuple(sorted(agreed.through))
    )


def _make(plan: Plan, agreed: Agreed, aim: Aim, **read_from: object) -> Measure:
    last = plan.measures.aggregate(last=Max("order"))["last"] or 0
    made = Measure.objects.create(
        plan=plan, order=last + 1, name=agreed.name.strip(), telling=agreed.telling, wanted=agreed.wanted,
        priority=agreed.priority, outcome=agreed.outcome, impact=agreed.impact, baseline=aim.baseline,
        baseline_on=aim.baseline_on, target=aim.target, target_on=aim.target_on, **read_from,
    )  # fmt: skip
    _lay_way(made, aim)
    return made


def _lay_way(measure: Measure, aim: Aim) -> None:
    TrajectoryPoint.objects.bulk_create(
        TrajectoryPoint(measure=measure, on=on, value=value) for on, value in aim.through
    )


def _told(measure: Measure) -> dict[str, object]:
    return {
        "name": measure.name, "baseline": measure.baseline, "baseline_on": measure.baseline_on,
        "target": measure.target, "target_on": measure.target_on, "wanted": measure.wanted,
    }  # fmt: skip


def _spoken(on: date) -> str:
    return f"{on.day} {on:%B %Y}"
