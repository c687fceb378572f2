"""Steps of a map's ladder: equal numbers of areas in each, equal values never parted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from commonground.foundation.analysis.ranks import band

MOST_BANDS = 5


@dataclass(frozen=True)
class Ladder:
    """`band_of` counts from 0, the lowest values, and leaves out areas without one; `words` says what a step holds."""

    band_of: Mapping[str, int]
    words: tuple[str, ...]


def ladder(values: Mapping[str, float | None], *, text: Callable[[float], str]) -> Ladder:
    """At most five steps, fewer where there are fewer different values. `text` writes a value."""
    known = sorted((value, key) for key, value in values.items() if value is not None)
    ordered = [value for value, _ in known]
    steps = min(MOST_BANDS, len(set(ordered)))
    raw = {key: band(ordered.index(value) + 1, len(ordered), steps) for value, key in known}
    used = {step: at for at, step in enumerate(sorted(set(raw.values())))}
    band_of = {key: used[step] for key, step in raw.items()}
    return Ladder(
        band_of, tuple(_words([value for value, key in known if band_of[key] == at], text) for at in range(len(used)))
    )


def _words(values: list[float], text: Callable[[float], str]) -> str:
    low, high = text(values[0]), text(values[-1])
    return low if low == high else f"{low} to {high}"
