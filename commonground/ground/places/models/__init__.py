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
from commonground.ground.places.models.redrawing import AreaChange, BestFit
from commonground.ground.places.models.schools import HeadsComment, School

__all__ = [
    "Adjacency",
    "Area",
    "AreaAlias",
    "AreaChange",
    "AreaMembership",
    "AreaSet",
    "AreaType",
    "BestFit",
    "Boundary",
    "Containment",
    "Fingerprint",
    "Footprint",
    "FootprintLevel",
    "FootprintVersion",
    "HeadsComment",
    "School",
    "Succession",
    "TilePosition",
]
