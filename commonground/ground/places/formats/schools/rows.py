"""Rows of files of schools, and what is wrong with a row, by row and column."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.identifiers import Postcode
from commonground.ground.places.formats.schools.pack import PHASES, STATUSES

Value = TypeVar("Value")
DAYS = ("%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d")
OLDEST_PUPIL = 25


@dataclass(frozen=True)
class SchoolRow:
    """A school as a register tells of it. Easting and northing are metres of the National Grid, None where empty."""

    file: str
    row: int
    urn: int
    authority: str
    number: str
    name: str
    kind: str
    phase: str
    status: str
    postcode: str
    easting: float | None
    northing: float | None
    youngest: int | None = None
    oldest: int | None = None
    closed_on: date | None = None

    @property
    def where(self) -> str:
        return f"{self.file}, row {self.row}, {self.name} (URN {self.urn})"

    @property
    def code(self) -> str:
        return f"URN{self.urn}"


@dataclass(frozen=True)
class PostcodeRow:
    """Where the postcode of a school lies, in metres of the National Grid."""

    file: str
    row: int
    postcode: str
    easting: float
    northing: float


@dataclass(frozen=True)
class AddressRow:
    """An address of a register that knows no URN, in degrees; `district` is a code."""

    file: str
    row: int
    address: str
    name: str
    longitude: float
    latitude: float
    district: str

    @property
    def where(self) -> str:
        return f"{self.file}, row {self.row}, {self.name}"


@dataclass
class Cells:
    """The cells of one row by field; what is wrong with them gathers in `problems`."""

    file: str
    row: int
    values: Mapping[str, str]
    heads: Mapping[str, str]
    problems: list[Problem]

    def text(self, field: str) -> str:
        return " ".join(self.values.get(field, "").split())

    def must(self, field: str, read: Callable[[str], Value | None], what: str, do: str) -> Value | None:
        """A cell that has to be there."""
        text = self.text(field)
        found = read(text) if text else None
        if found is None:
            told = f"“{text[:60]}” is no {what}." if text else f"is empty; it should hold a {what}."
            self.wrong(field, told, do)
        return found

    def may(self, field: str, read: Callable[[str], Value | None], what: str) -> Value | None:
        """A cell that may be empty."""
        text = self.text(field)
        found = read(text) if text else None
        if text and found is None:
            self.wrong(field, f"“{text}” is no {what}.", "Correct it, or leave it empty.")
        return found

    def wrong(self, field: str, what: str, do: str) -> None:
        column = self.heads.get(field, field)
        where = f"{self.file}, row {self.row}, column {column}"
        self.problems.append(Problem(what, do=do, where=where, row=self.row, column=column))


def school_row(cells: Cells) -> SchoolRow | None:
    """The school of a row, or None where something in it is wrong."""
    before = len(cells.problems)
    urn = cells.must("urn", _urn, "unique reference number", "It has six or seven digits.")
    name = cells.must("name", _short(200), "name", "Give the name of the school, of 200 letters at most.")
    phase = cells.must("phase", _known(PHASES), "phase we know", f"Use one of {_names(PHASES)}.")
    status = cells.must("status", _known(STATUSES), "status we know", f"Use one of {_names(STATUSES)}.")
    postcode = cells.must("postcode", tidy_postcode, "postcode of this country", "Write it like NG18 1AA.")
    row = SchoolRow(
        file=cells.file,
        row=cells.row,
        urn=urn or 0,
        authority=str(
            cells.must("authority", _below(1_000), "number of an authority", "Nottinghamshire is 891.") or ""
        ),
        number=str(cells.may("number", _below(10_000), "number of a school") or ""),
        name=name or "",
        kind=cells.may("kind", _short(100), "kind of school") or "",
        phase=phase or "",
        status=status or "",
        postcode=postcode or "",
        easting=cells.may("easting", _number, "number of metres"),
        northing=cells.may("northing", _number, "number of metres"),
        youngest=cells.may("youngest", _age, "age in years"),
        oldest=cells.may("oldest", _age, "age in years"),
        closed_on=cells.may("closed_on", _day, "date"),
    )
    if row.youngest is not None and row.oldest is not None and row.oldest < row.youngest:
        cells.wrong("oldest", f"“{row.oldest}” is below the lowest age, {row.youngest}.", "Check both ages.")
    return row if len(cells.problems) == before else None


def postcode_row(cells: Cells) -> PostcodeRow | None:
    before = len(cells.problems)
    postcode = cells.must("postcode", tidy_postcode, "postcode of this country", "Write it like NG18 1AA.")
    easting = cells.must("easting", _number, "number of metres", "Give its easting.")
    northing = cells.must("northing", _number, "number of metres", "Give its northing.")
    if len(cells.problems) > before:
        return None
    return PostcodeRow(cells.file, cells.row, postcode or "", easting or 0.0, northing or 0.0)


def address_row(cells: Cells) -> AddressRow | None:
    before = len(cells.problems)
    longitude = cells.must("longitude", _number, "number of degrees", "Give its longitude.")
    latitude = cells.must("latitude", _number, "number of degrees", "Give its latitude.")
    name = cells.must("name", str, "name", "Give the name of the school.")
    if len(cells.problems) > before:
        return None
    named = (cells.text("address"), name or "")
    return AddressRow(cells.file, cells.row, *named, longitude or 0.0, latitude or 0.0, cells.text("district"))


def tidy_postcode(text: str) -> str | None:
    """“ng181aa ” as “NG18 1AA”; None for what is no postcode."""
    try:
        return str(Postcode.parse(text))
    except Invalid:
        return None


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _whole(text: str) -> int | None:
    """“105385.0”, as spreadsheets write a whole number, is 105385."""
    value = _number(text)
    return int(value) if value is not None and value == int(value) and value >= 0 else None


def _below(most: int) -> Callable[[str], int | None]:
    """A whole number that is less."""

    def read(text: str) -> int | None:
        value = _whole(text)
        return value if value is not None and value < most else None

    return read


def _short(most: int) -> Callable[[str], str | None]:
    """Words of so many letters at most."""
    return lambda text: text if len(text) <= most else None


def _urn(text: str) -> int | None:
    value = _whole(text)
    return value if value is not None and 100_000 <= value <= 9_999_999 else None


def _age(text: str) -> int | None:
    value = _whole(text)
    return value if value is not None and value <= OLDEST_PUPIL else None


def _day(text: str) -> date | None:
    return next((day for form in DAYS if (day := _day_in(text, form))), None)


def _day_in(text: str, form: str) -> date | None:
    try:
        return datetime.strptime(text, form).date()  # noqa: DTZ007 a day of England, without a time
    except ValueError:
        return None


def _known(pack: Mapping[str, object]) -> Callable[[str], str | None]:
    """Reads a name of the pack, however it is capitalised, as its slug."""
    slugs = {str(getattr(entry, "name", "")).casefold(): slug for slug, entry in pack.items()}
    return lambda text: slugs.get(text.casefold())


def _names(pack: Mapping[str, object]) -> str:
    return ", ".join(str(getattr(entry, "name", "")) for entry in pack.values())
