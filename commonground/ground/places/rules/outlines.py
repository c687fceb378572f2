"""Outlines of areas: checked and mended, simplified with their borders kept, put together, beside one another.

Outlines are shapely polygons in metres of the National Grid. Import this module by its name: it brings shapely, which
most pages do not need.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter

import numpy
import shapely
from shapely import Geometry

TOLERANCE = 60.0  # metres: about half a pixel of a county on a screen
SHORTEST = 1.0  # metres of border that make neighbours; less is a slip of the pen
TRUE_TO_DRAWING = 0.01  # a mended outline may differ from the drawn one by so much of its area


@dataclass(frozen=True)
class Checked:
    """An outline that is sound (`note` says what was mended), or a refusal: why it cannot be used."""

    outline: Geometry | None
    note: str = ""
    refusal: str = ""


@dataclass(frozen=True)
class Border:
    """Two areas, the smaller key first, share a border of so many metres."""

    first: str
    second: str
    metres: float


def check(outline: Geometry) -> Checked:
    """Take an outline as it is, mend it, or refuse it.

    A slip of the pen is mended: the result covers what was drawn, to a hundredth. Where a line crosses itself so that
    it is not clear what was meant to be inside (a bow tie), the outline is refused, with the point.
    """
    if outline.is_empty or not numpy.isfinite(shapely.get_coordinates(outline)).all():
        return Checked(None, refusal="has an outline with no area.")
    if outline.is_valid:
        return Checked(outline) if outline.area > 0 else Checked(None, refusal="has an outline with no area.")
    reason = shapely.is_valid_reason(outline)
    mended = _areas_only(shapely.make_valid(outline, method="structure", keep_collapsed=False))
    drawn = outline.area  # of the rings as drawn, where what is crossed twice takes away from itself
    if mended.is_empty or abs(mended.area - drawn) > TRUE_TO_DRAWING * mended.area:
        return Checked(None, refusal=f"has an outline that crosses itself ({_in_words(reason)}).")
    return Checked(mended, note=f"Mended: {_in_words(reason)}.")


def simplify(outlines: Mapping[str, Geometry], *, tolerance: float = TOLERANCE) -> dict[str, Geometry]:
    """The same areas with fewer points. A border that two areas share is simplified once, so no gaps open."""
    return dict(zip(outlines, shapely.coverage_simplify(list(outlines.values()), tolerance), strict=True))


def borders(outlines: Mapping[str, Geometry]) -> list[Border]:
    """Every pair of areas that share a border of some length; areas that only touch at a point are not neighbours."""
    keys, drawn = list(outlines), numpy.array(list(outlines.values()))
    left, right = shapely.STRtree(drawn).query(drawn, predicate="intersects")
    once = left < right
    left, right = left[once], right[once]
    metres = shapely.length(shapely.intersection(shapely.boundary(drawn[left]), shapely.boundary(drawn[right])))
    pairs = zip(left, right, metres, strict=True)
    return [_border(keys[one], keys[other], float(length)) for one, other, length in pairs if length >= SHORTEST]


def _border(one: str, other: str, metres: float) -> Border:
    return Border(min(one, other), max(one, other), round(metres, 1))


def together(outlines: Sequence[Geometry]) -> Geometry:
    """One outline around areas that fit together."""
    if shapely.coverage_is_valid(outlines):
        return _areas_only(shapely.coverage_union_all(outlines))
    return _areas_only(shapely.union_all(outlines))


def unions(outlines: Mapping[str, Geometry], wholes: Mapping[str, frozenset[str]]) -> dict[str, Geometry]:
    """The outline of every whole (key → its direct parts) all of whose parts have one, through any number of steps."""
    drawn = dict(outlines)
    for whole in TopologicalSorter(wholes).static_order():
        parts = wholes.get(whole, frozenset())
        if whole not in drawn and parts and all(part in drawn for part in parts):
            drawn[whole] = together([drawn[part] for part in sorted(parts)])
    return {whole: drawn[whole] for whole in wholes if whole in drawn and whole not in outlines}


def _areas_only(drawn: Geometry) -> Geometry:
    """Without the lines and points that mending and uniting leave behind."""
    parts = [part for part in shapely.get_parts(drawn) if part.geom_type == "Polygon" and part.area > 0]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _in_words(reason: str) -> str:
    """GEOS says `Self-intersection[452776.5 348922]`; people read "self-intersection at 452776, 348922"."""
    what, _, point = reason.partition("[")
    rounded = ", ".join(f"{float(number):.0f}" for number in point.rstrip("]").split())
    return f"{what.lower()} at {rounded}" if rounded else what.lower()
