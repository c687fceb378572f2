"""Homes beyond a distance of the nearest place."""

import numpy
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.analysis.grid import beyond

HOMES = numpy.array([(0, 0), (3000, 4000), (9000, 0)])
metres = st.integers(0, 20_000)


def test_who_lives_just_at_the_distance_is_not_beyond_it() -> None:
    assert beyond(HOMES, [(0, 0)], metres=5000) == 1
    assert beyond(HOMES, [(0, 0)], metres=4999) == 2


def test_everybody_is_beyond_where_nothing_is_offered() -> None:
    assert beyond(HOMES, [], metres=5000) == 3


@given(st.lists(st.tuples(metres, metres), min_size=1), st.lists(st.tuples(metres, metres)), metres)
def test_it_is_what_the_nearest_of_each_says(
    homes: list[tuple[int, int]], offered: list[tuple[int, int]], far: int
) -> None:
    nearest = [min(((x - a) ** 2 + (y - b) ** 2 for a, b in offered), default=far**2 + 1) for x, y in homes]
    assert beyond(numpy.array(homes), offered, metres=far) == sum(squared > far**2 for squared in nearest)
