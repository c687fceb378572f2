"""Where the postcodes of areas lie: the finest picture of where people live that every place has."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

import numpy
import shapely

from commonground.ground.places import formats
from commonground.ground.places.models import Area, Boundary
from commonground.ground.places.queries.reaching import Reach, reach_each

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class PostcodePoints:
    """By key of an area: where its postcodes lie (n × 2, metres of the National Grid), None where that is not known;
    and how the area stands to all others, which was needed to tell."""

    of: "Mapping[str, NDArray[numpy.int32] | None]"
    reaches: Mapping[str, Reach]


def postcode_points(areas: Iterable[Area], *, on: date) -> PostcodePoints:
    """Where the postcodes of these areas lie.

    An area that is put together from whole authorities has theirs; another those within its outline. Where neither is
    known nothing is said: half of an area would be taken for the whole. At most four queries.
    """
    wanted = list(areas)
    authorities = {area.pk: area for area in Area.objects.filter(code__in=list(formats.authorities()))}
    codes = {pk: area.code or "" for pk, area in authorities.items()}
    reaches = {area.pk: near for area, near in reach_each([*wanted, *authorities.values()], on=on).items()}
    whole = {area.pk: _authorities(reaches[area.pk], codes, reaches) for area in wanted}
    around = {area.pk: [codes[pk] for pk in sorted(reaches[area.pk].around & codes.keys())] for area in wanted}
    points = formats.points_of(frozenset(code for area in wanted for code in (*whole[area.pk], *around[area.pk])))
    drawn = [area.pk for area in wanted if not whole[area.pk]]
    outlines = _outlines(drawn) if drawn else {}
    found: dict[str, NDArray[numpy.int32] | None] = {}
    for area in wanted:
        if whole[area.pk]:
            found[area.key] = _together(points[code] for code in sorted(whole[area.pk]))
        elif area.pk in outlines:
            found[area.key] = _within(outlines[area.pk], _together(points[code] for code in around[area.pk]))
        else:
            found[area.key] = None
    return PostcodePoints(found, {area.key: reaches[area.pk] for area in wanted})


def _authorities(of: Reach, codes: Mapping[UUID, str], reaches: Mapping[UUID, Reach]) -> frozenset[str]:
    """The lowest authorities within an area, where they are all of it; else none."""
    inside = {pk for pk in of.inside if pk in codes}
    lowest = {pk for pk in inside if not any(other in reaches[pk].inside for other in inside - {pk})}
    told = frozenset[UUID]().union(*(reaches[pk].inside | reaches[pk].around for pk in lowest))
    is_all = bool(lowest) and of.inside <= told | {of.area.pk}
    return frozenset(codes[pk] for pk in lowest) if is_all else frozenset()


def _outlines(areas: Iterable[UUID]) -> dict[UUID, shapely.Geometry]:
    """The newest outline of each, where one is loaded."""
    rows = Boundary.objects.filter(area__in=list(areas)).order_by("drawn_in__year")
    return {area: shapely.from_wkb(bytes(outline)) for area, outline in rows.values_list("area", "simple_outline")}


def _together(points: "Iterable[NDArray[numpy.int32]]") -> "NDArray[numpy.int32]":
    return numpy.concatenate([numpy.empty((0, 2), dtype=numpy.int32), *points])


def _within(outline: shapely.Geometry, points: "NDArray[numpy.int32]") -> "NDArray[numpy.int32]":
    shapely.prepare(outline)
    inside: NDArray[numpy.int32] = points[shapely.contains_xy(outline, points[:, 0], points[:, 1])]
    return inside


def postcode_source() -> str:
    """What to write under anything that stands on these points."""
    return formats.source()
