"""Maps as our own SVG: `choropleth` from outlines, `tiles` where a place has no boundaries. Each gives a `Drawing`."""

from commonground.foundation.design.maps.choropleth import Shape, choropleth
from commonground.foundation.design.maps.palette import NOT_ORDERED, ORDERED, Palette, swatch
from commonground.foundation.design.maps.tiles import Tile, tiles

__all__ = ["NOT_ORDERED", "ORDERED", "Palette", "Shape", "Tile", "choropleth", "swatch", "tiles"]
