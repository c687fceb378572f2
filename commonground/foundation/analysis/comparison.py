"""Better, similar or worse than a benchmark: is it outside the figure's own 95% interval, and on which side?

Source: "RAG by confidence interval" as Fingertips does it; where neither way is good, lower or higher.
"""

from dataclasses import dataclass
from enum import StrEnum

from commonground.foundation.analysis.definitions import Polarity
from commonground.foundation.analysis.intervals import Interval


class Outcome(StrEnum):
    """What a comparison found, in the words a page shows."""

    BETTER = "better"
    SIMILAR = "similar"
    WORSE = "worse"
    LOWER = "lower"
    HIGHER = "higher"
    NOT_COMPARED = "not compared"


@dataclass(frozen=True)
class Comparison:
    """`reason` says why nothing was compared; empty otherwise."""

    outcome: Outcome
    reason: str = ""


BELOW = {Polarity.LOW: Outcome.BETTER, Polarity.HIGH: Outcome.WORSE, Polarity.CONTEXT: Outcome.LOWER}
ABOVE = {Polarity.LOW: Outcome.WORSE, Polarity.HIGH: Outcome.BETTER, Polarity.CONTEXT: Outcome.HIGHER}

NO_INTERVAL = "this figure has no confidence interval"
NO_BENCHMARK = "there is nothing to compare with for this period"


def compare(interval: Interval | None, benchmark: float | None, polarity: Polarity) -> Comparison:
    """Similar where the benchmark lies within the interval, its ends included; otherwise which side, in words."""
    if benchmark is None:
        return Comparison(Outcome.NOT_COMPARED, NO_BENCHMARK)
    if interval is None:
        return Comparison(Outcome.NOT_COMPARED, NO_INTERVAL)
    if interval.upper < benchmark:
        return Comparison(BELOW[polarity])
    if interval.lower > benchmark:
        return Comparison(ABOVE[polarity])
    return Comparison(Outcome.SIMILAR)
