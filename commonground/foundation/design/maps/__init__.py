"""Maps as our own SVG: `choropleth` from outlines, `tiles` where a place has no boundaries, `points` over outlines.

Each gives a `Drawing`.
"""

from commonground.foundation.design.maps.choropleth import Shape, choropleth
from commonground.foundation.design.maps.palette import NOT_ORDERED, ORDERED, Palette, swatch
from commonground.foundation.design.maps.points import Point, points
from commonground.foundation.design.maps.tiles import Tile, tiles

__all__ = ["NOT_ORDERED", "ORDERED", "Palette", "Point", "Shape", "Tile", "choropleth", "points", "swatch", "tiles"]
