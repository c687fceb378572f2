"""DuckDB over Parquet, in this process: the engine of a place that fits one machine."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw
import pyarrow as pa

THREADS = 2
MEMORY = "512MB"
ROWS_OF_A_GROUP = 16_384


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
    # Each step of an expression looks at the file again: a tenth of the time of preparing ten million rows.
    connection.execute("SET parquet_metadata_cache=true")
    connection.execute(f"SET allowed_directories=[{allowed}]")
    connection.execute("SET enable_external_access=false")
    connection.execute("SET lock_configuration=true")
    return connection


def scan(connection: duckdb.DuckDBPyConnection, paths: Sequence[Path]) -> nw.LazyFrame[Any]:
    """The rows of Parquet files that are there as one lazy table, columns matched by name."""
    names = [os.fspath(path.resolve()) for path in paths]
    return nw.from_native(connection.read_parquet(names, union_by_name=True))


def table(connection: duckdb.DuckDBPyConnection, arrow: pa.Table) -> nw.LazyFrame[Any]:
    """An Arrow table as a lazy table of this connection."""
    return nw.from_native(connection.from_arrow(arrow))


def write(frame: nw.LazyFrame[Any], path: Path) -> None:
    """Stream a lazy table into one Parquet file, in small groups of rows: pages read a few areas of many."""
    frame.to_native().write_parquet(os.fspath(path), row_group_size=ROWS_OF_A_GROUP)


def _quoted(folder: Path) -> str:
    return "'" + os.fspath(folder.resolve()).replace("'", "''") + "'"
