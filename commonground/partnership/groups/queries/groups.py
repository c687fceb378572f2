"""Groups that a viewer may know of."""

from django.db.models.expressions import BaseExpression

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.models import Group, GroupQuerySet, GroupType

NO_GROUP = "There is no such group."


def groups(viewer: Viewer) -> GroupQuerySet:
    """Groups that the viewer may know of, by name, also those that have ended."""
    return Group.objects.visible_to(viewer).select_related("type", "host")


def names_of_groups(viewer: Viewer) -> list[tuple[str, str]]:
    """Slug and name of each group that the viewer may know of, by name: to choose from. One query."""
    return list(Group.objects.visible_to(viewer).values_list("slug", "name"))


def group(slug: str, *, viewer: Viewer, **also: BaseExpression) -> Group:
    """One group, with what else is to be read in the same query. Raises NotFound where there is none or the viewer may
    not know of it: the same words for both."""
    found = groups(viewer).filter(slug=slug).annotate(**access.read_along(viewer, "pk"), **also).first()
    if found is None:
        raise NotFound(NO_GROUP)
    access.remember(viewer, found, found)
    return found


def check_group_known(slug: str, *, viewer: Viewer) -> None:
    """Raises NotFound as `group` does, without reading the group. One query."""
    if not Group.objects.visible_to(viewer).filter(slug=slug).exists():
        raise NotFound(NO_GROUP)


def standing_in(group: Group, *, viewer: Viewer) -> access.Standing:
    """What the viewer is to the group today. No query where the group was read with it, else one at most."""
    return access.remembered(viewer, group)


def group_types() -> list[GroupType]:
    """Kinds of group, in the order of the vocabulary."""
    return list(GroupType.objects.all())
