"""The shape of a series in the space of a word, for a card. No axis: the card says the figure."""

from collections.abc import Sequence
from functools import partial

from django.utils.safestring import SafeString

from commonground.foundation.design.charts import marks
from commonground.foundation.design.charts.series import Point, Series
from commonground.foundation.design.charts.trend import trend
from commonground.foundation.design.drawing import Drawing, Frame, element, number, picture, together
from commonground.foundation.design.scales import Scale

SIZE = Frame(200, 40, 10)


def sparkline(points: Sequence[Point], *, title: str, unit: str = "") -> Drawing:
    """A small line with its last point marked. `title` says whose figure it is. Raises Invalid as `trend` does."""
    whole = trend([Series(title, points)], title=title, unit=unit)
    return Drawing(
        title=title, summary=whole.summary, table=whole.table, draw=partial(_draw, points, title, whole.summary)
    )


def _draw(points: Sequence[Point], title: str, summary: str, frame: Frame) -> SafeString:
    held = [point.value for point in points if point.value is not None]
    low, high = min(held, default=0.0), max(held, default=1.0)
    margin = (high - low) * 0.1 or abs(high) * 0.1 or 1.0
    y = Scale(low - margin, high + margin, SIZE.height - 3, 3)
    step = (SIZE.width - 12) / max(len(points) - 1, 1)
    stroke = marks.STROKES[0]
    parts: list[SafeString] = []
    run: list[str] = []
    for at, point in enumerate(points):
        if point.value is None:
            parts.append(_piece(run, stroke))
            run = []
        else:
            run.append(f"{number(6 + at * step)},{number(y(point.value))}")
    parts.append(_piece(run, stroke))
    if held and points[-1].value is not None:
        last = 6 + (len(points) - 1) * step
        parts.append(element("circle", cx=last, cy=y(points[-1].value), r=4, fill=stroke.colour))
    return picture(together(parts), title=title, summary=summary, frame=SIZE, css="cg-sparkline")


def _piece(run: Sequence[str], stroke: marks.Stroke) -> SafeString:
    if not run:
        return SafeString()
    if len(run) == 1:
        x, y = run[0].split(",")
        return element("circle", cx=float(x), cy=float(y), r=2, fill=stroke.colour)
    return element("polyline", points=" ".join(run), fill="none", stroke=stroke.colour, stroke_width=2)
