"""Where the parts of a `curve` stand: days across, values upward."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from commonground.foundation.design.charts import marks
from commonground.foundation.design.drawing import (
    FAINT,
    GREY,
    INK,
    Attributes,
    Frame,
    element,
    number,
    shortened,
    text_width,
    together,
    told,
)
from commonground.foundation.design.scales import Axis, Scale, axis_for, every

FOUND, WAY, FORECAST, TARGET = (marks.STROKES[at] for at in (0, 1, 2, 3))
BASELINE = INK
WIDE_FROM = 500


@dataclass(frozen=True)
class CurvePoint:
    """A value of a day. `label` says the period or day in words, `text` the value, or why there is none with its
    `symbol`; `between` its interval, `should` where it should have been."""

    on: date
    label: str
    value: float | None
    text: str
    symbol: str = ""
    lower: float | None = None
    upper: float | None = None
    between: str = ""
    should: str = ""


@dataclass(frozen=True)
class Plot:
    """The axes and the frame around them."""

    frame: Frame
    unit: str
    axis: Axis
    across: Scale
    left: float
    right: float
    y: Scale

    @property
    def has_names_beside(self) -> bool:
        return self.frame.width >= WIDE_FROM

    def x(self, on: date) -> float:
        return self.across(on.toordinal())

    def up(self, value: float) -> float:
        """Held within the picture: an interval may be wider than it."""
        return self.y(min(max(value, self.axis.low), self.axis.high))

    def at(self, one: CurvePoint) -> tuple[float, float]:
        return self.x(one.on), self.up(one.value or 0.0)

    def places(self, points: Sequence[CurvePoint]) -> str:
        return _places([self.at(one) for one in points])

    def band(self, points: Sequence[CurvePoint], stroke: marks.Stroke, *, edge: str | None = "") -> SafeString:
        """The interval around points, or a line for one point alone. `edge` is the dash of its outline, if it has one:
        what is forecast stays apart from what was found where both are grey."""
        held = [one for one in points if one.lower is not None and one.upper is not None]
        upper = [(self.x(one.on), self.up(one.upper or 0.0)) for one in held]
        lower = [(self.x(one.on), self.up(one.lower or 0.0)) for one in reversed(held)]
        if len(held) == 1:
            (x, high), (_, low) = upper[0], lower[0]
            return element("line", x1=x, x2=x, y1=high, y2=low, stroke=stroke.colour, stroke_width=2)
        if not held:
            return SafeString()
        line: Attributes = {"stroke": stroke.colour, "stroke_width": 1, "stroke_dasharray": edge} if edge else {}
        return element("polygon", points=_places(upper + lower), fill=stroke.colour, fill_opacity="0.16", **line)

    def symbol(self, one: CurvePoint) -> SafeString:
        """Why there is no figure, where it would stand."""
        words = told(f"{one.label}: no figure ({one.text})", one.symbol)
        y = self.y.start - self.frame.font * 0.4
        return element("text", words, x=self.x(one.on), y=y, text_anchor="middle", font_weight="bold", fill=INK)

    @property
    def axes(self) -> SafeString:
        font, parts = self.frame.font, []
        if self.unit not in ("%", ""):
            words = shortened(self.unit, self.frame.width, font)
            parts.append(element("text", words, x=0, y=self.y.end - font * 1.1, fill=GREY))
        for tick in self.axis.ticks:
            place, colour = self.y(tick), INK if tick == 0 else FAINT
            parts.append(
                element("line", x1=self.left, x2=self.right, y1=place, y2=place, stroke=colour, stroke_width=1)
            )
            label: Attributes = {"x": self.left - font * 0.5, "y": place + font * 0.35}
            parts.append(element("text", _tick(tick, self.axis, self.unit), **label, text_anchor="end", fill=GREY))
        parts.append(self._years)
        if not self.axis.starts_at_zero:
            note = "The scale does not start at zero."
            parts.append(element("text", note, x=self.left, y=self.y.start + font * 3, fill=GREY, font_size=font - 1))
        return together(parts)

    @property
    def _years(self) -> SafeString:
        """The first day of each year, marked and named where there is room."""
        first, last = (date.fromordinal(round(day)) for day in (self.across.low, self.across.high))
        years = [year for year in range(first.year, last.year + 1) if first <= date(year, 1, 1) <= last]
        step = every([str(year) for year in years], self.right - self.left, self.frame.font)
        parts = []
        for at, year in enumerate(years):
            x, y = self.x(date(year, 1, 1)), self.y.start
            parts.append(element("line", x1=x, x2=x, y1=y, y2=y + 5, stroke=GREY, stroke_width=1))
            if (len(years) - 1 - at) % step == 0:
                below = y + self.frame.font * 1.5
                parts.append(element("text", str(year), x=x, y=below, text_anchor="middle", fill=GREY))
        return together(parts)


def plot_of(
    points: Sequence[CurvePoint], unit: str, names: Sequence[str], frame: Frame, *, below: float, has_changes: bool
) -> Plot:
    """`names` stand beside the right end where the frame is wide; `below` is room at the foot."""
    font = frame.font
    axis = axis_for(_values(points), from_zero=False)
    labels = [_tick(tick, axis, unit) for tick in axis.ticks]
    beside = max(text_width(name, font) * 1.1 for name in names) + font * 2 if frame.width >= WIDE_FROM else font * 1.5
    above = (1.4 if unit in ("%", "") else 2.6) + (1.2 if has_changes else 0) + (2.4 if frame.is_paper else 0)
    bottom = frame.height - font * (2.4 if axis.starts_at_zero else 3.8) - below
    left = max(text_width(label, font) for label in labels) + font
    right = frame.width - min(beside, frame.width * 0.3)
    days = [one.on.toordinal() for one in points]
    margin = max((max(days) - min(days)) * 0.03, 20)
    across = Scale(min(days) - margin, max(days) + margin, left, right)
    return Plot(frame, unit, axis, across, left, right, Scale(axis.low, axis.high, bottom, font * above))


def _values(points: Sequence[CurvePoint]) -> list[float]:
    """Every value, and of the intervals what does not make the values themselves too small to see."""
    values = [one.value for one in points if one.value is not None]
    low, high = min(values, default=0.0), max(values, default=1.0)
    room = (high - low or abs(high) or 1.0) / 2
    ends = [end for one in points for end in (one.lower, one.upper) if end is not None]
    return [*values, *(min(max(end, low - room), high + room) for end in ends)]


def _tick(tick: float, axis: Axis, unit: str) -> str:
    return f"{tick:,.{axis.decimals}f}{unit if unit == '%' else ''}"


def _places(places: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{number(x)},{number(y)}" for x, y in places)
