"""How a map sees an area."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from commonground.ground.places import queries as places
from commonground.insight.home.rules.maps import Map, Stands

if TYPE_CHECKING:
    from commonground.ground.places.models import Area, FootprintVersion


@dataclass(frozen=True)
class Standing:
    """One map, what forms the area on it, and the areas of the map that hold it or its parts."""

    map: Map
    parts: tuple["Area", ...]
    wholes: tuple["Area", ...]
    root: "Area"


def map_of(version: "FootprintVersion", stands: Stands) -> Map:
    """A version of a footprint as rules see it."""
    return Map(
        footprint=version.footprint.slug,
        slug=version.slug,
        label=version.label,
        status=version.status,
        stands=stands,
        valid_from=version.valid_from,
        valid_until=version.valid_until,
        groups_schools=version.groups_schools,
    )


def standing(area: "Area", held: places.OnMap) -> Standing:
    """An area on one map."""
    drawn = map_of(held.version, _stands(area, held))
    return Standing(map=drawn, parts=held.parts, wholes=held.wholes, root=held.version.footprint.root)


def _stands(area: "Area", held: places.OnMap) -> Stands:
    if not held.wholes:
        return Stands.DIVIDED
    if area in held.wholes:
        return Stands.OWN
    return Stands.WITHIN if len(held.wholes) == 1 else Stands.APART
