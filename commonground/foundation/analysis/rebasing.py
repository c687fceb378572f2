"""Counts on small areas of one year carried over to those of another, so that nobody is lost or counted twice.

Between two censuses small areas are kept, split, merged or redrawn. What was merged is added up. What was split is
shared out: by people where they are known for each new area, else equally. A whole number stays whole and the pieces of
an area always add up to it. Where a larger area holds every piece of a former one, nothing of it was estimated.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import narwhals as nw
import pyarrow as pa

from commonground.foundation.analysis.definitions import Method
from commonground.foundation.analysis.rollup import fraction
from commonground.foundation.analysis.shares import Share

Frame = nw.LazyFrame[Any]

DIGITS = 9  # what a computer adds to or takes from a share behind this digit is no person
KEYS = ["indicator", "period", "former"]


def as_table(listed: Iterable[Share]) -> pa.Table:
    """Shares as the table that `pieces` takes: former, area (the piece), share, pieces (of the former area)."""
    rows = list(listed)
    count: dict[str, int] = defaultdict(int)
    for row in rows:
        count[row.former] += 1
    columns = {
        "former": pa.array([row.former for row in rows], pa.string()),
        "area": pa.array([row.piece for row in rows], pa.string()),
        "share": pa.array([row.share for row in rows], pa.float64()),
        "pieces": pa.array([count[row.former] for row in rows], pa.int64()),
    }
    return pa.table(columns)


def pieces(observations: Frame, shared: Frame, definitions: Frame) -> Frame:
    """What was observed on areas that were redrawn, as observations of their pieces.

    observations, definitions: as for `rollup.roll_up`; shared: as `as_table`. Counts, numerators and denominators are
    shared out; an average is the same in every piece; a symbol is carried to every piece; a figure that cannot be put
    together from parts has no pieces.
    Result: the columns of the observations with the piece as `area`, and former and pieces.
    """
    columns = observations.collect_schema().names()
    methods = definitions.select("indicator", "method").filter(nw.col("method") != Method.PUBLISHED.value)
    cut = observations.rename({"area": "former"}).join(shared, on="former").join(methods, on="indicator")
    is_mean = nw.col("method") == Method.WEIGHTED_MEAN.value
    for name in ("value", "numerator", "denominator"):
        cut = _shared_out(cut, name)
    out = cut.with_columns(value=nw.when(is_mean).then(nw.col("value")).otherwise(nw.col("shared_value")))
    out = out.with_columns(numerator=nw.col("shared_numerator"), denominator=nw.col("shared_denominator"))
    return out.select(*columns, "former", "pieces")


def estimated(cut: Frame, membership: Frame, definitions: Frame) -> Frame:
    """How much of a whole's fraction was shared out rather than counted.

    cut: as `pieces` gives them; membership: part, whole, layer. A former area all of whose pieces lie in the whole was
    not estimated. Result: indicator, period, whole, layer, estimated_numerator, estimated_denominator, one row where
    something was; both as the whole's own numerator and denominator are made.
    """
    weighed = cut.with_columns(weighted=nw.col("value") * nw.col("denominator"))
    brought = weighed.join(definitions, on="indicator").with_columns(**fraction())
    held = (
        brought.join(membership.select("part", "whole", "layer"), left_on="area", right_on="part")
        .group_by(*KEYS, "whole", "layer", "pieces")
        .agg(nw.len().alias("here"), nw.col("top").sum(), nw.col("bottom").sum())
        .filter(nw.col("here") < nw.col("pieces"))
    )
    return held.group_by("indicator", "period", "whole", "layer").agg(
        nw.col("top").sum().alias("estimated_numerator"), nw.col("bottom").sum().alias("estimated_denominator")
    )


def _shared_out(cut: Frame, name: str) -> Frame:
    """Adds `shared_<name>`: whole numbers by largest remainder (the first area by code where remainders are equal)."""
    exact, lower = (nw.col(name) * nw.col("share")).round(DIGITS), nw.col("exact").floor()
    there_is = ~nw.col(name).is_null()
    counted = cut.with_columns(exact=exact).with_columns(lower=lower, behind=lower - nw.col("exact"), one=nw.lit(1))
    placed = counted.with_columns(
        left=nw.col(name) - nw.col("lower").sum().over(KEYS),
        place=nw.col("one").cum_sum().over(*KEYS, order_by=["behind", "area"]),
    )
    is_whole = there_is & (nw.col(name) == nw.col(name).floor())
    extra = nw.when(nw.col("place") <= nw.col("left")).then(1.0).otherwise(0.0)
    shared = nw.when(is_whole).then(nw.col("lower") + extra).when(there_is).then(nw.col(name) * nw.col("share"))
    return placed.with_columns(shared.alias(f"shared_{name}")).drop("exact", "lower", "behind", "one", "left", "place")
