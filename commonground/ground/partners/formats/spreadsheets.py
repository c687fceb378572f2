"""Spreadsheets that partners keep: Excel, OpenDocument and CSV files as rows of text, within limits set beforehand."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

import python_calamine as calamine

from commonground.foundation.kernel.errors import Invalid, Problem

LARGEST = 5 << 20  # bytes of a file
LARGEST_UNPACKED = 64 << 20
MOST_PACKED = 150  # times its size
MOST_FILES = 500  # in a workbook
MOST_ROWS, MOST_COLUMNS, MOST_SHEETS = 2000, 60, 40
LONGEST_CELL = 2000
PIECE = 1 << 16
ZIP = b"PK\x03\x04"
OLD_EXCEL, PDF = b"\xd0\xcf\x11\xe0", b"%PDF"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*\br:id=\"([^\"]+)\"")
RELATION = re.compile(rb"<Relationship\b[^>]*>")
ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
ODS_ROW = re.compile(rb"<table:table-row\b([^>]*)>")
FORMULA = re.compile(rb"<(?:\w+:)?f[ >]|table:formula=")
DOCTYPE = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True)
class Sheet:
    """One sheet: rows of text, all of one length. Rows count from 0; `hidden_rows` are those a person does not see."""

    name: str
    is_hidden: bool
    rows: Sequence[Sequence[str]]
    hidden_rows: frozenset[int]
    formulas: int = 0


def unreadable(name: str, what: str, do: str = "") -> Invalid:
    return Invalid(f"{name} cannot be read. Nothing was changed.", [Problem(what, do, where=name)])


def read_spreadsheet(name: str, content: bytes) -> list[Sheet]:
    """The sheets of a file, told by its first bytes. Raises Invalid for what is too large, damaged or no table."""
    if len(content) > LARGEST:
        raise unreadable(name, f"is larger than {LARGEST >> 20} MB.", "Hand in the sheet of people alone.")
    if not content.strip():
        raise unreadable(name, "is empty.", "Choose another file.")
    for sign, what in ((OLD_EXCEL, "is an old Excel workbook or has a password."), (PDF, "is a PDF document.")):
        if content.startswith(sign):
            raise unreadable(name, what, "Save it as an Excel workbook (.xlsx) without a password, or as CSV.")
    sheets = _workbook(name, content) if content.startswith(ZIP) else [_csv(name, content)]
    if not any(any(row) for sheet in sheets for row in sheet.rows):
        raise unreadable(name, "holds no cell with anything in it.", "Choose another file.")
    return sheets


def _csv(name: str, content: bytes) -> Sheet:
    text = _decoded(name, content)
    sample = text[:4096]
    delimiter = max(",;\t|", key=sample.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as wrong:
        raise unreadable(name, f"is no table: {wrong}.", "Save it as CSV again.") from wrong
    width = max((len(row) for row in rows), default=0)
    _check_size(name, len(rows), width)
    return Sheet(name, False, [_row([*row, *[""] * (width - len(row))]) for row in rows], frozenset())


def _decoded(name: str, content: bytes) -> str:
    if content.startswith(UTF_16) or b"\0" in content:
        raise unreadable(name, "is no table that we can read.", "Save it as an Excel workbook (.xlsx) or as CSV UTF-8.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")  # what Excel writes where nobody asked for UTF-8


def _workbook(name: str, content: bytes) -> list[Sheet]:
    files = _unpacked(name, content)
    try:
        book = calamine.load_workbook(io.BytesIO(content))
        about = book.sheets_metadata
        if len(about) > MOST_SHEETS:
            raise unreadable(name, f"has more than {MOST_SHEETS} sheets.", "Hand in the sheet of people alone.")
        is_ods = "content.xml" in files
        looks = list(_ods_looks(files["content.xml"])) if is_ods else _excel_looks(files, len(about))
        return [
            _sheet(name, book.get_sheet_by_index(at), look, is_hidden=one.visible != calamine.SheetVisibleEnum.Visible)
            for at, (one, look) in enumerate(zip(about, [*looks, *[_Look()] * len(about)], strict=False))
            if one.typ == calamine.SheetTypeEnum.WorkSheet
        ]
    except (calamine.CalamineError, OSError, ValueError) as wrong:
        raise unreadable(
            name, "is damaged, or is no spreadsheet.", "Open it, save it again, and hand that in."
        ) from wrong


def _unpacked(name: str, content: bytes) -> dict[str, bytes]:
    """What is in a workbook, unpacked piece by piece and given up as soon as it is too much."""
    bomb = unreadable(name, "unpacks to far more than a sheet of people holds.", "Hand in the sheet of people alone.")
    left = min(LARGEST_UNPACKED, max(len(content) * MOST_PACKED, 1 << 22))
    files: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = packed.infolist()
            if len(entries) > MOST_FILES or sum(one.file_size for one in entries) > left:
                raise bomb
            for one in entries:
                with packed.open(one) as opened:
                    held = b"".join(iter(lambda read=opened: read.read(PIECE), b""))  # type: ignore[misc]  # bound at once
                left -= len(held)
                if left < 0:
                    raise bomb
                files[one.filename] = held
    except (zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, NotImplementedError, EOFError, OSError) as wrong:
        raise unreadable(name, "is damaged, or has a password.", "Save it again without one.") from wrong
    if any(DOCTYPE.search(held[: 1 << 14]) for path, held in files.items() if path.endswith((".xml", ".rels"))):
        raise unreadable(name, "declares entities, which no spreadsheet needs.", "Save it again from your program.")
    return files


@dataclass(frozen=True)
class _Look:
    """What a person does not see of a sheet."""

    hidden_rows: frozenset[int] = frozenset()
    formulas: int = 0


def _excel_looks(files: dict[str, bytes], sheets: int) -> list[_Look]:
    targets = {
        _attribute(tag, b"Id"): _attribute(tag, b"Target").lstrip("/").removeprefix("xl/")
        for tag in RELATION.findall(files.get("xl/_rels/workbook.xml.rels", b""))
    }
    ids = [one.decode("utf-8", "replace") for one in SHEET.findall(files.get("xl/workbook.xml", b""))]
    return [_excel_look(files.get(f"xl/{targets.get(one, '')}", b"")) for one in ids[:sheets]]


def _excel_look(sheet: bytes) -> _Look:
    hidden = {
        int(_attribute(tag, b"r")) - 1
        for tag in ROW.findall(sheet)
        if _attribute(tag, b"hidden") in ("1", "true") and _attribute(tag, b"r").isdigit()
    }
    return _Look(frozenset(hidden), len(FORMULA.findall(sheet)))


def _ods_looks(content: bytes) -> Iterator[_Look]:
    for table in content.split(b"<table:table ")[1:]:
        hidden: set[int] = set()
        at = 0
        for tag in ODS_ROW.findall(table):
            repeated = int(_attribute(tag, b"table:number-rows-repeated") or 1)
            if _attribute(tag, b"table:visibility") in ("collapse", "filter"):
                hidden |= set(range(at, min(at + repeated, MOST_ROWS)))
            at += repeated
        yield _Look(frozenset(hidden), len(FORMULA.findall(table)))


def _attribute(tag: bytes, name: bytes) -> str:
    found = re.search(rb"(?:^|\s)" + re.escape(name) + rb"=\"([^\"]*)\"", tag)
    return found[1].decode("utf-8", "replace") if found else ""


def _sheet(name: str, sheet: calamine.CalamineSheet, look: _Look, *, is_hidden: bool) -> Sheet:
    _check_size(name, sheet.total_height, sheet.total_width, where=sheet.name)
    rows = [_row(row) for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        for row in rows[top : bottom + 1]:
            if top != bottom:  # merged downwards: what the first row says holds for all; merged heads stay as they are
                row[left : right + 1] = [rows[top][left]] * len(row[left : right + 1])
    return Sheet(sheet.name, is_hidden, rows, look.hidden_rows, look.formulas)


def _check_size(name: str, rows: int, columns: int, *, where: str = "") -> None:
    sheet = f"its sheet {where} " if where else ""
    if rows > MOST_ROWS:
        raise unreadable(name, f"{sheet}has {rows:,} rows, more than {MOST_ROWS:,}.", "Hand it in in parts.")
    if columns > MOST_COLUMNS:
        raise unreadable(
            name, f"{sheet}has {columns:,} columns, more than {MOST_COLUMNS}.", "Take out what is not needed."
        )


def _row(values: Sequence[object]) -> list[str]:
    return [_text(value)[:LONGEST_CELL] for value in values]


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
