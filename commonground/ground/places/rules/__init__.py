"""What is true of areas and footprints, in plain Python: no database, no clock."""

from commonground.ground.places.rules.changes import Changes, Move, changes
from commonground.ground.places.rules.colouring import beside_each_other, colours
from commonground.ground.places.rules.crosswalk import Crossing, crosswalk
from commonground.ground.places.rules.dates import check_dates, holds_on
from commonground.ground.places.rules.membership import Edge, parts_within
from commonground.ground.places.rules.names import natural_order, search_form, slug_candidates
from commonground.ground.places.rules.partition import Placing, as_partition, contradictions, gaps, partition_problems
from commonground.ground.places.rules.versions import VERSION_MOVES, Status, check_starts_after

__all__ = [
    "VERSION_MOVES",
    "Changes",
    "Crossing",
    "Edge",
    "Move",
    "Placing",
    "Status",
    "as_partition",
    "beside_each_other",
    "changes",
    "check_dates",
    "check_starts_after",
    "colours",
    "contradictions",
    "crosswalk",
    "gaps",
    "holds_on",
    "natural_order",
    "partition_problems",
    "parts_within",
    "search_form",
    "slug_candidates",
]
