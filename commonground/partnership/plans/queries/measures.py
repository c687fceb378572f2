"""Measures with all that is known of them: what was agreed, every figure or reading, how they stand."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet

from commonground.foundation.analysis.definitions import Method
from commonground.foundation.audit.along import Along, listed
from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.periods import PeriodKind
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import queries as evidence
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.evidence.rules.indicators import Definition
from commonground.partnership.plans.models import (
    Measure,
    Plan,
    Priority,
    Reading,
    TrajectoryPoint,
)
from commonground.partnership.plans.queries.plans import plans
from commonground.partnership.plans.rules import measures as rules
from commonground.partnership.plans.rules.forecast import Forecast, forecast
from commonground.partnership.plans.rules.measures import PERCENT, Aim, Counted, Seen, Standing, Unit
from commonground.partnership.plans.rules.words import Wanted

NO_MEASURE = "There is no such measure."
NO_READING = "There is no such reading."
EDITIONS = "editions of this index are not compared with one another"
Key = tuple[str, str]  # indicator, area key
WAY = Along(TrajectoryPoint, order=lambda one: one.on)
OF_READING = ("pk", "on", "at", "label", "count", "base", "symbol", "source", "by", "replaces")
number = Reading._meta.get_field("count").to_python


@dataclass(slots=True)
class ReadingSeen:
    """A reading as curves need it: a list of plans reads thousands, too many to make rows of the table of them."""

    pk: UUID
    on: date
    at: datetime
    label: str
    count: Decimal | None
    base: Decimal | None
    symbol: str
    source: str
    by: str
    replaces_id: UUID | None

    @classmethod
    def of(cls, values: Sequence[Any]) -> "ReadingSeen":
        pk, on, at, label, count, base, symbol, source, by, replaces = values
        return cls(
            UUID(pk), date.fromisoformat(on), datetime.fromisoformat(at), label, number(count), number(base), symbol,
            source, by, UUID(replaces) if replaces else None,
        )  # fmt: skip


@dataclass(frozen=True)
class Curve:
    """A measure with what was found, oldest first. `about` is its indicator; None for a number of the plan's own.

    `readings` are those of its own that hold, newest last, beside what they replaced.
    """

    measure: Measure
    aim: Aim
    unit: Unit
    seen: Sequence[Seen]
    about: Definition | None = None
    readings: Sequence[ReadingSeen] = ()

    @cached_property
    def standing(self) -> Standing:
        return rules.standing(self.aim, self.seen, self.unit)

    @cached_property
    def forecast(self) -> Forecast:
        """Of the day of the target."""
        known = [one.value for one in self.seen if one.value is not None]
        least = 0.0 if all(value >= 0 for value in known) else None
        why_not = EDITIONS if self.about and self.about.period_kind == PeriodKind.EDITION else ""
        most = most_of(about=self.about, per=self.measure.per)
        return forecast(self.seen, on=self.aim.target_on, least=least, most=most, why_not=why_not)


def measures_of(*plans_shown: Plan, priorities: Sequence[Priority] = (), with_ended: bool = False) -> list[Curve]:
    """Measures of plans, or of some of their priorities, each with its curve, in the order of the plan. Two queries
    and one read of the cube, however many there are."""
    found = (
        Measure.objects.filter(plan__in=plans_shown) if plans_shown else Measure.objects.filter(priority__in=priorities)
    )
    return curves(found if with_ended else found.filter(ended_on=None))


def curves(found: QuerySet[Measure]) -> list[Curve]:
    """The same for any measures."""
    rows = list(
        found.select_related("area", "priority__lead", "outcome", "plan").annotate(
            way_along=WAY.of(TrajectoryPoint.objects.filter(measure=OuterRef("pk"))),
            readings_along=listed(Reading.objects.filter(measure=OuterRef("pk")), *OF_READING),
        )
    )
    for row in rows:
        WAY.keep(row, "trajectory", row.way_along)
    figures = figures_of({(row.indicator_id, row.area.key) for row in rows if row.indicator_id})
    return [_curve(row, figures, _readings(row.readings_along)) for row in rows]


def _readings(found: Sequence[Sequence[Any]] | None) -> list[ReadingSeen]:
    return sorted((ReadingSeen.of(values) for values in found or ()), key=lambda one: (one.on, one.at))


def measure(pk: UUID, *, viewer: Viewer) -> Curve:
    """One measure with its curve. Raises NotFound, also where the viewer may not know of its plan."""
    found = curves(Measure.objects.filter(pk=pk, plan__in=plans(viewer)))
    if not found:
        raise NotFound(NO_MEASURE)
    return found[0]


def reading(pk: UUID, *, viewer: Viewer) -> Reading:
    """One reading, also one that was corrected since. Raises NotFound."""
    held = Reading.objects.select_related("measure__plan", "measure__priority__lead", "measure__area")
    found = held.filter(pk=pk, measure__plan__in=plans(viewer)).first()
    if found is None:
        raise NotFound(NO_READING)
    return found


def figures_seen(indicator: str, area_key: str) -> list[Seen]:
    """Every figure of an area, oldest first, as a measure takes it."""
    return [
        seen_of_figure(one) for one in evidence.figures_together([indicator], [area_key]).get((indicator, area_key), ())
    ]


def unit_of_indicator(about: Definition) -> Unit:
    return Unit(about.unit, about.decimals)


def most_of(*, about: Definition | None = None, per: int | None = None) -> float | None:
    """What values of an indicator, or of a number out of `per`, cannot exceed: 100 for a percentage."""
    if about is not None:
        return about.multiplier if about.method is Method.PROPORTION else None
    return float(PERCENT) if per == PERCENT else None


def last_day(about: Definition, period: str) -> date:
    """For which day the figure of a period stands. Raises Invalid for what is no period of this indicator."""
    return about.period(period).until - timedelta(days=1)


def _curve(row: Measure, figures: Mapping[Key, Sequence[Figure]], readings: Sequence[ReadingSeen]) -> Curve:
    aim = Aim(
        Wanted(row.wanted), row.baseline, row.baseline_on, row.target, row.target_on,
        tuple((one.on, one.value) for one in row.trajectory.all()),
    )  # fmt: skip
    if row.indicator_id:
        held = figures.get((row.indicator_id, row.area.key), ())
        about = held[0].about if held else evidence.indicator(row.indicator_id)
        return Curve(row, aim, unit_of_indicator(about), [seen_of_figure(one) for one in held], about)
    replaced = {one.replaces_id for one in readings}
    standing = [one for one in readings if one.pk not in replaced]
    seen = [_seen_of_reading(one, row.per) for one in standing]
    values = [row.baseline, row.target, *(one.value for one in seen if one.value is not None)]
    return Curve(row, aim, rules.unit_of(row.unit, row.per, values), seen, None, readings)


def figures_of(keys: Collection[Key]) -> Mapping[Key, Sequence[Figure]]:
    """Every figure of these indicators for these areas, oldest first. One query and one read of the cube, or none."""
    indicators, areas = {indicator for indicator, _ in keys}, {area for _, area in keys}
    return evidence.figures_together(list(indicators), areas) if keys else {}


def seen_of_figure(figure: Figure) -> Seen:
    """A figure as a measure takes it: for the last day of its period."""
    period = figure.about.period(figure.period)
    return Seen(
        on=period.until - timedelta(days=1), label=period.label, value=figure.value, symbol=figure.symbol,
        lower=figure.lower, upper=figure.upper, since=period.starts_on, key=figure.period,
        source=figure.vintage or figure.source,
    )  # fmt: skip


def _seen_of_reading(row: ReadingSeen, per: int | None) -> Seen:
    read = Counted(row.count, row.base, row.symbol)
    between = rules.interval_of(read, per)
    return Seen(
        on=row.on, label=row.label or f"{row.on:%-d %B %Y}", value=rules.value_of(read, per), symbol=row.symbol,
        lower=between.lower if between else None, upper=between.upper if between else None, key=str(row.pk),
        source=row.source,
    )  # fmt: skip
