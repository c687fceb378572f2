"""The door to the engine: expressions of narwhals over Parquet files, run by DuckDB or by Apache Spark.

    with engine.opened("duckdb", folders=[releases], spill=folder) as connection:
        engine.write(roll_up(engine.scan(connection, paths), …), target)

The same expressions run on either, and on Polars in tests, so nothing above this module may use what only one has.
"""

from commonground.foundation.analysis.engine.doors import Connection, distinct, opened, rows, scan, table, write
from commonground.foundation.analysis.engine.duck import connect

__all__ = ["Connection", "connect", "distinct", "opened", "rows", "scan", "table", "write"]
