"""Process control: limits to the decimal, each rule by an example, and a slow twin for all of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.analysis.control import LEAST, SOURCES, Sign, xmr

FLAT = [10.0, 11.0] * 6


def signs_of(values, **asked):
    return {at: set(signs) for at, signs in enumerate(xmr(values, **asked).signs) if signs}


def test_limits_are_the_mean_and_2_66_mean_ranges_on_either_side():
    """Twelve points, each one away from the next: mean 10.5, mean range 1."""
    (limits,) = xmr(FLAT).limits
    assert (limits.mean, limits.mean_range) == (10.5, 1)
    assert (limits.lower, limits.upper) == (pytest.approx(10.5 - 2.6596, abs=1e-4), pytest.approx(13.1596, abs=1e-4))
    assert limits.range_limit == pytest.approx(3.268)
    assert signs_of(FLAT) == {}


def test_a_count_has_no_limit_below_nought_and_a_difference_may():
    values = [0.0, 9.0] * 5
    assert xmr(values).limits[0].lower == 0
    assert xmr(values, floor=None).limits[0].lower < 0


def test_a_point_beyond_a_limit():
    assert signs_of([*FLAT, 30.0, *FLAT])[12] >= {Sign.BEYOND}


def test_eight_in_a_row_on_one_side():
    values = [10.0, 12.0] * 5 + [11.5, 12.5] * 4 + [10.0, 9.0] * 8
    found = signs_of(values)
    assert all(Sign.ONE_SIDE in found[at] for at in range(10, 18))
    assert Sign.ONE_SIDE not in found.get(0, set())


def test_six_in_a_row_rising_or_falling():
    values = [5.0, 9.0, 5.0, 9.0, 5.0, 6.0, 6.5, 7.0, 7.5, 8.0, 5.0, 9.0, 5.0, 9.0]
    assert {at for at, found in signs_of(values).items() if Sign.TREND in found} == {4, 5, 6, 7, 8, 9}
    assert not {at for at, found in signs_of([*values[:6], 6.0, *values[7:]]).items() if Sign.TREND in found}


def test_two_of_three_near_the_same_limit():
    values = [10.0, 11.0] * 10 + [13.0, 10.5, 13.0] + [10.0, 11.0] * 10
    found = signs_of(values)
    assert Sign.NEAR in found[20]
    assert Sign.NEAR in found[22]
    assert Sign.NEAR not in found.get(21, set())


def test_a_gap_breaks_a_run_and_no_range_goes_across_it():
    rising = [1.0, 2.0, 3.0, None, 4.0, 5.0, 6.0, 7.0, 8.0]
    assert not any(Sign.TREND in signs for signs in xmr(rising).signs)
    assert xmr([5.0, 5.0, 5.0, 5.0, None, 9.0, 9.0, 9.0, 9.0]).limits[0].mean_range == 0


def test_after_a_change_the_limits_are_those_of_the_new_process():
    values = [20.0, 22.0] * 6 + [10.0, 12.0] * 6
    before, after = xmr(values, changes=[12]).limits
    assert (before.mean, after.mean) == (21, 11)
    assert (after.first, after.last) == (12, 23)
    assert signs_of(values, changes=[12]) == {}
    assert signs_of(values)


def test_fewer_points_than_eight_have_no_limits_and_no_signs():
    chart = xmr([1.0] * (LEAST - 1))
    assert (chart.limits, set(chart.signs)) == ((), {()})
    assert xmr([]).limits == ()
    with pytest.raises(ValueError, match="within the series"):
        xmr([1.0, 2.0], changes=[2])


def test_what_never_varies_shows_no_sign():
    assert signs_of([0.1] * 30) == {}


def test_each_rule_is_cited():
    assert set(SOURCES) == set(Sign)


@given(st.lists(st.none() | st.integers(0, 12).map(float), max_size=40))
def test_signs_are_what_looking_at_each_point_says(values):
    """The slow twin: for every point look at every window that holds it."""
    chart = xmr(values, floor=None)
    if not chart.limits:
        assert set(chart.signs) <= {()}
        return
    limits = chart.limits[0]
    mean, reach = limits.mean, limits.upper - limits.mean
    for at, value in enumerate(values):
        expected = set()
        if value is not None and abs(value - mean) > reach + 1e-9:
            expected.add(Sign.BEYOND)
        for width, sign in ((8, Sign.ONE_SIDE), (6, Sign.TREND), (3, Sign.NEAR)):
            for start in range(max(0, at - width + 1), min(at, len(values) - width) + 1):
                window = values[start : start + width]
                if None in window:
                    continue
                if sign is Sign.ONE_SIDE and (min(window) > mean + 1e-9 or max(window) < mean - 1e-9):
                    expected.add(sign)
                if sign is Sign.TREND and window in (sorted(set(window)), sorted(set(window), reverse=True)):
                    expected.add(sign)
                if sign is Sign.NEAR:
                    for side in (1, -1):
                        far = [(one - mean) * side > reach * 2 / 3 for one in window]
                        if sum(far) >= 2 and far[at - start]:
                            expected.add(sign)
        assert set(chart.signs[at]) == expected
