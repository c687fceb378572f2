"""What was counted by area and period as observations."""

from collections.abc import Sequence

import pyarrow as pa

from commonground.ground.evidence.formats.observations import SCHEMA
from commonground.ground.evidence.formats.own import Cell


def observations(
    cells: Sequence[Cell], *, indicator: str, is_count: bool, file: str, column: str, vintage: str
) -> pa.Table:
    """Cells as observations. A figure that is no count keeps its two numbers and is worked out when it is prepared."""
    counts = pa.array([cell.count for cell in cells], pa.float64())
    nothing = pa.nulls(len(cells), pa.float64())
    columns = {
        "indicator": pa.array([indicator] * len(cells), pa.string()),
        "area": pa.array([cell.area for cell in cells], pa.string()),
        "period": pa.array([cell.period for cell in cells], pa.string()),
        "value": counts if is_count else nothing,
        "symbol": pa.array([cell.symbol or None for cell in cells], pa.string()),
        "numerator": nothing if is_count else counts,
        "denominator": pa.array([cell.denominator for cell in cells], pa.float64()),
        "vintage": pa.array([vintage] * len(cells), pa.string()),
        "published": pa.array([cell.published or None for cell in cells], pa.string()),
        "file": pa.array([file] * len(cells), pa.string()),
        "row": pa.array([cell.row for cell in cells], pa.int64()),
        "column": pa.array([column if cell.row else None for cell in cells], pa.string()),
    }
    return pa.table(columns, schema=SCHEMA)
