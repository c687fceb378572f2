"""Every write of this room. `from commonground.ground.places import actions`."""

from commonground.ground.places.actions.areas import AreaRow, register_areas, register_successions
from commonground.ground.places.actions.boundaries import ImportedBoundaries, import_boundaries
from commonground.ground.places.actions.comments import (
    answer_comment,
    ask_heads,
    comment_on_cluster,
    withdraw_comment,
)
from commonground.ground.places.actions.drafting import draft_version, save_draft
from commonground.ground.places.actions.footprints import LevelRow, create_footprint
from commonground.ground.places.actions.publishing import propose_version, publish_version, withdraw
from commonground.ground.places.actions.redrawing import ImportedLookups, import_area_changes
from commonground.ground.places.actions.schools import SchoolEntry, import_schools, register_schools
from commonground.ground.places.actions.schools.importing import Asked as AskedSchools
from commonground.ground.places.actions.tiles import TileRow, place_tiles

__all__ = [
    "AreaRow",
    "AskedSchools",
    "ImportedBoundaries",
    "ImportedLookups",
    "LevelRow",
    "SchoolEntry",
    "TileRow",
    "answer_comment",
    "ask_heads",
    "comment_on_cluster",
    "create_footprint",
    "draft_version",
    "import_area_changes",
    "import_boundaries",
    "import_schools",
    "place_tiles",
    "propose_version",
    "publish_version",
    "register_areas",
    "register_schools",
    "register_successions",
    "save_draft",
    "withdraw",
    "withdraw_comment",
]
