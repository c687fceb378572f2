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

NAMED = ("denominator_release", "denominator_period")  # what is told of a denominator that another indicator gives


@dataclass(frozen=True)
class Held:
    """A release as preparing sees it. `standing` counts from 1 for what wins within its dataset."""

    pk: UUID
    dataset: str
    path: Path
    standing: int


def current(connection: engine.Connection, releases: Sequence[Held], *, done: Step) -> Frame:
    """The observations of the newest release that has their key, with `release` and `source` (dataset).

    `done` writes a step down. A dataset with one release is read where it lies, however large it is.
    """
    by_dataset: dict[str, list[Frame]] = {}
    for held in releases:
        marked = engine.scan(connection, [held.path]).with_columns(
            release=nw.lit(str(held.pk)), source=nw.lit(held.dataset), standing=nw.lit(held.standing)
        )
        by_dataset.setdefault(held.dataset, []).append(marked)
    return nw.concat([_newest(of_dataset, done) for of_dataset in by_dataset.values()])


def _newest(of_dataset: Sequence[Frame], done: Step) -> Frame:
    """A release holds each key once, so only several must be weighed against each other."""
    if len(of_dataset) == 1:
        return of_dataset[0]
    return done(nw.concat(of_dataset).unique(subset=list(KEY), keep="first", order_by=["standing"]))


def with_counts(connection: engine.Connection, found: Frame, about: Mapping[str, Definition], *, done: Step) -> Frame:
    """Adds numerators and denominators that other indicators give, with `denominator_release` and
    `denominator_period` (in words).

    Indicators that are read from no file get a row for each area in which their `where` indicator has one. `done`
    writes a step down: those that are made from others, never the many that stand as they were read.
    """
    made = sorted(slug for slug, definition in about.items() if definition.made_from)
    derived = [definition for definition in about.values() if definition.made_from.where]
    own = nw.col("indicator").is_in(made)
    rows = nw.concat([found.filter(own), *(_derived_rows(found, definition) for definition in derived)])
    names = [*found.collect_schema().names(), *NAMED]
    nothing = {name: nw.lit(None, nw.String()) for name in NAMED}
    keys = engine.rows(engine.distinct(rows, "indicator", "period"))
    if not keys:
        return found.with_columns(**nothing).select(names)
    links = engine.table(connection, _links(keys, about))
    linked = rows.join(links, on=["indicator", "period"], how="left")
    for role in ("denominator", "numerator", "where"):
        wanted = {getattr(about[slug].made_from, role) for slug in made} - {""}
        linked = linked.join(
            _given(found, role, wanted), on=[f"{role}_indicator", f"{role}_period", "area"], how="left"
        )
    counted = linked.with_columns(
        numerator=nw.coalesce(_numerator(), nw.col("numerator")),
        denominator=nw.coalesce(nw.col("denominator_value"), nw.col("denominator")),
        denominator_period=nw.col("denominator_label"),
    )
    return nw.concat([found.filter(~own).with_columns(**nothing).select(names), done(counted.select(names))])


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
