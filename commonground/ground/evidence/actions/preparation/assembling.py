"""From observations to figures: published or rolled up, with interval, comparison and rank."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from operator import or_
from typing import Any

import narwhals as nw
import pyarrow as pa

from commonground.foundation.analysis import engine, figures, rebasing, rollup
from commonground.foundation.analysis.comparison import Outcome
from commonground.foundation.analysis.definitions import Method
from commonground.foundation.analysis.symbols import UNAVAILABLE
from commonground.ground.evidence.actions.preparation.levels import Level
from commonground.ground.evidence.actions.preparation.observing import Observed
from commonground.ground.evidence.rules.basis import BEST_FIT, NO_FIT, Entire, Plan

Frame = nw.LazyFrame[Any]
Step = Callable[[Frame], Frame]

KEYS = ["indicator", "period", "area"]
COLUMNS = [
    "area", "indicator", "period", "value", "symbol", "numerator", "denominator", "lower", "upper", "vintage",
    "release", "source", "file", "row", "column", "published", "parts", "parts_without", "denominator_release",
    "denominator_period", "rebased_from", "rebased_to", "estimated_numerator", "estimated_denominator", "weighted_by",
    "fit", "england", "outcome", "reason", "rank", "rank_of", "level",
]  # fmt: skip
MADE = COLUMNS[: COLUMNS.index("england")]  # what is known before figures are compared
ENGLAND = "E92000001"
BEGINNING = 3  # characters of a code that say what kind of area it is of: E01 a small area, E07 a district
NOT_ESTIMATED = {f"estimated_{name}": nw.lit(None, nw.Float64()) for name in ("numerator", "denominator")}
IS_ENGLAND = "this is England"
A_COUNT = "counts of areas of different size are not compared"


@dataclass(frozen=True)
class Candidates:
    """Figures published for an area itself, and those that its parts make up. Each key once in either.

    Rows as MADE without the interval, and `how`: 0 published, 1 rolled up, 2 rolled up to a symbol.
    """

    own: Frame
    together: Frame


def candidates(
    connection: engine.Connection,
    observed: Observed,
    plan: Plan,
    definitions: Frame,
    known: set[str],
    *,
    never_shared: Sequence[str],
    done: Step,
) -> Candidates:
    """A figure for every known area that was observed, and for every area that its parts make up.

    `never_shared` are indicators that count areas: what they count is not there on another set of areas. `done` writes
    a step down before the next reads it.
    """
    wanted = {*known, ENGLAND, *(share.former for share in plan.shares), *(row.part for row in plan.placed)}
    here = done(observed.rows.filter(near(wanted)))
    may = definitions.filter(nw.col("method") != Method.PUBLISHED.value)
    rolled = [_rolled_up(connection, here, plan, may, never_shared=never_shared, done=done)]
    rolled += [_of_all(observed.rows, one, may) for one in plan.entire]
    told = nw.concat(rolled).join(engine.table(connection, _bases(plan)), on="layer", how="left")
    together = done(_told(told.join(observed.origins, on=["indicator", "period"], how="left")))
    areas = engine.table(connection, {"area": sorted(known | {ENGLAND})})
    own = _published(here.join(areas, on="area", how="inner"), definitions)
    whole = [together, *([_without_fit(connection, together, plan)] if plan.without_fit else [])]
    return Candidates(own.select(_columns()), nw.concat([frame.select(_columns()) for frame in whole]))


def near(areas: Iterable[str]) -> nw.Expr:
    """Rows of these areas, and of others whose codes lie between two of them that begin alike.

    A release is sorted by area, so an engine passes over those parts of a file that lie outside. Of a national file it
    reads a hundredth. A join with the areas would look at every row.
    """
    spans = [list(alike) for _, alike in groupby(sorted(areas), key=lambda area: area[:BEGINNING])]
    return reduce(or_, ((nw.col("area") >= span[0]) & (nw.col("area") <= span[-1]) for span in spans))


def _rolled_up(
    connection: engine.Connection, here: Frame, plan: Plan, may: Frame, *, never_shared: Sequence[str], done: Step
) -> Frame:
    """Figures of wholes from what was observed on their parts, or on pieces of areas that were drawn anew."""
    membership = engine.table(connection, _membership(plan))
    columns = ["indicator", "area", "period", "value", "symbol", "numerator", "denominator"]
    if not plan.shares:  # nothing was drawn anew
        return rollup.roll_up(here.select(columns), membership, may).with_columns(**NOT_ESTIMATED)
    shared = engine.table(connection, rebasing.as_table(plan.shares))
    cut = done(rebasing.pieces(here, shared, may.filter(~nw.col("indicator").is_in(list(never_shared)))))
    seen = nw.concat([here.select(columns), cut.select(columns)])
    estimated = rebasing.estimated(cut, membership, may).rename({"whole": "area"})
    return done(rollup.roll_up(seen, membership, may)).join(estimated, on=[*KEYS, "layer"], how="left")


def _of_all(observations: Frame, entire: Entire, may: Frame) -> Frame:
    """Figures of a whole that a dataset holds every part of."""
    parts = observations.filter((nw.col("source") == entire.dataset) & near(entire.parts))
    found = rollup.roll_up_all(parts, entire.whole, may, parts=len(entire.parts), layer=entire.layer)
    return found.with_columns(**NOT_ESTIMATED)


def _told(together: Frame) -> Frame:
    """With what is said of every figure, here of one that was put together and stands in no file."""
    return together.with_columns(
        _estimate("numerator"), _estimate("denominator"),
        parts_without=nw.col("parts") - nw.col("parts_known"),
        how=nw.when(nw.col("value").is_null()).then(2).otherwise(1),
        file=nw.lit(None, nw.String), row=nw.lit(None, nw.Int64), column=nw.lit(None, nw.String),
        published=nw.lit(None, nw.String),
    )  # fmt: skip


def _estimate(name: str) -> nw.Expr:
    """How much of a numerator or denominator was shared out: nought where a figure was carried over without."""
    is_known = ~nw.col("rebased_from").is_null() & ~nw.col(name).is_null()
    return nw.when(is_known).then(nw.coalesce(nw.col(f"estimated_{name}"), nw.lit(0.0))).alias(f"estimated_{name}")


def _without_fit(connection: engine.Connection, together: Frame, plan: Plan) -> Frame:
    """Areas that no small area is counted to say so, for every figure that those beside them have. Never nought."""
    beside = together.filter(nw.col("fit") == BEST_FIT).join(
        engine.table(connection, {"area": pa.array(sorted(plan.fitted), pa.string())}), on="area"
    )
    one_each = beside.unique(subset=["indicator", "period"], keep="any").drop("area")
    named = engine.table(connection, {"area": pa.array(plan.without_fit, pa.string())})
    nothing = ("value", "numerator", "denominator", "estimated_numerator", "estimated_denominator")
    return one_each.join(named, how="cross").with_columns(
        *(nw.lit(None, nw.Float64()).alias(name) for name in nothing),
        *(nw.lit(None, nw.String()).alias(name) for name in ("rebased_from", "rebased_to", "weighted_by")),
        symbol=nw.lit(UNAVAILABLE), fit=nw.lit(NO_FIT), parts=nw.lit(0), parts_without=nw.lit(0), how=nw.lit(2),
    )  # fmt: skip


def best(candidates: Sequence[Candidates]) -> Frame:
    """One figure an area, indicator and period: published before rolled up, the publisher's file before an extract.

    A symbol that stands only because parts are missing gives way to a number from an extract. What the publisher's own
    files say of an area gives way to nothing, so these many rows are not weighed against each other.
    """
    first = candidates[0]
    several = [(tier, frame) for tier, one in enumerate(candidates) for frame in (one.own, one.together)][1:]
    others = nw.concat([frame.with_columns(tier=nw.lit(tier)) for tier, frame in several])
    left = others.join(first.own.select(KEYS), on=KEYS, how="anti")
    marked = left.with_columns(is_gap=nw.when(nw.col("how") == 2).then(1).otherwise(0))
    chosen = marked.unique(subset=KEYS, keep="first", order_by=["is_gap", "tier", "how"])
    return nw.concat([first.own, chosen.drop("tier", "is_gap")])


def with_placing(connection: engine.Connection, chosen: Frame, placing: Mapping[str, str]) -> Frame:
    """Says of every figure of these releases (id → by what counts were placed) how its counts came to their area."""
    if not placing:
        return chosen
    named = {
        "release": pa.array(list(placing), pa.string()),
        "placed_by": pa.array(list(placing.values()), pa.string()),
    }
    told = chosen.join(engine.table(connection, pa.table(named)), on="release", how="left")
    return told.with_columns(fit=nw.coalesce(nw.col("fit"), nw.col("placed_by"))).drop("placed_by")


def finish(
    connection: engine.Connection,
    chosen: Frame,
    definitions: Frame,
    levels: Sequence[Level],
    known: set[str],
    *,
    redrawn: Collection[str] = (),
) -> Frame:
    """Adds interval, comparison with England and rank; keeps the areas that places knows.

    A figure that was carried over to one of the `redrawn` small areas is not ranked among those that were counted.
    """
    listed = sorted(known)
    areas = engine.table(connection, {"area": listed, "is_redrawn": [int(area in redrawn) for area in listed]})
    kept = chosen.join(areas, on="area", how="inner")
    england = chosen.filter(nw.col("area") == ENGLAND).select("indicator", "period", nw.col("value").alias("england"))
    counted = kept.filter((nw.col("is_redrawn") == 0) | nw.col("rebased_from").is_null())
    told = (
        kept.join(england, on=["indicator", "period"], how="left")
        .join(definitions, on="indicator")
        .join(_ranks(connection, counted.select(*KEYS, "value"), levels), on=KEYS, how="left")
    )
    sure = figures.add_intervals(told.with_columns(england=nw.when(~_is_count()).then(nw.col("england"))))
    compared = figures.add_comparison(sure, benchmark="england").with_columns(_outcome(), _reason())
    return compared.select(COLUMNS).sort("area", "indicator", "period")


def _published(observations: Frame, definitions: Frame) -> Frame:
    """Figures published for the area itself; a value that was not published is worked out from its counts."""
    known = observations.join(definitions.select("indicator", "method", "multiplier"), on="indicator")
    valued = known.with_columns(
        value=nw.when(nw.col("symbol").is_null()).then(nw.coalesce(nw.col("value"), figures.value_of()))
    )
    spoken = valued.with_columns(
        symbol=nw.when(nw.col("value").is_null()).then(nw.coalesce(nw.col("symbol"), nw.lit(UNAVAILABLE)))
    )
    nothing = {name: nw.lit(None, nw.String()) for name in ("rebased_from", "rebased_to", "weighted_by", "fit")}
    return spoken.with_columns(parts=nw.lit(0), parts_without=nw.lit(0), how=nw.lit(0), **nothing, **NOT_ESTIMATED)


def _columns() -> list[nw.Expr]:
    whole = {"parts", "parts_without", "how"}
    names = [name for name in (*MADE, "how") if name not in ("lower", "upper")]
    return [nw.col(name).cast(nw.Int64) if name in whole else nw.col(name) for name in names]


def _ranks(connection: engine.Connection, chosen: Frame, levels: Sequence[Level]) -> Frame:
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
    itself = nw.col("area") == ENGLAND
    return nw.when(itself).then(nw.lit(Outcome.NOT_COMPARED.value)).otherwise(nw.col("outcome")).alias("outcome")


def _reason() -> nw.Expr:
    reason = nw.when(_is_count()).then(nw.lit(A_COUNT)).otherwise(nw.col("reason"))
    return nw.when(nw.col("area") == ENGLAND).then(nw.lit(IS_ENGLAND)).otherwise(reason).alias("reason")


def _is_count() -> nw.Expr:
    return nw.col("method") == Method.COUNT.value


def _membership(plan: Plan) -> pa.Table:
    preference = {basis.layer: basis.preference for basis in plan.bases}
    names = ("part", "whole", "layer")
    columns = {name: pa.array([getattr(row, name) for row in plan.placed], pa.string()) for name in names}
    return pa.table({**columns, "preference": pa.array([preference[row.layer] for row in plan.placed], pa.int64())})


def _bases(plan: Plan) -> pa.Table:
    """What is to be said of each layer; null where there is nothing to say."""
    names = ("layer", "rebased_from", "rebased_to", "fit", "weighted_by")
    return pa.table(
        {name: pa.array([getattr(basis, name) or None for basis in plan.bases], pa.string()) for name in names}
    )
