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
    parts = observations.join(placed.select("part", "place", "weight"), left_on="area", right_on="part")
    is_shared = "weight" in membership.collect_schema().names()
    judged = _judged(_summed(parts, definitions, is_shared=is_shared).join(expected, on="place"))
    order = ["unknown", "incomplete", "preference", "parts", "layer"]
    best = judged.unique(subset=["indicator", "period", "whole"], keep="first", order_by=order)
    return best.rename({"whole": "area"}).select(COLUMNS)


def roll_up_all(observations: Frame, whole: str, definitions: Frame, *, parts: int, layer: str = "") -> Frame:
    """Figures of one whole of which every row is a part, as `roll_up` makes them: nothing has to be looked up for each.

    `parts`: how many the whole has, one row each for an indicator and period.
    """
    summed = _summed(observations.with_columns(place=nw.lit(0)), definitions, is_shared=False)
    named = {"area": nw.lit(whole), "layer": nw.lit(layer), "parts": nw.lit(parts, nw.Int64)}
    return _judged(summed.with_columns(**named)).select(COLUMNS)


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


def fraction() -> dict[str, nw.Expr]:
    """What rows with a method bring to the fraction of their whole: `top` and `bottom`, the latter null where there is
    no fraction. `weighted` is their value times their denominator."""
    method = nw.col("method")
    is_value, is_mean = method.is_in(WHOLE_VALUES), method == Method.WEIGHTED_MEAN.value
    top = nw.when(is_value).then(nw.col("value")).when(is_mean).then(nw.col("weighted")).otherwise(nw.col("numerator"))
    return {"top": top, "bottom": nw.when(~is_value).then(nw.col("denominator"))}


def _strength() -> nw.Expr:
    """`symbols.strength` as an expression."""
    symbol, chain = nw.col("symbol"), None
    for name, strength in symbols.STRENGTH.items():
        chain = nw.when(symbol == name).then(strength) if chain is None else chain.when(symbol == name).then(strength)
    assert chain is not None
    return chain.otherwise(symbols.STRENGTH[symbols.UNAVAILABLE])


def _summed(parts: Frame, definitions: Frame, *, is_shared: bool) -> Frame:
    """One row for each indicator, period and place (the number of a whole and layer), with method and multiplier.

    Ten million parts pass here, so they bring nothing that need not be there: a number for whole and layer, and no
    weight where every part lies in its whole. What says the same symbol is added up first, in every way that a method
    may want; only these few sums meet their definitions.
    """
    value, top, bottom = nw.col("value"), nw.col("numerator"), nw.col("denominator")
    weight = nw.col("weight") if is_shared else nw.lit(1.0)
    sums = {"value": value, "numerator": top, "denominator": bottom, "weighted": value * bottom}
    alike = parts.group_by("indicator", "period", "place", "symbol").agg(
        *((part * weight if is_shared else part).sum().alias(name) for name, part in sums.items()),
        nw.len().alias("rows"),
        value.count().alias("values"),
        nw.when(~top.is_null()).then(bottom).count().alias("fractions"),
        nw.when(~value.is_null()).then(bottom).count().alias("means"),
        *([weight.min().alias("weight")] if is_shared else []),
    )
    told = alike.join(definitions.select("indicator", "method", "multiplier"), on="indicator")
    brought = told.with_columns(**fraction(), parts_known=_known()).with_columns(
        strength=nw.when(nw.col("parts_known") < nw.col("rows")).then(_strength()).otherwise(0)
    )
    summed = brought.group_by("indicator", "period", "place", "method", "multiplier").agg(
        nw.col("rows").sum().cast(nw.Int64),
        nw.col("parts_known").sum().cast(nw.Int64),
        nw.col("strength").max(),
        nw.col("top").sum().alias("numerator"),
        nw.col("bottom").sum().alias("denominator"),
        *([nw.col("weight").min()] if is_shared else []),
    )
    return summed if is_shared else summed.with_columns(weight=nw.lit(1.0))


def _known() -> nw.Expr:
    """How many rows that say the same symbol have the numbers that their method wants."""
    method = nw.col("method")
    plain = nw.col("symbol").is_null() | (nw.col("symbol") == symbols.NOT_APPLICABLE)
    counted = (
        nw.when(method.is_in(WHOLE_VALUES))
        .then(nw.col("values"))
        .when(method == Method.WEIGHTED_MEAN.value)
        .then(nw.col("means"))
        .otherwise(nw.col("fractions"))
    )
    return nw.when(plain).then(counted).otherwise(0)


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
