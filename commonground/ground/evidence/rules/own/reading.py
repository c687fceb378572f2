"""How a file of one's own is read: which sheet, where the heads stand, what each column holds, what its places are."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.periods import Period
from commonground.foundation.kernel.spreadsheets import plain
from commonground.ground.evidence.rules.indicators import Method
from commonground.ground.evidence.rules.own.words import COUNT, DENOMINATOR, PERIOD, PLACE

POSTCODE, SCHOOL, AREA = "postcode", "school", "area"
COLUMN = "column_"  # before a field, for the box in which its column is chosen
SET = "set:"  # before the slug of a set of areas: set:lsoa-2021
COUNTED = (Method.COUNT, Method.PROPORTION, Method.RATE)  # what a figure of one's own may be


class RowsAre(StrEnum):
    COUNTS = "counts"
    EVENTS = "events"  # one row for each event or child, without any identifier


class Absent(StrEnum):
    """What it means that a place is not in the file."""

    UNKNOWN = "unknown"
    NOUGHT = "nought"


@dataclass(frozen=True)
class Reading:
    """Rows and columns count from 0. `place` is POSTCODE, SCHOOL, AREA or SET and the slug of a set of areas.

    `period` is that of the whole file where no column holds one. `coverage` is the key of the area that the file is
    about: with `absent` nought, whatever lies in it and is not in the file had nothing to count.
    """

    sheet: int
    below: int
    columns: Mapping[str, int]
    place: str
    rows_are: RowsAre = RowsAre.COUNTS
    period: str = ""
    absent: Absent = Absent.UNKNOWN
    coverage: str = ""
    takes_hidden: bool = False
    names: Mapping[str, str] = field(default_factory=dict)  # field → heading of its column

    @classmethod
    def from_plain(cls, values: Mapping[str, Any]) -> "Reading":
        return cls(**{**values, "rows_are": RowsAre(values["rows_are"]), "absent": Absent(values["absent"])})

    def as_plain(self) -> dict[str, Any]:
        return json.loads(json.dumps(asdict(self)))

    @property
    def is_by_point(self) -> bool:
        return self.place in (POSTCODE, SCHOOL)

    @property
    def set(self) -> str:
        """The slug of the set of areas that its places are of; "" for other places."""
        return self.place.removeprefix(SET) if self.place.startswith(SET) else ""

    @property
    def digest(self) -> str:
        """Changes whenever the same file would give other figures."""
        return hashlib.sha256(json.dumps(self.as_plain(), sort_keys=True).encode()).hexdigest()


def check_reading(reading: Reading, *, method: Method, period_kind: str) -> None:
    """Raises Invalid naming what is not said, or said twice."""
    problems = []
    needed = {PLACE: "Say which column holds the place of each row."}
    if reading.rows_are is RowsAre.COUNTS:
        needed[COUNT] = "Say which column holds the count."
    if method is not Method.COUNT:
        needed[DENOMINATOR] = "Say which column holds the number it is out of."
    problems += [Problem(do, column=f"{COLUMN}{name}") for name, do in needed.items() if name not in reading.columns]
    if reading.rows_are is RowsAre.EVENTS and method is not Method.COUNT:
        problems.append(Problem("Only a count can be made of single events.", column="rows_are"))
    if PERIOD not in reading.columns:
        problems += _wrong_period(reading.period, period_kind)
    twice = [name for name, at in reading.columns.items() if list(reading.columns.values()).count(at) > 1]
    problems += [
        Problem("Two fields are said to stand in this column.", column=f"{COLUMN}{name}") for name in twice[1:]
    ]
    if reading.absent is Absent.NOUGHT and (not reading.coverage or reading.place == AREA):
        what = "This can be said of postcodes, schools, small areas and wards, for a place that the file is about."
        problems.append(Problem(what, column="absent"))
    if problems:
        raise Invalid("It cannot be read so. Nothing was changed.", problems)


def _wrong_period(text: str, kind: str) -> list[Problem]:
    if not text:
        return [Problem("Say it here, or say which column holds the period.", column="whole_period")]
    try:
        Period.parse(text, kind)
    except Invalid as wrong:
        return [Problem(wrong.sentence, column="whole_period")]
    return []


def shape_of(names: Sequence[str]) -> str:
    """Files with the same headings in the same order have one shape, whatever their case and spaces."""
    return hashlib.sha256("|".join(plain(name, keeps_digits=True) for name in names).encode()).hexdigest()[:24]
