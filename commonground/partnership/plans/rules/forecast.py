"""Where a measure will be if nothing changes: a straight line through its last yearly points, or a sentence why not.

Ordinary least squares with the usual interval of a single new observation (Draper N R, Smith H, Applied Regression
Analysis, chapter 1). Only points that share no months and lie a year apart are used, so that neither months and seasons
nor rolling years count twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from statistics import fmean

from commonground.partnership.plans.rules.measures import Seen

LEAST = 3  # points from which a line has a spread around it at all
MOST = 5  # the recent past, as the test of a trend in the evidence room takes it
YEAR = 365.25
A_YEAR_APART = timedelta(days=350)  # a year, less two weeks for a reading that was taken early
AHEAD = 2  # times as far ahead as the points reach back
T_975 = (12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306)  # Student's t, 97.5%, one degree of freedom and more


@dataclass(frozen=True)
class Ahead:
    """What the line says of a day, and the interval in which 95% of such figures would lie."""

    on: date
    value: float
    lower: float
    upper: float


@dataclass(frozen=True)
class Line:
    """A line through points. Years count from the first of them. Values are held within `least` and `most`."""

    points: tuple[Seen, ...]
    middle: tuple[float, float]
    slope: float
    spread: float  # sum of squares of the years around their middle
    error: float  # standard deviation of the points around the line
    least: float | None = None
    most: float | None = None

    def at(self, on: date) -> Ahead:
        away = _years(self.points[0].on, on) - self.middle[0]
        value = self.middle[1] + self.slope * away
        count = len(self.points)
        reach = T_975[count - LEAST] * self.error * sqrt(1 + 1 / count + away**2 / self.spread)
        return Ahead(on, self._held(value), self._held(value - reach), self._held(value + reach))

    def leaves(self, on: date) -> bool:
        """Whether the line would be outside of what is possible by a day."""
        value = self.middle[1] + self.slope * (_years(self.points[0].on, on) - self.middle[0])
        return value != self._held(value)

    def _held(self, value: float) -> float:
        value = value if self.least is None else max(value, self.least)
        return value if self.most is None else min(value, self.most)


@dataclass(frozen=True)
class Forecast:
    """The line and what it says of the day of the target, or why there is none."""

    line: Line | None = None
    ahead: Ahead | None = None
    why_not: str = ""


def forecast(
    seen: Sequence[Seen], *, on: date, least: float | None = None, most: float | None = None, why_not: str = ""
) -> Forecast:
    """Of a day to come. `why_not`: what speaks against it that the points do not show."""
    points = independent(seen)[-MOST:]
    why_not = why_not or _why_not(points, on)
    if why_not:
        return Forecast(why_not=why_not)
    line = fit(points, least=least, most=most)
    return Forecast(line, line.at(on))


def independent(seen: Sequence[Seen]) -> list[Seen]:
    """From the newest backwards, the points with a number that are a year apart and share no days; oldest first."""
    kept: list[Seen] = []
    for one in sorted((one for one in seen if one.value is not None), key=lambda one: one.on, reverse=True):
        if not kept or (kept[-1].on - one.on >= A_YEAR_APART and one.on < (kept[-1].since or kept[-1].on)):
            kept.append(one)
    return kept[::-1]


def fit(points: Sequence[Seen], *, least: float | None = None, most: float | None = None) -> Line:
    """The line with the smallest squares. Raises ValueError for fewer than three points."""
    if len(points) < LEAST:
        raise ValueError("a line with a spread around it needs three points")
    years = [_years(points[0].on, one.on) for one in points]
    values = [one.value or 0.0 for one in points]
    middle = (fmean(years), fmean(values))
    spread = sum((year - middle[0]) ** 2 for year in years)
    slope = sum((year - middle[0]) * (value - middle[1]) for year, value in zip(years, values, strict=True)) / spread
    left = [value - middle[1] - slope * (year - middle[0]) for year, value in zip(years, values, strict=True)]
    error = sqrt(sum(one**2 for one in left) / (len(points) - 2))
    return Line(tuple(points), middle, slope, spread, error, least, most)


def _why_not(points: Sequence[Seen], on: date) -> str:
    if len(points) < LEAST:
        return f"a forecast needs {LEAST} figures a year apart that share no months, and there {_are(len(points))}"
    last = points[-1].on
    if on <= last:
        return "the day of the target has come"
    if on - last > AHEAD * (last - points[0].on):
        years = round((last - points[0].on).days / YEAR)
        return f"the target lies too far ahead for figures of {years} years"
    return ""


def _are(count: int) -> str:
    return {0: "are none", 1: "is one"}.get(count, f"are {count}")


def _years(first: date, on: date) -> float:
    return (on - first).days / YEAR
