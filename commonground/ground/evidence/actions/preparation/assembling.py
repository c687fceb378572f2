"""From observations to figures: published or rolled up, with interval, comparison and rank."""

from collections.abc import Sequence
from typing import Any

import duckdb
import narwhals as nw
import pyarrow as pa

from commonground.foundation.analysis import engine, figures, rollup
from commonground.foundation.analysis.comparison import Outcome
from commonground.foundation.analysis.definitions import Method
from commonground.foundation.analysis.symbols import UNAVAILABLE
from commonground.ground.evidence.actions.preparation.levels import Level
from commonground.ground.evidence.rules.coverage import Layered

Frame = nw.LazyFrame[Any]

KEYS = ["indicator", "period", "area"]
COLUMNS = [
    "area", "indicator", "period", "value", "symbol", "numerator", "denominator", "lower", "upper", "vintage",
    "release", "source", "file", "row", "column", "published", "parts", "parts_without", "denominator_release",
    "denominator_period", "england", "outcome", "reason", "rank", "rank_of", "level",
]  # fmt: skip
ENGLAND = "E92000001"
IS_ENGLAND = "this is England"
A_COUNT = "counts of areas of different size are not compared"


def candidates(
    connection: duckdb.DuckDBPyConnection,
    observations: Frame,
    layered: Sequence[Layered],
    definitions: Frame,
    known: set[str],
) -> Frame:
    """A figure for every known area that was observed, and for every area that its parts make up.

    Rows as COLUMNS up to `denominator_period`, and `how`: 0 published, 1 rolled up, 2 rolled up to a symbol.
    """
    membership = engine.table(connection, _membership(layered))
    rolled = rollup.roll_up(observations, membership, definitions.filter(nw.col("method") != Method.PUBLISHED.value))
    from_what = _origins(observations)
    together = rolled.join(from_what, on=["indicator", "period"], how="left").with_columns(
        parts_without=nw.col("parts") - nw.col("parts_known"),
        how=nw.when(nw.col("value").is_null()).then(2).otherwise(1),
        file=nw.lit(None, nw.String), row=nw.lit(None, nw.Int64), column=nw.lit(None, nw.String),
        published=nw.lit(None, nw.String),
    )  # fmt: skip
    areas = engine.table(connection, {"area": sorted(known | {ENGLAND})})
    own = _published(observations.join(areas, on="area", how="inner"), definitions)
    return nw.concat([own.select(_columns()), together.select(_columns())])


def best(candidates: Sequence[Frame]) -> Frame:
    """One figure an area, indicator and period: published before rolled up, the publisher's file before an extract.

    A symbol that stands only because parts are missing gives way to a number from an extract.
    """
    marked = [frame.with_columns(tier=nw.lit(tier)) for tier, frame in enumerate(candidates)]
    merged = nw.concat(marked).with_columns(is_gap=nw.when(nw.col("how") == 2).then(1).otherwise(0))
    return merged.unique(subset=KEYS, keep="first", order_by=["is_gap", "tier", "how"])


def finish(
    connection: duckdb.DuckDBPyConnection, chosen: Frame, definitions: Frame, levels: Sequence[Level], known: set[str]
) -> Frame:
    """Adds interval, comparison with England and rank; keeps the areas that places knows."""
    areas = engine.table(connection, {"area": sorted(known)})
    kept = chosen.join(areas, on="area", how="inner")
    sure = figures.add_intervals(kept, definitions)
    england = chosen.filter(nw.col("area") == ENGLAND).join(definitions, on="indicator")
    england = england.filter(nw.col("method") != Method.COUNT.value).select("indicator", "period", "value")
    compared = figures.add_comparison(sure, england, definitions, name="england").join(
        definitions.select("indicator", "method"), on="indicator"
    )
    ranked = compared.join(_ranks(connection, kept, levels), on=KEYS, how="left")
    return ranked.with_columns(_outcome(), _reason()).select(COLUMNS).sort("area", "indicator", "period")


def _published(observations: Frame, definitions: Frame) -> Frame:
    """Figures published for the area itself; a value that was not published is worked out from its counts."""
    known = observations.join(definitions.select("indicator", "method", "multiplier"), on="indicator")
    valued = known.with_columns(
        value=nw.when(nw.col("symbol").is_null()).then(nw.coalesce(nw.col("value"), figures.value_of()))
    )
    spoken = valued.with_columns(
        symbol=nw.when(nw.col("value").is_null()).then(nw.coalesce(nw.col("symbol"), nw.lit(UNAVAILABLE)))
    )
    return spoken.with_columns(parts=nw.lit(0), parts_without=nw.lit(0), how=nw.lit(0))


def _columns() -> list[nw.Expr]:
    whole = {"parts", "parts_without", "how"}
    names = [*COLUMNS[: COLUMNS.index("denominator_period") + 1], "how"]
    names = [name for name in names if name not in ("lower", "upper")]
    return [nw.col(name).cast(nw.Int64) if name in whole else nw.col(name) for name in names]


def _origins(observations: Frame) -> Frame:
    """Of each indicator and period: its newest release, dataset, vintage, and the same of its denominators."""
    ordered = observations.unique(subset=["indicator", "period"], keep="first", order_by=["standing", "area"])
    return ordered.select(
        "indicator", "period", "release", "source", "vintage", "denominator_release", "denominator_period"
    )


def _ranks(connection: duckdb.DuckDBPyConnection, chosen: Frame, levels: Sequence[Level]) -> Frame:
    rows = [
        {"area": area, "level": level.label, "is_own": int(area in level.ranked)}
        for level in levels
        for area in sorted(level.members)
    ]
    schema = pa.schema([("area", pa.string()), ("level", pa.string()), ("is_own", pa.int64())])
    places = engine.table(connection, pa.Table.from_pylist(rows, schema=schema))
    ranked = figures.add_ranks(chosen.join(places, on="area"), among="level")
    return ranked.filter(nw.col("is_own") == 1).select(
        *KEYS, "level", nw.col("rank").cast(nw.Int64), nw.col("ranked").cast(nw.Int64).alias("rank_of")
    )


def _outcome() -> nw.Expr:
    compared = (nw.col("area") != ENGLAND) & (nw.col("method") != Method.COUNT.value)
    return (
        nw.when(compared).then(nw.col("england_outcome")).otherwise(nw.lit(Outcome.NOT_COMPARED.value)).alias("outcome")
    )


def _reason() -> nw.Expr:
    reason = nw.when(nw.col("method") == Method.COUNT.value).then(nw.lit(A_COUNT)).otherwise(nw.col("england_reason"))
    return nw.when(nw.col("area") == ENGLAND).then(nw.lit(IS_ENGLAND)).otherwise(reason).alias("reason")


def _membership(layered: Sequence[Layered]) -> pa.Table:
    names = ("part", "whole", "layer")
    columns = [pa.array([getattr(row, name) for row in layered], pa.string()) for name in names]
    return pa.table(columns, names=list(names))
