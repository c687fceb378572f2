"""Does a series rise or fall? A test on the last five yearly points, or a sentence why there is none.

Source: chi-squared test for trend (Armitage P, 1955, Biometrics 11), as the recent-trend markers of Fingertips use it:
yearly points that do not overlap, five of them, 99.8% confidence, and no one year without which the slope would turn.
Points that overlap (rolling years) or are not yearly have no test here, and neither has a mean or a number without a
denominator.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import erfc, sqrt

from commonground.foundation.analysis.definitions import Method, Polarity

POINTS = 5
SIGNIFICANCE = 0.002  # 99.8%: a chi-squared of 9.55 with one degree of freedom


class Movement(StrEnum):
    """What the test says, in the words a page shows."""

    RISING = "rising"
    FALLING = "falling"
    STEADY = "no significant change"
    NOT_TESTED = "not tested"


@dataclass(frozen=True)
class Point:
    """One year of a series. `year` is a whole number that goes up by one each year."""

    year: int
    numerator: float | None
    denominator: float | None


@dataclass(frozen=True)
class Direction:
    """`judgement` is "getting better", "getting worse" or empty; `reason` says why nothing was tested."""

    movement: Movement
    judgement: str = ""
    reason: str = ""
    chi_squared: float | None = None
    p: float | None = None


BETTER = {(Movement.RISING, Polarity.HIGH), (Movement.FALLING, Polarity.LOW)}
WORSE = {(Movement.RISING, Polarity.LOW), (Movement.FALLING, Polarity.HIGH)}


def direction(
    points: Sequence[Point], *, method: Method, polarity: Polarity = Polarity.CONTEXT, is_yearly: bool = True
) -> Direction:
    """Where the last five yearly points of a proportion or a rate are going."""
    last = sorted(points, key=lambda point: point.year)[-POINTS:]
    reason = _why_not(last, method, is_yearly)
    if reason:
        return Direction(Movement.NOT_TESTED, reason=reason)
    counts = [(point.year, point.numerator or 0.0, point.denominator or 0.0) for point in last]
    slope, chi_squared = chi_squared_trend(counts, is_proportion=method is Method.PROPORTION)
    p = erfc(sqrt(chi_squared / 2))
    movement = Movement.STEADY
    if p < SIGNIFICANCE and not _hangs_on_one_year(counts, slope):
        movement = Movement.RISING if slope > 0 else Movement.FALLING
    return Direction(movement, _judgement(movement, polarity), "", chi_squared, p)


def chi_squared_trend(points: Sequence[tuple[float, float, float]], *, is_proportion: bool) -> tuple[float, float]:
    """Slope per unit of score and chi-squared (one degree of freedom) of (score, events, number) points.

    A proportion's variance is binomial, a rate's is Poisson. Nought where there is nothing to tell apart.
    """
    number = sum(n for _, _, n in points)
    share = sum(r for _, r, _ in points) / number
    middle = sum(n * x for x, _, n in points) / number
    spread = sum(n * (x - middle) ** 2 for x, _, n in points)
    variance = share * (1 - share if is_proportion else 1) * spread
    moved = sum((x - middle) * (r - n * share) for x, r, n in points)
    slope = moved / spread if spread > 0 else 0.0
    return slope, moved**2 / variance if variance > 0 else 0.0


def _hangs_on_one_year(points: Sequence[tuple[float, float, float]], slope: float) -> bool:
    """Would the slope turn or vanish if one of the years were left out?"""
    without = ([*points[:index], *points[index + 1 :]] for index in range(len(points)))
    return any(chi_squared_trend(rest, is_proportion=False)[0] * slope <= 0 for rest in without)


def _why_not(last: Sequence[Point], method: Method, is_yearly: bool) -> str:
    if method not in (Method.PROPORTION, Method.RATE):
        return "only proportions and rates are tested"
    if not is_yearly:
        return "only yearly figures that do not overlap are tested"
    if len(last) < POINTS:
        return f"fewer than {POINTS} years"
    if any(point.numerator is None or not point.denominator for point in last):
        return f"one of the last {POINTS} years has no counts"
    if any(later.year - earlier.year != 1 for earlier, later in pairwise(last)):
        return "a year is missing"
    return ""


def _judgement(movement: Movement, polarity: Polarity) -> str:
    if (movement, polarity) in BETTER:
        return "getting better"
    return "getting worse" if (movement, polarity) in WORSE else ""
