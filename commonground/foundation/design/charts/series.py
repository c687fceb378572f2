"""A line of a chart: its points in order of time, and how they read."""

from collections.abc import Sequence
from dataclasses import dataclass

from commonground.foundation.design.drawing import value_text


@dataclass(frozen=True)
class Point:
    """One figure of a series. `period` is the label of the axis; `symbol` says why there is no value (c, x, z, u)."""

    period: str
    value: float | None
    symbol: str = ""
    lower: float | None = None
    upper: float | None = None
    text: str = ""


@dataclass(frozen=True)
class Series:
    """One line, its points in order of time. The first series of a chart is the one it is about."""

    name: str
    points: Sequence[Point]


def text_of(point: Point | None, unit: str) -> str:
    if point is None:
        return ""
    if point.value is None:
        return point.text or point.symbol or "no figure"
    return point.text or value_text(point.value, unit)


def interval_of(point: Point | None, unit: str) -> str:
    if point is None or point.lower is None or point.upper is None:
        return ""
    return f"{value_text(point.lower, unit)} to {value_text(point.upper, unit)}"


def runs_of(line: Series) -> list[list[Point]]:
    """Points that follow each other without a gap."""
    runs: list[list[Point]] = [[]]
    for point in line.points:
        if point.value is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]
