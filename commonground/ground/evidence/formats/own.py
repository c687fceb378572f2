"""Files of one's own: limits of a spreadsheet, faulty rows as they are kept, what was counted by area and period."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

import pyarrow as pa

from commonground.foundation.kernel.errors import Problem
from commonground.foundation.kernel.spreadsheets import Limits

FIGURES = Limits(
    alone="Hand in the sheet of figures alone, or in parts.",
    largest=20 << 20,
    rows=200_000,
    columns=100,
    unpacked=400 << 20,
    longest_cell=200,
    takes_old=True,
    takes_macros=False,
)


@dataclass(frozen=True)
class Faulty:
    """A faulty row: what its cells say by field, and what is wrong. A total is never taken, right or wrong."""

    number: int
    texts: Mapping[str, str]
    problems: Sequence[Problem]
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What was counted in one area and period. `row` and `published` are there where one row says it."""

    area: str
    period: str
    count: float | None
    denominator: float | None
    symbol: str = ""
    row: int | None = None
    published: str = ""


def written(rows: Iterable[Faulty]) -> bytes:
    """Faulty rows as they are kept until the file is taken or discarded."""
    return json.dumps([asdict(row) for row in rows]).encode()


def read(content: bytes) -> list[Faulty]:
    return [
        Faulty(one["number"], one["texts"], [Problem(**wrong) for wrong in one["problems"]], one["is_total"])
        for one in json.loads(content)
    ]


def cells_of(table: pa.Table, *, is_count: bool) -> dict[tuple[str, str], Cell]:
    """Observations as cells, by area and period."""
    names = ["area", "period", "value" if is_count else "numerator", "denominator", "symbol", "row", "published"]
    rows = zip(*(table[name].to_pylist() for name in names), strict=True)
    return {
        (area, period): Cell(area, period, count, base, symbol or "", row, published or "")
        for area, period, count, base, symbol, row, published in rows
    }
