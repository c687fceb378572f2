"""Apache Spark: the engine of a place, or of a nation, that one machine cannot hold. Needs the extra `spark` and Java.

Sessions are costly to start (7 to 15 seconds), so a process keeps one; see docs/how-to/prepare-figures-on-spark.md.
"""

import os
import shutil
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import narwhals as nw
import pyarrow as pa

from commonground.foundation.kernel.errors import Invalid, Problem

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

SCHEME = "spark"
LOCAL = "local[2]"
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    # As DuckDB: division by nought and casts that fail are told apart by our own expressions, not by an exception.
    "spark.sql.ansi.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}
# Threads of this machine have nothing to say to any other.
HERE = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}


@lru_cache(maxsize=1)
def session(master: str, partitions: int = 2, memory: str = "1g") -> "SparkSession":
    """The session of this process with a cluster (`spark://host:7077`, `yarn`, `k8s://…`) or with threads here
    (`local[2]`). Raises Invalid where Spark or Java is not installed."""
    try:
        from pyspark.errors import PySparkRuntimeError  # noqa: PLC0415 the extra is not there on most machines
        from pyspark.sql import SparkSession  # noqa: PLC0415 the same
    except ImportError as missing:
        raise Invalid(
            "Figures are to be prepared on Spark, but Spark is not installed.",
            [
                Problem(
                    str(missing), do="Install the extra: pip install 'commonground[spark]'. Or use the engine duckdb."
                )
            ],
        ) from missing
    builder = SparkSession.builder.appName("Common Ground").master(master)
    own = {**HERE, "spark.sql.shuffle.partitions": str(partitions), "spark.driver.memory": memory}
    for name, value in (SETTINGS | own if _is_here(master) else SETTINGS).items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except PySparkRuntimeError as stopped:
        raise Invalid(
            "Spark did not start.", [Problem(str(stopped), do="Install Java 17 or newer, or use the engine duckdb.")]
        ) from stopped


def scan(connection: "SparkSession", paths: Sequence[Path]) -> nw.LazyFrame[Any]:
    """The rows of Parquet files that are there as one lazy table, columns matched by name."""
    names = [path.resolve().as_uri() for path in paths]
    return nw.from_native(connection.read.option("mergeSchema", "true").parquet(*names))


def table(connection: "SparkSession", arrow: pa.Table) -> nw.LazyFrame[Any]:
    """An Arrow table as a lazy table of this session."""
    return nw.from_native(connection.createDataFrame(arrow))


def write(frame: nw.LazyFrame[Any], path: Path) -> None:
    """Into one Parquet file: Spark writes a folder of them, so its one part is put in its place."""
    folder = path.with_name(f"{path.name}.parts")
    try:
        frame.to_native().coalesce(1).write.mode("overwrite").parquet(folder.resolve().as_uri())
        [part] = folder.glob("part-*.parquet")
        os.replace(part, path)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _is_here(master: str) -> bool:
    return master.startswith("local")
