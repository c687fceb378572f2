"""Spans of work through time with days in them: workstreams and their milestones, in groups, with a line for today."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from itertools import groupby

from django.utils.safestring import SafeString

from commonground.foundation.design.drawing import (
    GREY,
    INK,
    LINE,
    Attributes,
    Drawing,
    Frame,
    Key,
    Row,
    Table,
    element,
    heading,
    picture,
    shortened,
    together,
    told,
)
from commonground.foundation.design.scales import Scale

BAR, PAST, LATE = "#a1c6e3", "#d9dcde", "#b10e1e"
STEPS = (1, 3, 6, 12, 24, 60)  # months between two lines of the axis
MOST_LINES = 8
LETTER = 0.6  # width of a letter as a share of its height, rather more than less
DAY = "{0.day} {0:%B %Y}"


@dataclass(frozen=True)
class Mark:
    """A day in a span. `state` is done, open or late; `words` say how it stands."""

    on: date
    name: str
    state: str
    words: str


@dataclass(frozen=True)
class Span:
    """A row: from a day until another, or on and on; faded where it is over."""

    name: str
    group: str
    start: date
    end: date | None
    words: str
    marks: Sequence[Mark] = ()
    is_over: bool = False
    href: str = ""


def timeline(spans: Sequence[Span], *, title: str, today: date, of_today: str = "today") -> Drawing:
    """Spans in the order given, a heading before each group. The table holds every span and every day in it."""
    return Drawing(
        title=title,
        summary=_summary(spans, today, of_today),
        table=Table(("What", "Part of", "From", "Until or due", "State"), tuple(_rows(spans))),
        draw=partial(_draw, spans, title, today, of_today),
        legend=_legend(),
        rows=tuple(Row(cells=(), href=one.href if is_span else "") for one, is_span in _each(spans)),
        has_small=True,
        words=("Part of", "From", "Until or due", "State"),
    )


def _each(spans: Sequence[Span]) -> list[tuple[Span, bool]]:
    return [(span, at == 0) for span in spans for at in range(1 + len(span.marks))]


def _rows(spans: Sequence[Span]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for span in spans:
        until = DAY.format(span.end) if span.end else "no end named"
        rows.append((span.name, span.group, DAY.format(span.start), until, span.words))
        rows += [(mark.name, span.name, "", DAY.format(mark.on), mark.words) for mark in span.marks]
    return rows


def _summary(spans: Sequence[Span], today: date, of_today: str) -> str:
    marks = [mark for span in spans for mark in span.marks]
    late = sum(mark.state == "late" for mark in marks)
    coming = [mark for mark in marks if mark.state == "open" and mark.on >= today]
    rows, days = _counted(len(spans), "row"), _counted(len(marks), "dated milestone")
    words = f"{rows} with {days}, {late} of them late {of_today}."
    if coming:
        first = min(coming, key=lambda mark: mark.on)
        words += f" Next: {first.name}, {DAY.format(first.on)}."
    return words


def _counted(number: int, one: str) -> str:
    return f"{number} {one}{'' if number == 1 else 's'}"


def _legend() -> tuple[Key, ...]:
    size: Attributes = {"width": 16, "height": 16, "viewBox": "0 0 16 16"}
    named = (("done", "Reached"), ("open", "To come"), ("late", "Late"))
    marks = [Key(element("svg", _mark(state, 8, 8), aria_hidden="true", **size), words) for state, words in named]
    line = element("line", x1=8, x2=8, y1=0, y2=16, stroke=INK, stroke_width=2, stroke_dasharray="3 2")
    return (*marks, Key(element("svg", line, aria_hidden="true", **size), "The day as at which this is drawn"))


@dataclass(frozen=True)
class _Layout:
    """Where things are: names to the left where there is room, else above their bars."""

    frame: Frame
    left: float
    top: float
    row: float
    above: float

    @property
    def right(self) -> float:
        return self.frame.width - 10


def _layout(spans: Sequence[Span], frame: Frame) -> _Layout:
    is_small = frame.width < 500
    row, above = (40.0, 16.0) if is_small else (28.0, 0.0)
    top = frame.font * (3.4 if frame.is_paper else 1.6)
    groups = len(list(groupby(spans, key=lambda span: span.group)))
    height = top + row * len(spans) + 26 * groups + frame.font * (1.6 if not frame.is_paper else 3.4)
    return _Layout(replace(frame, height=height), 6 if is_small else frame.width * 0.33, top, row, above)


def _draw(spans: Sequence[Span], title: str, today: date, of_today: str, frame: Frame) -> SafeString:
    at = _layout(spans, frame)
    first, last = _ends(spans, today)
    scale = Scale(first.toordinal(), last.toordinal(), at.left, at.right)
    parts = [heading(title, frame), _axis(first, last, scale, at)]
    y, group = at.top, ""
    for span in spans:
        if span.group != group:
            group = span.group
            words = shortened(group, at.frame.width, frame.font)
            parts.append(element("text", words, x=0, y=y + 18, font_weight="bold", fill=INK))
            y += 26
        parts.append(_span(span, y, scale, at))
        y += at.row
    parts.append(_today(today, of_today, scale, at, y))
    if frame.is_paper:
        parts.append(_paper_key(at))
    return picture(together(parts), title=title, summary=_summary(spans, today, of_today), frame=at.frame)


def _ends(spans: Sequence[Span], today: date) -> tuple[date, date]:
    """First and last day drawn: all spans, all marks and today, with a month to spare."""
    days = [today, *(span.start for span in spans), *(span.end for span in spans if span.end)]
    days += [mark.on for span in spans for mark in span.marks]
    return min(days) - timedelta(days=14), max(days) + timedelta(days=31)


def _axis(first: date, last: date, scale: Scale, at: _Layout) -> SafeString:
    months = (last.year - first.year) * 12 + last.month - first.month
    fits = MOST_LINES if at.left > 100 else MOST_LINES // 2
    step = next((one for one in STEPS if months / one <= fits), STEPS[-1])
    parts = []
    for month in range(first.year * 12 + first.month, last.year * 12 + last.month):
        if month % step == 0:
            day = date(month // 12, month % 12 + 1, 1)
            x = scale(day.toordinal())
            bottom = at.frame.height - at.frame.font * (1.4 if not at.frame.is_paper else 3.2)
            words = f"{day.year}" if step >= 12 else f"{day:%b %Y}" if step > 1 or at.left > 100 else f"{day:%b}"
            parts.append(element("line", x1=x, x2=x, y1=at.top, y2=bottom, stroke=LINE))
            fill: Attributes = {"fill": GREY, "text_anchor": "middle", "font_size": at.frame.font - 2}
            middle = _within(x, words, at.frame)
            parts.append(element("text", words, x=middle, y=bottom + at.frame.font * 1.1, **fill))
    return together(parts)


def _within(x: float, words: str, frame: Frame) -> float:
    """Where the middle of words stands so that all of them are in the picture."""
    half = len(words) * (frame.font - 2) * LETTER / 2
    return min(max(x, half), frame.width - half)


def _span(span: Span, y: float, scale: Scale, at: _Layout) -> SafeString:
    font = at.frame.font - 1
    start = scale(span.start.toordinal())
    end = scale(span.end.toordinal()) if span.end else at.right
    top, middle = y + at.above + 7, y + at.above + 14
    room = at.frame.width if at.above else at.left - 12
    label = element(
        "text", shortened(span.name, room, font), x=0, y=y + (13 if at.above else 19), font_size=font, fill=INK
    )
    bar = element("rect", x=start, y=top, width=max(end - start, 2), height=14, fill=PAST if span.is_over else BAR)
    if not span.end:
        bar = together([bar, element("path", "", d=f"M{end:.1f} {top:.1f} l8 7 l-8 7 z", fill=BAR)])
    words = f"{span.name}, from {DAY.format(span.start)}" + (f" until {DAY.format(span.end)}" if span.end else "")
    marks = [_told_mark(mark, scale(mark.on.toordinal()), middle) for mark in span.marks]
    return together([label, element("g", told(f"{words}. {span.words}", bar)), *marks])


def _told_mark(mark: Mark, x: float, y: float) -> SafeString:
    return element("g", told(f"{mark.name}: {DAY.format(mark.on)}, {mark.words}", _mark(mark.state, x, y)))


def _mark(state: str, x: float, y: float) -> SafeString:
    """Reached: a full disc. To come: a ring. Late: a diamond with a bar in it, red for those who see red."""
    if state == "done":
        return element("circle", cx=x, cy=y, r=5.5, fill=INK)
    if state == "open":
        return element("circle", cx=x, cy=y, r=5, fill="#ffffff", stroke=INK, stroke_width=2)
    shape = element("path", d=f"M{x:.1f} {y - 7.5:.1f} l7.5 7.5 l-7.5 7.5 l-7.5 -7.5 z", fill=LATE)
    inner = element("line", x1=x, x2=x, y1=y - 3.5, y2=y + 3.5, stroke="#ffffff", stroke_width=2)
    return together([shape, inner])


def _today(today: date, words: str, scale: Scale, at: _Layout, bottom: float) -> SafeString:
    x = scale(today.toordinal())
    line = element("line", x1=x, x2=x, y1=at.top, y2=bottom, stroke=INK, stroke_width=2, stroke_dasharray="3 2")
    anchor = "end" if x > at.right - 60 else "start" if x < at.left + 60 else "middle"
    size: Attributes = {"font_size": at.frame.font - 2, "text_anchor": anchor, "fill": INK}
    return together([line, element("text", words, x=x, y=at.top - 4, **size)])


def _paper_key(at: _Layout) -> SafeString:
    y = at.frame.height - at.frame.font * 0.6
    parts, x = [], 8.0
    for state, words in (("done", "reached"), ("open", "to come"), ("late", "late")):
        parts += [_mark(state, x, y - 5), element("text", words, x=x + 12, y=y, fill=GREY, font_size=at.frame.font - 2)]
        x += 110
    return together(parts)
