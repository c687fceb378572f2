"""The list of areas that somebody keeps as a spreadsheet: which area, in which locality, with which figures."""

import csv
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.identifiers import Gss
from commonground.foundation.kernel.streams import open_text, unreadable

SHEETS = (".xlsx", ".xls", ".ods")
LARGEST = 64 << 20  # bytes when unpacked: a list of areas has some thousand rows
FIRST_ROWS = 10  # headings stand below a title at most
WORDS = {
    "code": re.compile(r"(area |ward |gss |ons )?code|[a-z]+\d\dcd"),
    "name": re.compile(r"(area |ward )?name|area|ward|[a-z]+\d\dnm"),
    "locality": re.compile(r"locality( name)?"),
}
FIGURE = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*) (\d{4})")


@dataclass(frozen=True)
class ListedFigure:
    """One number of the sheet: `indicator` and `period` are the heading of its column."""

    indicator: str
    period: str
    value: float


@dataclass(frozen=True)
class ListedArea:
    """One row: `row` counts as the spreadsheet does. An area without an official code has none."""

    row: int
    code: str
    name: str
    locality: str
    figures: Sequence[ListedFigure] = ()


@dataclass(frozen=True)
class AreaSheet:
    """The rows of a sheet; `ignored` are headings that mean nothing here."""

    name: str
    areas: Sequence[ListedArea]
    ignored: Sequence[str]


def read_area_sheet(path: Path, *, indicators: Mapping[str, str]) -> AreaSheet:
    """The areas of a spreadsheet or CSV, columns in any order. `indicators`: short name → dataset.

    Raises Invalid naming row and column of each cell that is wrong.
    """
    rows = _sheet_rows(path) if path.suffix.lower() in SHEETS else _csv_rows(path)
    at, columns = _headings(path, rows)
    reader = _Reader(path.name, columns, indicators)
    areas = [reader.area(number, cells) for number, cells in enumerate(rows[at + 1 :], start=at + 2) if any(cells)]
    problems = [*reader.problems, *_repeated(path.name, areas)]
    if not areas:
        problems.append(Problem("has headings but no areas.", where=path.name, do="Add one row for each area."))
    if problems:
        raise Invalid(f"{path.name} cannot be taken as it is. Nothing was written.", problems)
    return AreaSheet(path.name, areas, reader.ignored)


def _csv_rows(path: Path) -> list[list[str]]:
    with open_text(path, largest=LARGEST) as text:
        return [[cell.strip() for cell in row] for row in csv.reader(text.whole().splitlines())]


def _sheet_rows(path: Path) -> list[list[str]]:
    if not path.is_file():
        raise unreadable(path.name, "is not there.", "Check the path.")
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                if sum(one.file_size for one in packed.infolist()) > LARGEST:
                    raise unreadable(path.name, "unpacks to more than 64 MB.", "Save the list of areas by itself.")
        sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0)
        return [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    except (CalamineError, zipfile.BadZipFile, OSError) as error:
        raise unreadable(path.name, "is damaged, locked by a password, or no spreadsheet.", "Save it again.") from error


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _headings(path: Path, rows: Sequence[Sequence[str]]) -> tuple[int, dict[int, str]]:
    """Row of the headings, and column → what it holds: code, name, locality, or the heading as written."""
    for at, cells in enumerate(rows[:FIRST_ROWS]):
        columns = {column: _meaning(cell) for column, cell in enumerate(cells) if cell}
        if "name" in columns.values():
            return at, columns
    do = "Head the columns: code, name, locality. Only name must be there."
    raise unreadable(path.name, f"has no column “name” in its first {FIRST_ROWS} rows.", do)


def _meaning(heading: str) -> str:
    plain = " ".join(heading.casefold().replace("_", " ").split())
    return next((word for word, pattern in WORDS.items() if pattern.fullmatch(plain)), heading)


def _repeated(name: str, areas: Sequence[ListedArea]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for area in areas:
        for key, what, column in ((area.code, "code", "code"), (area.name.casefold(), "name", "name")):
            row = first.setdefault(f"{column} {key}", area.row)
            if key and row != area.row:
                told = f"“{area.code if column == 'code' else area.name}” stands in row {row} already."
                where = f"{name}, row {area.row}, column {column}"
                yield Problem(told, where=where, do=f"Each area has a {what} of its own.", row=area.row, column=column)


@dataclass
class _Reader:
    """Reads rows and collects what is wrong with their cells."""

    name: str
    columns: Mapping[int, str]
    indicators: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        for column in self.columns.values():
            found = FIGURE.fullmatch(column.casefold())
            if column not in WORDS and not found:
                self.ignored.append(column)
            elif found and found[1] not in self.indicators:
                do = "`commonground indicators` lists them. Leave the column out, or name it otherwise."
                self.problems.append(Problem("is no figure we know.", where=f"{self.name}, column {column}", do=do))

    def area(self, row: int, cells: Sequence[str]) -> ListedArea:
        held = {self.columns[at]: cell for at, cell in enumerate(cells) if at in self.columns}
        if not held["name"]:
            self._wrong(row, "name", "is empty.", "Give the area its name.")
        return ListedArea(
            row=row,
            code=self._code(row, held.get("code", "")),
            name=held["name"],
            locality=" ".join(held.get("locality", "").split()),
            figures=list(self._figures(row, held)),
        )

    def _code(self, row: int, text: str) -> str:
        if not text:
            return ""
        try:
            return Gss.parse(text).code
        except Invalid:
            self._wrong(row, "code", f"“{text}” is no official code.", "Check it, or leave the cell empty.")
            return ""

    def _figures(self, row: int, held: Mapping[str, str]) -> Iterator[ListedFigure]:
        for column, text in held.items():
            found = FIGURE.fullmatch(column.casefold())
            if found and text and found[1] in self.indicators:
                try:
                    yield ListedFigure(found[1], found[2], float(text.replace(",", "")))
                except ValueError:
                    self._wrong(row, column, f"“{text}” is not a number.", "Write it in digits, or leave it empty.")

    def _wrong(self, row: int, column: str, what: str, do: str) -> None:
        where = f"{self.name}, row {row}, column {column}"
        self.problems.append(Problem(what, where=where, do=do, row=row, column=column))
