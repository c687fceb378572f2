"""Figures side by side: bars from zero, with intervals and a line for what they are compared with."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.safestring import SafeString

from commonground.foundation.design.drawing import (
    GREY,
    INK,
    Attributes,
    Drawing,
    Frame,
    Row,
    Table,
    check_number,
    element,
    heading,
    picture,
    shortened,
    text_width,
    together,
    told,
    value_text,
)
from commonground.foundation.design.scales import Scale, axis_for

BAR = "#5694ca"
HIGHLIGHTED = "#12436d"


@dataclass(frozen=True)
class Bar:
    """One bar. `symbol` says why there is no value; `highlighted` marks the one the page is about."""

    name: str
    value: float | None
    lower: float | None = None
    upper: float | None = None
    text: str = ""
    symbol: str = ""
    href: str = ""
    highlighted: bool = False


@dataclass(frozen=True)
class Comparator:
    """What the bars are compared with: England, the region, a target."""

    name: str
    value: float
    text: str = ""


def bars(items: Sequence[Bar], *, title: str, unit: str = "", comparator: Comparator | None = None) -> Drawing:
    """A bar for each item, in the order given. Raises Invalid for figures that are not finite."""
    for item in items:
        for value in (item.value, item.lower, item.upper):
            check_number(value, f"“{title}”: {item.name}")
    if comparator is not None:
        check_number(comparator.value, f"“{title}”: {comparator.name}")
    return Drawing(
        title=title,
        summary=_summary(items, unit, comparator),
        table=_table(items, unit, comparator),
        draw=partial(_draw, items, title, unit, comparator),
        has_small=True,
        rows=(*(Row(cells=(), href=item.href) for item in items), *([Row(cells=())] if comparator else [])),
    )


def _text(item: Bar, unit: str) -> str:
    if item.value is None:
        return item.text or item.symbol or "no figure"
    return item.text or value_text(item.value, unit)


def _comparator_text(comparator: Comparator, unit: str) -> str:
    return comparator.text or value_text(comparator.value, unit)


def _summary(items: Sequence[Bar], unit: str, comparator: Comparator | None) -> str:
    held = [item for item in items if item.value is not None]
    if not held:
        return "There are no figures to draw."
    highest = max(held, key=lambda item: item.value or 0)
    lowest = min(held, key=lambda item: item.value or 0)
    if highest.value == lowest.value:
        sentence = (
            f"All {len(held)} have {_text(highest, unit)}."
            if len(held) > 1
            else f"{highest.name}: {_text(highest, unit)}."
        )
    else:
        sentence = f"From {_text(lowest, unit)} in {lowest.name} to {_text(highest, unit)} in {highest.name}."
    if comparator is not None:
        over = sum(1 for item in held if (item.value or 0) > comparator.value)
        sentence += f" {comparator.name}: {_comparator_text(comparator, unit)}; {over} of {len(held)} are above it."
    missing = [item.name for item in items if item.value is None]
    return sentence + (f" No figure for {', '.join(missing)}." if missing else "")


def _table(items: Sequence[Bar], unit: str, comparator: Comparator | None) -> Table:
    has_interval = any(item.lower is not None for item in items)
    rows = [(item.name, _text(item, unit), *([_interval_text(item, unit)] if has_interval else [])) for item in items]
    if comparator is not None:
        rows.append((comparator.name, _comparator_text(comparator, unit), *([""] if has_interval else [])))
    return Table(headers=("Name", "Value", *(["95% interval"] if has_interval else [])), rows=tuple(rows))


def _interval_text(item: Bar, unit: str) -> str:
    if item.lower is None or item.upper is None:
        return ""
    return f"{value_text(item.lower, unit)} to {value_text(item.upper, unit)}"


def _draw(items: Sequence[Bar], title: str, unit: str, comparator: Comparator | None, frame: Frame) -> SafeString:
    font = frame.font
    row = font * 2.1
    top = font * (2 if comparator else 0.6) + (font * 2.4 if frame.is_paper else 0)
    sized = Frame(frame.width, top + row * max(len(items), 1) + font * 0.6, font, frame.is_paper)
    summary = _summary(items, unit, comparator)
    x = _scale(items, unit, comparator, frame)
    parts = [heading(title, sized)]
    if comparator is not None:
        parts.append(_comparator(comparator, x, top, sized, unit))
    parts += [_row(item, x, top + row * at, row, sized, unit) for at, item in enumerate(items)]
    zero = x(0)
    parts.append(element("line", x1=zero, x2=zero, y1=top, y2=sized.height - font * 0.6, stroke=INK, stroke_width=1))
    if not items:
        parts.append(element("text", summary, x=0, y=top + font, fill=GREY))
    return picture(together(parts), title=title, summary=summary, frame=sized, css="cg-bars")


def _scale(items: Sequence[Bar], unit: str, comparator: Comparator | None, frame: Frame) -> Scale:
    values = [value for item in items for value in (item.value, item.lower, item.upper) if value is not None]
    axis = axis_for([*values, comparator.value] if comparator else values, from_zero=True)
    names = max((text_width(item.name, frame.font) for item in items), default=0) + frame.font
    left = min(names, frame.width * 0.38)
    right = max((text_width(_text(item, unit), frame.font) for item in items), default=0) + frame.font
    return Scale(axis.low, axis.high, left, frame.width - min(right, frame.width * 0.3))


def _row(item: Bar, x: Scale, y: float, height: float, frame: Frame, unit: str) -> SafeString:
    font, middle = frame.font, y + height / 2
    weight = "bold" if item.highlighted else None
    name = shortened(item.name, x.start - font * 0.6, font)
    baseline = middle + font * 0.35
    parts = [element("text", told(item.name, name), x=0, y=baseline, fill=INK, font_weight=weight)]
    if item.value is None:
        parts.append(element("text", _text(item, unit), x=x(0) + font * 0.5, y=baseline, fill=GREY))
        return together(parts)
    start, end = sorted((x(0), x(item.value)))
    words = f"{item.name}: {_text(item, unit)}"
    between = _interval_text(item, unit)
    parts.append(
        element(
            "rect",
            element("title", f"{words} ({between})" if between else words),
            x=start,
            y=y + height * 0.18,
            width=max(end - start, 1),
            height=height * 0.64,
            fill=HIGHLIGHTED if item.highlighted else BAR,
        )
    )
    parts.append(_whisker(item, x, middle, font))
    after = max(x(item.value), x(item.upper) if item.upper is not None else 0, x(0))
    # white under the letters: the comparator's line may run through them
    shown = _text(item, unit)
    halo: Attributes = {"stroke": "#ffffff", "stroke_width": 4, "stroke_linejoin": "round", "paint_order": "stroke"}
    parts.append(element("text", shown, x=after + font * 0.5, y=baseline, fill=INK, font_weight=weight, **halo))
    return together(parts)


def _whisker(item: Bar, x: Scale, y: float, font: float) -> SafeString:
    """The interval, light where it lies over the bar and dark outside, so that it is seen on both."""
    if item.lower is None or item.upper is None:
        return SafeString()
    low, high, cap = x(item.lower), x(item.upper), font * 0.3
    line = f"M{low:.1f} {y:.1f}H{high:.1f}M{low:.1f} {y - cap:.1f}v{2 * cap:.1f}M{high:.1f} {y - cap:.1f}v{2 * cap:.1f}"
    halo = element("path", d=line, stroke="#ffffff", stroke_width=4, fill="none")
    return together([halo, element("path", d=line, stroke=INK, stroke_width=1.5, fill="none")])


def _comparator(comparator: Comparator, x: Scale, top: float, frame: Frame, unit: str) -> SafeString:
    place, font = x(comparator.value), frame.font
    words = f"{comparator.name} {_comparator_text(comparator, unit)}"
    anchor = "end" if place > frame.width * 0.6 else "start"
    name = element("text", words, x=place, y=top - font * 0.6, text_anchor=anchor, fill=INK)
    line: Attributes = {"x1": place, "x2": place, "y1": top - font * 0.3, "y2": frame.height}
    return together([name, element("line", **line, stroke=INK, stroke_width=2, stroke_dasharray="6 3")])
