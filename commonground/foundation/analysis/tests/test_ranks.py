"""Areas in order of their value."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.analysis.ranks import Rank, Standing, band, ranks, standings


def test_the_highest_is_first_and_what_is_missing_is_left_out():
    found = ranks({"a": 3.0, "b": 9.0, "c": None, "d": 3.0, "e": 1.0}, bands=4)
    assert found == {"b": Rank(1, 4, 1), "a": Rank(2, 4, 2), "d": Rank(2, 4, 2), "e": Rank(4, 4, 4)}


def test_deciles_of_the_north_east_as_published():
    """Checked values of PHEindicatormethods: cancer mortality under 75, twelve authorities, ten groups."""
    assert [band(rank, 12, 10) for rank in range(1, 13)] == [1, 1, 2, 3, 4, 5, 6, 6, 7, 8, 9, 10]


@given(st.dictionaries(st.integers(), st.none() | st.integers(0, 30).map(float), max_size=40), st.integers(1, 10))
def test_ranks_and_bands_are_what_counting_says(values, bands):
    """The slow twin: sort, and walk down."""
    known = sorted((value for value in values.values() if value is not None), reverse=True)
    found = ranks(values, bands=bands)
    assert found.keys() == {key for key, value in values.items() if value is not None}
    for key, rank in found.items():
        place = known.index(values[key]) + 1
        assert (rank.rank, rank.of) == (place, len(known))
        assert rank.band == next(
            number for number in range(1, bands + 1) if place - 1 < math.ceil(number * len(known) / bands)
        )


@pytest.mark.parametrize("values", [{}, {"a": None}])
def test_nothing_to_rank_is_no_rank(values):
    assert ranks(values) == {}


def test_a_standing_names_who_is_tied_and_counts_who_is_missing():
    found = standings({"a": 3.0, "b": 9.0, "c": None, "d": 3.0, "e": 1.0})
    assert found["a"] == Standing(rank=2, of=4, fifth=2, quarter=2, tied=("d",), missing=1)
    assert found["e"] == Standing(4, 4, 4, 4, (), 1)
    assert "c" not in found


@given(st.dictionaries(st.integers(), st.none() | st.integers(0, 9).map(float), max_size=25))
def test_standings_say_what_ranks_say(values):
    """The twin: `ranks`, which counts for each area how many are above it."""
    found, fifths, quarters = standings(values), ranks(values, bands=5), ranks(values, bands=4)
    assert found.keys() == fifths.keys()
    for key, held in found.items():
        assert Rank(held.rank, held.of, held.fifth) == fifths[key]
        assert held.quarter == quarters[key].band
        assert set(held.tied) == {other for other in values if values[other] == values[key] and other != key}
        assert held.missing == sum(value is None for value in values.values())
