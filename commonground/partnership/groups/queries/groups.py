"""Groups that a viewer may know of."""

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.models import Group, GroupQuerySet, GroupType


def groups(viewer: Viewer) -> GroupQuerySet:
    """Groups that the viewer may know of, by name, also those that have ended."""
    return Group.objects.visible_to(viewer).select_related("type", "host")


def group(slug: str, *, viewer: Viewer) -> Group:
    """One group. Raises NotFound where there is none or the viewer may not know of it: the same words for both."""
    found = groups(viewer).filter(slug=slug).first()
    if found is None:
        raise NotFound("There is no such group.")
    return found


def standing_in(group: Group, *, viewer: Viewer) -> access.Standing:
    """What the viewer is to the group today. One query at most."""
    return access.standing(viewer, group)


def group_types() -> list[GroupType]:
    """Kinds of group, in the order of the vocabulary."""
    return list(GroupType.objects.all())
