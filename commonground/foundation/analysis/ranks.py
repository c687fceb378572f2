"""Order of areas by value. Areas without a value are left out and said to be, never put last."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Standing(Generic[Key]):
    """Where one area stands. `tied` are the others with the same value; `missing` how many have none and so no rank.

    `fifth` and `quarter` count from 1, the highest values.
    """

    rank: int
    of: int
    fifth: int
    quarter: int
    tied: tuple[Key, ...]
    missing: int


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


def standings(values: Mapping[Key, float | None]) -> dict[Key, Standing[Key]]:
    """Rank, quintile, quartile, ties and what is missing, of every area that has a value."""
    known = {key: value for key, value in values.items() if value is not None}
    missing = len(values) - len(known)
    alike: dict[float, list[Key]] = {}
    for key, value in known.items():
        alike.setdefault(value, []).append(key)
    found: dict[Key, Standing[Key]] = {}
    above = 0
    for value in sorted(alike, reverse=True):
        place, of = above + 1, len(known)
        for key in alike[value]:
            tied = tuple(other for other in alike[value] if other != key)
            found[key] = Standing(place, of, band(place, of, 5), band(place, of, 4), tied, missing)
        above += len(alike[value])
    return found


def band(rank: int, of: int, bands: int) -> int:
    """Which of `bands` equal groups a rank falls into; equal values are never parted."""
    return (rank - 1) * bands // of + 1


def _rank(value: float, among: list[float], bands: int) -> Rank:
    place = 1 + sum(other > value for other in among)
    return Rank(place, len(among), band(place, len(among), bands))
