"""Axes hold their figures in round steps; labels keep apart."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.design.scales import Scale, axis_for, every, spread

FIGURES = st.floats(min_value=-1e15, max_value=1e15, allow_nan=False)


@given(st.lists(FIGURES, max_size=30), st.booleans())
def test_an_axis_holds_every_figure(values: list[float], from_zero: bool) -> None:
    axis = axis_for(values, from_zero=from_zero)
    slack = (axis.high - axis.low) * 1e-6
    assert 2 <= len(axis.ticks) <= 14
    assert all(axis.low - slack <= value <= axis.high + slack for value in values)
    assert not from_zero or axis.starts_at_zero or not values


def test_steps_are_round() -> None:
    assert axis_for([21, 27], from_zero=False).ticks == (20, 22, 24, 26, 28)
    assert axis_for([3, 97], from_zero=False).ticks == (0, 20, 40, 60, 80, 100)
    assert axis_for([0.001, 0.0042], from_zero=False).decimals == 3


@given(st.floats(min_value=-1e6, max_value=1e6), st.floats(min_value=1e-3, max_value=1e6))
def test_a_scale_goes_from_start_to_end(low: float, width: float) -> None:
    scale = Scale(low, low + width, 10, 110)
    assert scale(low) == 10
    assert abs(scale(low + width) - 110) < 1e-3


@given(st.lists(st.floats(min_value=0, max_value=300), max_size=5))
def test_names_beside_lines_keep_apart_and_inside(wanted: list[float]) -> None:
    places = spread(wanted, 36, 0, 300)
    ordered = sorted(places)
    assert all(after - before >= 35.9 for before, after in pairwise(ordered))
    assert all(-0.1 <= place <= 300.1 for place in places)


def test_labels_of_periods_are_thinned_out_until_they_fit() -> None:
    assert every(["2014", "2015", "2016"], room=600, font=15) == 1
    assert every([str(year) for year in range(1990, 2025)], room=300, font=13) > 2
