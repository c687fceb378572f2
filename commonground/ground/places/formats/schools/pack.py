"""What this version knows of files of schools: packs/school_files.toml and packs/authority_numbers.csv."""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PACKS = Path(__file__).parent.parent.parent / "packs"


@dataclass(frozen=True)
class Layout:
    """One kind of file: what its columns are called. `recognised_by` is the column that no other kind has."""

    slug: str
    name: str
    recognised_by: str
    columns: Mapping[str, tuple[str, ...]]
    optional: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Phase:
    """A phase of education; `stages` are the groups of schools it belongs to."""

    slug: str
    name: str
    stages: tuple[str, ...]


@dataclass(frozen=True)
class SchoolStatus:
    """Whether a school is open, in the register's words."""

    slug: str
    name: str
    is_open: bool


@dataclass(frozen=True)
class Checks:
    """Distances in metres; `country` is west, south, east, north on the National Grid."""

    far_from_postcode_metres: int
    far_from_authority_metres: int
    same_school_metres: int
    slip_metres: int
    country: tuple[int, ...]


def _authorities() -> dict[str, frozenset[str]]:
    """Number of an authority at the Department for Education → its codes, of all years (a county that became one
    authority has two). Source: Characteristics of children in need, 2013 to 2024, DfE."""
    codes: dict[str, set[str]] = {}
    with (PACKS / "authority_numbers.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            codes.setdefault(row["number"], set()).add(row["code"])
    return {number: frozenset(held) for number, held in codes.items()}


def _columns(table: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {field: tuple(names) for field, names in table.items()}


_PACK = tomllib.loads((PACKS / "school_files.toml").read_text(encoding="utf-8"))
LAYOUTS = [
    Layout(
        slug=table["slug"],
        name=table["name"],
        recognised_by=table["recognised_by"],
        columns=_columns(table["columns"]),
        optional=_columns(table["optional"]),
    )
    for table in _PACK["layout"]
]
PHASES = {
    table["slug"]: Phase(slug=table["slug"], name=table["name"], stages=tuple(table["stages"]))
    for table in _PACK["phase"]
}
STATUSES = {table["slug"]: SchoolStatus(**table) for table in _PACK["status"]}
CHECKS = Checks(**{**_PACK["checks"], "country": tuple(_PACK["checks"]["country"])})
AUTHORITIES = _authorities()
