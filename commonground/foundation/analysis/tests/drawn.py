"""Tables for tests, drawn as people draw them, on each engine that must give the same answer."""

from collections.abc import Callable, Sequence
from typing import Any

import narwhals as nw
import polars
import pyarrow as pa
import pytest

from commonground.foundation.analysis import engine

Frame = nw.LazyFrame[Any]
Table = Callable[[pa.Table], Frame]

OBSERVATIONS = pa.schema(
    [
        ("indicator", pa.string()),
        ("area", pa.string()),
        ("period", pa.string()),
        ("value", pa.float64()),
        ("symbol", pa.string()),
        ("numerator", pa.float64()),
        ("denominator", pa.float64()),
    ]
)
MEMBERSHIP = pa.schema(
    [("part", pa.string()), ("whole", pa.string()), ("weight", pa.float64()), ("layer", pa.string())]
)


@pytest.fixture(params=["duckdb", "polars"])
def on_engine(request) -> Table:
    """Makes lazy tables of one engine; a test that takes it runs on each."""
    if request.param == "polars":
        return lambda table: nw.from_native(polars.from_arrow(table)).lazy()
    connection = engine.connect(memory="256MB")
    return lambda table: engine.table(connection, table)


def observations(rows: Sequence[Sequence[object]]) -> pa.Table:
    """Rows of indicator, area, period, value, symbol, numerator, denominator."""
    return pa.Table.from_pylist([dict(zip(OBSERVATIONS.names, row, strict=True)) for row in rows], OBSERVATIONS)


def membership(rows: Sequence[Sequence[object]]) -> pa.Table:
    """Rows of part, whole and, if not 1 and one layer, weight and layer."""
    full = [[*row, *[1.0, ""][len(row) - 2 :]] for row in rows]
    return pa.Table.from_pylist([dict(zip(MEMBERSHIP.names, row, strict=True)) for row in full], MEMBERSHIP)


def counted(rows: str, *, indicator: str = "i", period: str = "2024") -> pa.Table:
    """Observations from a drawing: area, numerator and denominator (or a symbol) on each line."""
    listed = []
    for line in rows.strip().splitlines():
        area, *cells = line.split()
        symbol = cells[0] if len(cells) == 1 and not cells[0].isdigit() else None
        numbers = [] if symbol else [float(cell) for cell in cells]
        listed.append([indicator, area, period, None, symbol, *(numbers or [None, None])])
    return observations(listed)
