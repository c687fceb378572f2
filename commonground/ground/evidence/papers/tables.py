"""Tables of this room: as a page shows them, and the same on paper."""

from collections.abc import Sequence

from commonground.foundation.design import drawing
from commonground.foundation.design.drawing import Cell
from commonground.foundation.documents import report

RowOfCells = list[str | Cell]
CONTACT = "The analyst of your partnership; the page of this figure shows its source."


def columns(*labels: str, numbers: Sequence[str] = ()) -> tuple[drawing.Column, ...]:
    return tuple(drawing.Column(label, "number" if label in numbers else "text") for label in labels)


def on_paper(
    caption: str, columns: Sequence[drawing.Column], rows: Sequence[RowOfCells], *, source: str = ""
) -> report.Table:
    """A table of a page as a table of a report: the same words, without the links."""
    heads = [report.Column(one.label, "number" if one.kind == "number" else "text") for one in columns]
    plain = [[cell.text if isinstance(cell, Cell) else cell for cell in row] for row in rows]
    return report.Table(caption, heads, plain, source=source)
