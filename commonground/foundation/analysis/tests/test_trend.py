"""Where a series is going, and when that cannot be said."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from commonground.foundation.analysis.definitions import Method, Polarity
from commonground.foundation.analysis.trend import Movement, Point, chi_squared_trend, direction


def series(*shares, number=1000, first=2020):
    return [Point(first + year, share * number / 100, number) for year, share in enumerate(shares)]


@pytest.mark.parametrize(
    ("shares", "polarity", "movement", "judgement"),
    [
        ((10, 13, 16, 19, 22), Polarity.LOW, Movement.RISING, "getting worse"),
        ((10, 13, 16, 19, 22), Polarity.HIGH, Movement.RISING, "getting better"),
        ((10, 13, 16, 19, 22), Polarity.CONTEXT, Movement.RISING, ""),
        ((22, 19, 16, 13, 10), Polarity.LOW, Movement.FALLING, "getting better"),
        ((22, 19, 16, 13, 10), Polarity.HIGH, Movement.FALLING, "getting worse"),
        ((16, 16, 17, 16, 16), Polarity.LOW, Movement.STEADY, ""),
    ],
)
def test_a_direction_is_said_in_words(shares, polarity, movement, judgement):
    found = direction(series(*shares), method=Method.PROPORTION, polarity=polarity)
    assert (found.movement, found.judgement, found.reason) == (movement, judgement, "")


def test_only_the_last_five_years_count_and_in_any_order():
    points = series(90, 80, 16, 16, 17, 16, 16)
    assert direction(points[::-1], method=Method.PROPORTION).movement is Movement.STEADY


def test_a_trend_that_hangs_on_one_year_is_none():
    jump = series(10, 10, 10, 10, 30)
    found = direction(jump, method=Method.PROPORTION)
    assert found.p < 0.002
    assert found.movement is Movement.STEADY


@pytest.mark.parametrize(
    ("points", "method", "is_yearly", "reason"),
    [
        (series(1, 2, 3, 4), Method.RATE, True, "fewer than 5 years"),
        (series(1, 2, 3, 4, 5), Method.WEIGHTED_MEAN, True, "only proportions and rates are tested"),
        (series(1, 2, 3, 4, 5), Method.COUNT, True, "only proportions and rates are tested"),
        (series(1, 2, 3, 4, 5), Method.RATE, False, "only yearly figures that do not overlap are tested"),
        (series(1, 2, 3) + series(4, 5, first=2024), Method.RATE, True, "a year is missing"),
        ([*series(1, 2, 3, 4), Point(2024, None, None)], Method.RATE, True, "one of the last 5 years has no counts"),
        ([*series(1, 2, 3, 4), Point(2024, 0, 0)], Method.RATE, True, "one of the last 5 years has no counts"),
        ([], Method.RATE, True, "fewer than 5 years"),
    ],
)
def test_what_cannot_be_tested_says_why(points, method, is_yearly, reason):
    found = direction(points, method=method, is_yearly=is_yearly)
    assert (found.movement, found.reason) == (Movement.NOT_TESTED, reason)


@pytest.mark.parametrize("share", [0, 100])
def test_a_series_without_any_difference_is_steady(share):
    assert direction(series(*[share] * 5), method=Method.PROPORTION).movement is Movement.STEADY


def test_the_statistic_of_smokers_as_in_the_manual_of_r():
    """prop.trend.test of R, on the smokers of Fleiss (1981): X-squared = 8.2249, df = 1."""
    smokers = [(1, 83, 86), (2, 90, 93), (3, 129, 136), (4, 70, 82)]
    _, chi_squared = chi_squared_trend(smokers, is_proportion=True)
    assert chi_squared == pytest.approx(8.2249, abs=0.00005)


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 300)), min_size=5, max_size=5))
def test_the_statistic_is_a_weighted_line_through_the_shares(counts):
    """The slow twin: fit the line by weighted least squares and divide its slope by its standard error."""
    points = [(year, min(top, bottom), bottom) for year, (top, bottom) in enumerate(counts)]
    number = sum(n for _, _, n in points)
    share = sum(r for _, r, _ in points) / number
    assume(0 < share < 1)
    middle = sum(x * n for x, _, n in points) / number
    spread = sum(n * (x - middle) ** 2 for x, _, n in points)
    slope = sum(n * (x - middle) * (r / n - share) for x, r, n in points) / spread
    found_slope, found = chi_squared_trend(points, is_proportion=True)
    assert found_slope == pytest.approx(slope, abs=1e-9)
    assert found == pytest.approx((slope / (share * (1 - share) / spread) ** 0.5) ** 2, abs=1e-6, rel=1e-6)
    _, poisson = chi_squared_trend(points, is_proportion=False)
    assert poisson == pytest.approx(found * (1 - share), abs=1e-6, rel=1e-6)
