"""Outlines are checked, mended, simplified with their borders kept, and put together."""

import math

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import Geometry, Polygon

from commonground.ground.places.rules.outlines import borders, check, simplify, together, unions
from commonground.ground.places.tests import squares


def tiles(width: int, height: int) -> dict[str, Geometry]:
    return {f"{column},{row}": Polygon(squares.square(column, row)) for column in range(width) for row in range(height)}


def wavy(column: int) -> Polygon:
    """A square whose east and west sides wave, so that there is something to simplify."""
    west, south = column * 1000.0, 0.0
    wave = [(math.sin(step) * 20, step * 50.0) for step in range(21)]
    east_side = [(west + 1000 + x, south + y) for x, y in wave]
    west_side = [(west + x, south + y) for x, y in reversed(wave)]
    return Polygon([*east_side, *west_side])


def test_a_sound_outline_is_taken_as_it_is() -> None:
    outline = Polygon(squares.square(0, 0))
    found = check(outline)
    assert (found.outline, found.note, found.refusal) == (outline, "", "")


def test_a_slip_of_the_pen_is_mended_with_a_note() -> None:
    found = check(Polygon(squares.spike(0, 0)))
    assert found.outline is not None
    assert found.outline.area == pytest.approx(1_000_000)
    assert found.note == "Mended: ring self-intersection at 451000, 351000."


def test_an_outline_that_crosses_itself_in_the_middle_is_refused_with_the_point() -> None:
    found = check(Polygon(squares.bow_tie(0, 0)))
    assert found.outline is None
    assert found.refusal == "has an outline that crosses itself (self-intersection at 450500, 350500)."


@pytest.mark.parametrize("outline", [Polygon(), Polygon([(0, 0), (1, 1), (2, 2), (0, 0)])], ids=["nothing", "a line"])
def test_an_outline_without_area_is_refused(outline: Polygon) -> None:
    assert check(outline).refusal


def test_areas_with_a_common_side_are_neighbours_and_corners_do_not_count() -> None:
    found = {(border.first, border.second): border.metres for border in borders(tiles(2, 2))}
    assert found == {
        ("0,0", "0,1"): 1000.0,
        ("0,0", "1,0"): 1000.0,
        ("0,1", "1,1"): 1000.0,
        ("1,0", "1,1"): 1000.0,
    }


@given(width=st.integers(1, 5), height=st.integers(1, 5))
def test_a_grid_has_as_many_borders_as_inner_sides(width: int, height: int) -> None:
    assert len(borders(tiles(width, height))) == (width - 1) * height + width * (height - 1)


def test_a_shared_border_is_simplified_once_so_that_no_gap_opens() -> None:
    drawn = {str(column): wavy(column) for column in range(3)}
    simple = simplify(drawn, tolerance=200)
    assert shapely.coverage_is_valid(list(simple.values()))
    assert sum(map(shapely.get_num_coordinates, simple.values())) < sum(
        map(shapely.get_num_coordinates, drawn.values())
    )


def test_areas_put_together_have_no_seam() -> None:
    whole = together(list(tiles(3, 2).values()))
    assert (whole.geom_type, whole.area) == ("Polygon", 6_000_000)
    assert len(whole.interiors) == 0


def test_areas_apart_are_put_together_as_several() -> None:
    whole = together([Polygon(squares.square(0, 0)), Polygon(squares.square(5, 5))])
    assert (whole.geom_type, whole.area) == ("MultiPolygon", 2_000_000)


def test_areas_that_overlap_a_little_are_put_together_all_the_same() -> None:
    whole = together([Polygon(squares.square(0, 0)), Polygon(squares.square(0, 0)).buffer(1)])
    assert whole.area == pytest.approx(1_004_000, rel=0.001)


def test_larger_areas_are_drawn_from_smaller_ones_through_any_number_of_steps() -> None:
    wholes = {
        "district": frozenset({"0,0", "1,0"}),
        "other": frozenset({"0,1", "1,1"}),
        "county": frozenset({"district", "other"}),
        "elsewhere": frozenset({"district", "unknown"}),
    }
    found = unions(tiles(2, 2), wholes)
    assert {key: outline.area for key, outline in found.items()} == {
        "district": 2_000_000,
        "other": 2_000_000,
        "county": 4_000_000,
    }
