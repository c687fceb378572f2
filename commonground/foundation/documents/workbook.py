"""Excel: a sheet of notes, then a sheet for each table with its heading frozen. Numbers are numbers, symbols text."""

import io
import math
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from commonground.foundation.documents.cells import (
    clean,
    is_number,
    neutral,
    notes_of,
    shown,
    tables_of,
)
from commonground.foundation.documents.filling import LETTERS, filled
from commonground.foundation.documents.report import Report, Table
from commonground.foundation.kernel.errors import Invalid

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

ROWS, NAME = 1_048_576, 31  # what Excel holds
WIDEST, NARROWEST = 60, 8  # letters
LOOKED_AT = 1000  # rows, to find how wide a column is and whether it holds days
LINE, HEIGHT = 90, 15  # letters of a line of the notes, and points of its height
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
HEAD = 2  # row of the heads, below caption and notes


def to_excel(report: Report) -> bytes:
    """The workbook of a report. Raises Invalid where a table is longer than a sheet."""
    from xlsxwriter.workbook import Workbook  # noqa: PLC0415 takes longer to import than a page to make

    tables = list(tables_of(report))
    if report.data is not None and report.data not in tables:
        tables.append(report.data)
    _check_lengths(tables)
    buffer = io.BytesIO()
    with Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        created = datetime.combine(report.as_at, time(12))
        book.set_properties({"title": clean(report.title), "comments": clean(report.subtitle), "created": created})
        names = list(_names(tables))
        _notes(book, report, tables, names)
        for table, name in zip(tables, names, strict=True):
            _sheet(book, table, name)
    return filled(buffer.getvalue(), dict(enumerate(tables, 2)), HEAD + 2)


def _check_lengths(tables: list[Table]) -> None:
    for table in tables:
        if len(table.rows) + HEAD + 1 > ROWS:
            raise Invalid(
                f"“{table.caption}” has {len(table.rows):,} rows, more than an Excel sheet holds. Take the CSV."
            )


def _names(tables: list[Table]) -> Iterator[str]:
    """A name for each sheet: what of the caption Excel takes, no two the same."""
    taken = {"notes", "history", ""}
    for number, table in enumerate(tables, 1):
        name = " ".join(FORBIDDEN.sub(" ", clean(table.caption)).split())[:NAME].strip()
        if name.casefold() in taken:
            suffix = f" ({number})"
            name = f"{name[: NAME - len(suffix)]}{suffix}".strip()
        taken.add(name.casefold())
        yield name


def _notes(book: "Workbook", report: Report, tables: list[Table], names: list[str]) -> None:
    sheet = book.add_worksheet("Notes")
    bold, wrapped = (
        book.add_format({"bold": True, "font_size": 14}),
        book.add_format({"text_wrap": True, "valign": "top"}),
    )
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, LINE, wrapped)
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)

    def write(row: int, text: str) -> None:
        """High enough for its lines: not every program works that out when it opens the file."""
        sheet.set_row(row, HEIGHT * max(1, math.ceil(len(text) / LINE)))
        sheet.write_string(row, 1, _text(text), wrapped)

    sheet.write_string(0, 0, _text(report.title), bold)
    lines = [
        ("About", report.subtitle),
        ("As at", shown(report.as_at)),
        ("Contact", report.contact),
        ("Sources", report.source_note),
    ]
    row = 1
    for label, text in lines:
        if text:
            sheet.write_string(row, 0, label)
            write(row, text)
            row += 1
    for table, name in zip(tables, names, strict=True):
        sheet.write_url(row, 0, f"internal:'{name}'!A1", string=_text(name))
        write(row, " ".join([table.caption, *notes_of(table)]))
        row += 1


def _sheet(book: "Workbook", table: Table, name: str) -> None:
    """A sheet without its rows, which `filled` puts there."""
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, _text(table.caption), book.add_format({"bold": True, "font_size": 12}))
    sheet.write_string(1, 0, _text(" ".join(notes_of(table))))
    for place, column in enumerate(table.columns):
        align = "right" if column.kind == "number" else "left"
        head = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "align": align}
        sheet.write_string(HEAD, place, _text(column.name), book.add_format(head))
        style = book.add_format({"num_format": _number_format(table, place), "align": align})
        sheet.set_column(place, place, _width(table, place), style)
    sheet.freeze_panes(HEAD + 1, 1)
    if table.rows:
        sheet.autofilter(HEAD, 0, HEAD + len(table.rows), len(table.columns) - 1)
    sheet.repeat_rows(HEAD)
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def _number_format(table: Table, place: int) -> str:
    column = table.columns[place]
    if column.kind == "text":
        return "d mmmm yyyy" if any(isinstance(row[place], date) for row in table.rows[:LOOKED_AT]) else "General"
    if column.decimals is None:
        return "#,##0.##########" if _has_fractions(table, place) else "#,##0"
    return "#,##0" + ("." + "0" * column.decimals if column.decimals else "")


def _has_fractions(table: Table, place: int) -> bool:
    return any(is_number(cell) and cell % 1 for cell in (row[place] for row in table.rows))


def _width(table: Table, place: int) -> float:
    """Wide enough for the longest of the first cells, within reason."""
    column = table.columns[place]
    longest = max((len(shown(row[place], column.decimals)) for row in table.rows[:LOOKED_AT]), default=0)
    return min(max(longest, min(len(column.name), 24), NARROWEST), WIDEST) + 2


def _text(text: str) -> str:
    return neutral(text)[:LETTERS]
