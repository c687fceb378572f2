"""The schools of a pack: one line a school, each a fact that a published register holds."""

import csv
from dataclasses import dataclass
from pathlib import Path

from commonground.foundation.kernel.errors import Invalid, Problem

COLUMNS = (
    *("urn", "name", "district", "authority", "number", "phase", "kind"),
    *("youngest", "oldest", "postcode", "easting", "northing"),
)


@dataclass(frozen=True)
class SchoolFact:
    """A school; `district` is the slug of the area it stands in."""

    urn: int
    name: str
    district: str
    authority: str
    number: str
    phase: str
    kind: str
    youngest: int
    oldest: int
    postcode: str
    easting: float
    northing: float


def read_schools(path: Path) -> list[SchoolFact]:
    """Every school of a file; none where there is no file. Raises Invalid naming each row that is not understood."""
    if not path.is_file():
        return []
    problems: list[Problem] = []
    facts = []
    with path.open(encoding="utf-8", newline="") as lines:
        for row, cells in enumerate(csv.DictReader(lines), start=2):
            try:
                facts.append(_fact(cells))
            except (KeyError, TypeError, ValueError) as error:
                what = f"is not understood: {error}."
                problems.append(Problem(what, do=f"Columns are {', '.join(COLUMNS)}.", where=f"{path.name}, row {row}"))
    if problems:
        raise Invalid(f"{path.name} cannot be read. Nothing was changed.", problems)
    return facts


def _fact(cells: dict[str, str]) -> SchoolFact:
    return SchoolFact(
        urn=int(cells["urn"]),
        name=cells["name"],
        district=cells["district"],
        authority=cells["authority"],
        number=cells["number"],
        phase=cells["phase"],
        kind=cells["kind"],
        youngest=int(cells["youngest"]),
        oldest=int(cells["oldest"]),
        postcode=cells["postcode"],
        easting=float(cells["easting"]),
        northing=float(cells["northing"]),
    )
