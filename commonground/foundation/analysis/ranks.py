"""Order of areas by value. Areas without a value are left out and said to be, never put last."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Rank:
    """1 is the highest value; equal values share a rank. `of` is how many have a value. `band` counts from 1."""

    rank: int
    of: int
    band: int


def ranks(values: Mapping[Key, float | None], *, bands: int = 5) -> dict[Key, Rank]:
    """Rank and band (5: quintile, 4: quartile) of every area that has a value."""
    known = {key: value for key, value in values.items() if value is not None}
    return {key: _rank(value, list(known.values()), bands) for key, value in known.items()}


def band(rank: int, of: int, bands: int) -> int:
    """Which of `bands` equal groups a rank falls into; equal values are never parted."""
    return (rank - 1) * bands // of + 1


def _rank(value: float, among: list[float], bands: int) -> Rank:
    place = 1 + sum(other > value for other in among)
    return Rank(place, len(among), band(place, len(among), bands))
