"""One value for several areas together: from their counts where there are counts, else the middle one of their values.

Percentages and rates are never averaged: an authority of 20,000 children does not weigh as much as one of 200,000. The
median of published values says "half of them are above it" and nothing more. Source: docs/decisions/0073.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from commonground.foundation.analysis.definitions import Method
from commonground.foundation.analysis.rates import rate

SUMMED = frozenset({Method.PROPORTION, Method.RATE, Method.RATIO, Method.WEIGHTED_MEAN})


class How(StrEnum):
    """How the value of several areas together was found, in the words a page shows."""

    SUMMED = "their counts added up"
    MEDIAN = "the median of their published values"
    NOTHING = "none of them has a figure"


@dataclass(frozen=True)
class Held:
    """The figure of one area."""

    value: float | None
    numerator: float | None = None
    denominator: float | None = None


@dataclass(frozen=True)
class Together:
    """`known` of `of` areas have a figure; the value stands on these."""

    value: float | None
    how: How
    known: int
    of: int


def together(figures: Iterable[Held], *, method: Method, multiplier: float) -> Together:
    """The value of several areas. Where some have counts and others only a value, the counts of all are not known, so
    the median is taken. A weighted mean weighs each value with its denominator."""
    listed = list(figures)
    known = [one for one in listed if one.value is not None]
    if not known:
        return Together(None, How.NOTHING, 0, len(listed))
    value = _from_counts(known, method, multiplier) if method in SUMMED else None
    if value is not None:
        return Together(value, How.SUMMED, len(known), len(listed))
    return Together(median(one.value or 0.0 for one in known), How.MEDIAN, len(known), len(listed))


def _from_counts(known: list[Held], method: Method, multiplier: float) -> float | None:
    """None where one of them lacks a count, or the denominators add up to nothing."""
    if method is Method.WEIGHTED_MEAN:
        pairs = [((one.value or 0.0) * (one.denominator or 0.0), one.denominator) for one in known]
        multiplier = 1.0
    else:
        pairs = [(one.numerator, one.denominator) for one in known]  # type: ignore[misc]  # None is sorted out below
    if any(top is None or bottom is None for top, bottom in pairs):
        return None
    return rate(sum(top for top, _ in pairs), sum(bottom or 0.0 for _, bottom in pairs), per=multiplier)
