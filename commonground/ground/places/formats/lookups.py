"""Lookups between small areas as the Office for National Statistics publishes them: CSV, plain or gzip.

Two kinds are told apart by their columns: areas of one year and what became of them in another
(LSOA11CD, LSOA21CD, CHGIND, LAD22CD), and areas with the larger area that each is counted to by best fit
(LSOA21CD, WD24CD, LAD24CD). Copies with columns such as lsoa11_code and change_code are read too.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.streams import open_text, unreadable
from commonground.ground.places.formats.area_types import KnownType, type_of_code
from commonground.ground.places.rules import BY_LETTER

COLUMN = re.compile(r"(?P<kind>lsoa|wd|ward|lad|ltla)(?P<year>\d\d)(?:cd|_code)")
KIND = re.compile(r"chgind|change_code")
AREA, WARD, DISTRICT = ("lsoa",), ("wd", "ward"), ("lad", "ltla")
CODE = re.compile(r"[EW]\d{8}")
MOST_PROBLEMS = 100


class LookupRow(NamedTuple):
    """One line: a former area and its successor, or a part and the whole it is counted to."""

    number: int
    first: str
    first_name: str
    second: str
    second_name: str
    district: str
    letter: str = ""


@dataclass(frozen=True)
class Lookup:
    """A file. `letter_column` is empty for a best fit."""

    name: str
    first_set: str
    second_set: str
    first_column: str
    second_column: str
    letter_column: str
    rows: tuple[LookupRow, ...]

    @property
    def is_best_fit(self) -> bool:
        return not self.letter_column

    def where(self, row: LookupRow, column: str) -> str:
        return f"{self.name}, row {row.number}, column {column}"

    def problem(self, row: LookupRow, column: str, what: str, do: str = "") -> Problem:
        return Problem(what, do=do, where=self.where(row, column), row=row.number, column=column)


@dataclass(frozen=True)
class _Columns:
    """Which column holds what; a column of names that is not there is that of the codes."""

    first: str
    second: str
    district: str
    letter: str
    first_name: str
    second_name: str


def read_lookup(path: Path) -> Lookup:
    """The lookup in a file. Raises Invalid, naming every row and column that is wrong."""
    with open_text(path) as text:
        reader = csv.DictReader(io.StringIO(text.whole(), newline=""), strict=True)
    try:
        columns = _columns(path, reader.fieldnames or [])
        listed = [(reader.line_num, cells) for cells in reader]
    except csv.Error as error:
        raise unreadable(
            path.name, f"is no table: {error}, at line {reader.line_num}.", "Download it again."
        ) from error
    if not listed:
        raise unreadable(path.name, "holds no rows.", "Download it again.")
    rows = [_row(number, cells, columns) for number, cells in listed]
    problems = [problem for row in rows for problem in _problems(path, row, columns)]
    if not problems:
        sets = _set(rows[0].first, columns.first), _set(rows[0].second, columns.second)
        lookup = Lookup(path.name, *sets, columns.first, columns.second, columns.letter, tuple(rows))
        problems = list(_twice(lookup))
        if not problems:
            return lookup
    raise Invalid(f"{path.name} cannot be imported. Nothing was changed.", problems[:MOST_PROBLEMS])


def _columns(path: Path, header: Sequence[str]) -> _Columns:
    """Which column holds what. Raises Invalid for a table that is neither kind of lookup."""
    found: dict[str, list[tuple[int, str]]] = {}
    for name in header:
        match = COLUMN.fullmatch(name.strip().casefold())
        if match:
            found.setdefault(match["kind"], []).append((int(match["year"]), name))
    areas = [name for _, name in sorted(found.get("lsoa", []))]
    wards = [name for kind in WARD for _, name in sorted(found.get(kind, []))]
    districts = [name for kind in DISTRICT for _, name in sorted(found.get(kind, []))]
    letters = [name for name in header if KIND.fullmatch(name.strip().casefold())]
    if len(areas) == 2 and len(letters) == 1 and districts:
        return _Columns(
            areas[0], areas[1], districts[-1], letters[0], _names(areas[0], header), _names(areas[1], header)
        )
    if len(areas) == 1 and len(wards) == 1 and districts:
        return _Columns(areas[0], wards[0], districts[-1], "", _names(areas[0], header), _names(wards[0], header))
    raise unreadable(
        path.name,
        f"is no lookup we know: its columns are {', '.join(header) or 'none'}.",
        "Give LSOA11CD, LSOA21CD, CHGIND and LAD22CD, or LSOA21CD, WD24CD and LAD24CD.",
    )


def _names(code: str, header: Sequence[str]) -> str:
    """The column of names beside a column of codes: LSOA21NM beside LSOA21CD, lsoa21_name beside lsoa21_code."""
    stem = re.sub(r"(_code|cd)$", "", code, flags=re.IGNORECASE)
    wanted = (f"{stem}nm".casefold(), f"{stem}_name".casefold())
    return next((name for name in header if name.casefold() in wanted), code)


def _row(number: int, cells: dict[str, str], columns: _Columns) -> LookupRow:
    """A cell that is missing is empty."""
    wanted = (columns.first, columns.first_name, columns.second, columns.second_name, columns.district)
    first, first_name, second, second_name, district = ((cells[name] or "").strip() for name in wanted)
    letter = (cells[columns.letter] or "").strip().upper() if columns.letter else ""
    return LookupRow(number, first, first_name or first, second, second_name or second, district, letter)


def _problems(path: Path, row: LookupRow, columns: _Columns) -> Iterator[Problem]:
    """What is wrong with the cells of one row."""
    wanted = [(columns.first, row.first, "lsoa"), (columns.second, row.second, "lsoa" if columns.letter else "ward")]
    for column, code, kind in wanted:
        known = type_of_code(code) if CODE.fullmatch(code) else None
        if known is None or known.slug != kind:
            yield _wrong(path, row, column, f"‘{code}’ is not the code of a {kind}.", "Mend the cell.")
    if not CODE.fullmatch(row.district):
        yield _wrong(path, row, columns.district, f"‘{row.district}’ is not the code of a district.", "Mend the cell.")
    if columns.letter and row.letter not in BY_LETTER:
        letters = ", ".join(BY_LETTER)
        yield _wrong(path, row, columns.letter, f"‘{row.letter}’ is none of {letters}.", "Mend the cell.")


def _wrong(path: Path, row: LookupRow, column: str, what: str, do: str) -> Problem:
    return Problem(what, do=do, where=f"{path.name}, row {row.number}, column {column}", row=row.number, column=column)


def _twice(lookup: Lookup) -> Iterator[Problem]:
    """A pair that stands twice; in a best fit, a part that is counted twice."""
    seen: dict[tuple[str, ...], int] = {}
    for row in lookup.rows:
        key = (row.first,) if lookup.is_best_fit else (row.first, row.second)
        first = seen.setdefault(key, row.number)
        if first != row.number:
            what = f"{' and '.join(key)} {'stand' if len(key) > 1 else 'stands'} in row {first} already."
            yield lookup.problem(row, lookup.first_column, what, "Keep one of them.")


def _set(code: str, column: str) -> str:
    """The set that the codes of a column belong to: LSOA21CD → lsoa-2021."""
    known, match = type_of_code(code), COLUMN.fullmatch(column.strip().casefold())
    assert isinstance(known, KnownType)  # rows were checked
    assert match is not None  # the column was found by this
    return known.set_slug(2000 + int(match["year"]))
