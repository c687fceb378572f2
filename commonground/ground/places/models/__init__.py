"""Areas, footprints and their versions, boundaries."""

from commonground.ground.places.models.areas import (
    Area,
    AreaAlias,
    AreaSet,
    AreaType,
    Containment,
    Fingerprint,
    Succession,
)
from commonground.ground.places.models.boundaries import Adjacency, Boundary, TilePosition
from commonground.ground.places.models.footprints import AreaMembership, Footprint, FootprintLevel, FootprintVersion

__all__ = [
    "Adjacency",
    "Area",
    "AreaAlias",
    "AreaMembership",
    "AreaSet",
    "AreaType",
    "Boundary",
    "Containment",
    "Fingerprint",
    "Footprint",
    "FootprintLevel",
    "FootprintVersion",
    "Succession",
    "TilePosition",
]
