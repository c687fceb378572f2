"""Statistical process control of one series: XmR limits, and the usual signs that a process has changed.

Sources: Shewhart W A (1931), Economic Control of Quality of Manufactured Product, for limits and rule 1; Wheeler D J
(1993), Understanding Variation, for the XmR chart and its constants (2.66 = 3 ÷ 1.128, 3.268); Western Electric (1956),
Statistical Quality Control Handbook, for eight on one side and two of three near a limit; Nelson L S (1984), Journal of
Quality Technology 16, for six in a row rising or falling. "Near" is beyond two thirds of the way to a limit.

A month without a figure breaks runs, and no moving range goes across it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import fmean

TO_LIMIT = 3 / 1.128
TO_RANGE_LIMIT = 3.268
ONE_SIDE, TREND, NEAR_OF = 8, 6, 3
LAST_DIGITS = 1e-12
LEAST = 8  # points from which limits are drawn; with fewer they say little


class Sign(StrEnum):
    """What a rule finds, as a page names it."""

    BEYOND = "beyond a limit"
    ONE_SIDE = "eight in a row on one side of the mean"
    TREND = "six in a row rising or falling"
    NEAR = "two of three near the same limit"


SOURCES = {
    Sign.BEYOND: "Shewhart 1931; rule 1 of Nelson 1984",
    Sign.ONE_SIDE: "Western Electric 1956, rule 4",
    Sign.TREND: "Nelson 1984, rule 3",
    Sign.NEAR: "Western Electric 1956, rule 2",
}


@dataclass(frozen=True)
class Limits:
    """Of one stretch of the series, in its unit. `lower` is never below `floor` (nought for a count)."""

    first: int
    last: int
    mean: float
    lower: float
    upper: float
    mean_range: float
    range_limit: float


@dataclass(frozen=True)
class Chart:
    """`limits` one for each stretch that has enough points; `signs` of each point, in the order of `Sign`."""

    limits: tuple[Limits, ...]
    signs: tuple[tuple[Sign, ...], ...]

    def limits_at(self, place: int) -> Limits | None:
        return next((one for one in self.limits if one.first <= place <= one.last), None)


def xmr(values: Sequence[float | None], *, changes: Sequence[int] = (), floor: float | None = 0.0) -> Chart:
    """The chart of a series. Before each place in `changes` the process begins anew, with limits of its own.

    Places count from 0. Raises ValueError for a change that is not a place of the series.
    """
    if any(not 0 < place < len(values) for place in changes):
        raise ValueError("a change must lie within the series")
    edges = [0, *sorted(set(changes)), len(values)]
    found: list[Limits] = []
    signs: list[tuple[Sign, ...]] = []
    for start, end in pairwise(edges):
        stretch = values[start:end]
        limits = _limits(stretch, start, floor)
        found += [limits] if limits else []
        signs += _signs(stretch, limits) if limits else [()] * len(stretch)
    return Chart(tuple(found), tuple(signs))


def _limits(values: Sequence[float | None], start: int, floor: float | None) -> Limits | None:
    known = [value for value in values if value is not None]
    if len(known) < LEAST:
        return None
    mean = fmean(known)
    ranges = [abs(b - a) for a, b in pairwise(values) if a is not None and b is not None]
    mean_range = fmean(ranges) if ranges else 0.0
    reach = TO_LIMIT * mean_range
    lower = mean - reach if floor is None else max(mean - reach, floor)
    return Limits(start, start + len(values) - 1, mean, lower, mean + reach, mean_range, TO_RANGE_LIMIT * mean_range)


def _signs(values: Sequence[float | None], limits: Limits) -> list[tuple[Sign, ...]]:
    reach = TO_LIMIT * limits.mean_range
    away = [None if value is None else _away(value, limits.mean) for value in values]
    held: dict[Sign, set[int]] = {
        Sign.BEYOND: {at for at, value in enumerate(away) if value is not None and abs(value) > reach},
        Sign.ONE_SIDE: _runs(away, ONE_SIDE, lambda run: all(one > 0 for one in run) or all(one < 0 for one in run)),
        Sign.TREND: _runs(values, TREND, _goes_one_way),
        Sign.NEAR: _near(away, reach * 2 / 3),
    }
    return [tuple(sign for sign in Sign if at in held[sign]) for at in range(len(values))]


def _away(value: float, mean: float) -> float:
    """How far from the mean; nought where only the last digit of the arithmetic differs."""
    return value - mean if abs(value - mean) > abs(mean) * LAST_DIGITS else 0.0


def _runs(values: Sequence[float | None], length: int, holds: Callable[[Sequence[float]], bool]) -> set[int]:
    """Places of every stretch of so many points, without a gap, of which something holds."""
    found: set[int] = set()
    for start in range(len(values) - length + 1):
        run = [value for value in values[start : start + length] if value is not None]
        if len(run) == length and holds(run):
            found |= set(range(start, start + length))
    return found


def _goes_one_way(run: Sequence[float]) -> bool:
    return all(a < b for a, b in pairwise(run)) or all(a > b for a, b in pairwise(run))


def _near(away: Sequence[float | None], reach: float) -> set[int]:
    """Places beyond two thirds of the way, of three points running that have two of these on one side."""
    found: set[int] = set()
    for start in range(len(away) - NEAR_OF + 1):
        three = away[start : start + NEAR_OF]
        for side in (1, -1):
            beyond = [start + at for at, value in enumerate(three) if value is not None and value * side > reach]
            if None not in three and len(beyond) >= NEAR_OF - 1:
                found |= set(beyond)
    return found
