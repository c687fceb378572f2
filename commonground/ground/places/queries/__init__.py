"""Every read of this room. `from commonground.ground.places import queries`."""

from commonground.ground.places.queries.areas import (
    area_page,
    areas_by_key,
    areas_in_set,
    areas_of_type,
    parts_of,
    sets_within,
    wholes_of,
)
from commonground.ground.places.queries.comparing import VersionCrosswalk, crosswalk
from commonground.ground.places.queries.completeness import not_placed, parts_to_place, placed, problems_of
from commonground.ground.places.queries.footprints import (
    Locality,
    areas_of_level,
    finest_level,
    footprint,
    footprints,
    level_below,
    localities,
    version_for,
    version_on,
    versions,
    versions_with,
)
from commonground.ground.places.queries.grounds import ground_of, grounds_of
from commonground.ground.places.queries.maps import Paint, map_for, shapes_for, tiles_for
from commonground.ground.places.queries.membership import (
    MembershipRow,
    compute_fingerprint,
    fingerprint,
    membership_of,
    membership_table,
)
from commonground.ground.places.queries.outlines import (
    direct_parts,
    neighbours,
    outlines_in_set,
    simple_outlines,
    steps_of,
)
from commonground.ground.places.queries.references import area_by_reference
from commonground.ground.places.queries.searching import search
from commonground.ground.places.queries.sets import kind_of_code, kind_plurals, set_table
from commonground.ground.places.queries.surroundings import (
    OnMap,
    largest_areas_on,
    maps_of,
    official_parts,
    official_wholes,
)

__all__ = [
    "Locality",
    "MembershipRow",
    "OnMap",
    "Paint",
    "VersionCrosswalk",
    "area_by_reference",
    "area_page",
    "areas_by_key",
    "areas_in_set",
    "areas_of_level",
    "areas_of_type",
    "compute_fingerprint",
    "crosswalk",
    "direct_parts",
    "finest_level",
    "fingerprint",
    "footprint",
    "footprints",
    "ground_of",
    "grounds_of",
    "kind_of_code",
    "kind_plurals",
    "largest_areas_on",
    "level_below",
    "localities",
    "map_for",
    "maps_of",
    "membership_of",
    "membership_table",
    "neighbours",
    "not_placed",
    "official_parts",
    "official_wholes",
    "outlines_in_set",
    "parts_of",
    "parts_to_place",
    "placed",
    "problems_of",
    "search",
    "set_table",
    "sets_within",
    "shapes_for",
    "simple_outlines",
    "steps_of",
    "tiles_for",
    "version_for",
    "version_on",
    "versions",
    "versions_with",
    "wholes_of",
]
