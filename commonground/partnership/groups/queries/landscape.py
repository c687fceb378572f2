"""How the groups that a viewer may know of stand to each other on a day: the landscape (M19, G7, G9)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups.models import Group, GroupLink, GroupQuerySet, current_on
from commonground.partnership.groups.queries.groups import groups
from commonground.partnership.groups.rules.governance import UPWARDS, layers
from commonground.partnership.groups.rules.words import Link


@dataclass(frozen=True)
class Landscape:
    """Groups of a day and the links between them that hold then."""

    on: date
    groups: Sequence[Group]
    links: Sequence[GroupLink]

    @cached_property
    def by_id(self) -> Mapping[UUID, Group]:
        return {one.pk: one for one in self.groups}

    @cached_property
    def parents(self) -> Mapping[UUID, list[UUID]]:
        above: dict[UUID, list[UUID]] = {}
        for link in self.links:
            if link.kind in UPWARDS:
                above.setdefault(link.group_id, []).append(link.to_id)
        return above

    @cached_property
    def linked(self) -> list[Group]:
        """Groups that stand under or above another, or beside one."""
        ends = {key for link in self.links for key in (link.group_id, link.to_id)}
        return [one for one in self.groups if one.pk in ends]

    @property
    def alone(self) -> list[Group]:
        """Groups of which nobody has said to whom they report."""
        known = {one.pk for one in self.linked}
        return [one for one in self.groups if one.pk not in known]

    @cached_property
    def rows(self) -> list[list[Group]]:
        """The linked groups from the top down."""
        keys = layers([one.pk for one in self.linked], self.parents)
        return [[self.by_id[key] for key in row] for row in keys]

    @property
    def top_down(self) -> list[Group]:
        """The linked groups in the order of the drawing."""
        return [one for row in self.rows for one in row]

    def above(self, group: Group) -> list[GroupLink]:
        return [link for link in self.links if link.group_id == group.pk and link.kind in UPWARDS]

    def below(self, group: Group) -> list[GroupLink]:
        return [link for link in self.links if link.to_id == group.pk and link.kind in UPWARDS]

    def beside(self, group: Group) -> list[Group]:
        ties = [link for link in self.links if link.kind == Link.ALIGNED_WITH]
        ids = [link.to_id for link in ties if link.group_id == group.pk]
        ids += [link.group_id for link in ties if link.to_id == group.pk]
        return [self.by_id[one] for one in ids if one in self.by_id]


def landscape(viewer: Viewer, *, on: date) -> Landscape:
    """Two queries."""
    running = list(groups(viewer).current_on(on))
    known = [one.pk for one in running]
    links = GroupLink.objects.filter(current_on(on), group__in=known, to__in=known).select_related("group", "to")
    return Landscape(on, running, list(links))


def links_known(group: Group | OuterRef, *, viewer: Viewer) -> QuerySet[GroupLink]:
    """Links of a group, or of the row outside, to groups that the viewer may know of."""
    known = Group.objects.visible_to(viewer).order_by().values("pk")
    return GroupLink.objects.filter(Q(group=group, to__in=known) | Q(to=group, group__in=known))


@dataclass(frozen=True)
class Links:
    """The links of one group to those that the viewer may know of, also past ones and those to come."""

    group: Group
    up: Sequence[GroupLink]
    down: Sequence[GroupLink]


def links_of(group: Group, *, viewer: Viewer) -> Links:
    """One query."""
    rows = links_known(group, viewer=viewer).select_related("group__type", "to__type")
    held = list(rows.order_by("-starts_on"))
    return Links(
        group, [one for one in held if one.group_id == group.pk], [one for one in held if one.to_id == group.pk]
    )


def link(group: Group, link_id: UUID, *, viewer: Viewer) -> GroupLink:
    """A link of a group upwards, to one the viewer may know of. Raises NotFound."""
    known = Group.objects.visible_to(viewer).order_by().values("pk")
    found = GroupLink.objects.filter(group=group, to__in=known, pk=link_id).select_related("group", "to").first()
    if found is None:
        raise NotFound("There is no such link.")
    return found


def linkable(group: Group, *, viewer: Viewer) -> GroupQuerySet:
    """Groups that a group could stand under. One query."""
    return groups(viewer).exclude(pk=group.pk).filter(Q(ends_on=None) | Q(ends_on__gt=viewer.today))
