"""Areas as drawings: by their outlines where they are loaded for all of them, else as squares."""

from collections.abc import Iterator, Mapping, Sequence
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
EDGE = 2000.0  # metres around places that have no ground drawn below them
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

    def at(self, easting: float, northing: float) -> "Place":
        """Where a point of the National Grid stands on the map."""
        return (easting - self.west) * self.scale, (self.north - northing) * self.scale


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
    drawn, size, _ = _drawn(rows)
    return [_shape(area, *one, paint.get(area.key, NO_FIGURE)) for area, one in zip(areas, drawn, strict=True)], size


def ground_for(areas: Sequence[Area], places: Sequence[Place]) -> tuple[list[Shape], tuple[float, float], Box]:
    """These areas as outlines to draw places on, with the size and the box of the map.

    Where their outlines are not loaded there are no shapes, and the box is drawn around the places (easting, northing).
    One query, and one more the first time.
    """
    rows = _newest_drawing(areas) if areas else ()
    if rows:
        drawn, size, box = _drawn(rows)
        return [_shape(area, *one, NO_FIGURE) for area, one in zip(areas, drawn, strict=True)], size, box
    east, north = [place[0] for place in places], [place[1] for place in places]
    size, box = _box((min(east) - EDGE, min(north) - EDGE, max(east) + EDGE, max(north) + EDGE))
    return [], size, box


def middle_of(area: Area) -> Place | None:
    """The middle of an area on the National Grid, by its newest outline; None where none is loaded. One query."""
    rows = Boundary.objects.filter(area=area).order_by("-drawn_in__year", "drawn_in")
    outline = rows.values_list("simple_outline", flat=True).first()
    if outline is None:
        return None
    middle = shapely.centroid(shapely.from_wkb(bytes(outline)))
    return middle.x, middle.y


class Square(NamedTuple):
    """Where an area stands on the map of squares, and which area it stands for: itself, or one it is part of."""

    stands_for: UUID
    row: int
    column: int
    area: UUID
    code: str | None
    slug: str
    name: str


def tiles_for(areas: Sequence[Area], paint: Mapping[str, Paint]) -> list[Tile]:
    """These areas as squares; an area of a footprint without one stands as the squares of its parts.

    No squares where any of them has none. One query.
    """
    held: dict[UUID, list[Square]] = {}
    for square in _squares(areas):
        held.setdefault(square.stands_for, []).append(square)
    drawn: list[Tile] = []
    for area in areas:
        found = held.get(area.pk, [])
        own = [square for square in found if square.area == area.pk]
        if not found or (area.footprint_id is None and not own):
            return []
        drawn += [_tile(area, square, paint.get(area.key, NO_FIGURE)) for square in own or found]
    return drawn


def _shape(area: Area, path: str, middle: Place, paint: Paint) -> Shape:
    return Shape(area.key, area.name, path, paint.text, paint.band, paint.href, paint.label, middle)


def _tile(area: Area, square: Square, paint: Paint) -> Tile:
    return Tile(
        key=square.code or square.slug,
        name=area.name if square.area == area.pk else f"{square.name} (in {area.name})",
        column=square.column,
        row=square.row,
        value_text=paint.text,
        band=paint.band,
        href=paint.href,
        label=short_label(square.name),
    )


def _squares(areas: Sequence[Area]) -> Iterator[Square]:
    """The squares of these areas and, for those of a footprint, of their parts, row by row."""
    columns = ("row", "column", "area_id", "area__code", "area__slug", "area__name")
    own = TilePosition.objects.filter(area__in=areas).annotate(stands_for=F("area_id"))
    drawn = [area for area in areas if area.footprint_id is not None]
    shown = FootprintVersion.objects.open_to_all()
    formed = Q(area__memberships__whole__in=drawn, area__memberships__version__in=shown)
    parts = TilePosition.objects.filter(formed).annotate(stands_for=F("area__memberships__whole"))
    rows = own.values_list("stands_for", *columns)
    if drawn:
        rows = rows.union(parts.values_list("stands_for", *columns))
    return (Square(*row) for row in rows.order_by("row", "column"))


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
def _drawn(rows: tuple[UUID, ...]) -> tuple[tuple[tuple[str, Place], ...], tuple[float, float], Box]:
    """The outlines of boundary rows, in their order: each as an SVG path in one box, with a place for its label.

    And the size of the box, and where it lies. May be kept: boundary rows are replaced, never edited.
    """
    outlines: dict[UUID, Geometry] = {}
    for batch in in_batches(rows):
        kept = Boundary.objects.filter(pk__in=batch).values_list("pk", "simple_outline")
        outlines |= {row: shapely.from_wkb(bytes(outline)) for row, outline in kept}
    size, box = _box(shapely.total_bounds(list(outlines.values())))
    return tuple((_path(outlines[row], box), _middle(outlines[row], box)) for row in rows), size, box


def _box(bounds: Sequence[float]) -> tuple[tuple[float, float], Box]:
    """A box around bounds (west, south, east, north), and its size in units of the map."""
    west, south, east, north = bounds
    scale = (BOX - 2 * MARGIN) / max(east - west, north - south)
    size = (round((east - west) * scale + 2 * MARGIN, 1), round((north - south) * scale + 2 * MARGIN, 1))
    return size, Box(west - MARGIN / scale, north + MARGIN / scale, scale)


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
