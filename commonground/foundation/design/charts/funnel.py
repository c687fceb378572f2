"""A funnel plot: each area by its size and its figure, between the limits that chance alone would draw."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.safestring import SafeString

from commonground.foundation.design.charts import marks
from commonground.foundation.design.drawing import (
    FAINT,
    GREY,
    INK,
    Attributes,
    Drawing,
    Frame,
    Key,
    Row,
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
from commonground.foundation.design.scales import Axis, Scale, axis_for

WITHIN = marks.Stroke("#5694ca", "#0b5394", 2, None, "circle")
BEYOND_95 = marks.Stroke("#801650", "#801650", 2, None, "square")
BEYOND_998 = marks.Stroke("#801650", "#801650", 2, None, "diamond")
DASHES = {"95": "3 3", "99.8": None}
MOST_NAMED = 6


@dataclass(frozen=True)
class FunnelPoint:
    """One area. `beyond` is "", "95" or "99.8": the widest limit that it lies outside of; `said` says it in words."""

    name: str
    size: float
    value: float
    beyond: str = ""
    said: str = ""
    text: str = ""
    href: str = ""
    highlighted: bool = False


@dataclass(frozen=True)
class Band:
    """The limits for one size, in the unit of the figure: lower 99.8%, lower 95%, upper 95%, upper 99.8%."""

    size: float
    lower_998: float
    lower_95: float
    upper_95: float
    upper_998: float


@dataclass(frozen=True)
class Plot:
    frame: Frame
    x: Scale
    y: Scale
    across: Axis
    up: Axis


def funnel(
    points: Sequence[FunnelPoint],
    bands: Sequence[Band],
    *,
    title: str,
    unit: str,
    size_of: str,
    target: float,
    target_name: str,
    missing: int = 0,
) -> Drawing:
    """Points among the limits. `size_of` says what the size counts; `missing` how many areas have no figure.

    Raises Invalid for figures that are not finite.
    """
    check_number(target, f"“{title}”: {target_name}")
    for point in points:
        for value in (point.size, point.value):
            check_number(value, f"“{title}”: {point.name}")
    for band in bands:
        for value in (band.size, band.lower_998, band.lower_95, band.upper_95, band.upper_998):
            check_number(value, f"“{title}”: limits")
    line = f"{target_name} {value_text(target, unit)}"
    summary = _summary(points, line, missing)
    return Drawing(
        title=title,
        summary=summary,
        table=_table(points, size_of, unit),
        draw=partial(_draw, points, bands, title, summary, unit, size_of, target, line),
        has_small=True,
        rows=tuple(Row(cells=(), href=point.href) for point in points),
        legend=_legend(line),
        words=("Among the limits",),
    )


def _summary(points: Sequence[FunnelPoint], line: str, missing: int) -> str:
    if not points:
        return "There are no figures to draw."
    far = [point for point in points if point.beyond == "99.8"]
    near = sum(1 for point in points if point.beyond == "95")
    said = (
        f"{len(points)} areas around {line}: {len(points) - len(far) - near} within the limits of chance, "
        f"{near} beyond 95%, {len(far)} beyond 99.8%."
    )
    for point in points:
        if point.highlighted:
            said += f" {point.name}, {point.text}, is {point.said or 'within the limits'}."
    return said + (f" {missing} have no figure." if missing else "")


def _table(points: Sequence[FunnelPoint], size_of: str, unit: str) -> Table:
    rows = tuple(
        (point.name, f"{point.size:,.0f}", point.text or value_text(point.value, unit), point.said) for point in points
    )
    return Table(headers=("Area", size_of, "Value", "Among the limits"), rows=rows)


def _legend(line: str) -> tuple[Key, ...]:
    def swatch(content: SafeString) -> SafeString:
        size: Attributes = {"width": 26, "height": 16, "viewBox": "0 0 26 16"}
        return element("svg", content, aria_hidden="true", **size)

    def stroke(dash: str | None, width: float = 1.5) -> SafeString:
        return swatch(element("line", x1=0, x2=26, y1=8, y2=8, stroke=INK, stroke_width=width, stroke_dasharray=dash))

    return (
        Key(swatch(marks.shape(WITHIN, 13, 8)), "Within the limits"),
        Key(swatch(marks.shape(BEYOND_95, 13, 8)), "Beyond the 95% limit"),
        Key(swatch(marks.shape(BEYOND_998, 13, 8, 5)), "Beyond the 99.8% limit"),
        Key(stroke(None, 2.5), line),
        Key(stroke(DASHES["95"]), "95% limits"),
        Key(stroke(DASHES["99.8"]), "99.8% limits"),
    )


def _draw(
    points: Sequence[FunnelPoint],
    bands: Sequence[Band],
    title: str,
    summary: str,
    unit: str,
    size_of: str,
    target: float,
    line: str,
    frame: Frame,
) -> SafeString:
    tall = Frame(frame.width, frame.height * 1.15, frame.font, frame.is_paper)
    plot = _plot(points, bands, target, unit, tall)
    parts = [heading(title, tall), _axes(plot, unit, size_of)]
    parts += [_limit(plot, bands, name) for name in ("lower_998", "lower_95", "upper_95", "upper_998")]
    level = plot.y(target)
    parts.append(element("line", x1=plot.x.start, x2=plot.x.end, y1=level, y2=level, stroke=INK, stroke_width=2.5))
    # the one that the chart is about is drawn last, over the others
    parts += [_point(point, plot) for point in sorted(points, key=lambda one: (one.highlighted, one.beyond))]
    parts += [_name(point, plot) for point in _named(points)]
    if frame.is_paper:
        words = f"Line: {line}. Dashed: 95% limits; whole: 99.8%. Square: beyond 95%; diamond: beyond 99.8%."
        parts.append(element("text", words, x=0, y=tall.height - frame.font * 0.3, fill=GREY, font_size=frame.font - 1))
    return picture(together(parts), title=title, summary=summary, frame=tall, css="cg-funnel")


def _named(points: Sequence[FunnelPoint]) -> list[FunnelPoint]:
    """Whom the chart is about is written beside its mark; the others tell their name to whoever points at them."""
    return [point for point in points if point.highlighted][:MOST_NAMED]


def _plot(points: Sequence[FunnelPoint], bands: Sequence[Band], target: float, unit: str, frame: Frame) -> Plot:
    font = frame.font
    values = [target, *(point.value for point in points)]
    low, high = min(values), max(values)
    # limits of the smallest areas reach far beyond every figure: they may leave the picture
    values += [one for band in bands for one in (band.lower_95, band.upper_95) if low / 2 <= one <= high * 1.25]
    up = axis_for(values, from_zero=False)
    across = axis_for([point.size for point in points], from_zero=True)
    labels = [_tick(tick, up, unit) for tick in up.ticks]
    left = max(text_width(label, font) for label in labels) + font
    top = font * 2.4 + (font * 2.4 if frame.is_paper else 0)
    bottom = frame.height - font * (5 if frame.is_paper else 3.6)
    right = frame.width - font * 1.5
    return Plot(frame, Scale(across.low, across.high, left, right), Scale(up.low, up.high, bottom, top), across, up)


def _tick(tick: float, axis: Axis, unit: str) -> str:
    return f"{tick:,.{axis.decimals}f}{unit if unit == '%' else ''}"


def _axes(plot: Plot, unit: str, size_of: str) -> SafeString:
    font, x, y = plot.frame.font, plot.x, plot.y
    room = plot.frame.width
    parts = (
        []
        if unit in ("%", "")
        else [element("text", shortened(unit, room, font), x=0, y=y.end - font * 1.2, fill=GREY)]
    )
    for tick in plot.up.ticks:
        place = y(tick)
        parts.append(element("line", x1=x.start, x2=x.end, y1=place, y2=place, stroke=FAINT, stroke_width=1))
        words = _tick(tick, plot.up, unit)
        parts.append(
            element("text", words, x=x.start - font * 0.5, y=place + font * 0.35, text_anchor="end", fill=GREY)
        )
    step = 1 if room >= 500 else 2
    for tick in plot.across.ticks[::step]:
        words = _tick(tick, plot.across, "")
        parts.append(element("text", words, x=x(tick), y=y.start + font * 1.5, text_anchor="middle", fill=GREY))
    words = shortened(size_of, room, font)
    parts.append(element("text", words, x=x.end, y=y.start + font * 3, text_anchor="end", fill=GREY))
    return together(parts)


def _limit(plot: Plot, bands: Sequence[Band], name: str) -> SafeString:
    """One limit as a line, broken where it leaves the picture."""
    runs: list[list[str]] = [[]]
    for band in bands:
        value = getattr(band, name)
        if plot.up.low <= value <= plot.up.high and plot.across.low <= band.size <= plot.across.high:
            runs[-1].append(f"{number(plot.x(band.size))},{number(plot.y(value))}")
        elif runs[-1]:
            runs.append([])
    dash = DASHES["95" if name.endswith("95") else "99.8"]
    return together(
        element("polyline", points=" ".join(run), fill="none", stroke=INK, stroke_width=1.5, stroke_dasharray=dash)
        for run in runs
        if len(run) > 1
    )


def _point(point: FunnelPoint, plot: Plot) -> SafeString:
    stroke = {"95": BEYOND_95, "99.8": BEYOND_998}.get(point.beyond, WITHIN)
    x, y = plot.x(point.size), plot.y(point.value)
    size = 5.0 if point.highlighted else 3.5
    words = f"{point.name}: {point.text}" + (f", {point.said}" if point.said else "")
    ring = (
        element("circle", cx=x, cy=y, r=10, fill="none", stroke=INK, stroke_width=2.5)
        if point.highlighted
        else SafeString()
    )
    return element("g", told(words, together([marks.shape(stroke, x, y, size), ring])))


def _name(point: FunnelPoint, plot: Plot) -> SafeString:
    x, y, font = plot.x(point.size), plot.y(point.value), plot.frame.font
    is_left = x > plot.frame.width * 0.6
    halo: Attributes = {"stroke": "#ffffff", "stroke_width": 4, "stroke_linejoin": "round", "paint_order": "stroke"}
    words = shortened(f"{point.name} {point.text}", plot.frame.width * 0.6, font)
    where = x - font if is_left else x + font
    return element(
        "text",
        words,
        x=where,
        y=y - font * 0.5,
        text_anchor="end" if is_left else "start",
        fill=INK,
        font_weight="bold",
        **halo,
    )
