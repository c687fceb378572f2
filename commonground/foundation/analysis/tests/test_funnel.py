"""Limits of a funnel: exact, checked against probabilities added up one by one."""

from fractions import Fraction
from math import comb, exp, factorial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonground.foundation.analysis.definitions import Method
from commonground.foundation.analysis.funnel import TAILS, Limits, Position, binomial, limits, poisson, position

SHARES = st.fractions(Fraction(1, 100), Fraction(99, 100), max_denominator=100)


def interpolated(chances: list[Fraction], tail: float) -> float:
    """The slow twin: walk up from nought until the sum of probabilities reaches the tail."""
    wanted, reached = Fraction(tail), Fraction(0)
    for count, chance in enumerate(chances):
        reached += chance
        if reached >= wanted:
            return max(count - float((reached - wanted) / chance), 0.0)
    raise AssertionError("the tail is never reached")


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 60), SHARES)
def test_limits_of_proportions_are_those_of_added_up_probabilities(number, share):
    chances = [comb(number, k) * share**k * (1 - share) ** (number - k) for k in range(number + 1)]
    found = limits(float(share) * 100, number, method=Method.PROPORTION, multiplier=100)
    assert found
    tails = (TAILS["99.8"], TAILS["95"], 1 - TAILS["95"], 1 - TAILS["99.8"])
    wanted = [interpolated(chances, tail) / number * 100 for tail in tails]
    assert [found.lower_998, found.lower_95, found.upper_95, found.upper_998] == pytest.approx(wanted, abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(st.floats(0.01, 40))
def test_limits_of_rates_are_those_of_added_up_probabilities(mean):
    chances = [Fraction(exp(-mean) * mean**k / factorial(k)) for k in range(150)]
    found = limits(mean, 100, method=Method.RATE, multiplier=100)
    assert found
    assert found.upper_998 == pytest.approx(interpolated(chances, 1 - TAILS["99.8"]), abs=1e-6)
    assert found.lower_95 == pytest.approx(interpolated(chances, TAILS["95"]), abs=1e-6)


@pytest.mark.parametrize(("count", "number", "share"), [(139_000, 621_880, 0.2236), (2100, 8462, 0.2236), (3, 50, 0.1)])
def test_cumulative_probabilities_hold_for_numbers_as_large_as_england(count, number, share):
    """Held to the probabilities themselves: a step in the sum is the probability of the count."""
    counts = binomial(number, share)
    assert counts.up_to(count) - counts.up_to(count - 1) == pytest.approx(counts.at(count), abs=1e-8)
    rates = poisson(number * share)
    assert rates.up_to(count) - rates.up_to(count - 1) == pytest.approx(rates.at(count), abs=1e-8)


def test_the_funnel_narrows_and_lies_within_what_is_possible():
    small, large = (limits(22.4, number, method=Method.PROPORTION, multiplier=100) for number in (50, 5000))
    assert small
    assert large
    assert small.lower_998 < small.lower_95 < large.lower_95 < 22.4 < large.upper_95 < small.upper_95 < small.upper_998
    for share in (0, 100):
        none = limits(share, 40, method=Method.PROPORTION, multiplier=100)
        assert none == Limits(share, share, share, share)


@pytest.mark.parametrize(
    ("target", "number", "method"),
    [
        (22.4, 100, Method.COUNT), (22.4, 100, Method.RATIO), (22.4, 0, Method.RATE), (-1, 10, Method.RATE),
        (101, 10, Method.PROPORTION),
    ],
)  # fmt: skip
def test_there_are_no_limits_without_chance(target, number, method):
    assert limits(target, number, method=method, multiplier=100) is None


def test_an_area_on_a_limit_is_within():
    around = Limits(1, 2, 4, 5)
    found = [position(value, around) for value in (0.5, 1, 1.5, 2, 3, 4, 4.5, 5, 5.5)]
    below, above, within = (
        [Position.BELOW_998, Position.BELOW_95],
        [Position.ABOVE_95, Position.ABOVE_998],
        Position.WITHIN,
    )
    assert found == [below[0], below[1], below[1], within, within, within, above[0], above[0], above[1]]
