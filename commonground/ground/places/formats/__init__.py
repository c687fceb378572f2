"""Files of the outside world and of this room's pack, read without Django."""

from commonground.ground.places.formats.area_types import (
    KNOWN_TYPES,
    POINTS,
    KnownType,
    type_of_code,
)
from commonground.ground.places.formats.postcode_directory import (
    Authority,
    Entry,
    authorities,
    country_of,
    edition,
    look_up,
    points_of,
    source,
)
from commonground.ground.places.formats.postcode_lists import Given, PostcodeList, read_postcodes

__all__ = [
    "KNOWN_TYPES",
    "POINTS",
    "Authority",
    "Entry",
    "Given",
    "KnownType",
    "PostcodeList",
    "authorities",
    "country_of",
    "edition",
    "look_up",
    "points_of",
    "read_postcodes",
    "source",
    "type_of_code",
]
