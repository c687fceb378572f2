"""Colours can be read, and values read as people write them."""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from commonground.foundation.design.charts.bars import BAR, HIGHLIGHTED
from commonground.foundation.design.charts.marks import STROKES
from commonground.foundation.design.drawing import GREY, INK
from commonground.foundation.design.maps.palette import BANDS, GROUPS, NOT_ORDERED, ORDERED
from commonground.foundation.design.rules import check_place_colour, contrast, words
from commonground.foundation.kernel.errors import Invalid


def of(one: str, other: str) -> float:
    return contrast(one.removeprefix("#"), other.removeprefix("#"))


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("000000", "ffffff") == pytest.approx(21)
    assert contrast("ffffff", "ffffff") == 1
    assert contrast("777777", "ffffff") == pytest.approx(4.48, abs=0.01)  # the best known grey that just fails


@pytest.mark.parametrize("colour", ["1d4f60", "12436D", "000000"])
def test_a_dark_colour_may_be_a_places_own(colour: str) -> None:
    assert check_place_colour(colour) is None


@pytest.mark.parametrize("colour", ["ffdd00", "fff", "", "zzzzzz", "1d4f60;}*{", "1d4f6\n"])
def test_a_colour_that_cannot_be_read_or_is_none_is_refused(colour: str) -> None:
    with pytest.raises(Invalid):
        check_place_colour(colour)


def test_lines_and_bars_stand_out_from_white() -> None:
    assert all(of(stroke.colour, "#ffffff") >= 3 for stroke in STROKES)
    assert of(BAR, "#ffffff") >= 3
    assert of(HIGHLIGHTED, "#ffffff") >= 3


def test_lines_differ_by_dash_and_by_mark_too() -> None:
    assert len({stroke.dash for stroke in STROKES}) == len(STROKES)
    assert len({stroke.shape for stroke in STROKES}) == len(STROKES)


def test_letters_can_be_read_wherever_they_stand() -> None:
    assert all(of(stroke.ink, "#ffffff") >= 4.5 for stroke in STROKES)
    assert all(of(ORDERED.ink(band), colour) >= 4.5 for band, colour in enumerate(BANDS))
    assert all(of(NOT_ORDERED.ink(band), colour) >= 4.5 for band, colour in enumerate(GROUPS))
    assert of(GREY, "#ffffff") >= 4.5
    assert of(INK, "#ffffff") >= 4.5


def test_bands_get_darker_step_by_step_so_that_they_read_in_grey() -> None:
    assert all(of(lighter, "#ffffff") * 1.3 < of(darker, "#ffffff") for lighter, darker in pairwise(BANDS))


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (None, ""),
        (168481, "168,481"),
        (1234.5, "1,234.5"),
        (True, "Yes"),
        (date(2026, 6, 4), "4 June 2026"),
        (datetime(2026, 6, 4, 0, 5, tzinfo=UTC), "4 June 2026 at 12:05am"),
        (datetime(2026, 6, 4, 14, 5, tzinfo=UTC), "4 June 2026 at 2:05pm"),
        ("as it is", "as it is"),
    ],
)
def test_values_read_as_people_write_them(value: object, read: str) -> None:
    assert words(value) == read
