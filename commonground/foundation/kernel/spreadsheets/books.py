"""A file of sheets, told by its first bytes, row by row."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

import python_calamine as calamine

from commonground.foundation.kernel.spreadsheets.limits import Limits, unreadable
from commonground.foundation.kernel.spreadsheets.looks import Look, looks_of
from commonground.foundation.kernel.spreadsheets.packing import OLD_EXCEL, ZIP, refuse_old_workbook, unpacked

PDF, PARQUET = b"%PDF", b"PAR1"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
DELIMITERS = ",;\t|"
SAMPLE = 4096
OPEN_AND_SAVE = "Open it, save it again, and hand that in."


@dataclass(frozen=True)
class Sheet:
    """One sheet: rows of text, all of one length. Rows count from 0; `hidden_rows` are those a person does not see.

    `errors` are cells (row, column) that hold an error of a formula, such as #DIV/0!; `unworked` hold a formula whose
    value was never worked out. `is_blind` where hidden rows and formulas cannot be told.
    """

    name: str
    is_hidden: bool
    rows: Sequence[Sequence[str]]
    hidden_rows: frozenset[int] = frozenset()
    formulas: int = 0
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)
    unworked: frozenset[tuple[int, int]] = frozenset()
    is_blind: bool = False


@dataclass(frozen=True)
class Book:
    """What a file holds. `sheets` have no more rows than their first ones; `rows` goes through all of them."""

    name: str
    sheets: Sequence[Sheet]
    reading: Callable[[int], Iterator[Sequence[str]]]

    def rows(self, at: int) -> Iterator[Sequence[str]]:
        """Every row of the sheet `at`, the first one first. Raises Invalid where there are more than may be."""
        return self.reading(at)


def open_spreadsheet(name: str, content: bytes, limits: Limits, *, first: int = 100) -> Book:
    """The book of a file with the `first` rows of each sheet. Raises Invalid for what is too large, damaged or none."""
    if len(content) > limits.largest:
        raise unreadable(name, f"is larger than {limits.largest >> 20} MB.", limits.alone)
    if not content.strip():
        raise unreadable(name, "is empty.", "Choose another file.")
    _refuse_other_kinds(name, content, limits)
    is_workbook = content.startswith((ZIP, OLD_EXCEL))
    book = _workbook(name, content, limits, first) if is_workbook else _table(name, content, limits, first)
    if not any(any(row) for sheet in book.sheets for row in sheet.rows):
        raise unreadable(name, "holds no cell with anything in it.", "Choose another file.")
    return book


def read_spreadsheet(name: str, content: bytes, limits: Limits) -> list[Sheet]:
    """The sheets of a file with all their rows. Raises Invalid as `open_spreadsheet`."""
    return list(open_spreadsheet(name, content, limits, first=limits.rows).sheets)


def _refuse_other_kinds(name: str, content: bytes, limits: Limits) -> None:
    do = "Save it as an Excel workbook (.xlsx) without a password, or as CSV."
    if content.startswith(PDF):
        raise unreadable(name, "is a PDF document.", do)
    if content.startswith(PARQUET):
        raise unreadable(name, "is a Parquet file.", do)
    if content.startswith(OLD_EXCEL):
        if not limits.takes_old:
            raise unreadable(name, "is an old Excel workbook or has a password.", do)
        refuse_old_workbook(name, content, limits)


def _table(name: str, content: bytes, limits: Limits, first: int) -> Book:
    text = _decoded(name, content, limits)
    delimiter = max(DELIMITERS, key=text[:SAMPLE].count)

    def reading(at: int) -> Iterator[Sequence[str]]:
        number = 0
        try:
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
                number += 1
                _check_size(name, number, len(row), limits)
                yield _texts(row, limits)
        except csv.Error as wrong:
            raise unreadable(name, f"is no table: {wrong}.", "Save it as CSV again.", row=number + 1) from wrong

    rows = _evened(_first_of(reading(0), first))
    return Book(name, [Sheet(name, False, rows)], reading)


def _decoded(name: str, content: bytes, limits: Limits) -> str:
    if content.startswith(UTF_16) or b"\0" in content:
        raise unreadable(name, "is no table that we can read.", "Save it as an Excel workbook (.xlsx) or as CSV UTF-8.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        if limits.or_else:
            return content.decode(limits.or_else, errors="replace")
        row = content[: wrong.start].count(b"\n") + 1
        what, do = "holds a character that is not UTF-8.", "Save it as CSV UTF-8; it may be in Windows-1252."
        raise unreadable(name, what, do, row=row) from wrong


def _workbook(name: str, content: bytes, limits: Limits, first: int) -> Book:
    files = {} if content.startswith(OLD_EXCEL) else unpacked(name, content, limits)
    try:
        return _opened(name, content, files, limits, first)
    except (calamine.CalamineError, OSError, ValueError) as wrong:
        raise unreadable(name, "is damaged, or is no spreadsheet.", OPEN_AND_SAVE) from wrong


def _opened(name: str, content: bytes, files: Mapping[str, bytes], limits: Limits, first: int) -> Book:
    book = calamine.load_workbook(io.BytesIO(content))
    about = book.sheets_metadata
    if len(about) > limits.sheets:
        raise unreadable(name, f"has more than {limits.sheets} sheets.", limits.alone)
    looks = looks_of(files, [one.name for one in about], limits) if files else [Look(is_blind=True)] * len(about)
    kept = [at for at, one in enumerate(about) if one.typ == calamine.SheetTypeEnum.WorkSheet]
    for (
        at
    ) in kept:  # before calamine lays a sheet out, which takes memory for every cell between the first and the last
        _check_size(name, looks[at].rows, looks[at].columns, limits, where=about[at].name)

    def reading(at: int) -> Iterator[Sequence[str]]:
        return _rows(name, book.get_sheet_by_index(kept[at]), limits)

    sheets = [
        _sheet(about[at].name, looks[at], _first_of(reading(place), first), is_hidden=_is_hidden(about[at]))
        for place, at in enumerate(kept)
    ]
    return Book(name, sheets, reading)


def _is_hidden(about: "calamine.SheetMetadata") -> bool:
    return about.visible != calamine.SheetVisibleEnum.Visible


def _sheet(name: str, look: Look, rows: list[Sequence[str]], *, is_hidden: bool) -> Sheet:
    return Sheet(
        name=name,
        is_hidden=is_hidden,
        rows=rows,
        hidden_rows=look.hidden_rows,
        formulas=look.formulas,
        errors=look.errors,
        unworked=look.unworked,
        is_blind=look.is_blind,
    )


def _rows(name: str, sheet: calamine.CalamineSheet, limits: Limits) -> Iterator[Sequence[str]]:
    """Every row from the first of the sheet on. Of cells merged downwards each says what the first says; merged heads
    stay as they are."""
    above, left = sheet.start or (0, 0)
    width = left + sheet.width
    _check_size(name, above + sheet.height, width, limits, where=sheet.name)
    merged = _merged_downwards(sheet, last_row=above + sheet.height - 1, last_column=width - 1)
    held: dict[tuple[int, int], str] = {}
    for at, values in enumerate(sheet.iter_rows()):  # from the first row, but the first column in use
        row = [*[""] * left, *_texts(values, limits)]
        for top, first, last in merged.get(at, ()):
            if at == top:
                held[top, first] = row[first]
            row[first : last + 1] = [held[top, first]] * (last + 1 - first)
        yield row


def _merged_downwards(
    sheet: calamine.CalamineSheet, *, last_row: int, last_column: int
) -> dict[int, list[tuple[int, int, int]]]:
    """Row → (first row, first column, last column) of what is merged over several rows."""
    found: dict[int, list[tuple[int, int, int]]] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        if top != bottom and left <= last_column:
            for at in range(top, min(bottom, last_row) + 1):
                found.setdefault(at, []).append((top, left, min(right, last_column)))
    return found


def _first_of(rows: Iterator[Sequence[str]], first: int) -> list[Sequence[str]]:
    return [row for row, _ in zip(rows, range(first), strict=False)]


def _evened(rows: list[Sequence[str]]) -> list[Sequence[str]]:
    width = max(map(len, rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows]


def _check_size(name: str, rows: int, columns: int, limits: Limits, *, where: str = "") -> None:
    sheet = f"its sheet {where} " if where else ""
    if rows > limits.rows:
        raise unreadable(name, f"{sheet}has {rows:,} rows, more than {limits.rows:,}.", "Hand it in in parts.")
    if columns > limits.columns:
        what = f"{sheet}has {columns:,} columns, more than {limits.columns}."
        raise unreadable(name, what, "Take out what is not needed.")


def _texts(values: Sequence[object], limits: Limits) -> list[str]:
    return [_text(value)[: limits.longest_cell] for value in values]


def _text(value: object) -> str:
    """What a person reads in the cell: whole numbers without a point, days as 2026-06-04."""
    shown: dict[type, Callable[[object], str]] = {
        datetime: lambda one: one.date().isoformat(),  # type: ignore[attr-defined]  # a datetime
        date: lambda one: one.isoformat(),  # type: ignore[attr-defined]  # a date
        time: str,
        bool: lambda one: "yes" if one else "no",
        float: lambda one: f"{one:.10g}",
    }
    return " ".join(shown.get(type(value), str)(value).replace("\xa0", " ").split())
