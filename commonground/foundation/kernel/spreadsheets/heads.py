"""Where the headings of a sheet stand and which field each means, by a list of words that is data."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

DEEPEST = 30  # rows in which a head is looked for
FEWEST = 2  # headings that make a row a head
NOT_LETTERS = re.compile(r"[^a-z]+")
NOT_SIGNS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Head:
    """Where the heads stand: the first row below them (from 0), and what each column is called."""

    below: int
    names: Sequence[str]


@dataclass(frozen=True)
class Headings:
    """Fields in the order of a pack with what people read, every known heading → its field, and what else stands."""

    labels: Mapping[str, str]
    fields: Mapping[str, str]
    otherwise: Mapping[str, str]
    keeps_digits: bool = False

    @classmethod
    def from_pack(cls, pack: Mapping[str, list[dict[str, object]]], *, keeps_digits: bool = False) -> "Headings":
        """Of a TOML document with tables `field` (slug, label, words) and perhaps `otherwise`."""
        entries = [(str(one["slug"]), str(one["label"]), one["words"]) for one in pack["field"]]
        fields = {plain(str(word), keeps_digits=keeps_digits): slug for slug, _, words in entries for word in words}  # type: ignore[attr-defined]  # a list in the pack
        labels = {slug: label for slug, label, _ in entries}
        otherwise: Mapping[str, str] = pack.get("otherwise", {})  # type: ignore[assignment]  # a table of the pack
        return cls(labels, fields, otherwise, keeps_digits)

    def field_of(self, heading: str) -> str:
        """The field that a heading means; "" for none that is known."""
        return self.fields.get(plain(heading, keeps_digits=self.keeps_digits), "")

    def find(self, rows: Sequence[Sequence[str]]) -> Head:
        """The row, or two rows of merged heads, with the most headings that are known; rows above are titles.

        Where none is known the first row that is not blank is taken, for a person to say what its columns are.
        """
        found: list[tuple[int, int, Head]] = []
        for at, row in enumerate(rows[:DEEPEST]):
            found.append((self._known(row), -at, Head(at + 1, list(row))))
            if at + 1 < len(rows) and self._is_head_of_two(row, rows[at + 1]):
                both = [lower or upper for upper, lower in zip(row, rows[at + 1], strict=True)]
                found.append((self._known(both), -at, Head(at + 2, both)))
        most = max(found, key=lambda one: one[:2], default=(0, 0, Head(0, ())))
        if most[0] >= FEWEST:
            return most[2]
        first = next((at for at, row in enumerate(rows) if any(row)), 0)
        return Head(first + 1, list(rows[first]) if rows else ())

    def guess(self, names: Sequence[str]) -> dict[int, str]:
        """Column → field, as far as the headings are known; the first of two columns that mean the same counts."""
        guessed: dict[int, str] = {}
        for column, name in enumerate(names):
            field = self.field_of(name)
            if field and field not in guessed.values():
                guessed[column] = field
        return guessed

    def _is_head_of_two(self, upper: Sequence[str], lower: Sequence[str]) -> bool:
        """Heads merged downwards leave gaps in the lower row that the upper one fills, and both know headings."""
        known = [name for name in lower if self.field_of(name)]
        filled = [name for name, below in zip(upper, lower, strict=True) if not below and self.field_of(name)]
        return bool(known) and bool(filled)

    def _known(self, row: Sequence[str]) -> int:
        return len(self.guess(row))


def names_shown(names: Sequence[str]) -> list[str]:
    """What people read of each column. A heading that is merged over several columns stands in the first of them."""
    shown, last = [], ""
    for name in names:
        last = name or last
        shown.append(name or (f"no heading, beside {last}" if last else "no heading"))
    return shown


def plain(text: str, *, keeps_digits: bool = False) -> str:
    """A heading without case, spaces and signs."""
    return (NOT_SIGNS if keeps_digits else NOT_LETTERS).sub("", text.casefold())
