"""Limits of a funnel plot: how far a proportion or rate of one area may lie from that of all by chance alone.

Exact limits, as Spiegelhalter D J (2005), Funnel plots for comparing institutional performance, Statistics in Medicine
24, appendix A.1: the smallest count whose cumulative probability reaches the limit, moved back in proportion between it
and the count before, so that the line is smooth in the denominator. Binomial for proportions, Poisson for rates. Where
a share is nought or one there is nothing to vary, and the limits are the share itself.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache, partial
from math import exp, lgamma, log, log1p, sqrt
from statistics import NormalDist

from commonground.foundation.analysis.definitions import Method

TAILS = {"95": 0.025, "99.8": 0.001}
SMALLEST = 1e-300
CLOSE = 1e-13
MOST_STEPS = 20_000


class Position(StrEnum):
    """Where an area lies, in the words a page shows."""

    WITHIN = "within the limits"
    ABOVE_95 = "above the 95% limit"
    BELOW_95 = "below the 95% limit"
    ABOVE_998 = "above the 99.8% limit"
    BELOW_998 = "below the 99.8% limit"


@dataclass(frozen=True)
class Limits:
    """In the unit of the figure, for areas of one denominator."""

    lower_998: float
    lower_95: float
    upper_95: float
    upper_998: float


@dataclass(frozen=True)
class Counts:
    """A distribution of counts: probability of a count, of it or fewer, and where its middle lies."""

    at: Callable[[int], float]
    up_to: Callable[[int], float]
    mean: float
    deviation: float
    most: float


def limits(target: float, denominator: float, *, method: Method, multiplier: float) -> Limits | None:
    """Limits around a target for a denominator; None for methods that are neither proportion nor rate.

    `target` is in the unit of the figure (22.4 for 22.4%).
    """
    if method not in (Method.PROPORTION, Method.RATE) or denominator < 1 or target < 0:
        return None
    share = target / multiplier
    if method is Method.PROPORTION and share > 1:
        return None
    return _limits(share, round(denominator), method, multiplier)


def position(value: float, around: Limits) -> Position:
    """On a limit counts as within."""
    if value > around.upper_95:
        return Position.ABOVE_998 if value > around.upper_998 else Position.ABOVE_95
    if value < around.lower_95:
        return Position.BELOW_998 if value < around.lower_998 else Position.BELOW_95
    return Position.WITHIN


@lru_cache(maxsize=20_000)
def _limits(share: float, number: int, method: Method, multiplier: float) -> Limits:
    if share == 0 or (method is Method.PROPORTION and share == 1):
        return Limits(*[share * multiplier] * 4)
    counts = binomial(number, share) if method is Method.PROPORTION else poisson(number * share)
    found = [count_at(counts, tail) for tail in (TAILS["99.8"], TAILS["95"], 1 - TAILS["95"], 1 - TAILS["99.8"])]
    return Limits(*[count / number * multiplier for count in found])


def count_at(counts: Counts, tail: float) -> float:
    """The interpolated count below which a share `tail` of chance lies, never below nought.

    Begins where the normal distribution would put it and walks to the exact place: a few steps.
    """
    guess = counts.mean + NormalDist().inv_cdf(tail) * counts.deviation
    count = int(min(max(guess, 0), counts.most))
    reached = counts.up_to(count)
    while reached < tail and count < counts.most:
        count += 1
        reached += counts.at(count)
    while count > 0 and reached - counts.at(count) >= tail:
        reached -= counts.at(count)
        count -= 1
    here = counts.at(count)
    back = (reached - tail) / here if here > 0 else 0.0
    return max(count - min(max(back, 0.0), 1.0), 0.0)


def binomial(number: int, share: float) -> Counts:
    """Counts of events among a number, each with the same share (0 to 1, both excluded)."""
    return Counts(
        at=partial(_binomial_at, number, share),
        up_to=lambda count: 1.0 if count >= number else _beta(number - count, count + 1, 1 - share),
        mean=number * share,
        deviation=sqrt(number * share * (1 - share)),
        most=number,
    )


def poisson(mean: float) -> Counts:
    """Counts of events that come independently, so many on average."""
    return Counts(
        at=lambda count: exp(count * log(mean) - mean - lgamma(count + 1)),
        up_to=lambda count: 1 - _gamma(count + 1, mean),
        mean=mean,
        deviation=sqrt(mean),
        most=float("inf"),
    )


def _binomial_at(number: int, share: float, count: int) -> float:
    ways = lgamma(number + 1) - lgamma(count + 1) - lgamma(number - count + 1)
    return exp(ways + count * log(share) + (number - count) * log1p(-share))


def _beta(first: float, second: float, share: float) -> float:
    """Regularised incomplete beta function by Lentz's continued fraction (DLMF 8.17.22)."""
    if share > (first + 1) / (first + second + 2):
        return 1 - _beta(second, first, 1 - share)
    front = lgamma(first + second) - lgamma(first) - lgamma(second) + first * log(share) + second * log1p(-share)

    def term(step: int) -> float:
        half = step // 2
        if step % 2:
            return -(first + half) * (first + second + half) * share / ((first + 2 * half) * (first + 2 * half + 1))
        return half * (second - half) * share / ((first + 2 * half - 1) * (first + 2 * half))

    return exp(front) / first / _fraction(term)


def _fraction(term: Callable[[int], float]) -> float:
    """1 + term(1) / (1 + term(2) / (1 + …)), by the modified method of Lentz."""
    value, above, below = 1.0, 1.0, 0.0
    for step in range(1, MOST_STEPS):
        part = term(step)
        below = 1 / _off_nought(1 + part * below)
        above = _off_nought(1 + part / above)
        value *= above * below
        if abs(above * below - 1) < CLOSE:
            break
    return value


def _off_nought(value: float) -> float:
    return value if abs(value) > SMALLEST else SMALLEST


def _gamma(shape: float, upto: float) -> float:
    """Regularised lower incomplete gamma function: by its series below the mean, by the fraction of its rest above
    (DLMF 8.11.4 and 8.9.2)."""
    front = shape * log(upto) - upto - lgamma(shape)
    if upto < shape + 1:
        part = total = 1 / shape
        for step in range(1, MOST_STEPS):
            part *= upto / (shape + step)
            total += part
            if part < total * CLOSE:
                break
        return exp(front) * total
    return 1 - exp(front) * _rest(shape, upto)


def _rest(shape: float, upto: float) -> float:
    bottom = upto + 1 - shape
    above, below = 1 / SMALLEST, 1 / _off_nought(bottom)
    value = below
    for step in range(1, MOST_STEPS):
        part = -step * (step - shape)
        bottom += 2
        below = 1 / _off_nought(part * below + bottom)
        above = _off_nought(bottom + part / above)
        value *= above * below
        if abs(above * below - 1) < CLOSE:
            break
    return value
