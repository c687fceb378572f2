"""CSV: UTF-8 with a byte order mark, because without it Excel shows £ and – wrongly; lines end as RFC 4180 says.

Numbers are written in full and without thousands commas, dates as 2026-06-04, so that machines read them; text that
would begin a formula has an apostrophe before it. (A negative number is a number and has none.)
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from commonground.foundation.documents.cells import is_number, neutral, shown
from commonground.foundation.documents.report import Cell, Table

LINES_AT_A_TIME = 500


def to_csv(*tables: Table) -> bytes:
    """One table: heads and rows. More than one: each under a line with its caption, an empty line between them."""
    text = io.StringIO()
    writer = csv.writer(text)
    for number, table in enumerate(tables):
        if number:
            writer.writerow([])
        if len(tables) > 1:
            writer.writerow([neutral(table.caption)])
        writer.writerow([neutral(column.name) for column in table.columns])
        writer.writerows(_written(table.rows))
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8")


def csv_lines(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Heads and rows as text, some lines at a time."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([neutral(head) for head in heads])
    for number, row in enumerate(rows, start=1):
        writer.writerow([_cell(cell) for cell in row])  # type: ignore[arg-type]  # whatever a row holds
        if number % LINES_AT_A_TIME == 0:
            yield text.getvalue()
            text.seek(0)
            text.truncate()
    yield text.getvalue()


def _written(rows: Iterable[Sequence[Cell]]) -> Iterable[list[Cell]]:
    return ([_cell(cell) for cell in row] for row in rows)


def _cell(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return neutral(cell) if cell else cell
    if is_number(cell):
        return int(cell) if isinstance(cell, float) and cell.is_integer() else cell
    return cell.isoformat() if isinstance(cell, date) else shown(cell)
