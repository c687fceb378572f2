"""Who works at a place: groups that the viewer may know of, and services. Never kept in the cache of public pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory import queries as directory
from commonground.ground.places import queries as places
from commonground.partnership.groups import queries as groups

if TYPE_CHECKING:
    from commonground.ground.places.models import Area


@dataclass(frozen=True)
class Working:
    """An area, the groups that work for ground of it, each with its next meeting, and services by need."""

    area: "Area"
    groups: Sequence[groups.GroupHere]
    offered: Sequence[directory.Offered]


def working(slug: str, *, viewer: Viewer) -> Working:
    """What stands at /places/<slug>/who-works-here/. Raises NotFound for an area that there is not."""
    area = places.area_page(slug)
    return Working(area, groups.groups_here(viewer, area), directory.offered_by_need(area, on=viewer.today))
