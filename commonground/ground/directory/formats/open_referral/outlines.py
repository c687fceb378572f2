"""Outlines of service areas as the standard has them: GeoJSON in the text of a field."""

import json

import shapely
from shapely.geometry import shape
from shapely.validation import explain_validity

from commonground.ground.directory.rules import positions

POLYGONS = ("Polygon", "MultiPolygon")
MOST_CORNERS = 200_000
DO = "Export it again as GeoJSON in WGS84, longitude first."


def what_is_wrong(extent: str) -> str:
    """Why an extent of a service area is no outline, in a sentence; "" where it is one, or is none at all.

    Only what says that it is GeoJSON, or looks like it, is looked at: the standard has other kinds of extent.
    """
    extent = extent.strip()
    if not extent.startswith("{"):
        return ""
    try:
        read = json.loads(extent)
        outline = shape(read.get("geometry") or read)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError, shapely.errors.ShapelyError):
        return "has an extent that is no GeoJSON."
    if outline.geom_type not in POLYGONS or outline.is_empty:
        return f"has an extent that is a {outline.geom_type}, not a polygon."
    if shapely.get_num_coordinates(outline) > MOST_CORNERS:
        return f"has an extent with more than {MOST_CORNERS:,} corners."
    if not outline.is_valid:
        return f"has a broken polygon: {explain_validity(outline)}."
    west, south, east, north = outline.bounds
    wrong = positions.what_is_wrong(south, west) or positions.what_is_wrong(north, east)
    return f"has a polygon that {wrong}" if wrong else ""
