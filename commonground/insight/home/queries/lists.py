"""Every place: the whole one, what each map divides it into, and those it is compared with."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import queries as partners
from commonground.ground.places import queries as places
from commonground.ground.places.rules import Status
from commonground.insight.home.queries.standing import map_of
from commonground.insight.home.rules.maps import Map, Stands

if TYPE_CHECKING:
    from commonground.ground.places.models import Area, Footprint, FootprintVersion

COMPARED = ("country", "region", "county", "unitary-authority", "metropolitan-district", "london-borough")


@dataclass(frozen=True)
class Divided:
    """A map and the areas it divides the place into."""

    footprint: str
    map: Map
    since: str
    areas: list["Area"]
    plural: str


@dataclass(frozen=True)
class PlacesList:
    """The whole place, its maps (those in force, then proposals), and the areas it is compared with."""

    root: "Area | None"
    maps: list[Divided]
    compared: list["Area"]


def places_list(viewer: Viewer) -> PlacesList:
    """For /places/. Five queries, and one for each map shown."""
    partnership = partners.partnership()
    root = partnership.area if partnership else None
    maps = [
        _divided(footprint, version, viewer)
        for footprint in places.footprints()
        for version in footprint.versions.all()
        if version.status == Status.PROPOSED or map_of(version, Stands.DIVIDED).is_in_force(viewer.today)
    ]
    maps.sort(key=_in_order)
    compared = [area for area in places.areas_of_types(COMPARED) if root is None or area.pk != root.pk]
    return PlacesList(root, maps, compared)


def _in_order(one: Divided) -> tuple[bool, bool, int]:
    """Those in force, then proposals; of ground, then of schools; the newest first."""
    newest = -(one.map.valid_from or date.min).toordinal()
    return one.map.status == Status.PROPOSED, one.map.groups_schools, newest


def _divided(footprint: "Footprint", version: "FootprintVersion", viewer: Viewer) -> Divided:
    drawn = map_of(version, Stands.DIVIDED)
    return Divided(
        footprint=footprint.name,
        map=drawn,
        since=drawn.since(viewer.today),
        areas=places.largest_areas_on(drawn.footprint, drawn.slug),
        plural=min(footprint.levels.all(), key=lambda level: level.order).plural,
    )
