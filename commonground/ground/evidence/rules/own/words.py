"""The pack of figures of one's own: words for columns, for people and for totals; thresholds."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from commonground.foundation.kernel.spreadsheets import Headings, plain

PACK = Path(__file__).parents[2] / "packs" / "own" / "own.toml"
PLACE, PERIOD, COUNT, DENOMINATOR = "place", "period", "count", "denominator"


@dataclass(frozen=True)
class Words:
    headings: Headings
    people: frozenset[str]
    totals: frozenset[str]
    suppress_below: int
    days_kept: int
    most_faulty: int

    def is_total(self, text: str) -> bool:
        """Whether the place of a row says that it adds up others."""
        return plain(text) in self.totals


@cache
def words() -> Words:
    held = tomllib.loads(PACK.read_text(encoding="utf-8"))
    return Words(
        headings=Headings.from_pack(held, keeps_digits=True),
        people=frozenset(plain(word) for word in held["people"]["headings"]),
        totals=frozenset(plain(word) for word in held["totals"]["words"]),
        suppress_below=held["suppress_below"],
        days_kept=held["days_kept"],
        most_faulty=held["most_faulty"],
    )
