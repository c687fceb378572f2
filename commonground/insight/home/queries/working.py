"""Who works at a place: groups that the viewer may know of. Never kept in the cache of public pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.places import queries as places
from commonground.partnership.groups import queries as groups

if TYPE_CHECKING:
    from commonground.ground.places.models import Area


@dataclass(frozen=True)
class Working:
    """An area and the groups that work for ground of it, each with its next meeting."""

    area: "Area"
    groups: Sequence[groups.GroupHere]


def working(slug: str, *, viewer: Viewer) -> Working:
    """What stands at /places/<slug>/who-works-here/. Raises NotFound for an area that there is not."""
    area = places.area_page(slug)
    return Working(area, groups.groups_here(viewer, area))
