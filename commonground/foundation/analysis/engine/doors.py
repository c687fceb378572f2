"""What every engine does, whichever it is."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, Union

import duckdb
import narwhals as nw
import pyarrow as pa

from commonground.foundation.analysis.engine import duck, spark
from commonground.foundation.kernel.errors import Invalid, NotFound, Problem

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

Connection: TypeAlias = Union[duckdb.DuckDBPyConnection, "SparkSession"]
DUCKDB, SPARK = "duckdb", "spark"


@contextmanager
def opened(engine: str, *, folders: Sequence[Path], spill: Path) -> Iterator[Connection]:
    """A connection of an engine: `duckdb`, `spark` (threads of this machine), or the address of a Spark cluster.

    DuckDB may touch the files of `folders` and `spill` and nothing else. A cluster reads and writes the same paths from
    all its machines, so they must be shared. Raises Invalid for an engine that is not known or not installed.
    """
    if engine == DUCKDB:
        with duck.connect(folders=folders, spill=spill) as connection:
            yield connection
    elif engine == SPARK or "://" in engine or engine in ("yarn", spark.LOCAL):
        yield spark.session(spark.LOCAL if engine == SPARK else engine)
    else:
        raise Invalid(
            f"‘{engine}’ is no engine that is known here.",
            [Problem("Figures were not prepared.", do="Use duckdb, spark, or a cluster such as spark://host:7077.")],
        )


def scan(connection: Connection, paths: Sequence[Path]) -> nw.LazyFrame[Any]:
    """The rows of Parquet files as one lazy table, read column by column when a result is asked for.

    Columns are matched by name; a file without a column has nulls there. Raises NotFound for no path or a missing one.
    """
    missing = [path.name for path in paths if not path.is_file()]
    if missing or not paths:
        raise NotFound(f"These data files are not there: {', '.join(missing) or 'none was named'}.")
    if isinstance(connection, duckdb.DuckDBPyConnection):
        return duck.scan(connection, paths)
    return spark.scan(connection, paths)


def table(connection: Connection, columns: Mapping[str, Sequence[object]] | pa.Table) -> nw.LazyFrame[Any]:
    """A small table of Python values (or an Arrow table) as a lazy table of this connection."""
    arrow = columns if isinstance(columns, pa.Table) else pa.table(dict(columns))
    if isinstance(connection, duckdb.DuckDBPyConnection):
        return duck.table(connection, arrow)
    return spark.table(connection, arrow)


def write(frame: nw.LazyFrame[Any], path: Path) -> None:
    """Stream a lazy table into one Parquet file, whole or not at all: other readers never see half of it."""
    part = path.with_name(path.name + ".part")
    try:
        (spark if frame.implementation.is_pyspark() else duck).write(frame, part)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def distinct(frame: nw.LazyFrame[Any], *columns: str) -> nw.LazyFrame[Any]:
    """Each combination of these columns once. Grouped: `unique` of narwhals numbers every row of the table first, which
    for ten million took twenty times as long and more memory than there is."""
    return frame.group_by(*columns).agg(nw.len().alias("_")).select(*columns)


def rows(frame: nw.LazyFrame[Any]) -> list[dict[str, Any]]:
    """A small result as Python rows."""
    return frame.collect("pyarrow").to_native().to_pylist()
