"""A measure on its way to a target: what was found, where it should be, where it will be if nothing changes.

Time runs by days, so that figures, the trajectory between them and a target to come stand where they belong.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.utils.safestring import SafeString

from commonground.foundation.design.charts import marks
from commonground.foundation.design.charts.changes import Change, change_keys, change_mark, change_notes, taller
from commonground.foundation.design.charts.curve_plot import (
    BASELINE,
    FORECAST,
    FOUND,
    TARGET,
    WAY,
    CurvePoint,
    Plot,
    plot_of,
)
from commonground.foundation.design.drawing import (
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
    together,
    told,
)
from commonground.foundation.design.scales import spread

HEADERS = ("Period", "Found", "95% interval", "Should be", "If nothing changes")


@dataclass(frozen=True)
class Course:
    """What is drawn. `way` are the corners of the trajectory from baseline to target, `ahead` the forecast line from
    the newest figure on, `changes` days on which something changed. Points are in order of time."""

    found: Sequence[CurvePoint]
    way: Sequence[CurvePoint]
    ahead: Sequence[CurvePoint] = ()
    changes: Sequence[tuple[date, str]] = ()

    @property
    def numbers(self) -> list[CurvePoint]:
        return [one for one in self.found if one.value is not None]


def curve(course: Course, *, title: str, unit: str = "") -> Drawing:
    """The chart of a measure. Raises Invalid for figures that are not finite."""
    for one in (*course.found, *course.way, *course.ahead):
        for value in (one.value, one.lower, one.upper):
            check_number(value, f"“{title}”: {one.label}")
    summary = _summary(course)
    return Drawing(
        title=title,
        summary=summary,
        table=_table(course),
        draw=partial(_draw, course, title, summary, unit),
        has_small=True,
        legend=(*(Key(_swatch(sample), words) for sample, words in _samples(course)), *change_keys(_numbered(course))),
    )


def _numbered(course: Course) -> list[Change]:
    return [Change(0, words) for _, words in course.changes]


def _summary(course: Course) -> str:
    start, target = course.way[0], course.way[-1]
    said = [f"To go from {start.text} ({start.label}) to {target.text} by {target.label}."]
    if course.numbers:
        newest = course.numbers[-1]
        said.insert(0, f"Newest: {newest.text} ({newest.label}).")
    if course.ahead:
        said.append(f"If nothing changes: {course.ahead[-1].text}.")
    missing = [one.label for one in course.found if one.value is None]
    if missing:
        said.append(f"No figure for {', '.join(missing)}.")
    return " ".join(said + [f"Changed: {words}." for _, words in course.changes])


def _table(course: Course) -> Table:
    """A row for each day of which anything is said."""
    days = sorted({one.on for one in (*course.found, *course.way, *course.ahead[-1:])})
    found = {one.on: one for one in course.found}
    way = {one.on: one for one in course.way}
    ahead = {one.on: one for one in course.ahead[-1:]}
    rows = []
    for on in days:
        seen, corner, coming = found.get(on), way.get(on), ahead.get(on)
        label = (seen or corner or coming or course.way[-1]).label
        if corner is course.way[-1]:
            label = f"{label} (target)"
        should = corner.text if corner else seen.should if seen else ""
        forecast = f"{coming.text} ({coming.between})" if coming and coming.between else coming.text if coming else ""
        rows.append((label, seen.text if seen else "", seen.between if seen else "", should, forecast))
    return Table(headers=HEADERS, rows=tuple(rows))


def _samples(course: Course) -> list[tuple[SafeString, str]]:
    """What each sign means, with the figure it stands for."""
    start, target = course.way[0], course.way[-1]
    listed = [(marks.sample(FOUND, 1, 8, 24), _newest(course))]
    listed.append((_ring(13, 8, 6), f"Baseline: {start.text} ({start.label})"))
    listed.append((marks.sample(WAY, 1, 8, 24), "Where it should be"))
    listed.append((marks.shape(TARGET, 13, 8, 6), f"Target: {target.text} by {target.label}"))
    if course.ahead:
        end = course.ahead[-1]
        between = f", 95% of such figures {end.between}" if end.between else ""
        listed.append((marks.sample(FORECAST, 1, 8, 24), f"If nothing changes: {end.text}{between}"))
    return listed


def _newest(course: Course) -> str:
    if not course.numbers:
        return "Found: no figure yet"
    newest = course.numbers[-1]
    band = " (band: 95% interval)" if any(one.lower is not None for one in course.found) else ""
    return f"Found: {newest.text} ({newest.label}){band}"


def _swatch(content: SafeString) -> SafeString:
    size: Attributes = {"width": 26, "height": 16, "viewBox": "0 0 26 16"}
    return element("svg", content, aria_hidden="true", **size)


def _draw(course: Course, title: str, summary: str, unit: str, frame: Frame) -> SafeString:
    changes = _numbered(course)
    keys = frame.font * 1.5 * len(_samples(course)) if frame.is_paper else 0.0
    whole = taller(Frame(frame.width, frame.height + keys, frame.font, frame.is_paper), changes)
    every = (*course.found, *course.way, *course.ahead)
    names = [_name_of_target(course), *([_name_of_ahead(course)] if course.ahead else [])]
    plot = plot_of(every, unit, names, whole, below=whole.height - frame.height, has_changes=bool(changes))
    where = {"top": plot.y.end, "bottom": plot.y.start, "font": frame.font}
    dated = zip(course.changes, changes, strict=True)
    parts = [heading(title, whole), plot.axes]
    parts += [change_mark(one, at, x=plot.x(day), **where) for at, ((day, _), one) in enumerate(dated, start=1)]
    parts += [plot.band(course.ahead, FORECAST, edge=FORECAST.dash)]
    parts += [plot.band(run, FOUND) for run in _runs(course.found)]
    parts += [_way(course, plot), _ahead(course, plot), *_found(course, plot), _marks(course, plot)]
    parts += [_names(course, plot), _keys(course, whole, changes), change_notes(changes, whole)]
    return picture(together(parts), title=title, summary=summary, frame=whole, css="cg-curve")


def _runs(points: Sequence[CurvePoint]) -> list[list[CurvePoint]]:
    """Points that follow each other without a gap."""
    runs: list[list[CurvePoint]] = [[]]
    for one in points:
        if one.value is None:
            runs.append([])
        else:
            runs[-1].append(one)
    return [run for run in runs if run]


def _way(course: Course, plot: Plot) -> SafeString:
    corners = [marks.mark(WAY, *plot.at(one), f"Should be {one.text}, {one.label}") for one in course.way[1:-1]]
    return together([marks.path(plot.places(course.way), WAY), *corners])


def _ahead(course: Course, plot: Plot) -> SafeString:
    if not course.ahead:
        return SafeString()
    end = course.ahead[-1]
    words = f"If nothing changes, {end.text} by {end.label}" + (f" ({end.between})" if end.between else "")
    return together([marks.path(plot.places(course.ahead), FORECAST), marks.mark(FORECAST, *plot.at(end), words)])


def _found(course: Course, plot: Plot) -> list[SafeString]:
    lines = [marks.path(plot.places(run), FOUND) for run in _runs(course.found) if len(run) > 1]
    points = []
    for one in course.numbers:
        words = f"{one.label}: {one.text}" + (f" ({one.between})" if one.between else "")
        points.append(marks.mark(FOUND, *plot.at(one), words))
    return [*lines, *points, *(plot.symbol(one) for one in course.found if one.value is None and one.symbol)]


def _marks(course: Course, plot: Plot) -> SafeString:
    start, target = course.way[0], course.way[-1]
    x, y = plot.at(target)
    return together(
        [
            element("g", told(f"Baseline: {start.text}, {start.label}", _ring(*plot.at(start), 8))),
            element("g", told(f"Target: {target.text} by {target.label}", marks.shape(TARGET, x, y, 7))),
        ]
    )


def _ring(x: float, y: float, size: float) -> SafeString:
    return element("circle", cx=x, cy=y, r=size, fill="none", stroke=BASELINE, stroke_width=2.5)


def _name_of_target(course: Course) -> str:
    return f"Target {course.way[-1].text}"


def _name_of_ahead(course: Course) -> str:
    return f"Forecast {course.ahead[-1].text}"


def _names(course: Course, plot: Plot) -> SafeString:
    """Target and forecast beside their ends, kept apart, where there is room."""
    if not plot.has_names_beside:
        return SafeString()
    font = plot.frame.font
    ends = [(_name_of_target(course), course.way[-1], TARGET.ink)]
    if course.ahead:
        ends.append((_name_of_ahead(course), course.ahead[-1], FORECAST.ink))
    wanted = [plot.at(one)[1] + font * 0.35 for _, one, _ in ends]
    places = spread(wanted, font * 1.3, plot.y.end, plot.y.start)
    room = plot.frame.width - plot.right - font * 1.2
    return together(
        element("text", shortened(words, room, font), x=plot.right + font, y=y, fill=ink, font_weight="bold")
        for (words, _, ink), y in zip(ends, places, strict=True)
    )


def _keys(course: Course, frame: Frame, changes: Sequence[Change]) -> SafeString:
    """What the signs mean, on paper, below the picture and above what changed."""
    if not frame.is_paper:
        return SafeString()
    font = frame.font
    listed = _samples(course)
    foot = frame.height - font * 1.5 * (len(changes) + len(listed) - 1) - font * 0.4
    parts = []
    for at, (sample, words) in enumerate(listed):
        y = foot + font * 1.5 * at
        parts.append(element("g", sample, transform=f"translate(0 {number(y - font * 0.35 - 8)})"))
        parts.append(
            element("text", shortened(words, frame.width - 36, font), x=34, y=y, fill=INK if at == 0 else GREY)
        )
    return together(parts)
