"""What is true of areas and footprints, in plain Python: no database, no clock."""

from commonground.ground.places.rules.alignment import (
    NOWHERE,
    ClusterAlignment,
    alignment,
)
from commonground.ground.places.rules.alignment import (
    shares as alignment_shares,
)
from commonground.ground.places.rules.changes import (
    Changes,
    Move,
    changes,
)
from commonground.ground.places.rules.colouring import (
    beside_each_other,
    colours,
)
from commonground.ground.places.rules.comments import (
    Outcome,
    Wish,
    answered_in_words,
    comment_problems,
)
from commonground.ground.places.rules.crosswalk import (
    Crossing,
    crosswalk,
)
from commonground.ground.places.rules.dates import (
    check_dates,
    holds_on,
)
from commonground.ground.places.rules.locating import (
    NotLocated,
    Point,
    Trouble,
    check_point,
    no_ground,
    other_country,
    out_of_area,
    read_postcode,
    unknown_postcode,
)
from commonground.ground.places.rules.membership import (
    Edge,
    parts_within,
)
from commonground.ground.places.rules.names import (
    natural_order,
    search_form,
    slug_candidates,
)
from commonground.ground.places.rules.partition import (
    Placing,
    as_partition,
    contradictions,
    gaps,
    partition_problems,
)
from commonground.ground.places.rules.redrawing import (
    BY_LETTER,
    ChangeRow,
    FitRow,
    Kind,
    hanging_together,
    kinds,
    touching,
)
from commonground.ground.places.rules.versions import (
    VERSION_MOVES,
    Status,
    check_starts_after,
)

__all__ = [
    "BY_LETTER",
    "NOWHERE",
    "VERSION_MOVES",
    "ChangeRow",
    "Changes",
    "ClusterAlignment",
    "Crossing",
    "Edge",
    "FitRow",
    "Kind",
    "Move",
    "NotLocated",
    "Outcome",
    "Placing",
    "Point",
    "Status",
    "Trouble",
    "Wish",
    "alignment",
    "alignment_shares",
    "answered_in_words",
    "as_partition",
    "beside_each_other",
    "changes",
    "check_dates",
    "check_point",
    "check_starts_after",
    "colours",
    "comment_problems",
    "contradictions",
    "crosswalk",
    "gaps",
    "hanging_together",
    "holds_on",
    "kinds",
    "natural_order",
    "no_ground",
    "other_country",
    "out_of_area",
    "partition_problems",
    "parts_within",
    "read_postcode",
    "search_form",
    "slug_candidates",
    "touching",
    "unknown_postcode",
]
