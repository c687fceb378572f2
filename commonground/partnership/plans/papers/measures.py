"""A measure as pages show it: the sentence, the curve, how it stands, its readings, before and after."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.urls import reverse

from commonground.foundation.design.charts import Course, CurvePoint, Point, curve, sparkline
from commonground.foundation.design.drawing import Cell, Column, Drawing
from commonground.ground.evidence import papers as evidence
from commonground.ground.evidence.queries import ImpactPage
from commonground.partnership.plans.models import Measure
from commonground.partnership.plans.queries import Curve
from commonground.partnership.plans.queries.measures import ReadingSeen
from commonground.partnership.plans.rules import curve as words
from commonground.partnership.plans.rules.curve import day
from commonground.partnership.plans.rules.measures import Counted, Seen, plainly, trajectory, value_of
from commonground.partnership.plans.rules.status import Status
from commonground.partnership.plans.rules.words import Telling

PIECES = 6  # of the forecast line: its interval widens in a bow
RECENT = 12  # points of a small trend
TELLS = [("story", "The story behind the curve"), ("partners", "Partners with a part to play"), ("works", "What works")]


@dataclass(frozen=True)
class MeasureShown:
    """A measure with its curve, for a page or a small card. `impact` is its panel, where one is linked."""

    curve: Curve
    impact: ImpactPage | None = None
    may_report: bool = False
    may_change: bool = False

    @property
    def measure(self) -> Measure:
        return self.curve.measure

    @property
    def href(self) -> str:
        return reverse("plans:measure", args=[self.curve.measure.pk])

    @property
    def status(self) -> Status:
        return self.curve.standing.status

    @property
    def reason(self) -> str:
        return self.curve.standing.derived.reasons[0]

    @property
    def tells(self) -> str:
        return Telling(self.curve.measure.telling).label

    @property
    def value(self) -> str:
        """The newest number, whatever its day: what a card shows large."""
        newest = self.newest
        return newest.text(self.curve.unit) if newest else ""

    @property
    def newest(self) -> Seen | None:
        return next((one for one in reversed(self.curve.seen) if one.value is not None), None)

    @property
    def target(self) -> str:
        """22.0% by 31 March 2028."""
        return f"{self.curve.unit.text(self.curve.aim.target)} by {day(self.curve.aim.target_on)}"

    @property
    def baseline(self) -> str:
        """28.0% (year to 31 March 2022)."""
        aim = self.curve.aim
        return f"{self.curve.unit.text(aim.baseline)} ({words.baseline_label(aim, self.curve.seen)})"

    @property
    def headline(self) -> str:
        held = self.curve
        return words.headline(held.aim, held.standing, held.seen, held.unit)

    @property
    def ahead(self) -> str:
        return words.ahead(self.curve.aim, self.curve.forecast, self.curve.unit)

    @property
    def notes(self) -> list[str]:
        held = self.curve
        return words.notes(held.aim, held.standing, held.seen, held.unit)

    @property
    def told(self) -> list[tuple[str, str]]:
        """The headings of the turned curve with what is written under each; nothing is left out that is empty."""
        return [(heading, getattr(self.curve.measure, field)) for field, heading in TELLS]

    @cached_property
    def drawing(self) -> Drawing:
        row, unit = self.curve.measure, self.curve.unit
        title = f"{row.name}, {row.area.name}, on the way to {unit.text(self.curve.aim.target)}"
        return curve(course_of(self.curve, self.impact), title=title, unit=unit.sign or unit.words)

    @cached_property
    def spark(self) -> Drawing:
        """The shape of the last figures, for a list."""
        unit, row = self.curve.unit, self.curve.measure
        points = [Point(one.label, one.value, one.symbol, text=one.text(unit)) for one in self.curve.seen[-RECENT:]]
        return sparkline(points, title=row.name, unit=unit.sign)

    @property
    def source(self) -> str:
        """Where the newest number comes from."""
        newest = self.newest
        return newest.source if newest else ""

    @property
    def figure_href(self) -> str:
        """The page of the newest figure, for a measure that is one of the catalogue."""
        row, newest = self.curve.measure, self.newest
        if row.indicator_id is None or newest is None:
            return ""
        return reverse("evidence:figure", args=[row.indicator_id, row.area.slug, newest.key])

    @property
    def panel(self) -> evidence.ImpactShown | None:
        return evidence.ImpactShown(self.impact) if self.impact else None

    reading_columns = tuple(
        Column(name, "number" if name in ("Count", "Out of", "Value") else "text")
        for name in ("As it stood", "Count", "Out of", "Value", "Source", "Read by", "Standing")
    )

    @property
    def readings(self) -> list[list[str | Cell]]:
        """Readings of its own, newest first, corrected ones among them."""
        later = {one.replaces_id: one for one in self.curve.readings if one.replaces_id}
        return [self._reading(one, later.get(one.pk)) for one in reversed(self.curve.readings)]

    def _reading(self, one: ReadingSeen, later: ReadingSeen | None) -> list[str | Cell]:
        value = value_of(Counted(one.count, one.base, one.symbol), self.curve.measure.per)
        standing: str | Cell = "holds"
        if later is not None:
            standing = f"corrected on {day(later.at.date())}"
        elif self.may_report:
            standing = Cell(f"Correct {one.label or day(one.on)}", reverse("plans:correct-reading", args=[one.pk]))
        return [
            one.label or day(one.on), plainly(one.count) if one.symbol == "" else one.symbol, plainly(one.base),
            self.curve.unit.text(value) if value is not None else "", one.source, one.by, standing,
        ]  # fmt: skip


def course_of(held: Curve, impact: ImpactPage | None) -> Course:
    """What the chart draws of a measure."""
    aim, unit = held.aim, held.unit
    found = [
        CurvePoint(
            one.on, one.label, one.value, one.text(unit), one.symbol, one.lower, one.upper, _between(held, one),
            _should(held, one.on),
        )
        for one in held.seen
    ]  # fmt: skip
    corners = [CurvePoint(on, day(on), value, unit.text(value)) for on, value in aim.way[1:]]
    start = CurvePoint(aim.baseline_on, words.baseline_label(aim, held.seen), aim.baseline, unit.text(aim.baseline))
    return Course(found, [start, *corners], _ahead(held), _changes(held, impact))


def _ahead(held: Curve) -> list[CurvePoint]:
    line = held.forecast.line
    if line is None:
        return []
    first, last = line.points[-1].on, held.aim.target_on
    days = [first + timedelta((last - first).days * at // PIECES) for at in range(PIECES + 1)]
    unit = held.unit
    return [
        CurvePoint(
            at.on, day(at.on), at.value, unit.text(at.value), "", at.lower, at.upper,
            f"{unit.text(at.lower)} to {unit.text(at.upper)}",
        )
        for at in map(line.at, days)
    ]  # fmt: skip


def _changes(held: Curve, impact: ImpactPage | None) -> list[tuple[date, str]]:
    """The change of the impact panel, where it lies within what is drawn."""
    days = [one.on for one in held.seen] + [held.aim.baseline_on, held.aim.target_on]
    panel = impact.panel if impact else None
    if panel is None or panel.changed_on is None or not min(days) <= panel.changed_on <= max(days):
        return []
    return [(panel.changed_on, f"{panel.change} ({panel.changed_label or day(panel.changed_on)})")]


def _between(held: Curve, one: Seen) -> str:
    if one.lower is None or one.upper is None:
        return ""
    return f"{held.unit.text(one.lower)} to {held.unit.text(one.upper)}"


def _should(held: Curve, on: date) -> str:
    value = trajectory(held.aim, on)
    return "" if value is None else held.unit.text(value)
