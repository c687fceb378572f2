"""Intervals, against worked examples that others published."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.analysis.intervals import Z_95, Z_998, byar, wilson


@pytest.mark.parametrize(
    ("numerator", "denominator", "lower", "upper"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilsons_interval_as_newcombe_worked_it(numerator, denominator, lower, upper):
    """Newcombe R G (1998), Statistics in Medicine 17, table I, method 3."""
    interval = wilson(numerator, denominator, per=1)
    assert (round(interval.lower, 4), round(interval.upper, 4)) == (lower, upper)


@pytest.mark.parametrize(
    ("numerator", "denominator", "z", "lower", "upper"),
    [
        (65, 100, Z_95, 0.5525444329688797, 0.7363575175690247),
        (1045, 5000, Z_95, 0.19795549880013297, 0.22049130373189027),
        (65, 100, Z_998, 0.4954946574070431, 0.7783540614089697),
        (1045, 5000, Z_998, 0.19179381799015244, 0.22731562902525818),
        (0.445, 1, Z_95, 0.04381744772058822, 0.9334621276979156),
    ],
)
def test_wilsons_interval_as_public_health_england_works_it(numerator, denominator, z, lower, upper):
    """Checked values of PHEindicatormethods, from the APHO tool of Technical Briefing 3."""
    interval = wilson(numerator, denominator, z, per=1)
    assert interval == pytest.approx((lower, upper), rel=1e-12)


@pytest.mark.parametrize(
    ("count", "z", "lower", "upper"),
    [
        (65, Z_95, 50.163187710459454, 82.84913854593984),
        (1045, Z_95, 982.5932018073325, 1110.33121298565),
        (1, Z_95, 0.01307213290150435, 5.5637555824752605),
        (65, Z_998, 42.8802614714802, 94.00029084431802),
        (1045, Z_998, 947.9407035610374, 1148.806160988033),
        (10, Z_998, 2.916318374695686, 24.193724927880535),
    ],
)
def test_byars_interval_as_public_health_england_works_it(count, z, lower, upper):
    """Checked values of PHEindicatormethods. (It gives rates of fewer than ten events an exact interval; Byar's
    is within 0.03 of an event of that.)"""
    assert byar(count, 1, 1, z) == pytest.approx((lower, upper), rel=1e-12)


def test_a_rate_and_its_interval_share_their_unit():
    """PHEindicatormethods: 222 of 3,215 is 6,905 for every 100,000, between 6,027 and 7,876."""
    assert byar(222, 3215, 100_000) == pytest.approx((6026.574877652674, 7875.729370871851))


def poisson_tail(count: int, mean: float) -> float:
    """Chance of `count` or more events where `mean` are expected: the slow, exact way."""
    return 1 - sum(math.exp(-mean) * mean**events / math.factorial(events) for events in range(count))


@given(st.integers(1, 60))
def test_byars_interval_is_close_to_the_exact_one(count):
    """The exact limits are the means under which so many, or so few, events would be a one in forty chance."""
    interval = byar(count, 1, 1)
    assert poisson_tail(count, interval.lower) == pytest.approx(0.025, abs=0.0125)
    assert 1 - poisson_tail(count + 1, interval.upper) == pytest.approx(0.025, abs=0.005)


@given(st.integers(1, 2000), st.data())
def test_wilsons_limits_are_the_shares_that_a_z_test_would_just_not_reject(denominator, data):
    """The slow twin: Wilson's limits solve |p - share| = z * sqrt(share * (1 - share) / n)."""
    numerator = data.draw(st.integers(0, denominator))
    interval = wilson(numerator, denominator, per=1)
    share = numerator / denominator
    assert 0 <= interval.lower <= share <= interval.upper <= 1
    for limit in interval:
        reach = Z_95 * math.sqrt(max(limit * (1 - limit), 0) / denominator)
        assert abs(share - limit) == pytest.approx(reach, rel=1e-9, abs=1e-12)


@given(st.integers(0, 1000), st.integers(1, 100_000))
def test_a_surer_interval_is_wider(count, population):
    narrow, wide = byar(count, population), byar(count, population, z=Z_998)
    assert wide.lower <= narrow.lower <= count / population * 10_000 <= narrow.upper < wide.upper


@pytest.mark.parametrize(("numerator", "denominator"), [(1, 0), (0, 0), (-1, 5), (6, 5)])
def test_counts_that_make_no_proportion_have_no_interval(numerator, denominator):
    assert wilson(numerator, denominator) is None


@pytest.mark.parametrize(("count", "population"), [(1, 0), (-1, 5), (1, -5)])
def test_counts_that_make_no_rate_have_no_interval(count, population):
    assert byar(count, population) is None


def test_none_and_all_reach_the_end_exactly():
    assert wilson(0, 20).lower == 0
    assert wilson(20, 20).upper == 100
    assert byar(0, 20).lower == 0
