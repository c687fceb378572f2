"""From small areas to any larger one, through a table that says which part belongs to which whole.

Nothing is lost on the way: a part without a number gives the whole its symbol, a part without a row makes the whole
"not available", and what belongs to no whole is counted by `not_placed`, so that a county's total is always the sum of
its localities and what is not placed.
"""

from typing import Any

import narwhals as nw

from commonground.foundation.analysis import symbols
from commonground.foundation.analysis.definitions import Method
from commonground.foundation.analysis.figures import WHOLE_VALUES, value_of

Frame = nw.LazyFrame[Any]

KEYS = ["indicator", "period", "area"]
COLUMNS = [*KEYS, "value", "symbol", "numerator", "denominator", "parts", "parts_known", "layer"]
FEWEST = 1e-9  # a share of a part smaller than this is rounding, not people


def roll_up(observations: Frame, membership: Frame, definitions: Frame) -> Frame:
    """Figures of every whole.

    observations: indicator, area, period, value, symbol, numerator, denominator; one row each.
    membership: part, whole, weight (share of the part that lies in the whole; 1 when the column is absent), layer
        (kind of the parts, "district"; one layer when absent) and preference (0 when absent). Where a whole can be made
        of several layers, the figure comes from one that knows it, else from one in which every part says why not; of
        those from the one of lowest preference, and then with the fewest parts, nearest to what was published.
    definitions: as `definitions.columns`; an indicator that is not among them is left out.
    Result: indicator, period, area (the whole), value, symbol, numerator, denominator, parts, parts_known, layer.
        Exactly one of value and symbol is filled. Counts are null where the figure is not known.
    """
    pairs = _membership(membership)
    expected = pairs.group_by("whole", "layer").agg(nw.len().alias("parts"), nw.col("preference").max())
    expected = expected.with_row_index("place", order_by=["whole", "layer"])
    placed = pairs.join(expected.select("whole", "layer", "place"), on=["whole", "layer"])
    parts = contributions(observations.join(definitions, on="indicator"))
    is_shared = "weight" in membership.collect_schema().names()
    summed = _summed(parts.join(placed.select("part", "place", "weight"), left_on="area", right_on="part"), is_shared)
    facts = definitions.select("indicator", "method", "multiplier")
    judged = _judged(summed.join(expected, on="place").join(facts, on="indicator"))
    order = ["unknown", "incomplete", "preference", "parts", "layer"]
    best = judged.unique(subset=["indicator", "period", "whole"], keep="first", order_by=order)
    return best.rename({"whole": "area"}).select(COLUMNS)


def not_placed(observations: Frame, placed: Frame, universe: Frame, definitions: Frame) -> Frame:
    """What `placed` leaves out of `universe`, as figures of the universe's whole; columns as `roll_up`.

    placed: the membership of one level of one footprint version; universe: the membership of the place it divides.
    No row means that everything is placed (`parts` counts the parts left out, wholly or by a share).
    """
    taken = _membership(placed).group_by("part").agg(nw.col("weight").sum().alias("taken"))
    rest = _membership(universe).join(taken, on="part", how="left")
    rest = rest.with_columns(weight=nw.col("weight") * (1.0 - nw.col("taken").fill_null(0.0)))
    return roll_up(observations, rest.filter(nw.col("weight") > FEWEST), definitions)


def _membership(membership: Frame) -> Frame:
    """part, whole, weight, layer, preference, the last three where the caller gave them; shares of nought left out."""
    given = membership.collect_schema().names()
    weight = nw.col("weight").cast(nw.Float64) if "weight" in given else nw.lit(1.0)
    layer = nw.col("layer") if "layer" in given else nw.lit("")
    preference = nw.col("preference") if "preference" in given else nw.lit(0)
    named = {"weight": weight, "layer": layer, "preference": preference.cast(nw.Int64)}
    table = membership.select("part", "whole", *(column.alias(name) for name, column in named.items()))
    return table.filter(nw.col("weight") > 0)


def contributions(observations: Frame) -> Frame:
    """What each part brings: `top` and `bottom` of the whole's fraction, or the `strength` of its symbol.

    observations: joined with their definitions. `known` is 1 where the part has its numbers, else 0.
    """
    method, value = nw.col("method"), nw.col("value")
    is_value = method.is_in(WHOLE_VALUES)
    is_mean = method == Method.WEIGHTED_MEAN.value
    top = nw.when(is_value).then(value).when(is_mean).then(value * nw.col("denominator")).otherwise(nw.col("numerator"))
    bottom = nw.when(~is_value).then(nw.col("denominator"))
    plain = nw.col("symbol").is_null() | (nw.col("symbol") == symbols.NOT_APPLICABLE)
    known = plain & ~nw.col("top").is_null() & (is_value | ~nw.col("bottom").is_null())
    return observations.with_columns(top=top, bottom=bottom).with_columns(
        known=nw.when(known).then(1).otherwise(0), strength=nw.when(~known).then(_strength()).otherwise(0)
    )


def _strength() -> nw.Expr:
    """`symbols.strength` as an expression."""
    symbol, chain = nw.col("symbol"), None
    for name, strength in symbols.STRENGTH.items():
        chain = nw.when(symbol == name).then(strength) if chain is None else chain.when(symbol == name).then(strength)
    assert chain is not None
    return chain.otherwise(symbols.STRENGTH[symbols.UNAVAILABLE])


def _summed(parts: Frame, is_shared: bool) -> Frame:
    """One row for each indicator, period and place (the number of a whole and layer).

    Ten million parts pass here, so they bring nothing that need not be there: a number for whole and layer, no method
    and multiplier, which the indicator tells, and no weight where every part lies in its whole. It takes half the time.
    """
    weight = nw.col("weight")
    if is_shared:
        parts = parts.with_columns(top=nw.col("top") * weight, bottom=nw.col("bottom") * weight)
    summed = parts.group_by("indicator", "period", "place").agg(
        nw.len().alias("rows"),
        nw.col("known").sum().cast(nw.Int64).alias("parts_known"),
        nw.col("strength").max(),
        nw.col("top").sum().alias("numerator"),
        nw.col("bottom").sum().alias("denominator"),
        *([weight.min()] if is_shared else []),
    )
    return summed if is_shared else summed.with_columns(weight=nw.lit(1.0))


def _judged(summed: Frame) -> Frame:
    """Value or symbol of each whole: a number only where every part was there once and knew its own."""
    parts, known = nw.col("parts"), nw.col("parts_known")
    may = (nw.col("method") != Method.PUBLISHED.value) | ((parts == 1) & (nw.col("weight") == 1))
    whole = may & (known == parts) & (nw.col("rows") == parts)
    is_fraction = ~nw.col("method").is_in(WHOLE_VALUES)
    counted = summed.with_columns(
        unknown=nw.when(whole).then(0).otherwise(1),
        incomplete=nw.when(nw.col("rows") == parts).then(0).otherwise(1),
        numerator=nw.when(whole).then(nw.col("numerator")),
        denominator=nw.when(whole & is_fraction).then(nw.col("denominator")),
    )
    symbol = (
        nw.when(whole & is_fraction & (nw.col("denominator") == 0))
        .then(nw.lit(symbols.NOT_APPLICABLE))
        .when(~whole)
        .then(_spoken())
    )
    return counted.with_columns(symbol=symbol, value=value_of())


def _spoken() -> nw.Expr:
    """The whole's symbol: the strongest of its parts; "not applicable" only where that holds for every part."""
    strength, every = nw.col("strength"), nw.col("rows") == nw.col("parts")
    agreed = every & (nw.col("parts_known") == 0)
    chain = nw.when(strength == 5).then(nw.lit(symbols.CONFIDENTIAL))
    chain = chain.when(~every).then(nw.lit(symbols.UNAVAILABLE))
    for number in (3, 2):
        chain = chain.when(strength == number).then(nw.lit(symbols.BY_STRENGTH[number]))
    chain = chain.when(agreed & (strength == 1)).then(nw.lit(symbols.NOT_APPLICABLE))
    return chain.otherwise(nw.lit(symbols.UNAVAILABLE))
