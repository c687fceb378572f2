"""How sure a figure is: Wilson's interval for proportions, Byar's for counts and rates.

Source: APHO Technical Briefing 3 (Eayres, 2008), as Fingertips and PHEindicatormethods use them. Wilson E B (1927),
J Am Stat Assoc 22; Breslow N E, Day N E (1987), Statistical Methods in Cancer Research II.
"""

from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

Z_95 = NormalDist().inv_cdf(0.975)  # 1.959964: 95% of intervals so made hold the truth
Z_998 = NormalDist().inv_cdf(0.999)  # 3.090232: 99.8%


class Interval(NamedTuple):
    """From lower to upper, in the unit of the figure."""

    lower: float
    upper: float


def wilson(numerator: float, denominator: float, z: float = Z_95, *, per: float = 100) -> Interval | None:
    """Interval of a proportion, as a percentage. None where the counts do not make a proportion (0 ≤ n ≤ d, d > 0)."""
    if denominator <= 0 or not 0 <= numerator <= denominator:
        return None
    share = numerator / denominator
    square = z * z
    middle = numerator + square / 2
    reach = z * sqrt(square / 4 + numerator * (1 - share))
    span = denominator + square
    # At the ends the formula gives nought and one but for the last digit of the arithmetic: say them exactly.
    lower = 0.0 if numerator == 0 else (middle - reach) / span
    upper = 1.0 if numerator == denominator else (middle + reach) / span
    return Interval(lower * per, upper * per)


def byar(count: float, population: float, per: float = 10_000, z: float = Z_95) -> Interval | None:
    """Interval of a rate. None for a negative count or a population that is not above nought."""
    if population <= 0 or count < 0:
        return None
    lower = count * (1 - 1 / (9 * count) - z / (3 * sqrt(count))) ** 3 if count else 0.0
    more = count + 1
    upper = more * (1 - 1 / (9 * more) + z / (3 * sqrt(more))) ** 3
    return Interval(max(lower, 0.0) / population * per, upper / population * per)
