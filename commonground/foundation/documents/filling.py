"""The rows of a workbook's sheets, written as XML straight into the file.

xlsxwriter makes the workbook around them: styles, heads, widths, frozen panes. Its cells cost five times as much time
and memory as a row of text, and the export of a whole catalogue must not push the server out (bench row B10).
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from xml.sax.saxutils import escape

from commonground.foundation.documents.cells import is_number, neutral, shown
from commonground.foundation.documents.report import Cell, Table

LETTERS = 32_767  # what a cell holds
EXACT = 2**53  # larger whole numbers lose digits in Excel, so they are written as text
DAY_NOUGHT = date(1899, 12, 30).toordinal()  # Excel counts days from here, right from March 1900 on
FIRST_DAY = date(1900, 3, 1)
PATH = "xl/worksheets/sheet{}.xml"
STYLED = re.compile(r'<col min="(\d+)" max="(\d+)"[^>]*? style="(\d+)"')
DIMENSION = re.compile(r'<dimension ref="[^"]*"/>')
END = "</sheetData>"
ESCAPE_OF_EXCEL = re.compile(r"_(x[0-9A-Fa-f]{4}_)")  # _x0041_ in a cell would be read as A
SPEED = 3  # of compression: a third of the time of the default for a tenth more bytes
PACE = 500  # rows written at once


def filled(workbook: bytes, tables: Mapping[int, Table], first_row: int) -> bytes:
    """The workbook with the rows of tables in the sheets of these numbers (1 is the first), from `first_row` on."""
    whole = io.BytesIO()
    wanted = {PATH.format(number): table for number, table in tables.items()}
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as made,
        zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=SPEED) as out,
    ):
        for member in made.infolist():
            content = made.read(member)
            entry = zipfile.ZipInfo(member.filename, member.date_time)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with out.open(entry, "w") as sheet:
                if member.filename not in wanted:
                    sheet.write(content)
                    continue
                for piece in _sheet(content.decode("utf-8"), wanted[member.filename], first_row):
                    sheet.write(piece.encode("utf-8"))
    return whole.getvalue()


def column_name(place: int) -> str:
    """A for 0, Z for 25, AA for 26."""
    name = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def _sheet(made: str, table: Table, first_row: int) -> Iterator[str]:
    names = [column_name(place) for place in range(len(table.columns))]
    last = f"{names[-1] if names else 'A'}{max(first_row + len(table.rows) - 1, 1)}"
    head, end, rest = DIMENSION.sub(f'<dimension ref="A1:{last}"/>', made, count=1).partition(END)
    yield head
    opened = [f'<c s="{style}" r="{name}' for name, style in zip(names, _styles(made, len(names)), strict=True)]
    for start in range(0, len(table.rows), PACE):
        rows = table.rows[start : start + PACE]
        yield "".join(_row(number, row, opened) for number, row in enumerate(rows, first_row + start))
    yield end + rest


def _styles(made: str, columns: int) -> list[str]:
    """The style that each column was given: Excel does not pass a column's style on to cells that are there."""
    styles = ["0"] * columns
    for first, last, style in STYLED.findall(made):
        for place in range(int(first) - 1, min(int(last), columns)):
            styles[place] = style
    return styles


def _row(number: int, row: Sequence[Cell], opened: Sequence[str]) -> str:
    cells = [f"{start}{number}{_cell(cell)}" for start, cell in zip(opened, row, strict=True) if cell is not None]
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(cell: Cell) -> str:
    """What follows the address of a cell: its kind and its value."""
    if _is_figure(cell):
        return f'"><v>{cell}</v></c>'
    if isinstance(cell, date) and cell >= FIRST_DAY:
        return f'"><v>{cell.toordinal() - DAY_NOUGHT}</v></c>'
    text = neutral(cell if isinstance(cell, str) else shown(cell))[:LETTERS]
    safe = escape(ESCAPE_OF_EXCEL.sub(r"_x005F_\1", text) if "_x" in text else text)
    return f'" t="inlineStr"><is><t xml:space="preserve">{safe}</t></is></c>'


def _is_figure(cell: Cell) -> bool:
    return is_number(cell) and not (isinstance(cell, int) and abs(cell) > EXACT)
