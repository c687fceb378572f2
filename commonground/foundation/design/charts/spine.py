"""A spine chart: one row a measure, each on a scale of its own with the benchmark in the middle.

The light bar goes from the worst to the best area of the level, the dark one holds the middle half of them, and the
mark is the area that the chart is about. Where neither way is good, low is on the left.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.safestring import SafeString

from commonground.foundation.design.charts import marks
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
    check_number,
    element,
    heading,
    picture,
    shortened,
    text_width,
    together,
    told,
)

RANGE, HALF, MIDDLE = "#cbd5dd", "#8ea5b8", INK
SHAPES = {
    "better": marks.Stroke("#176b64", "#176b64", 2, None, "triangle"),
    "worse": marks.Stroke("#801650", "#801650", 2, None, "diamond"),
    "similar": marks.Stroke("#12436d", "#12436d", 2, None, "circle"),
    "lower": marks.Stroke("#12436d", "#12436d", 2, None, "square"),
    "higher": marks.Stroke("#12436d", "#12436d", 2, None, "square"),
}
PLAIN = marks.Stroke("#3d3d3d", "#3d3d3d", 2, None, "cross")
SWATCH = Frame(22, 16, 12)


@dataclass(frozen=True)
class SpineRow:
    """One measure. `texts` are how the value, the benchmark, the lowest and the highest are written; `word` is how it
    compares. `is_high_good` is None where neither way is good."""

    name: str
    value: float | None
    benchmark: float | None
    low: float | None
    quarter: float | None
    three_quarters: float | None
    high: float | None
    texts: tuple[str, str, str, str]
    word: str = ""
    is_high_good: bool | None = None
    period: str = ""
    href: str = ""

    @property
    def is_drawn(self) -> bool:
        return None not in (self.value, self.benchmark, self.low, self.quarter, self.three_quarters, self.high)

    @property
    def numbers(self) -> tuple[float | None, ...]:
        return self.value, self.benchmark, self.low, self.quarter, self.three_quarters, self.high


def spine(rows: Sequence[SpineRow], *, title: str, area: str, benchmark: str) -> Drawing:
    """A row for each measure, in the order given. Raises Invalid for figures that are not finite."""
    for row in rows:
        for value in row.numbers:
            check_number(value, f"“{title}”: {row.name}")
    return Drawing(
        title=title,
        summary=_summary(rows, area, benchmark),
        table=_table(rows, area, benchmark),
        draw=partial(_draw, rows, title, area, benchmark),
        has_small=True,
        rows=tuple(Row(cells=(), href=row.href) for row in rows),
        legend=_legend(benchmark),
        words=("Period", "Compared"),
    )


def _summary(rows: Sequence[SpineRow], area: str, benchmark: str) -> str:
    if not rows:
        return "There are no figures to draw."
    counts = {word: sum(1 for row in rows if row.word.startswith(word)) for word in SHAPES}
    said = [f"{count} {word}" for word, count in counts.items() if count]
    without = len(rows) - sum(counts.values())
    said += [f"{without} not compared"] if without else []
    measures = f"{len(rows)} measure{'' if len(rows) == 1 else 's'}"
    return f"{area} beside {benchmark}, {measures}: {', '.join(said)}."


def _table(rows: Sequence[SpineRow], area: str, benchmark: str) -> Table:
    headers = ("Measure", "Period", area, benchmark, "Compared", "Lowest", "Highest")
    return Table(
        headers=headers,
        rows=tuple((row.name, row.period, row.texts[0], row.texts[1], row.word, *row.texts[2:]) for row in rows),
    )


def _legend(benchmark: str) -> tuple[Key, ...]:
    def swatch(content: SafeString) -> SafeString:
        size: Attributes = {"width": SWATCH.width, "height": SWATCH.height, "viewBox": "0 0 22 16"}
        return element("svg", content, aria_hidden="true", **size)

    bar = partial(element, "rect", y=4, height=8, x=1, width=20)
    middle = element("line", x1=11, x2=11, y1=1, y2=15, stroke=MIDDLE, stroke_width=2)
    named = {"better": "Better", "similar": "Similar", "worse": "Worse", "lower": "Lower or higher: neither is good"}
    return (
        Key(swatch(bar(fill=RANGE)), "Worst on the left, best on the right; lowest to highest where neither is good"),
        Key(swatch(bar(fill=HALF)), "The middle half of the areas"),
        Key(swatch(middle), benchmark),
        *(Key(swatch(marks.shape(SHAPES[word], 11, 8, 5)), words) for word, words in named.items()),
        Key(swatch(marks.shape(PLAIN, 11, 8, 5)), "Not compared"),
    )


def _draw(rows: Sequence[SpineRow], title: str, area: str, benchmark: str, frame: Frame) -> SafeString:
    is_wide, font = frame.width >= 500, frame.font
    row_height = font * (2.1 if is_wide else 4.8)
    top = font * 2 + (font * 2.4 if frame.is_paper else 0)
    key = _paper_key(benchmark) if frame.is_paper else ()
    height = top + row_height * max(len(rows), 1) + font * (0.6 + 1.5 * len(key))
    sized = Frame(frame.width, height, font, frame.is_paper)
    summary = _summary(rows, area, benchmark)
    parts = [heading(title, sized), _heads(benchmark, top, sized, is_wide=is_wide)]
    parts += [_row(row, top + row_height * at, row_height, sized, is_wide=is_wide) for at, row in enumerate(rows)]
    start = top + row_height * max(len(rows), 1) + font * 1.2
    parts += [element("text", line, x=0, y=start + font * 1.5 * at, fill=GREY) for at, line in enumerate(key)]
    if not rows:
        parts.append(element("text", summary, x=0, y=top + font, fill=GREY))
    return picture(together(parts), title=title, summary=summary, frame=sized, css="cg-spine")


def _paper_key(benchmark: str) -> tuple[str, ...]:
    return (
        "Light bar: all areas, worst on the left and best on the right (lowest to highest where neither is good).",
        f"Dark bar: the middle half of them. Line: {benchmark}. Triangle better, diamond worse, circle similar,",
        "square lower or higher, cross not compared.",
    )


def _span(frame: Frame, *, is_wide: bool) -> tuple[float, float]:
    """Where the bars lie."""
    return (frame.width * 0.46, frame.width * 0.8) if is_wide else (frame.font, frame.width - frame.font)


def _heads(benchmark: str, top: float, frame: Frame, *, is_wide: bool) -> SafeString:
    start, end = _span(frame, is_wide=is_wide)
    words = shortened(benchmark, end - start, frame.font)
    return element("text", words, x=(start + end) / 2, y=top - frame.font * 0.7, text_anchor="middle", fill=INK)


def _row(row: SpineRow, y: float, height: float, frame: Frame, *, is_wide: bool) -> SafeString:
    font = frame.font
    start, end = _span(frame, is_wide=is_wide)
    middle = y + (height / 2 if is_wide else height * 0.74)
    text_y = middle + font * 0.35 if is_wide else y + font * 1.2
    value_x = start - font if is_wide else 0
    word = row.word or "not compared"
    value = row.texts[0] if is_wide else f"{row.texts[0]}, {word}"
    room = value_x - text_width(value, font) - font if is_wide else frame.width
    value_y = text_y if is_wide else text_y + font * 1.25
    anchor = "end" if is_wide else "start"
    parts = [
        element("text", told(row.name, shortened(row.name, room, font)), x=0, y=text_y, fill=INK),
        element("text", value, x=value_x, y=value_y, text_anchor=anchor, fill=INK, font_weight="bold"),
    ]
    if is_wide:
        parts.append(element("text", shortened(word, frame.width - end - font, font), x=end + font, y=text_y, fill=INK))
    bar = _bar(row, start, end, middle, font) if row.is_drawn else _no_bar(row, start, middle, font)
    return together([*parts, bar])


def _no_bar(row: SpineRow, start: float, middle: float, font: float) -> SafeString:
    words = "no figure" if row.value is None else "no range to stand in"
    return element("text", words, x=start, y=middle + font * 0.35, fill=GREY)


def _bar(row: SpineRow, start: float, end: float, middle: float, font: float) -> SafeString:
    value, benchmark, low, quarter, three_quarters, high = (number or 0.0 for number in row.numbers)
    way = -1 if row.is_high_good is False else 1
    reach = max(abs(one - benchmark) for one in (value, low, high)) or 1.0
    centre, half = (start + end) / 2, (end - start) / 2

    def x(number: float) -> float:
        return centre + way * (number - benchmark) / reach * half

    def rect(one: float, other: float, share: float, fill: str) -> SafeString:
        left, right = sorted((x(one), x(other)))
        tall = font * share
        return element("rect", x=left, y=middle - tall / 2, width=max(right - left, 1), height=tall, fill=fill)

    stroke = SHAPES.get(row.word.split(" ")[0], PLAIN)
    words = f"{row.name}: {row.texts[0]}, {row.word or 'not compared'}; {row.texts[1]} in the middle; " + (
        f"from {row.texts[2]} to {row.texts[3]}"
    )
    edge = element("line", x1=start, x2=end, y1=middle, y2=middle, stroke=LINE, stroke_width=1)
    line = element("line", x1=centre, x2=centre, y1=middle - font, y2=middle + font, stroke=MIDDLE, stroke_width=2)
    mark = together([_halo(x(value), middle, font), marks.shape(stroke, x(value), middle, font * 0.42)])
    return element(
        "g",
        told(
            words, together([edge, rect(low, high, 0.9, RANGE), rect(quarter, three_quarters, 0.9, HALF), line, mark])
        ),
    )


def _halo(x: float, y: float, font: float) -> SafeString:
    """White under the mark, so that it is seen on the bars."""
    return element("circle", cx=x, cy=y, r=font * 0.58, fill="#ffffff")
