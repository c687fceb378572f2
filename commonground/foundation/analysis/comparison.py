"""Better, similar or worse than a benchmark: is it outside the figure's own interval, and on which side?

Source: "RAG by confidence interval" as Fingertips does it, at 95% and at 99.8%; where neither way is good, lower or
higher.
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


class Certainty(StrEnum):
    """The widest interval that a benchmark lies outside of."""

    NONE = ""
    AT_95 = "95%"
    AT_998 = "99.8%"


@dataclass(frozen=True)
class Graded:
    """A comparison, and how sure it is: one chance in 20 (95%) or one in 500 (99.8%) that it only looks so."""

    outcome: Outcome
    certainty: Certainty = Certainty.NONE
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


def grade(at_95: Interval | None, at_998: Interval | None, benchmark: float | None, polarity: Polarity) -> Graded:
    """As `compare`, with the certainty: 99.8% where the benchmark lies outside the wider interval too."""
    found = compare(at_95, benchmark, polarity)
    if found.outcome in (Outcome.SIMILAR, Outcome.NOT_COMPARED):
        return Graded(found.outcome, reason=found.reason)
    is_sure = compare(at_998, benchmark, polarity).outcome is found.outcome
    return Graded(found.outcome, Certainty.AT_998 if is_sure else Certainty.AT_95)
