"""Proportions, rates and means of one place at a time. `figures` does the same for whole tables."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal

ROUNDING = Context(prec=400, rounding=ROUND_HALF_UP)  # digits enough for every number a computer holds


def percent(numerator: float, denominator: float) -> float | None:
    """Numerator as a percentage of denominator; None where there is nothing to divide by."""
    return rate(numerator, denominator, per=100)


def rate(numerator: float, denominator: float, *, per: float) -> float | None:
    """Numerator for every `per` of denominator (10,000 children); None where there is nothing to divide by."""
    return numerator / denominator * per if denominator else None


def weighted_mean(values_and_weights: Iterable[tuple[float, float]]) -> float | None:
    """Mean of values, each counted as often as its weight says; None where the weights add up to nothing."""
    listed = list(values_and_weights)
    weight = sum(weight for _, weight in listed)
    return sum(value * weight for value, weight in listed) / weight if weight else None


def rounded(value: float | Decimal, decimals: int = 0) -> Decimal:
    """As figures are published: halves away from nought, and no minus before nought. 22.45 is 22.5, -0.04 is 0.0.

    The digits that the number is written with are rounded, not the binary fraction behind them. Raises
    decimal.InvalidOperation for what is not a finite number.
    """
    return ROUNDING.add(Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), context=ROUNDING), Decimal(0))


def impact(before: float, after: float) -> Decimal | None:
    """Change from before to after as a percentage to one decimal, halves away from nought: 2,142 to 1,131 is -47.2.

    None where there was nothing before. It is a difference, not a proof of a cause. Source: paper 002, line 156.
    """
    if not before:
        return None
    change = (Decimal(str(after)) - Decimal(str(before))) / Decimal(str(before)) * 100
    return rounded(change, 1)
