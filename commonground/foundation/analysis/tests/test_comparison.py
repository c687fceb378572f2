"""Better, similar or worse: a truth table."""

import pytest

from commonground.foundation.analysis.comparison import (
    NO_BENCHMARK,
    NO_INTERVAL,
    Certainty,
    Comparison,
    Graded,
    Outcome,
    compare,
    grade,
)
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


@pytest.mark.parametrize(
    ("benchmark", "polarity", "graded"),
    [
        (15.0, Polarity.LOW, Graded(Outcome.SIMILAR)),
        (9.0, Polarity.LOW, Graded(Outcome.WORSE, Certainty.AT_95)),
        (7.0, Polarity.LOW, Graded(Outcome.WORSE, Certainty.AT_998)),
        (21.0, Polarity.HIGH, Graded(Outcome.WORSE, Certainty.AT_95)),
        (23.5, Polarity.CONTEXT, Graded(Outcome.LOWER, Certainty.AT_998)),
        (None, Polarity.LOW, Graded(Outcome.NOT_COMPARED, reason=NO_BENCHMARK)),
    ],
)
def test_a_comparison_says_how_sure_it_is(benchmark, polarity, graded):
    assert grade(INTERVAL, Interval(8.0, 22.0), benchmark, polarity) == graded


def test_without_the_wider_interval_it_is_sure_at_95_only():
    assert grade(INTERVAL, None, 5.0, Polarity.LOW) == Graded(Outcome.WORSE, Certainty.AT_95)
    assert grade(None, None, 5.0, Polarity.LOW) == Graded(Outcome.NOT_COMPARED, reason=NO_INTERVAL)
