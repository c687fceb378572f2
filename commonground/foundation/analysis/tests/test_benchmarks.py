"""Several areas together: counts are added up, percentages never averaged."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.analysis.benchmarks import Held, How, Together, together
from commonground.foundation.analysis.definitions import Method

COUNTS = st.integers(0, 10**6)


def test_percentages_are_made_of_summed_counts_and_not_averaged():
    small, large = Held(50.0, 10, 20), Held(10.0, 1000, 10_000)
    found = together([small, large, Held(None)], method=Method.PROPORTION, multiplier=100)
    assert found == Together(pytest.approx(1010 / 10_020 * 100), How.SUMMED, 2, 3)


@pytest.mark.parametrize(
    ("figures", "method", "found"),
    [
        ([Held(19.0), Held(34.0), Held(44.0)], Method.PUBLISHED, Together(34.0, How.MEDIAN, 3, 3)),
        ([Held(100.0), Held(300.0)], Method.COUNT, Together(200.0, How.MEDIAN, 2, 2)),
        ([Held(10.0, 1, 10), Held(30.0)], Method.PROPORTION, Together(20.0, How.MEDIAN, 2, 2)),
        ([Held(10.0, 0, 0)], Method.RATE, Together(10.0, How.MEDIAN, 1, 1)),
        ([Held(10.0, None, 1), Held(40.0, None, 3)], Method.WEIGHTED_MEAN, Together(32.5, How.SUMMED, 2, 2)),
        ([Held(None), Held(None)], Method.RATE, Together(None, How.NOTHING, 0, 2)),
        ([], Method.RATE, Together(None, How.NOTHING, 0, 0)),
    ],
)
def test_without_counts_it_is_the_median_and_says_so(figures, method, found):
    assert together(figures, method=method, multiplier=100) == found


@given(st.lists(st.tuples(COUNTS, COUNTS), min_size=1), st.sampled_from([1, 100, 10_000]))
def test_it_is_the_figure_of_one_area_that_holds_them_all(counts, multiplier):
    """The slow twin: exact fractions."""
    figures = [Held(1.0, top, bottom) for top, bottom in counts]
    found = together(figures, method=Method.RATE, multiplier=multiplier)
    bottom = sum(bottom for _, bottom in counts)
    if bottom:
        assert found.value == pytest.approx(float(Fraction(sum(top for top, _ in counts), bottom) * multiplier))
    else:
        assert found.how is How.MEDIAN
