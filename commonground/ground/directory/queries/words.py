"""Levels of need and groupings of needs: words of the packs, which a place may replace."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PACKS = Path(__file__).parents[1] / "packs"


@dataclass(frozen=True)
class Word:
    """One word of a list: its code, what it is called, what it means."""

    code: str
    name: str
    about: str


def levels() -> dict[str, Word]:
    """Levels of need by code, the lightest first."""
    return _read("levels.toml")


def groupings() -> dict[str, Word]:
    """Groupings of needs by code (H8, S6)."""
    return _read("groupings.toml")


def words_of(name: str) -> dict[str, Word]:
    """The words of a pack by code, in its order."""
    return _read(name)


@cache
def _read(name: str) -> dict[str, Word]:
    listed = tomllib.loads((PACKS / name).read_text(encoding="utf-8"))["word"]
    return {one["code"]: Word(**one) for one in listed}
