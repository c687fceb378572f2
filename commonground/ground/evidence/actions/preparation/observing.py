"""The observations that hold: the newest of each key, with the counts that other indicators give them."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import narwhals as nw
import pyarrow as pa

from commonground.foundation.analysis import engine
from commonground.ground.evidence.formats.observations import KEY
from commonground.ground.evidence.rules.indicators import Definition

Frame = nw.LazyFrame[Any]
Step = Callable[[Frame], Frame]

ORIGIN = ("indicator", "period", "standing", "release", "source", "vintage")
NAMED = ("denominator_release", "denominator_period")  # what is told of a denominator that another indicator gives


@dataclass(frozen=True)
class Held:
    """A release as preparing sees it. `standing` counts from 1 for what wins within its dataset."""

    pk: UUID
    dataset: str
    path: Path
    standing: int


@dataclass(frozen=True)
class Observed:
    """The rows that hold, and of each indicator and period where they come from: its newest release and dataset, their
    vintage, and the same of its denominators."""

    rows: Frame
    origins: Frame


def observed(
    connection: engine.Connection, releases: Sequence[Held], about: Mapping[str, Definition], *, done: Step
) -> Observed:
    """The observations of the newest release that has their key, with `release` and `source` (dataset), and with the
    counts that other indicators give them.

    `done` writes a step down. A dataset with one release is read where it lies, however large it is.
    """
    by_dataset: dict[str, list[Held]] = {}
    for held in releases:
        by_dataset.setdefault(held.dataset, []).append(held)
    read = [_newest(connection, of_dataset, done) for of_dataset in by_dataset.values()]
    found = nw.concat([one.rows for one in read])
    own = nw.col("indicator").is_in(sorted(slug for slug, definition in about.items() if definition.made_from))
    nothing = {name: nw.lit(None, nw.String()) for name in NAMED}
    plain = Observed(found.with_columns(**nothing), nw.concat([one.origins for one in read]).with_columns(**nothing))
    made = _made(connection, found, about, own, done=done)
    if made is None:
        return Observed(plain.rows, _origins([plain.origins]))
    names = made.collect_schema().names()
    rows = nw.concat([frame.select(names) for frame in (plain.rows.filter(~own), made)])
    return Observed(rows, _origins([plain.origins.filter(~own), made]))


def _newest(connection: engine.Connection, of_dataset: Sequence[Held], done: Step) -> Observed:
    """A release holds each key once, so only several must be weighed against each other.

    Where it is one, its name and standing are put beside what was found of ten million rows, not beside each of them.
    """
    read = [engine.scan(connection, [held.path]) for held in of_dataset]
    marked = [frame.with_columns(**_marks(held)) for frame, held in zip(read, of_dataset, strict=True)]
    if len(of_dataset) == 1:
        origins = engine.distinct(read[0], "indicator", "period", "vintage").with_columns(**_marks(of_dataset[0]))
        return Observed(marked[0], origins.select(ORIGIN))
    rows = done(nw.concat(marked).unique(subset=list(KEY), keep="first", order_by=["standing"]))
    return Observed(rows, rows.select(ORIGIN))


def _marks(held: Held) -> dict[str, nw.Expr]:
    return {"release": nw.lit(str(held.pk)), "source": nw.lit(held.dataset), "standing": nw.lit(held.standing)}


def _origins(found: Sequence[Frame]) -> Frame:
    """Of each indicator and period: its newest release, dataset, vintage, and the same of its denominators."""
    told = ("release", "source", "vintage", *NAMED)
    each = nw.concat([frame.select(*ORIGIN, *NAMED) for frame in found])
    of_standing = each.group_by("indicator", "period", "standing").agg(*(nw.col(name).min() for name in told))
    newest = of_standing.unique(subset=["indicator", "period"], keep="first", order_by=["standing"])
    return newest.drop("standing")


def _made(
    connection: engine.Connection, found: Frame, about: Mapping[str, Definition], own: nw.Expr, *, done: Step
) -> Frame | None:
    """The rows of indicators that are made from others, with numerators and denominators that these give, and with
    `denominator_release` and `denominator_period` (in words).

    Indicators that are read from no file get a row for each area in which their `where` indicator has one. None where
    there are no such rows.
    """
    derived = [definition for definition in about.values() if definition.made_from.where]
    rows = nw.concat([found.filter(own), *(_derived_rows(found, definition) for definition in derived)])
    names = [*found.collect_schema().names(), *NAMED]
    keys = engine.rows(engine.distinct(rows, "indicator", "period"))
    if not keys:
        return None
    linked = rows.join(engine.table(connection, _links(keys, about)), on=["indicator", "period"], how="left")
    for role in ("denominator", "numerator", "where"):
        wanted = {getattr(definition.made_from, role) for definition in about.values()} - {""}
        linked = linked.join(
            _given(found, role, wanted), on=[f"{role}_indicator", f"{role}_period", "area"], how="left"
        )
    counted = linked.with_columns(
        numerator=nw.coalesce(_numerator(), nw.col("numerator")),
        denominator=nw.coalesce(nw.col("denominator_value"), nw.col("denominator")),
        denominator_period=nw.col("denominator_label"),
    )
    return done(counted.select(names))


def _given(found: Frame, role: str, indicators: Collection[str]) -> Frame:
    """The values of these indicators under the names by which rows look for those that play a role for them."""
    return found.filter(nw.col("indicator").is_in(sorted(indicators))).select(
        nw.col("indicator").alias(f"{role}_indicator"),
        nw.col("period").alias(f"{role}_period"),
        "area",
        nw.col("value").alias(f"{role}_value"),
        nw.col("release").alias(f"{role}_release"),
    )


def _derived_rows(found: Frame, definition: Definition) -> Frame:
    """A row without a value for each area and period of the indicator that says where to count."""
    nothing: dict[str, nw.dtypes.DType] = {"row": nw.Int64()}
    nothing |= dict.fromkeys(("value", "numerator", "denominator"), nw.Float64())
    nothing |= dict.fromkeys(("symbol", "published", "file", "column"), nw.String())
    here = found.filter(nw.col("indicator") == definition.made_from.where)
    return here.with_columns(
        nw.lit(definition.slug).alias("indicator"),
        *(nw.lit(None, dtype).alias(name) for name, dtype in nothing.items()),
    ).select(found.collect_schema().names())


def _numerator() -> nw.Expr:
    """The count given; nought where the other indicator does not say `equals`."""
    given, says, wanted = nw.col("numerator_value"), nw.col("where_value"), nw.col("equals")
    return nw.when(wanted.is_null() | (says == wanted)).then(given).when(~says.is_null() & ~given.is_null()).then(0.0)


def _links(keys: Iterable[Mapping[str, str]], about: Mapping[str, Definition]) -> pa.Table:
    """For each indicator and period: where its counts stand. Periods are moved in Python, once each."""
    rows = []
    for key in keys:
        definition = about.get(key["indicator"])
        if definition is None or not definition.made_from:
            continue
        made_from = definition.made_from
        rows.append(
            {
                **key,
                "denominator_indicator": made_from.denominator or None,
                "denominator_period": moved(key["period"], made_from.denominator_years),
                "denominator_label": _label(
                    about.get(made_from.denominator), key["period"], made_from.denominator_years
                ),
                "numerator_indicator": made_from.numerator or None,
                "numerator_period": moved(key["period"], made_from.numerator_years),
                "where_indicator": made_from.where or None,
                "where_period": key["period"],
                "equals": made_from.equals,
            }
        )
    names = [f"{role}_{what}" for role in ("denominator", "numerator", "where") for what in ("indicator", "period")]
    names += ["denominator_label"]
    schema = pa.schema([(name, pa.string()) for name in ("indicator", "period", *names)] + [("equals", pa.float64())])
    return pa.Table.from_pylist(rows, schema=schema)


def _label(of: Definition | None, period: str, years: int) -> str | None:
    """The period of a denominator in words: mid-2023."""
    return of.period(moved(period, years)).label if of else None


def moved(period: str, years: int) -> str:
    """The same kind of period so many years away: 2024 → 2023, 2024-q2 → 2023-q2."""
    year, mark, part = period.partition("-")
    return f"{int(year) + years}{mark}{part}"
