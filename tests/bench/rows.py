"""A row of the bench: what is measured, what it is held against, and the goal."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


class Absent(Exception):
    """What a row needs is not on this machine: its reason is printed instead of figures."""


@dataclass(frozen=True)
class Measured:
    """Samples of both sides in one unit. `theirs` is empty where the goal is about our figure alone."""

    ours: Sequence[float]
    theirs: Sequence[float]
    unit: str
    note: str = ""

    @property
    def our_median(self) -> float:
        return median(self.ours)

    @property
    def their_median(self) -> float | None:
        return median(self.theirs) if self.theirs else None

    @property
    def ratio(self) -> float | None:
        """Ours / theirs."""
        return self.our_median / self.their_median if self.their_median else None


@dataclass(frozen=True)
class Row:
    """Bounds that are None do not bind."""

    id: str
    work: str
    held_against: str
    measure: Callable[[], Measured]
    ratio_at_most: float | None = None
    ratio_at_least: float | None = None
    ours_at_most: float | None = None
    ours_at_least: float | None = None

    def goal(self, unit: str) -> str:
        bounds = [
            ("≤ {:g}×", self.ratio_at_most),
            ("≥ {:.2g}×", self.ratio_at_least),
            (f"≤ {{:g}} {unit}", self.ours_at_most),
            (f"≥ {{:g}} {unit}", self.ours_at_least),
        ]
        return ", ".join(text.format(bound) for text, bound in bounds if bound is not None)

    def is_met(self, measured: Measured) -> bool:
        ratio, ours = measured.ratio, measured.our_median
        return all(
            (
                self.ratio_at_most is None or (ratio is not None and ratio <= self.ratio_at_most),
                self.ratio_at_least is None or (ratio is not None and ratio >= self.ratio_at_least),
                self.ours_at_most is None or ours <= self.ours_at_most,
                self.ours_at_least is None or ours >= self.ours_at_least,
            )
        )


def in_turn(ours: Callable[[], float], theirs: Callable[[], float], *, times: int) -> tuple[list[float], list[float]]:
    """Take samples of both sides one after the other, so that a busy moment of the machine meets both."""
    pairs = [(ours(), theirs()) for _ in range(times)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def seconds(work: Callable[[], object]) -> float:
    """How long the work takes by the clock on the wall."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def cpu_seconds(work: Callable[[], object]) -> float:
    """How much of this process's processor the work takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


@dataclass(frozen=True)
class Taken:
    """Seconds of the clock on the wall, and of all processors together: the latter hardly change on a busy machine."""

    seconds: float
    processor: float


def taken(work: Callable[[], object]) -> Taken:
    """What the work takes, by both clocks."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return Taken(time.perf_counter() - clock, time.process_time() - processor)
