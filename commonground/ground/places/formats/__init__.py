"""Files of the outside world and of this room's pack, read without Django."""

from commonground.ground.places.formats.area_types import KNOWN_TYPES, KnownType, type_of_code

__all__ = ["KNOWN_TYPES", "KnownType", "type_of_code"]
