"""The files of figures of a pack: one line a figure, each a fact that a published file holds."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from commonground.foundation.kernel.errors import Invalid, Problem

COLUMNS = ("indicator", "area", "period", "numerator", "denominator", "value", "symbol", "origin")


@dataclass(frozen=True)
class FigureRow:
    """`line` counts as a spreadsheet does; `layout` and `row` say where a published file holds the figure."""

    line: int
    indicator: str
    area: str
    period: str
    numerator: float | None
    denominator: float | None
    value: float | None
    symbol: str | None
    published: str
    layout: str
    row: int | None


def read_figures(path: Path) -> list[FigureRow]:
    """Every figure of a file. Raises Invalid naming row and column of each cell that is not understood."""
    problems: list[Problem] = []
    if not path.is_file():
        what = "is missing, though series.toml names it."
        raise Invalid(f"There is no {path.name}. Nothing was changed.", [Problem(what, where=path.name)])
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise Invalid(f"{path.name} is not a file of figures: its columns should be {', '.join(COLUMNS)}.")
        rows = [_figure(line, cells, problems) for line, cells in enumerate(reader, start=2)]
    if problems:
        raise Invalid(f"{path.name} cannot be read. Nothing was changed.", problems)
    return rows


def _figure(line: int, cells: dict[str, str], problems: list[Problem]) -> FigureRow:
    numbers = dict(_numbers(line, cells, problems))
    layout, _, row = cells["origin"].partition(":")
    return FigureRow(
        line=line,
        indicator=cells["indicator"],
        area=cells["area"],
        period=cells["period"],
        symbol=cells["symbol"] or None,
        published=cells["value"] or cells["symbol"],
        layout=layout,
        row=int(row) if row.isdigit() else None,
        **numbers,
    )


def _numbers(line: int, cells: dict[str, str], problems: list[Problem]) -> Iterator[tuple[str, float | None]]:
    for column in ("numerator", "denominator", "value"):
        try:
            yield column, float(cells[column]) if cells[column] else None
        except ValueError:
            what = f"{cells[column]!r} is not a number."
            problems.append(Problem(what, where=f"row {line}, column {column}", row=line, column=column))
            yield column, None
