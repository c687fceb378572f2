"""The door to the engine: DuckDB over Parquet, spoken to in narwhals expressions.

The same expressions run on Polars and Spark, so nothing above this module may use what only DuckDB has.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw
import pyarrow as pa

from commonground.foundation.kernel.errors import NotFound

THREADS = 2
MEMORY = "512MB"
PARQUET_LEVEL = "zstd"


def connect(
    *, folders: Sequence[Path] = (), memory: str = MEMORY, threads: int = THREADS, spill: Path | None = None
) -> duckdb.DuckDBPyConnection:
    """An in-memory engine that may touch the files of `folders` (and of `spill`) and nothing else.

    No network, no extension but those in the wheel, no Python variable by name, and the settings are locked, so that
    text that reached a query could open no other file. `memory` is a limit: work larger than that goes to `spill`, and
    without `spill` fails with duckdb.OutOfMemoryException rather than pushing the server out.
    One connection serves one thread; a thread of its own needs `connection.cursor()`.
    """
    connection = duckdb.connect(
        ":memory:",
        config={
            "threads": threads,
            "memory_limit": memory,
            "temp_directory": os.fspath(spill.resolve()) if spill else "",
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
            "python_enable_replacements": False,
            "preserve_insertion_order": False,
        },
    )
    allowed = ", ".join(_quoted(folder) for folder in [*folders, *([spill] if spill else [])])
    connection.execute(f"SET allowed_directories=[{allowed}]")
    connection.execute("SET enable_external_access=false")
    connection.execute("SET lock_configuration=true")
    return connection


def scan(connection: duckdb.DuckDBPyConnection, paths: Sequence[Path]) -> nw.LazyFrame[Any]:
    """The rows of Parquet files as one lazy table, read column by column when a result is asked for.

    Columns are matched by name; a file without a column has nulls there. Raises NotFound for no path or a missing one.
    """
    missing = [path.name for path in paths if not path.is_file()]
    if missing or not paths:
        raise NotFound(f"These data files are not there: {', '.join(missing) or 'none was named'}.")
    names = [os.fspath(path.resolve()) for path in paths]
    return nw.from_native(connection.read_parquet(names, union_by_name=True))


def table(
    connection: duckdb.DuckDBPyConnection, columns: Mapping[str, Sequence[object]] | pa.Table
) -> nw.LazyFrame[Any]:
    """A small table of Python values (or an Arrow table) as a lazy table of this connection."""
    arrow = columns if isinstance(columns, pa.Table) else pa.table(dict(columns))
    return nw.from_native(connection.from_arrow(arrow))


def write(frame: nw.LazyFrame[Any], path: Path) -> None:
    """Stream a lazy table into one Parquet file, whole or not at all: other readers never see half of it."""
    part = path.with_name(path.name + ".part")
    try:
        frame.sink_parquet(part)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def rows(frame: nw.LazyFrame[Any]) -> list[dict[str, Any]]:
    """A small result as Python rows."""
    return frame.collect("pyarrow").to_native().to_pylist()


def _quoted(folder: Path) -> str:
    return "'" + os.fspath(folder.resolve()).replace("'", "''") + "'"
