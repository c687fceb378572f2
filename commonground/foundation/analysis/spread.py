"""How the values of areas of a level lie: lowest, quarter, middle, three quarters, highest. What is missing is counted.

Quartiles by linear interpolation between ordered values (Hyndman R J, Fan Y, 1996, The American Statistician 50,
definition 7: what spreadsheets and most statistical programs do).
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Spread:
    """`known` areas have a value, `missing` have none and are left out."""

    low: float
    quarter: float
    middle: float
    three_quarters: float
    high: float
    known: int
    missing: int = 0


def spread(values: Iterable[float | None]) -> Spread | None:
    """The five numbers of a level; None where no area has a value."""
    listed = list(values)
    ordered = sorted(value for value in listed if value is not None)
    if not ordered:
        return None
    quarter, middle, three_quarters = (quantile(ordered, share) for share in (0.25, 0.5, 0.75))
    return Spread(ordered[0], quarter, middle, three_quarters, ordered[-1], len(ordered), len(listed) - len(ordered))


def quantile(ordered: list[float], share: float) -> float:
    """The value below which a share (0 to 1) of ordered values lies. Raises IndexError where there are none."""
    place = share * (len(ordered) - 1)
    lower = int(place)
    upper = min(lower + 1, len(ordered) - 1)
    return ordered[lower] + (ordered[upper] - ordered[lower]) * (place - lower)
