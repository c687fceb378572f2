"""Which way coordinates are written, told by what the file says and by where its places would lie."""

from collections.abc import Mapping, Sequence

import numpy
import shapely
from shapely import Geometry

from commonground.foundation.analysis.grid import to_national_grid
from commonground.foundation.kernel.errors import Problem

# The British Isles, west, south, east, north.
DEGREES = (-9.5, 49.0, 2.5, 61.5)
METRES = (0.0, 0.0, 700_000.0, 1_300_000.0)
READABLE = {"CRS84": DEGREES, "4326": DEGREES, "27700": METRES}
DO = "Export it in WGS84 (EPSG:4326), longitude first, or on the British National Grid (EPSG:27700)."


def system_named(content: Mapping[str, object]) -> str:
    """The name of the coordinate system that a GeoJSON file gives, or "" (then it is WGS84, RFC 7946)."""
    crs = content.get("crs")
    properties = crs.get("properties") if isinstance(crs, Mapping) else None
    name = properties.get("name") if isinstance(properties, Mapping) else None
    return str(name or "")


def on_the_grid(outlines: Sequence[Geometry], *, system: str, where: str) -> "tuple[Sequence[Geometry], list[Problem]]":
    """Outlines in metres of the National Grid; or, with a problem, as they are.

    `system` is what the file says of itself; a file that says nothing is read by where its coordinates lie.
    """
    known = next((frame for ending, frame in READABLE.items() if system.endswith(ending)), None)
    if system and known is None:
        return outlines, [Problem(where=where, what=f"has coordinates in “{system}”, which we do not read.", do=DO)]
    bounds = shapely.total_bounds(outlines)
    found = next((frame for frame in (DEGREES, METRES) if _inside(bounds, frame)), None)
    if found is None:
        return outlines, [Problem(where=where, what=_what_is_wrong(bounds), do=DO)]
    if found == METRES:
        return outlines, []
    return list(shapely.transform(numpy.array(outlines), to_national_grid)), []


def _inside(bounds: Sequence[float], frame: Sequence[float]) -> bool:
    west, south, east, north = frame
    return bool(west <= bounds[0] and south <= bounds[1] and bounds[2] <= east and bounds[3] <= north)


def _what_is_wrong(bounds: Sequence[float]) -> str:
    swapped = (bounds[1], bounds[0], bounds[3], bounds[2])
    if _inside(swapped, DEGREES) or _inside(swapped, METRES):
        return "has latitude where longitude should be: its coordinates are swapped."
    corner = f"{bounds[0]:.5g}, {bounds[1]:.5g}"
    return f"has coordinates (from {corner}) that lie nowhere in Britain, neither as degrees nor as metres."
