"""From figures to places in a picture: ranges, round steps, labels that keep apart. Plain arithmetic."""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """A straight line from figures (low to high) to places (start to end)."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


@dataclass(frozen=True)
class Axis:
    """Round steps that hold all figures, and how many decimals their labels need."""

    ticks: tuple[float, ...]
    decimals: int

    @property
    def low(self) -> float:
        return self.ticks[0]

    @property
    def high(self) -> float:
        return self.ticks[-1]

    @property
    def starts_at_zero(self) -> bool:
        return self.low <= 0 <= self.high


def axis_for(values: Sequence[float], *, from_zero: bool, steps: int = 5) -> Axis:
    """An axis for finite values. It starts at zero when asked, or when the figures come near it anyway."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    if from_zero or low <= high / 2 or high <= low / 2:
        low, high = min(low, 0.0), max(high, 0.0)
    if high == low:
        low, high = (low - 1, high + 1) if low else (0.0, 1.0)
    step = _round_step((high - low) / steps)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    last = max(last, first + 1)
    decimals = max(0, -math.floor(math.log10(step) + 1e-9) + (1 if _leading(step) == 2.5 else 0))
    return Axis(ticks=tuple(at * step for at in range(first, last + 1)), decimals=min(decimals, 6))


def _round_step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(max(rough, 1e-9)))
    return next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * (1 - 1e-9))


def _leading(step: float) -> float:
    return round(step / 10.0 ** math.floor(math.log10(step) + 1e-9), 2)


def every(labels: Sequence[str], room: float, font: float) -> int:
    """Show every n-th label so that they do not touch in the room there is."""
    widest = max((len(label) for label in labels), default=1) * font * 0.58 + font
    return max(1, math.ceil(widest * len(labels) / max(room, 1)))


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places near the wanted ones, in the same order, at least `gap` apart and within low to high where they fit."""
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    places = [0.0] * len(wanted)
    lowest = low
    for at in order:
        places[at] = lowest = max(wanted[at], lowest)
        lowest += gap
    highest = high
    for at in reversed(order):
        places[at] = highest = min(places[at], highest)
        highest -= gap
    return places
