"""Value, intervals, comparison and rank for whole tables at once: the expressions behind the prepared figures.

Each says the same as its one-figure twin in `rates`, `intervals`, `comparison` and `ranks`; tests hold them together.
"""

from typing import Any

import narwhals as nw

from commonground.foundation.analysis.comparison import ABOVE, BELOW, NO_BENCHMARK, NO_INTERVAL, Outcome
from commonground.foundation.analysis.definitions import Method, Polarity
from commonground.foundation.analysis.intervals import Z_95

Frame = nw.LazyFrame[Any]
WHOLE_VALUES = [Method.COUNT.value, Method.PUBLISHED.value]  # figures that are no fraction


def value_of() -> nw.Expr:
    """The figure from method, multiplier, numerator and denominator; null where these do not give one."""
    method, top, bottom = nw.col("method"), nw.col("numerator"), nw.col("denominator")
    return nw.when(method.is_in(WHOLE_VALUES)).then(top).when(bottom != 0).then(top / bottom * _per())


def add_intervals(frame: Frame) -> Frame:
    """Adds lower and upper (95%) to rows with numerator and denominator, and with the method and multiplier of their
    indicator. Null where the method has no interval or the row has no counts."""
    (low, high), (least, most) = _wilson(Z_95), _byar(Z_95)
    return frame.with_columns(
        lower=nw.when(_is_proportion()).then(low * _per()).when(_is_rate()).then(least * _per()),
        upper=nw.when(_is_proportion()).then(high * _per()).when(_is_rate()).then(most * _per()),
    )


def add_comparison(frame: Frame, *, benchmark: str) -> Frame:
    """Adds outcome and reason to rows with lower and upper, the polarity of their indicator, and the column `benchmark`
    with what they are compared with."""
    nothing, unsure = nw.col(benchmark).is_null(), nw.col("lower").is_null()
    outcome = (
        nw.when(nothing | unsure)
        .then(nw.lit(Outcome.NOT_COMPARED.value))
        .when(nw.col("upper") < nw.col(benchmark))
        .then(_side(BELOW))
        .when(nw.col("lower") > nw.col(benchmark))
        .then(_side(ABOVE))
        .otherwise(nw.lit(Outcome.SIMILAR.value))
    )
    reason = nw.when(nothing).then(nw.lit(NO_BENCHMARK)).when(unsure).then(nw.lit(NO_INTERVAL)).otherwise(nw.lit(""))
    return frame.with_columns(outcome=outcome, reason=reason)


def add_ranks(frame: Frame, *, among: str) -> Frame:
    """Adds `rank` and `ranked` (how many) by value, highest first.

    Ranks are within indicator, period and the column `among` (level, say); rows without a value have none.
    """
    keys = ["indicator", "period", among]
    return frame.with_columns(
        rank=nw.col("value").rank("min", descending=True).over(keys), ranked=nw.col("value").count().over(keys)
    )


def _per() -> nw.Expr:
    """A weighted mean is shown as it is; everything else is multiplied."""
    return nw.when(nw.col("method") == Method.WEIGHTED_MEAN.value).then(1.0).otherwise(nw.col("multiplier"))


def _is_proportion() -> nw.Expr:
    top, bottom = nw.col("numerator"), nw.col("denominator")
    return (nw.col("method") == Method.PROPORTION.value) & (bottom > 0) & (top >= 0) & (top <= bottom)


def _is_rate() -> nw.Expr:
    return (nw.col("method") == Method.RATE.value) & (nw.col("denominator") > 0) & (nw.col("numerator") >= 0)


def _wilson(z: float) -> tuple[nw.Expr, nw.Expr]:
    top, bottom = nw.col("numerator"), nw.col("denominator")
    square = z * z
    # Guards keep a row that is not a proportion from dividing by nought or rooting a negative before it is set aside.
    inside = nw.when(_is_proportion()).then(square / 4 + top * (1 - top / bottom)).otherwise(0.0)
    span = nw.when(_is_proportion()).then(bottom + square).otherwise(1.0)
    middle, reach = top + square / 2, inside.clip(lower_bound=0.0).sqrt() * z
    low = nw.when(top == 0).then(0.0).otherwise((middle - reach) / span)
    high = nw.when(top == bottom).then(1.0).otherwise((middle + reach) / span)
    return low, high


def _byar(z: float) -> tuple[nw.Expr, nw.Expr]:
    top = nw.when(_is_rate()).then(nw.col("numerator")).otherwise(0.0)
    bottom = nw.when(_is_rate()).then(nw.col("denominator")).otherwise(1.0)
    some = nw.when(top > 0).then(top).otherwise(1.0)
    least = some * (1 - 1 / (9 * some) - z / (3 * some.sqrt())) ** 3
    least = nw.when(top > 0).then(least).otherwise(0.0).clip(lower_bound=0.0)
    more = top + 1
    most = more * (1 - 1 / (9 * more) + z / (3 * more.sqrt())) ** 3
    return least / bottom, most / bottom


def _side(words: dict[Polarity, Outcome]) -> nw.Expr:
    low, high, neither = (nw.lit(words[polarity].value) for polarity in Polarity)
    polarity = nw.col("polarity")
    return (
        nw.when(polarity == Polarity.LOW.value)
        .then(low)
        .when(polarity == Polarity.HIGH.value)
        .then(high)
        .otherwise(neither)
    )
