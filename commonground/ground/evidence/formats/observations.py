"""Observations: the one shape into which every published file is read, as a Parquet file.

A row is one indicator of one area and period: a value, or a symbol in its place, or the counts a value is made of.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import narwhals as nw
import pyarrow as pa
import pyarrow.parquet as pq

from commonground.foundation.analysis import engine
from commonground.foundation.kernel.errors import Problem

SCHEMA = pa.schema(
    [
        ("indicator", pa.string()),
        ("area", pa.string()),  # GSS code, or slug of an area without one
        ("period", pa.string()),
        ("value", pa.float64()),
        ("symbol", pa.string()),
        ("numerator", pa.float64()),
        ("denominator", pa.float64()),
        ("vintage", pa.string()),
        ("published", pa.string()),  # the cell as it was written
        ("file", pa.string()),
        ("row", pa.int64()),  # as a spreadsheet counts: the header is row 1
        ("column", pa.string()),
    ]
)
Frame = nw.LazyFrame[Any]
KEY = ("indicator", "area", "period")
SHOWN = 100  # problems listed at most; the rest are counted


@dataclass(frozen=True)
class SourceFile:
    """A file that was read. `sha256` is of the file as it came, `content` of what it holds when unpacked."""

    name: str
    sha256: str
    size: int
    rows: int
    layout: str = ""
    content: str = ""


@dataclass(frozen=True)
class Contents:
    """What a file of observations holds of one indicator. Periods by their slugs."""

    indicator: str
    periods: tuple[str, ...]
    observations: int


def contents(path: Path) -> list[Contents]:
    """What a file of observations holds, by indicator."""
    table = pq.read_table(path, columns=["indicator", "period"])
    counted = table.group_by(["indicator", "period"]).aggregate([([], "count_all")]).to_pylist()
    found: dict[str, list[tuple[str, int]]] = {}
    for row in counted:
        found.setdefault(row["indicator"], []).append((row["period"], row["count_all"]))
    return [
        Contents(slug, tuple(sorted(period for period, _ in rows)), sum(count for _, count in rows))
        for slug, rows in sorted(found.items())
    ]


def columns_missing(table: pa.Schema) -> list[Problem]:
    """A problem for each column that observations need and `table` lacks or holds in another type."""
    return [
        Problem(
            f"column {field.name} of type {field.type} is missing.",
            do="Write observations with formats.observations.SCHEMA.",
        )
        for field in SCHEMA
        if field.name not in table.names or table.field(field.name).type not in (field.type, pa.large_string())
    ]


def seal(source: Path, target: Path, *, vintage: str) -> int:
    """Write `source` sorted by its key into `target`, so that equal observations make an equal file. Returns rows.

    `vintage` is written where an observation has none of its own.
    """
    with engine.connect(folders=[source.parent, target.parent], spill=target.parent) as connection:
        frame = engine.scan(connection, [source]).select(SCHEMA.names)
        frame = frame.with_columns(vintage=nw.coalesce(nw.col("vintage"), nw.lit(vintage)))
        engine.write(frame.sort(*KEY, "file", "row", "column"), target)
    return pq.read_metadata(target).num_rows


def check(path: Path, indicators: Collection[str]) -> list[Problem]:
    """What no release may hold: an indicator that is not in its dataset, a key twice, a row that says nothing."""
    with engine.connect(folders=[path.parent], spill=path.parent) as connection:
        rows = engine.scan(connection, [path])
        return [*_unknown(rows, indicators), *_repeated(rows), *_empty(rows)]


def _unknown(rows: Frame, indicators: Collection[str]) -> list[Problem]:
    found = {row["indicator"] for row in engine.rows(engine.distinct(rows, "indicator"))}
    return [
        Problem(f"indicator ‘{slug}’ is not one of this dataset.", do="Add it to the catalogue first.")
        for slug in sorted(found - set(indicators), key=str)
    ]


def _repeated(rows: Frame) -> list[Problem]:
    counted = rows.group_by(*KEY).agg(
        nw.len().alias("times"),
        nw.col("file").min(),
        nw.col("row").min().alias("first"),
        nw.col("row").max().alias("last"),
    )
    twice = counted.filter(nw.col("times") > 1).sort(*KEY).head(SHOWN)
    return [
        Problem(
            f"{key['indicator']} of {key['area']} for {key['period']} stands {key['times']} times, "
            f"also in row {key['last']}.",
            do="Keep one.",
            where=f"{key['file']}, row {key['first']}",
            row=key["first"],
        )
        for key in engine.rows(twice)
    ]


def _empty(rows: Frame) -> list[Problem]:
    silent = nw.col("value").is_null() & nw.col("symbol").is_null() & nw.col("numerator").is_null()
    return [
        Problem(
            "there is neither a number nor a symbol.",
            do="Give one.",
            where=f"{row['file'] or 'observations'}, row {row['row']}",
            row=row["row"],
        )
        for row in engine.rows(rows.filter(silent).select("file", "row").head(SHOWN))
    ]
