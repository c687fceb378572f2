"""Better, similar or worse: a truth table."""

import pytest

from commonground.foundation.analysis.comparison import NO_BENCHMARK, NO_INTERVAL, Comparison, Outcome, compare
from commonground.foundation.analysis.definitions import Polarity
from commonground.foundation.analysis.intervals import Interval

INTERVAL = Interval(10.0, 20.0)


@pytest.mark.parametrize(
    ("benchmark", "polarity", "outcome"),
    [
        (25.0, Polarity.LOW, Outcome.BETTER),
        (5.0, Polarity.LOW, Outcome.WORSE),
        (25.0, Polarity.HIGH, Outcome.WORSE),
        (5.0, Polarity.HIGH, Outcome.BETTER),
        (25.0, Polarity.CONTEXT, Outcome.LOWER),
        (5.0, Polarity.CONTEXT, Outcome.HIGHER),
        (15.0, Polarity.LOW, Outcome.SIMILAR),
        (15.0, Polarity.HIGH, Outcome.SIMILAR),
        (15.0, Polarity.CONTEXT, Outcome.SIMILAR),
        (10.0, Polarity.LOW, Outcome.SIMILAR),
        (20.0, Polarity.HIGH, Outcome.SIMILAR),
    ],
)
def test_a_benchmark_outside_the_interval_is_better_or_worse_by_polarity(benchmark, polarity, outcome):
    assert compare(INTERVAL, benchmark, polarity) == Comparison(outcome)


def test_without_an_interval_nothing_is_compared_and_the_reason_is_said():
    assert compare(None, 5.0, Polarity.LOW) == Comparison(Outcome.NOT_COMPARED, NO_INTERVAL)


def test_without_a_benchmark_nothing_is_compared_and_the_reason_is_said():
    assert compare(INTERVAL, None, Polarity.LOW) == Comparison(Outcome.NOT_COMPARED, NO_BENCHMARK)
    assert compare(None, None, Polarity.LOW).reason == NO_BENCHMARK
