"""Figures over time: up to five lines, an interval band for the first, gaps where there is no figure."""

from collections.abc import Iterable, Sequence
from functools import partial

from commonground.foundation.design.charts.changes import Change, change_keys, told_changes
from commonground.foundation.design.charts.lines import draw
from commonground.foundation.design.charts.series import Point, Series, interval_of, text_of
from commonground.foundation.design.drawing import Drawing, Table, check_number
from commonground.foundation.kernel.errors import Invalid

MOST_SERIES = 5
CHANGED = "Changed before"


def trend(series: Sequence[Series], *, title: str, unit: str = "", changes: Sequence[Change] = ()) -> Drawing:
    """A line chart. `unit`: "%" is written at each figure, anything else ("per 10,000 children") above the axis.

    `changes` stand among the points of the first series. A period with no point in any series does not appear: give
    points without value for gaps. Raises Invalid for more than five series, and for figures that are not finite.
    """
    if len(series) > MOST_SERIES:
        raise Invalid(f"“{title}” cannot be drawn: a chart has at most five lines, not {len(series)}.")
    for line in series:
        for point in line.points:
            for value in (point.value, point.lower, point.upper):
                check_number(value, f"“{title}”: {line.name}, {point.period}")
    periods = _merged([[point.period for point in line.points] for line in series])
    changes = changes if series and series[0].points else ()
    summary = _summary(series, unit)
    if changes:
        summary += told_changes(changes, [point.period for point in series[0].points])
    return Drawing(
        title=title,
        summary=summary,
        table=_table(series, periods, unit, changes),
        draw=partial(draw, series, periods, title, summary, unit, changes),
        has_small=True,
        legend=change_keys(changes),
        words=(CHANGED,),
    )


def _merged(orders: Iterable[Sequence[str]]) -> list[str]:
    """One order of all periods that keeps the order of each series; where the series leave it open, that of letters."""
    merged: list[str] = []
    for order in orders:
        lowest = 0
        for at, label in enumerate(order):
            if label not in merged:
                known = next((merged.index(later) for later in order[at + 1 :] if later in merged), len(merged))
                places = (place for place in range(lowest, known) if merged[place] > label)
                merged.insert(next(places, max(known, lowest)), label)
            lowest = merged.index(label) + 1
    return merged


def _summary(series: Sequence[Series], unit: str) -> str:
    held = [(line, [point for point in line.points if point.value is not None]) for line in series]
    if not any(points for _, points in held):
        return "There are no figures to draw."
    sentences = [_story(line.name, points, unit) for line, points in held[:1] if points]
    ends = [f"{line.name} {text_of(points[-1], unit)} ({points[-1].period})" for line, points in held[1:] if points]
    missing = [point.period for point in series[0].points if point.value is None]
    if ends:
        sentences.append(f"Latest of the others: {', '.join(ends)}.")
    if missing:
        sentences.append(f"{series[0].name} has no figure for {', '.join(missing)}.")
    return " ".join(sentences)


def _story(name: str, points: Sequence[Point], unit: str) -> str:
    first, last = points[0], points[-1]
    if len(points) == 1:
        return f"{name}: {text_of(first, unit)} in {first.period}."
    highest = max(points, key=lambda point: point.value or 0)
    lowest = min(points, key=lambda point: point.value or 0)
    return (
        f"{name}: {text_of(first, unit)} in {first.period}, {text_of(last, unit)} in {last.period}; "
        f"highest {text_of(highest, unit)} ({highest.period}), lowest {text_of(lowest, unit)} ({lowest.period})."
    )


def _table(series: Sequence[Series], periods: Sequence[str], unit: str, changes: Sequence[Change]) -> Table:
    by_period = [{point.period: point for point in line.points} for line in series]
    has_interval = any(point.lower is not None for line in series[:1] for point in line.points)
    headers = ["Period", *(line.name for line in series)]
    rows = [[period, *(text_of(points.get(period), unit) for points in by_period)] for period in periods]
    if has_interval:
        headers.append(f"95% interval, {series[0].name}")
        for row in rows:
            row.append(interval_of(by_period[0].get(row[0]), unit))
    if changes:
        headers.append(CHANGED)
        own = [point.period for point in series[0].points]
        for row in rows:
            row.append("; ".join(one.words for one in changes if own[one.next_of(len(own))] == row[0]))
    return Table(headers=tuple(headers), rows=tuple(map(tuple, rows)))
