"""The ladder of a map's colours."""

from hypothesis import given
from hypothesis import strategies as st

from commonground.insight.home.rules.bands import MOST_BANDS, ladder

VALUES = st.dictionaries(st.text(max_size=4), st.none() | st.floats(0, 100, allow_nan=False), max_size=30)


def test_five_areas_stand_on_five_steps_the_lowest_first() -> None:
    found = ladder({"a": 7.2, "b": 28.5, "c": 14.2, "d": 22.6, "e": 19.2}, text=lambda value: f"{value}")
    assert found.band_of == {"a": 0, "c": 1, "e": 2, "d": 3, "b": 4}
    assert found.words == ("7.2", "14.2", "19.2", "22.6", "28.5")


def test_a_step_of_several_areas_says_from_where_to_where() -> None:
    found = ladder({str(at): float(at) for at in range(10)}, text=lambda value: f"{value:.0f}")
    assert found.words == ("0 to 1", "2 to 3", "4 to 5", "6 to 7", "8 to 9")


def test_an_area_without_a_value_is_left_out_and_equal_values_share_a_step() -> None:
    found = ladder({"a": 0.0, "b": 0.0, "c": None, "d": 5.0}, text=lambda value: f"{value:.0f}")
    assert found.band_of == {"a": 0, "b": 0, "d": 1}
    assert found.words == ("0", "5")


def test_nothing_has_no_steps() -> None:
    assert ladder({"a": None}, text=str).words == ()


@given(VALUES)
def test_a_higher_value_never_stands_on_a_lower_step(values: dict[str, float | None]) -> None:
    found = ladder(values, text=str)
    known = {key: value for key, value in values.items() if value is not None}
    assert found.band_of.keys() == known.keys()
    assert len(found.words) <= MOST_BANDS
    assert set(found.band_of.values()) == set(range(len(found.words)))
    for one, value in known.items():
        for other, than in known.items():
            if value <= than:
                assert found.band_of[one] <= found.band_of[other]
            if value == than:
                assert found.band_of[one] == found.band_of[other]
