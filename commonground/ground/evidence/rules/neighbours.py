"""Statistical neighbours: who is like whom, and which edition holds for a period."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Generic, Protocol, TypeVar

PACK = Path(__file__).parents[1] / "packs" / "authorities.csv"


@dataclass(frozen=True)
class Authority:
    """A local authority by the number that the Department for Education gives it, and the codes of its area.

    `formerly` are codes that the same ground had before.
    """

    number: str
    name: str
    code: str
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True)
class Neighbours:
    """One authority with its neighbours, the most alike first: code and closeness in the publisher's words."""

    area: str
    listed: tuple[tuple[str, str], ...]


class Dated(Protocol):
    """What holds from a day until (not including) another."""

    @property
    def valid_from(self) -> date: ...
    @property
    def valid_until(self) -> date | None: ...


Edition = TypeVar("Edition", bound=Dated)


@dataclass(frozen=True)
class Applied(Generic[Edition]):
    """The edition taken for a day. `was_in_force` is False where none was then and the nearest is taken."""

    edition: Edition
    was_in_force: bool


@cache
def authorities() -> Mapping[str, Authority]:
    """By number. Facts of the Department's published tables, 2013 to 2024."""
    with PACK.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    return {
        row["number"]: Authority(row["number"], row["name"], row["code"], tuple(row["formerly"].split()))
        for row in rows
    }


@cache
def names() -> Mapping[str, str]:
    """Code of an authority, today's or a former one → name."""
    return {code: one.name for one in authorities().values() for code in (one.code, *one.formerly)}


@cache
def main_codes() -> Mapping[str, str]:
    """Former code → the code that the same ground has now."""
    return {former: one.code for one in authorities().values() for former in one.formerly}


def main_code(code: str) -> str:
    return main_codes().get(code, code)


def applied(editions: Sequence[Edition], day: date) -> Applied[Edition] | None:
    """The edition in force on a day; before the first one began, the first, which is said to be later."""
    ordered = sorted(editions, key=lambda one: one.valid_from)
    for edition in ordered:
        if edition.valid_from <= day and (edition.valid_until is None or day < edition.valid_until):
            return Applied(edition, was_in_force=True)
    return Applied(ordered[0], was_in_force=False) if ordered else None


def validity(begins: Iterable[date]) -> dict[date, date | None]:
    """Each edition holds until the next one begins; the last one has no end."""
    ordered = sorted(begins)
    return dict(zip(ordered, [*ordered[1:], None], strict=True))
