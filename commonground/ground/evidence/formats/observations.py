"""Observations: the one shape into which every published file is read, as a Parquet file.

A row is one indicator of one area and period: a value, or a symbol in its place, or the counts a value is made of.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import duckdb
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
    with engine.connect(folders=[path.parent]) as connection:
        rows = connection.read_parquet(str(path.resolve()))
        return [*_unknown(rows, indicators), *_repeated(rows), *_empty(rows)]


def _unknown(rows: duckdb.DuckDBPyRelation, indicators: Collection[str]) -> list[Problem]:
    found = {slug for (slug,) in rows.unique("indicator").fetchall()}
    return [
        Problem(f"indicator ‘{slug}’ is not one of this dataset.", do="Add it to the catalogue first.")
        for slug in sorted(found - set(indicators), key=str)
    ]


def _repeated(rows: duckdb.DuckDBPyRelation) -> list[Problem]:
    keys = "indicator, area, period"
    twice = rows.aggregate(f"{keys}, count(*) AS times, min(file) AS file, min(row) AS first, max(row) AS last", keys)
    return [
        Problem(
            f"{indicator} of {area} for {period} stands {times} times, also in row {last}.",
            do="Keep one.",
            where=f"{file}, row {first}",
            row=first,
        )
        for indicator, area, period, times, file, first, last in twice.filter("times > 1").limit(SHOWN).fetchall()
    ]


def _empty(rows: duckdb.DuckDBPyRelation) -> list[Problem]:
    silent = "value IS NULL AND symbol IS NULL AND numerator IS NULL"
    return [
        Problem(
            "there is neither a number nor a symbol.",
            do="Give one.",
            where=f"{file or 'observations'}, row {row}",
            row=row,
        )
        for file, row in rows.filter(silent).project("file, row").limit(SHOWN).fetchall()
    ]
