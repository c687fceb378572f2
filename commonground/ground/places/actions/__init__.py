"""Every write of this room. `from commonground.ground.places import actions`."""

from commonground.ground.places.actions.areas import AreaRow, register_areas, register_successions
from commonground.ground.places.actions.boundaries import ImportedBoundaries, import_boundaries
from commonground.ground.places.actions.drafting import draft_version, save_draft
from commonground.ground.places.actions.footprints import LevelRow, create_footprint
from commonground.ground.places.actions.publishing import propose_version, publish_version, withdraw
from commonground.ground.places.actions.tiles import TileRow, place_tiles

__all__ = [
    "AreaRow",
    "ImportedBoundaries",
    "LevelRow",
    "TileRow",
    "create_footprint",
    "draft_version",
    "import_boundaries",
    "place_tiles",
    "propose_version",
    "publish_version",
    "register_areas",
    "register_successions",
    "save_draft",
    "withdraw",
]
