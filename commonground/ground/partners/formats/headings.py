"""What the columns of a spreadsheet of partners are called: the pack of headings, and which field a heading means."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PACK = Path(__file__).parents[1] / "packs" / "headings.toml"
DEEPEST = 30  # rows in which a head is looked for
FEWEST = 2  # headings that make a row a head


@dataclass(frozen=True)
class Headings:
    """Fields in the order of the pack with what people read, every known heading → its field, and what else stands."""

    labels: Mapping[str, str]
    fields: Mapping[str, str]
    otherwise: Mapping[str, str]

    def field_of(self, heading: str) -> str:
        """The field that a heading means; "" for none that is known."""
        return self.fields.get(_plain(heading), "")


@dataclass(frozen=True)
class Head:
    """Where the heads stand: the first row below them (from 0), and what each column is called."""

    below: int
    names: Sequence[str]


@cache
def headings() -> Headings:
    held = tomllib.loads(PACK.read_text(encoding="utf-8"))
    fields = {_plain(word): field["slug"] for field in held["field"] for word in field["words"]}
    labels = {field["slug"]: field["label"] for field in held["field"]}
    return Headings(labels, fields, held["otherwise"])


def find_head(rows: Sequence[Sequence[str]]) -> Head:
    """The row, or two rows of merged heads, with the most headings that are known; rows above are titles.

    Where none is known the first row that is not blank is taken, for a person to say what its columns are.
    """
    found: list[tuple[int, int, Head]] = []
    for at, row in enumerate(rows[:DEEPEST]):
        found.append((_known(row), -at, Head(at + 1, list(row))))
        if at + 1 < len(rows):
            both = [lower or upper for upper, lower in zip(row, rows[at + 1], strict=True)]
            if _is_head_of_two(row, rows[at + 1]):
                found.append((_known(both), -at, Head(at + 2, both)))
    most = max(found, key=lambda one: one[:2], default=(0, 0, Head(0, ())))
    if most[0] >= FEWEST:
        return most[2]
    first = next((at for at, row in enumerate(rows) if any(row)), 0)
    return Head(first + 1, list(rows[first]) if rows else ())


def guess(names: Sequence[str]) -> dict[int, str]:
    """Column → field, as far as the headings are known; the first of two columns that mean the same counts."""
    guessed: dict[int, str] = {}
    for column, name in enumerate(names):
        field = headings().field_of(name)
        if field and field not in guessed.values():
            guessed[column] = field
    return guessed


def _is_head_of_two(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Heads merged downwards leave gaps in the lower row that the upper one fills, and both know headings."""
    known = [name for name in lower if headings().field_of(name)]
    filled = [name for name, below in zip(upper, lower, strict=True) if not below and headings().field_of(name)]
    return bool(known) and bool(filled)


def _known(row: Sequence[str]) -> int:
    return len(guess(row))


def _plain(text: str) -> str:
    return re.sub(r"[^a-z]+", "", text.casefold())
