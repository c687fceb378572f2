"""A control chart: a series month by month, its mean and limits, signs of a change, and the days something changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.safestring import SafeString

from commonground.foundation.design.charts import marks
from commonground.foundation.design.charts.changes import (
    Change,
    change_keys,
    change_mark,
    change_notes,
    taller,
    told_changes,
)
from commonground.foundation.design.drawing import (
    FAINT,
    GREY,
    INK,
    Attributes,
    Drawing,
    Frame,
    Key,
    Table,
    check_number,
    element,
    heading,
    number,
    picture,
    shortened,
    text_width,
    together,
    told,
    value_text,
)
from commonground.foundation.design.scales import Axis, Scale, axis_for, every

PLAIN = marks.Stroke("#12436d", "#12436d", 2.5, None, "circle")
SIGNED = marks.Stroke("#801650", "#801650", 2, None, "diamond")
LIMIT, MEAN = "6 4", None


@dataclass(frozen=True)
class ControlPoint:
    """One month. `signs` names what rules find at it, `limits` are mean, lower and upper there, if there are any."""

    period: str
    value: float | None
    text: str = ""
    signs: tuple[str, ...] = ()
    limits: tuple[float, float, float] | None = None
    symbol: str = ""


@dataclass(frozen=True)
class Plot:
    frame: Frame
    count: int
    left: float
    right: float
    y: Scale
    axis: Axis

    def x(self, place: float) -> float:
        return self.left + (place + 0.5) * (self.right - self.left) / max(self.count, 1)


def control(points: Sequence[ControlPoint], *, title: str, unit: str = "", changes: Sequence[Change] = ()) -> Drawing:
    """The chart of a series. Raises Invalid for figures that are not finite."""
    for point in points:
        for value in (point.value, *(point.limits or ())):
            check_number(value, f"“{title}”: {point.period}")
    summary = _summary(points, unit, changes)
    return Drawing(
        title=title,
        summary=summary,
        table=_table(points, unit, changes),
        draw=partial(_draw, points, title, summary, unit, changes),
        has_small=True,
        legend=_legend(changes),
        words=("Signs",),
    )


def _summary(points: Sequence[ControlPoint], unit: str, changes: Sequence[Change]) -> str:
    known = [point for point in points if point.value is not None]
    if not known:
        return "There are no figures to draw."
    last = known[-1]
    said = f"{_text(last, unit)} in {last.period}."
    if last.limits:
        mean, lower, upper = (value_text(value, unit) for value in last.limits)
        said += f" Mean {mean}, limits {lower} to {upper}."
    signs = list(dict.fromkeys(sign for point in points for sign in point.signs))
    for sign in signs:
        at = [point.period for point in points if sign in point.signs]
        said += f" {sign[:1].upper()}{sign[1:]}: {len(at)} month{'' if len(at) == 1 else 's'}, last {at[-1]}."
    if last.limits and not signs:
        said += " No rule finds a sign of change: it varies as it always has."
    return said + told_changes(changes, [point.period for point in points])


def _text(point: ControlPoint, unit: str) -> str:
    return point.text or (value_text(point.value, unit) if point.value is not None else point.symbol or "no figure")


def _table(points: Sequence[ControlPoint], unit: str, changes: Sequence[Change]) -> Table:
    changed = {one.next_of(len(points)): one.words for one in changes}
    rows = []
    for at, point in enumerate(points):
        limits = [value_text(value, unit) for value in point.limits] if point.limits else ["", "", ""]
        signs = "; ".join((*point.signs, *([f"changed before: {changed[at]}"] if at in changed else [])))
        rows.append((point.period, _text(point, unit), *limits, signs))
    return Table(headers=("Month", "Value", "Mean", "Lower limit", "Upper limit", "Signs"), rows=tuple(rows))


def _legend(changes: Sequence[Change]) -> tuple[Key, ...]:
    def swatch(content: SafeString) -> SafeString:
        size: Attributes = {"width": 26, "height": 16, "viewBox": "0 0 26 16"}
        return element("svg", content, aria_hidden="true", **size)

    def line(dash: str | None) -> SafeString:
        return swatch(element("line", x1=0, x2=26, y1=8, y2=8, stroke=INK, stroke_width=1.5, stroke_dasharray=dash))

    listed = [
        Key(swatch(marks.shape(PLAIN, 13, 8)), "A month"),
        Key(swatch(marks.shape(SIGNED, 13, 8, 5)), "A month at which a rule finds a sign"),
        Key(line(MEAN), "Mean"),
        Key(line(LIMIT), "Limits: the mean and 2.66 mean moving ranges on either side"),
    ]
    return (*listed, *change_keys(changes))


def _draw(
    points: Sequence[ControlPoint],
    title: str,
    summary: str,
    unit: str,
    changes: Sequence[Change],
    frame: Frame,
) -> SafeString:
    tall = taller(frame, changes)
    plot = _plot(points, unit, tall, below=tall.height - frame.height)
    parts = [heading(title, tall), _axes(plot, points, unit)]
    parts += [_limits(points, plot, which) for which in range(3)]
    where = {"top": plot.y.end, "bottom": plot.y.start, "font": frame.font}
    parts += [change_mark(one, at, x=plot.x(one.place), **where) for at, one in enumerate(changes, start=1)]
    parts += [_line(points, plot), *(_point(at, point, plot, unit) for at, point in enumerate(points))]
    parts.append(change_notes(changes, tall))
    if not any(point.value is not None for point in points):
        parts.append(element("text", summary, x=plot.left, y=tall.height / 2, fill=GREY))
    return picture(together(parts), title=title, summary=summary, frame=tall, css="cg-control")


def _plot(points: Sequence[ControlPoint], unit: str, frame: Frame, *, below: float) -> Plot:
    values = [value for point in points for value in (point.value, *(point.limits or ())) if value is not None]
    axis = axis_for(values, from_zero=False)
    font = frame.font
    labels = [_tick(tick, axis, unit) for tick in axis.ticks]
    top = font * 2.4 + (font * 2.4 if frame.is_paper else 0)
    bottom = frame.height - font * (2.2 if axis.starts_at_zero else 3.6) - below
    left = max(text_width(label, font) for label in labels) + font
    return Plot(frame, len(points), left, frame.width - font * 2.2, Scale(axis.low, axis.high, bottom, top), axis)


def _tick(tick: float, axis: Axis, unit: str) -> str:
    return f"{tick:,.{axis.decimals}f}{unit if unit == '%' else ''}"


def _axes(plot: Plot, points: Sequence[ControlPoint], unit: str) -> SafeString:
    font, y = plot.frame.font, plot.y
    parts = (
        []
        if unit in ("%", "")
        else [element("text", shortened(unit, plot.frame.width, font), x=0, y=y.end - font * 1.2, fill=GREY)]
    )
    for tick in plot.axis.ticks:
        place = y(tick)
        parts.append(element("line", x1=plot.left, x2=plot.right, y1=place, y2=place, stroke=FAINT, stroke_width=1))
        words = _tick(tick, plot.axis, unit)
        parts.append(
            element("text", words, x=plot.left - font * 0.5, y=place + font * 0.35, text_anchor="end", fill=GREY)
        )
    labels = [point.period for point in points]
    step = every(labels, plot.right - plot.left, font)
    for at, label in enumerate(labels):
        if (len(labels) - 1 - at) % step == 0:
            parts.append(element("text", label, x=plot.x(at), y=y.start + font * 1.5, text_anchor="middle", fill=GREY))
    if not plot.axis.starts_at_zero:
        note = "The scale does not start at zero."
        parts.append(element("text", note, x=plot.left, y=y.start + font * 3, fill=GREY, font_size=font - 1))
    return together(parts)


def _limits(points: Sequence[ControlPoint], plot: Plot, which: int) -> SafeString:
    """The mean (0) or a limit (1, 2), one line for each stretch of points that share it."""
    runs: list[tuple[int, int, float]] = []
    for at, point in enumerate(points):
        value = point.limits[which] if point.limits else None
        if value is None:
            continue
        if runs and runs[-1][1] == at - 1 and points[at - 1].limits == point.limits:
            runs[-1] = (runs[-1][0], at, value)
        else:
            runs.append((at, at, value))
    dash = MEAN if which == 0 else LIMIT
    return together(
        element(
            "line", x1=plot.x(first - 0.5), x2=plot.x(last + 0.5), y1=plot.y(value), y2=plot.y(value), stroke=INK,
            stroke_width=1.5, stroke_dasharray=dash,
        )
        for first, last, value in runs
    )  # fmt: skip


def _line(points: Sequence[ControlPoint], plot: Plot) -> SafeString:
    runs: list[list[str]] = [[]]
    for at, point in enumerate(points):
        if point.value is None:
            runs.append([])
        else:
            runs[-1].append(f"{number(plot.x(at))},{number(plot.y(point.value))}")
    return together(
        marks.path(" ".join(run), marks.Stroke(PLAIN.colour, PLAIN.ink, 1.5, None, "")) for run in runs if len(run) > 1
    )


def _point(at: int, point: ControlPoint, plot: Plot, unit: str) -> SafeString:
    if point.value is None:
        return SafeString()
    signs = f" ({'; '.join(point.signs)})" if point.signs else ""
    words = f"{point.period}: {_text(point, unit)}{signs}"
    room = (plot.right - plot.left) / max(plot.count, 1)
    size = min(4.0, max(2.0, room * 0.3))
    shape = (
        marks.shape(SIGNED, plot.x(at), plot.y(point.value), size + 1)
        if point.signs
        else marks.shape(PLAIN, plot.x(at), plot.y(point.value), size)
    )
    return element("g", told(words, shape))
