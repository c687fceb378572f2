"""Areas as drawings: by their outlines where they are loaded for all of them, else as squares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

import numpy
import shapely
from django.db.models import F, Q
from shapely import Geometry

from commonground.foundation.design.drawing import Drawing
from commonground.foundation.design.maps import ORDERED, Shape, Tile, choropleth, tiles
from commonground.foundation.design.maps.palette import Palette
from commonground.foundation.design.maps.tiles import short_label
from commonground.ground.places.models import Area, Boundary, FootprintVersion, TilePosition
from commonground.ground.places.queries.batches import in_batches

BOX = 1000.0  # the longer side of a map, in its own units
MARGIN = 4.0  # around it, so that the line of an outline is not cut
MAPS_KEPT = 64  # paths of so many maps stay in memory, about 100 kB each


@dataclass(frozen=True)
class Paint:
    """What a map says of an area: its value in words, its band (None: no figure), where it leads.

    `label` is written into an outline; a square bears the initials of its area and the value.
    """

    text: str = ""
    band: int | None = None
    label: str = ""
    href: str = ""


NO_FIGURE = Paint()
Place = tuple[float, float]


class Box(NamedTuple):
    """Where a map begins on the National Grid, and units of the map a metre."""

    west: float
    north: float
    scale: float


def map_for(
    areas: Sequence[Area],
    paint: Mapping[str, Paint],
    *,
    title: str,
    legend: Sequence[str] = (),
    palette: Palette = ORDERED,
    headers: tuple[str, str] = ("Area", "Value"),
) -> Drawing | None:
    """A map of these areas, in their order, painted by key; None where neither outlines nor squares are known.

    `palette` is ORDERED where bands are steps of a value, NOT_ORDERED where they are groups. At most three queries.
    """
    shapes, size = shapes_for(areas, paint)
    if shapes:
        return choropleth(shapes, title=title, legend=legend, palette=palette, size=size, headers=headers)
    squares = tiles_for(areas, paint)
    return tiles(squares, title=title, legend=legend, palette=palette, headers=headers) if squares else None


def shapes_for(areas: Sequence[Area], paint: Mapping[str, Paint]) -> tuple[list[Shape], tuple[float, float]]:
    """These areas as outlines of one set of areas, the newest that draws all of them, and the size of their box.

    No shapes where no set draws all of them. One query, and one more the first time.
    """
    rows = _newest_drawing(areas)
    if not rows:
        return [], (BOX, BOX)
    drawn, size = _drawn(rows)
    return [_shape(area, *one, paint.get(area.key, NO_FIGURE)) for area, one in zip(areas, drawn, strict=True)], size


def tiles_for(areas: Sequence[Area], paint: Mapping[str, Paint]) -> list[Tile]:
    """These areas as squares; an area of a footprint without one stands as the squares of its parts.

    No squares where any of them has none. Two queries.
    """
    own = {tile.area_id: tile for tile in TilePosition.objects.filter(area__in=areas).select_related("area")}
    if any(area.pk not in own and area.footprint_id is None for area in areas):
        return []
    parts = _tiles_of_parts([area for area in areas if area.pk not in own])
    squares: list[Tile] = []
    for area in areas:
        found = [own[area.pk]] if area.pk in own else parts.get(area.pk, [])
        if not found:
            return []
        squares += [_tile(area, square, paint.get(area.key, NO_FIGURE)) for square in found]
    return squares


def _shape(area: Area, path: str, middle: Place, paint: Paint) -> Shape:
    return Shape(area.key, area.name, path, paint.text, paint.band, paint.href, paint.label, middle)


def _tile(area: Area, square: TilePosition, paint: Paint) -> Tile:
    name = area.name if square.area_id == area.pk else f"{square.area.name} (in {area.name})"
    return Tile(
        key=square.area.key,
        name=name,
        column=square.column,
        row=square.row,
        value_text=paint.text,
        band=paint.band,
        href=paint.href,
        label=short_label(square.area.name),
    )


def _tiles_of_parts(areas: Sequence[Area]) -> dict[UUID, list[TilePosition]]:
    if not areas:
        return {}
    shown = FootprintVersion.objects.open_to_all()
    formed = Q(area__memberships__whole__in=areas, area__memberships__version__in=shown)
    squares = TilePosition.objects.filter(formed).select_related("area")
    found: dict[UUID, list[TilePosition]] = {}
    for square in squares.annotate(whole=F("area__memberships__whole")).order_by("row", "column").distinct():
        found.setdefault(square.whole, []).append(square)
    return found


def _newest_drawing(areas: Sequence[Area]) -> tuple[UUID, ...]:
    """The boundary rows of these areas, in their order, in the newest set that draws all of them; else ()."""
    rows_of: dict[tuple[int, int, str], dict[UUID, UUID]] = {}
    for batch in in_batches(area.pk for area in areas):
        found = Boundary.objects.filter(area__in=batch).order_by()
        columns = ("drawn_in__year", "drawn_in__type__order", "drawn_in", "area", "pk")
        for year, order, drawn_in, area, row in found.values_list(*columns):
            rows_of.setdefault((year or 0, order, drawn_in), {})[area] = row
    wanted = {area.pk for area in areas}
    whole = [drawn for drawn, rows in rows_of.items() if wanted <= rows.keys()]
    return tuple(rows_of[max(whole)][area.pk] for area in areas) if whole else ()


@lru_cache(maxsize=MAPS_KEPT)
def _drawn(rows: tuple[UUID, ...]) -> tuple[tuple[tuple[str, Place], ...], tuple[float, float]]:
    """The outlines of boundary rows, in their order: each as an SVG path in one box, with a place for its label.

    And the size of the box. May be kept: boundary rows are replaced, never edited.
    """
    outlines: dict[UUID, Geometry] = {}
    for batch in in_batches(rows):
        kept = Boundary.objects.filter(pk__in=batch).values_list("pk", "simple_outline")
        outlines |= {row: shapely.from_wkb(bytes(outline)) for row, outline in kept}
    west, south, east, north = shapely.total_bounds(list(outlines.values()))
    scale = (BOX - 2 * MARGIN) / max(east - west, north - south)
    box = Box(west - MARGIN / scale, north + MARGIN / scale, scale)
    size = (round((east - west) * scale + 2 * MARGIN, 1), round((north - south) * scale + 2 * MARGIN, 1))
    return tuple((_path(outlines[row], box), _middle(outlines[row], box)) for row in rows), size


def _middle(outline: Geometry, box: Box) -> Place:
    """A place well inside the largest part of an outline."""
    largest = max(shapely.get_parts(outline), key=shapely.area)
    point = shapely.point_on_surface(largest)
    return (point.x - box.west) * box.scale, (box.north - point.y) * box.scale


def _path(outline: Geometry, box: Box) -> str:
    """All rings of an outline, north at the top, in whole units of the box."""
    rings = shapely.get_rings(shapely.get_parts(outline))
    return "".join(_ring(shapely.get_coordinates(ring), box) for ring in rings)


def _ring(points: "numpy.typing.NDArray[numpy.float64]", box: Box) -> str:
    moved = (points - (box.west, box.north)) * (box.scale, -box.scale)
    places = moved.round().astype(int)
    kept = numpy.append(True, (numpy.diff(places, axis=0) != 0).any(axis=1))
    steps = " ".join(f"{across} {down}" for across, down in places[kept][:-1].tolist())
    return f"M{steps}Z" if steps else ""
