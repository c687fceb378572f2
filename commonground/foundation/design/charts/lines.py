"""How the lines of `trend` are drawn: axes, band, lines with marks, gaps, names beside their ends or in a key."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from commonground.foundation.design.charts import marks
from commonground.foundation.design.charts.changes import Change, change_mark, change_notes, taller
from commonground.foundation.design.charts.series import Series, interval_of, runs_of, text_of
from commonground.foundation.design.drawing import (
    FAINT,
    GREY,
    INK,
    Frame,
    element,
    heading,
    number,
    picture,
    shortened,
    text_width,
    together,
    told,
)
from commonground.foundation.design.scales import Axis, Scale, axis_for, every, spread


@dataclass(frozen=True)
class Plot:
    """Where things are drawn: the axes and the frame around them."""

    frame: Frame
    unit: str
    periods: Sequence[str]
    axis: Axis
    left: float
    right: float
    top: float
    bottom: float
    unit_at: float

    @property
    def y(self) -> Scale:
        return Scale(self.axis.low, self.axis.high, self.bottom, self.top)

    def x(self, period: str) -> float:
        inset = (self.right - self.left) / max(len(self.periods), 1) / 2
        last = max(len(self.periods) - 1, 1)
        step = (self.right - self.left - 2 * inset) / last
        return self.left + inset + self.periods.index(period) * step


def draw(
    series: Sequence[Series],
    periods: Sequence[str],
    title: str,
    summary: str,
    unit: str,
    changes: Sequence[Change],
    frame: Frame,
) -> SafeString:
    """The picture of `trend` in a frame."""
    tall = taller(frame, changes)
    plot = _plot(series, periods, unit, tall, above=1.2 if changes else 0, below=tall.height - frame.height)
    parts = [heading(title, tall), _axes(plot), _changes(changes, series, plot), change_notes(changes, tall)]
    if any(point.value is not None for line in series for point in line.points):
        parts += [_band(series[0], plot), _symbols(series[0], plot)]
        # the line the chart is about is drawn last, over the others
        parts += [_line(line, marks.STROKES[at], plot) for at, line in reversed(list(enumerate(series)))]
        parts.append(_names(series, plot) if _has_names_beside(frame) else _key(series, plot))
    else:
        parts.append(element("text", summary, x=frame.width / 2, y=frame.height / 2, text_anchor="middle", fill=GREY))
    return picture(together(parts), title=title, summary=summary, frame=tall, css="cg-trend")


def _has_names_beside(frame: Frame) -> bool:
    return frame.width >= 500


def _plot(
    series: Sequence[Series], periods: Sequence[str], unit: str, frame: Frame, *, above: float, below: float
) -> Plot:
    """`above` is more room at the top, in parts of the letters, and `below` at the foot."""
    values = [
        value
        for at, line in enumerate(series)
        for point in line.points
        for value in ((point.value, point.lower, point.upper) if at == 0 else (point.value,))
        if value is not None
    ]
    axis = axis_for(values, from_zero=False)
    font = frame.font
    labels = [_tick_text(tick, axis, unit) for tick in axis.ticks]
    beside = max((text_width(line.name, font) for line in series), default=0) + 3 * font
    is_wide = _has_names_beside(frame)
    top = font * ((1.2 if unit in ("%", "") else 2.4) + above) + (font * 2.4 if frame.is_paper else 0)
    top += 0 if is_wide else font * 1.5 * len(series)
    return Plot(
        frame=frame,
        unit=unit,
        periods=periods,
        axis=axis,
        left=max(text_width(label, font) for label in labels) + font,
        right=frame.width - (min(beside, frame.width * 0.3) if is_wide else font),
        top=top,
        bottom=frame.height - font * (2.2 if axis.starts_at_zero else 3.6) - below,
        unit_at=top - font * (1.1 + above),
    )


def _tick_text(tick: float, axis: Axis, unit: str) -> str:
    return f"{tick:,.{axis.decimals}f}{unit if unit == '%' else ''}"


def _axes(plot: Plot) -> SafeString:
    font, y = plot.frame.font, plot.y
    parts = []
    if plot.unit not in ("%", ""):
        parts.append(element("text", plot.unit, x=0, y=plot.unit_at, fill=GREY))
    for tick in plot.axis.ticks:
        place = y(tick)
        colour = INK if tick == 0 else FAINT
        parts.append(element("line", x1=plot.left, x2=plot.right, y1=place, y2=place, stroke=colour, stroke_width=1))
        words = _tick_text(tick, plot.axis, plot.unit)
        parts.append(
            element("text", words, x=plot.left - font * 0.5, y=place + font * 0.35, text_anchor="end", fill=GREY)
        )
    step = every(plot.periods, plot.right - plot.left, font)
    for at, period in enumerate(plot.periods):
        if (len(plot.periods) - 1 - at) % step == 0:
            parts.append(
                element("text", period, x=plot.x(period), y=plot.bottom + font * 1.5, text_anchor="middle", fill=GREY)
            )
    if not plot.axis.starts_at_zero:
        note = "The scale does not start at zero."
        parts.append(element("text", note, x=plot.left, y=plot.bottom + font * 3, fill=GREY, font_size=font - 1))
    return together(parts)


def _changes(changes: Sequence[Change], series: Sequence[Series], plot: Plot) -> SafeString:
    """Each at its day, between the points around it."""
    where = {"top": plot.top, "bottom": plot.bottom, "font": plot.frame.font}
    return together(
        change_mark(one, at, x=_place(one.place, series[0], plot), **where) for at, one in enumerate(changes, start=1)
    )


def _place(place: float, line: Series, plot: Plot) -> float:
    before = min(max(math.floor(place), 0), max(len(line.points) - 2, 0))
    first, second = (plot.x(line.points[min(at, len(line.points) - 1)].period) for at in (before, before + 1))
    return first + (place - before) * (second - first)


def _band(line: Series, plot: Plot) -> SafeString:
    """The interval of the first series, one polygon for each run of points without a gap."""
    held = [[point for point in run if point.lower is not None and point.upper is not None] for run in runs_of(line)]
    shapes = []
    for run in held:
        upper = [(plot.x(point.period), plot.y(point.upper or 0)) for point in run]
        lower = [(plot.x(point.period), plot.y(point.lower or 0)) for point in reversed(run)]
        if len(run) > 1:
            shapes.append(
                element("polygon", points=_places(upper + lower), fill=marks.STROKES[0].colour, fill_opacity="0.16")
            )
        elif run:
            shapes.append(_whisker(upper[0], lower[0]))
    return together(shapes)


def _whisker(upper: tuple[float, float], lower: tuple[float, float]) -> SafeString:
    x = upper[0]
    return element("line", x1=x, x2=x, y1=upper[1], y2=lower[1], stroke=marks.STROKES[0].colour, stroke_width=2)


def _line(line: Series, stroke: marks.Stroke, plot: Plot) -> SafeString:
    parts = []
    for run in runs_of(line):
        places = [(plot.x(point.period), plot.y(point.value or 0)) for point in run]
        if len(places) > 1:
            parts.append(marks.path(_places(places), stroke))
        for point, (x, y) in zip(run, places, strict=True):
            words = f"{line.name}, {point.period}: {text_of(point, plot.unit)}"
            between = interval_of(point, plot.unit)
            parts.append(marks.mark(stroke, x, y, f"{words} ({between})" if between else words))
    return together(parts)


def _places(places: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{number(x)},{number(y)}" for x, y in places)


def _symbols(line: Series, plot: Plot) -> SafeString:
    """Why there is no figure, written where the line has its gap."""
    return together(
        element(
            "text",
            told(f"{line.name}, {point.period}: no figure ({point.symbol})", point.symbol),
            x=plot.x(point.period),
            y=plot.bottom - plot.frame.font * 0.4,
            text_anchor="middle",
            font_weight="bold",
            fill=INK,
        )
        for point in line.points
        if point.value is None and point.symbol
    )


def _names(series: Sequence[Series], plot: Plot) -> SafeString:
    """Each line's name and latest figure beside its end, kept apart."""
    font = plot.frame.font
    ends = [(at, line, runs_of(line)[-1][-1]) for at, line in enumerate(series) if runs_of(line)]
    wanted = [plot.y(point.value or 0) for _, _, point in ends]
    places = spread(wanted, font * 2.4, plot.top, plot.bottom - font)
    parts = []
    room = plot.frame.width - plot.right - font
    for (at, line, point), y in zip(ends, places, strict=True):
        stroke, x = marks.STROKES[at], plot.right + font * 0.7
        name = element("tspan", shortened(line.name, room, font), x=x, font_weight="bold" if at == 0 else None)
        value = element("tspan", text_of(point, plot.unit), x=x, dy=font * 1.15)
        parts.append(element("text", told(line.name, together([name, value])), x=x, y=y, fill=stroke.ink))
    return together(parts)


def _key(series: Sequence[Series], plot: Plot) -> SafeString:
    """On a narrow picture the names stand above it, each with a sample of its line."""
    font = plot.frame.font
    parts = []
    for at, line in enumerate(series):
        y = font * (1.2 + 1.5 * at) + (font * 2.4 if plot.frame.is_paper else 0)
        runs = runs_of(line)
        latest = runs[-1][-1] if runs else None
        said = f"{text_of(latest, plot.unit)} ({latest.period})" if latest else "no figures"
        parts.append(marks.sample(marks.STROKES[at], font * 0.5, y - font * 0.35, font * 2.5))
        words = shortened(f"{line.name}: {said}", plot.frame.width - font * 3.8, font)
        parts.append(element("text", words, x=font * 3.6, y=y, fill=INK, font_weight="bold" if at == 0 else None))
    return together(parts)
