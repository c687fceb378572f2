"""Who works at a place: groups that the viewer may know of. Never kept in the cache of public pages."""

from collections.abc import Sequence

from commonground.foundation.kernel.viewer import Viewer
from commonground.insight.home.queries.place import PlacePage
from commonground.partnership.groups import queries as groups


def groups_at(page: PlacePage, *, viewer: Viewer) -> Sequence[groups.GroupHere]:
    """Groups that work for ground of the place, each with its next meeting."""
    return groups.groups_here(viewer, page.area)
