"""How the values of a level lie."""

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.analysis.spread import Spread, spread


def test_what_is_missing_is_counted_and_left_out():
    assert spread([4.0, None, 1.0, 2.0, 3.0, None]) == Spread(1.0, 1.75, 2.5, 3.25, 4.0, 4, 2)


def test_one_value_is_all_five_numbers_and_none_is_no_spread():
    assert spread([7.0]) == Spread(7.0, 7.0, 7.0, 7.0, 7.0, 1, 0)
    assert spread([None]) is None
    assert spread([]) is None


@given(st.lists(st.integers(-1000, 1000).map(float), min_size=2, max_size=60))
def test_quartiles_are_those_of_the_standard_library(values):
    """The twin: `statistics.quantiles`, inclusive, is the same definition."""
    found = spread(values)
    assert found
    quartiles = statistics.quantiles(values, n=4, method="inclusive")
    assert (found.quarter, found.middle, found.three_quarters) == pytest.approx(quartiles)
    assert (found.low, found.high, found.known) == (min(values), max(values), len(values))
