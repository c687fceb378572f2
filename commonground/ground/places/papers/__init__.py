"""What this room prints: a version of a footprint, and lists of postcodes with where they lie."""

from commonground.ground.places.papers.located import (
    located_table,
    not_placed_table,
)
from commonground.ground.places.papers.schools import (
    SCHOOLS_SOURCE,
    alignment_report,
    schools_report,
)
from commonground.ground.places.papers.versions import (
    LevelShown,
    in_force_in_words,
    levels_of,
    version_report,
)

__all__ = [
    "SCHOOLS_SOURCE",
    "LevelShown",
    "alignment_report",
    "in_force_in_words",
    "levels_of",
    "located_table",
    "not_placed_table",
    "schools_report",
    "version_report",
]
