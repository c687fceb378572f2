"""What calamine does not tell of the sheets of a workbook, looked up in its XML by regular expressions.

How far a sheet reaches, which rows are hidden, where formulas and their errors stand. No XML parser reads an upload.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from commonground.foundation.kernel.spreadsheets.limits import Limits

SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
CELL = re.compile(rb"<(?:\w+:)?c(?=[\s/>])([^>]*)>")
REFERENCE = re.compile(rb"\br=\"([A-Za-z]{1,7})([0-9]{1,9})\"")
WHOLE_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s>])([^>]*[^/])?>(.*?)</(?:\w+:)?c>", re.DOTALL)
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]|table:formula=")
VALUE = re.compile(rb"<(?:\w+:)?v[^>]*>([^<]+)<|<(?:\w+:)?t[\s>]")
IS_ERROR = re.compile(rb"\bt=\"e\"")
ODS_ROW = re.compile(rb"<table:table-row\b([^>]*)>")
ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*)>")
ODS_ERROR = re.compile(rb">(#(?:DIV/0!|N/A|REF!|VALUE!|NAME\?|NUM!)|Err:[0-9]{3})<")
HOLDS = b"office:value-type="


@dataclass(frozen=True)
class Look:
    """How many rows and columns a sheet reaches over, and what a person does not see of it. Cells count from 0."""

    rows: int = 0
    columns: int = 0
    hidden_rows: frozenset[int] = frozenset()
    formulas: int = 0
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)
    unworked: frozenset[tuple[int, int]] = frozenset()
    is_blind: bool = False


def looks_of(files: Mapping[str, bytes], names: Sequence[str], limits: Limits) -> list[Look]:
    """One for each sheet, in their order."""
    if "content.xml" in files:
        found = [_ods_look(table, limits) for table in files["content.xml"].split(b"<table:table ")[1:]]
    else:
        found = [_excel_look(files.get(path, b"")) for path in _paths(files)]
    return [*found, *[Look()] * len(names)][: len(names)]


def _paths(files: Mapping[str, bytes]) -> list[str]:
    """Where the sheets of an Excel workbook stand, in the order of the workbook."""
    targets = {
        _attribute(tag, b"Id"): _attribute(tag, b"Target")
        for tag in RELATION.findall(files.get("xl/_rels/workbook.xml.rels", b""))
    }
    tags = SHEET.findall(files.get("xl/workbook.xml", b""))
    ids = [found[1].decode("utf-8", "replace") for tag in tags if (found := re.search(rb":id=\"([^\"]*)\"", tag))]
    return [f"xl/{targets.get(one, '').lstrip('/').removeprefix('xl/')}" for one in ids]


def _excel_look(sheet: bytes) -> Look:
    rows = columns = number = 0
    hidden: set[int] = set()
    wide: dict[bytes, int] = {}
    for tag, cells in _excel_rows(sheet):
        said = _attribute(tag, b"r")
        number = int(said) if said.isdigit() else number + 1
        rows = max(rows, number)
        if _attribute(tag, b"hidden") in ("1", "true"):
            hidden.add(number - 1)
        tags = CELL.findall(cells)
        columns = max(columns, len(tags))
        for reference in REFERENCE.finditer(b" ".join(tags)):
            columns = max(columns, wide.setdefault(reference[1], _column(reference[1]) + 1))
            rows = max(rows, int(reference[2]))
    errors, unworked = _wrong_cells(sheet)
    return Look(rows, columns, frozenset(hidden), len(FORMULA.findall(sheet)), errors, unworked)


def _excel_rows(sheet: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The tag of each row and all up to the next."""
    held = None
    for found in ROW.finditer(sheet):
        if held is not None:
            yield held[1], sheet[held.end() : found.start()]
        held = found
    if held is not None:
        yield held[1], sheet[held.end() :]


def _wrong_cells(sheet: bytes) -> tuple[dict[tuple[int, int], str], frozenset[tuple[int, int]]]:
    """Errors of formulas, and formulas without a value, where there may be any."""
    errors: dict[tuple[int, int], str] = {}
    unworked: set[tuple[int, int]] = set()
    if not IS_ERROR.search(sheet) and not FORMULA.search(sheet):
        return errors, frozenset()
    for found in WHOLE_CELL.finditer(sheet):
        tag, inside = found[1] or b"", found[2]
        reference = REFERENCE.search(tag)
        if reference is None:
            continue
        value = VALUE.search(inside)
        where = (int(reference[2]) - 1, _column(reference[1]))
        if IS_ERROR.search(tag):
            errors[where] = (value[1] or b"#N/A").decode("utf-8", "replace") if value else "#N/A"
        elif FORMULA.search(inside) and value is None:
            unworked.add(where)
    return errors, frozenset(unworked)


def _ods_look(table: bytes, limits: Limits) -> Look:
    hidden: set[int] = set()
    errors: dict[tuple[int, int], str] = {}
    rows = columns = at = 0
    found = list(ODS_ROW.finditer(table))
    for place, row in enumerate(found):
        until = found[place + 1].start() if place + 1 < len(found) else len(table)
        inside = table[row.end() : until]
        repeated = _count(_attribute(row[1], b"table:number-rows-repeated"))
        if _attribute(row[1], b"table:visibility") in ("collapse", "filter"):
            hidden |= set(range(at, min(at + repeated, limits.rows)))
        width, wrong = _ods_cells(inside)
        errors |= {(at, column): said for column, said in wrong.items()}
        at += repeated
        if width:
            rows, columns = at, max(columns, width)
    return Look(rows, columns, frozenset(hidden), len(FORMULA.findall(table)), errors)


def _ods_cells(inside: bytes) -> tuple[int, dict[int, str]]:
    """How many columns the cells of a row take up to the last that holds something, and errors by column."""
    width = at = 0
    errors: dict[int, str] = {}
    cells = list(ODS_CELL.finditer(inside))
    for place, cell in enumerate(cells):
        until = cells[place + 1].start() if place + 1 < len(cells) else len(inside)
        said = ODS_ERROR.search(inside[cell.end() - 1 : until])
        if said:
            errors[at] = said[1].decode("utf-8", "replace")
        at += _count(_attribute(cell[1], b"table:number-columns-repeated"))
        if HOLDS in cell[1] or said:
            width = at
    return width, errors


def _count(text: str) -> int:
    return max(int(text), 1) if text.isdigit() else 1


def _column(name: bytes) -> int:
    """A is 0, AA is 26."""
    number = 0
    for letter in name.upper():
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def _attribute(tag: bytes, name: bytes) -> str:
    found = re.search(rb"(?:^|\s)" + re.escape(name) + rb"=\"([^\"]*)\"", tag)
    return found[1].decode("utf-8", "replace") if found else ""
