"""The pack of words: kinds of body, schemes of codes, and after how long a note is stale."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

PACK = Path(__file__).parents[1] / "packs" / "vocabulary.toml"


@dataclass(frozen=True)
class Vocabulary:
    """Lists of words by name, each row a mapping of slug, name and what else the list holds."""

    lists: Mapping[str, Sequence[Mapping[str, Any]]]
    stale_after: timedelta


def read_vocabulary(text: str) -> Vocabulary:
    """A pack (TOML). The order of the rows is the order in which people choose."""
    held = tomllib.loads(text)
    review = held.pop("review")
    lists = {name: [{**row, "order": order} for order, row in enumerate(rows)] for name, rows in held.items()}
    return Vocabulary(lists, timedelta(days=review["stale_after_days"]))


@cache
def shipped() -> Vocabulary:
    """The pack of this version."""
    return read_vocabulary(PACK.read_text(encoding="utf-8"))
