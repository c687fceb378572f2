"""How areas lie beside each other, for whole tables at once: spreads of levels, ties, and several areas together.

Each says the same as its one-figure twin in `spread`, `ranks` and `benchmarks`; tests hold them together.
"""

from typing import Any

import narwhals as nw

from commonground.foundation.analysis.benchmarks import SUMMED, How
from commonground.foundation.analysis.definitions import Method

Frame = nw.LazyFrame[Any]
GROUP = ["indicator", "period"]


def spreads(frame: Frame, *, among: str) -> Frame:
    """Rows of indicator, period, the column `among` and value → one row for each group that has any.

    Columns: low, quarter, middle, three_quarters, high, known, missing.
    """
    value = nw.col("value")
    found = frame.group_by(*GROUP, among).agg(
        low=value.min(),
        quarter=value.quantile(0.25, interpolation="linear"),
        middle=value.quantile(0.5, interpolation="linear"),
        three_quarters=value.quantile(0.75, interpolation="linear"),
        high=value.max(),
        known=value.count(),
        listed=nw.len(),
    )
    held = found.filter(nw.col("known") > 0).with_columns(
        missing=(nw.col("listed") - nw.col("known")).cast(nw.Int64), known=nw.col("known").cast(nw.Int64)
    )
    return held.drop("listed")


def ties(frame: Frame, *, among: str) -> Frame:
    """Values that several areas of a group share: indicator, period, `among`, value, tied (how many)."""
    known = frame.filter(~nw.col("value").is_null())
    counted = known.group_by(*GROUP, among, "value").agg(tied=nw.len())
    return counted.filter(nw.col("tied") > 1).with_columns(tied=nw.col("tied").cast(nw.Int64))


def together(figures: Frame, members: Frame, definitions: Frame) -> Frame:
    """Several areas together for each whole: indicator, period, the other columns of members, value, how, known, of.

    figures: indicator, period, area, value, numerator, denominator. members: area beside the columns that name the
    whole (area and edition of a set of neighbours, say, under other names). `of` counts the members that a whole has,
    whether or not there is a figure of them. Counts a method lets one add are added; else it is the median.
    """
    names = [name for name in members.collect_schema().names() if name != "area"]
    sizes = members.group_by(*names).agg(of=nw.len())
    facts = definitions.select("indicator", "method", "multiplier")
    rows = figures.filter(~nw.col("value").is_null()).join(members, on="area").join(facts, on="indicator")
    is_mean = nw.col("method") == Method.WEIGHTED_MEAN.value
    top = nw.when(is_mean).then(nw.col("value") * nw.col("denominator")).otherwise(nw.col("numerator"))
    per = nw.when(is_mean).then(nw.lit(1.0)).otherwise(nw.col("multiplier"))
    both = ~nw.col("top").is_null() & ~nw.col("denominator").is_null()
    marked = rows.with_columns(top=top, per=per).with_columns(has_counts=nw.when(both).then(1).otherwise(0))
    grouped = marked.group_by(*names, *GROUP, "method", "per").agg(
        known=nw.col("value").count(),
        counted=nw.col("has_counts").sum(),
        top=nw.col("top").sum(),
        bottom=nw.col("denominator").sum(),
        middle=nw.col("value").quantile(0.5, interpolation="linear"),
    )
    summed = nw.col("method").is_in([method.value for method in SUMMED]) & (nw.col("counted") == nw.col("known"))
    is_summed = summed & (nw.col("bottom") != 0)
    found = grouped.join(sizes, on=names).with_columns(
        value=nw.when(is_summed).then(nw.col("top") / nw.col("bottom") * nw.col("per")).otherwise(nw.col("middle")),
        how=nw.when(is_summed).then(nw.lit(How.SUMMED.value)).otherwise(nw.lit(How.MEDIAN.value)),
        known=nw.col("known").cast(nw.Int64),
        of=nw.col("of").cast(nw.Int64),
    )
    return found.select(*names, *GROUP, "value", "how", "known", "of")
