"""What services are for, and which children the gap matrix counts: data of packs/needs.toml and packs/gaps.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from commonground.ground.directory.queries.words import PACKS, Word
from commonground.ground.directory.rules.gaps import Policy, Row


@dataclass(frozen=True)
class Counted:
    """Where the children of a row come from: the sum of indicators, or a published share of it.

    `of` says in words whom the indicator counts, where that is not all children of the band.
    """

    need: str
    band: str
    youngest: int
    oldest: int
    groupings: tuple[str, ...]
    indicators: tuple[str, ...]
    share: float | None = None
    source: str = ""
    of: str = ""

    @property
    def name(self) -> tuple[str, str]:
        """What tells it from the others: need and ages."""
        return self.need, self.band

    @property
    def rows(self) -> list[Row]:
        """One for each grouping that answers the need."""
        return [Row(self.need, self.band, grouping, self.youngest, self.oldest) for grouping in self.groupings]


def needs() -> dict[str, Word]:
    """Needs by code."""
    return {one["code"]: Word(**one) for one in _read("needs.toml")["need"]}


def counted() -> list[Counted]:
    """What the matrix counts, in its order."""
    return [
        Counted(
            **{name: one[name] for name in ("need", "band", "youngest", "oldest")},
            groupings=tuple(one["groupings"]),
            indicators=(one["indicator"], *one.get("and", ())),
            share=one.get("share"),
            source=one.get("source", ""),
            of=one.get("of", ""),
        )
        for one in _read("needs.toml")["row"]
    ]


def policy() -> Policy:
    """When something is said to be missing."""
    held = _read("gaps.toml")
    return Policy(short_share=held["short_share"], long_wait_weeks=held["long_wait_weeks"])


def limit(name: str) -> int:
    """How many of something the page names: a number of packs/gaps.toml, which says what it is."""
    return int(_read("gaps.toml")[name])


def distances_km() -> tuple[int, ...]:
    """How far help may be, to choose from."""
    return tuple(_read("gaps.toml")["distances_km"])


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((PACKS / name).read_text(encoding="utf-8"))
