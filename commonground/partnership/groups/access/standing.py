"""What somebody is to a group today. Rights in a group follow from seats and offices, never from the name of a role."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, OuterRef, Subquery, Value

from commonground.foundation.audit.along import listed
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups.models import Group, Holding, OfficeHeld, OfficeHeldQuerySet
from commonground.partnership.groups.rules.words import AT_THE_TABLE, Office, Part

IN_OFFICE = "office"


@dataclass(frozen=True)
class Standing:
    """The viewer's offices and ways of taking part in one group. Empty for whoever is not inside."""

    group: Group
    offices: frozenset[str] = frozenset()
    modes: frozenset[str] = field(default=frozenset(), kw_only=True)  # of seats held
    deputises: bool = field(default=False, kw_only=True)
    keeps: bool = field(default=False, kw_only=True)  # holds groups.keep and may know of the group

    @property
    def chairs(self) -> bool:
        return bool(self.offices & {Office.CHAIR, Office.VICE_CHAIR})

    @property
    def clerks(self) -> bool:
        return Office.CLERK in self.offices

    @property
    def sits(self) -> bool:
        """At the table with a say in decisions: holds a seat and comes to it, deputises, or chairs."""
        return self.chairs or self.deputises or bool(self.modes & set(AT_THE_TABLE))

    @property
    def is_inside(self) -> bool:
        """Known to the group in whatever way: also on papers only, by invitation or observing."""
        return bool(self.offices or self.modes or self.deputises)

    @property
    def reads_restricted(self) -> bool:
        """Restricted items are for the table and for who serves it, not for observers, guests and circulation."""
        return self.sits or bool(self.offices)

    @property
    def serves(self) -> bool:
        """May prepare and minute: the clerk, the chair, and who keeps groups."""
        return self.clerks or self.chairs or self.keeps


def standing(viewer: Viewer, group: Group) -> Standing:
    """One query for somebody who may take part, none else."""
    if viewer.id is None or not viewer.may("groups.take-part"):
        return Standing(group, keeps=viewer.may("groups.keep") and not group.is_closed)
    offices = (
        OfficeHeld.objects.current_on(viewer.today)
        .filter(group=group, practitioner__account=viewer.id)
        .order_by()
        .values_list(Value(IN_OFFICE), "office")
    )
    holdings = (
        Holding.objects.current_on(viewer.today)
        .filter(seat__group=group, practitioner__account=viewer.id)
        .order_by()
        .values_list("part", "mode")
    )
    found = list(holdings.union(offices))
    return standing_from(
        viewer,
        group,
        offices=[what for part, what in found if part == IN_OFFICE],
        held=[(part, what) for part, what in found if part != IN_OFFICE],
    )


def standing_from(viewer: Viewer, group: Group, *, offices: Iterable[str], held: Iterable[tuple[str, str]]) -> Standing:
    """The same where the viewer's current offices, and part and mode of seats, are known already."""
    if viewer.id is None or not viewer.may("groups.take-part"):
        return Standing(group, keeps=viewer.may("groups.keep") and not group.is_closed)
    found, offices_held = list(held), frozenset(offices)
    is_inside = bool(offices_held or found)
    return Standing(
        group,
        offices_held,
        modes=frozenset(mode for part, mode in found if part == Part.HOLDER),
        deputises=any(part == Part.DEPUTY for part, _ in found),
        keeps=viewer.may("groups.keep") and (is_inside or not group.is_closed),
    )


def read_along(viewer: Viewer, group: str) -> dict[str, Subquery[Any]]:
    """What to annotate rows with so that `remember` knows what the viewer is to the group of each, without a query of
    its own. `group` names the field that is the group."""
    if viewer.id is None or not viewer.may("groups.take-part"):
        return {}
    offices = OfficeHeld.objects.current_on(viewer.today).filter(group=OuterRef(group), practitioner__account=viewer.id)
    held = Holding.objects.current_on(viewer.today).filter(seat__group=OuterRef(group), practitioner__account=viewer.id)
    return {"viewer_offices": listed(offices, "office"), "viewer_seats": listed(held, "part", "mode")}


def remember(viewer: Viewer, group: Group, row: Model) -> None:
    """Keep with a group what was read along with a row, for `remembered`."""
    offices, held = (getattr(row, name, None) or () for name in ("viewer_offices", "viewer_seats"))
    found = standing_from(viewer, group, offices=[office for (office,) in offices], held=[tuple(one) for one in held])
    group.read_by = (viewer, found)


def remembered(viewer: Viewer, group: Group) -> Standing:
    """What a page reads: the standing that was read along with the group, else that of now. Actions ask `standing`."""
    by, found = group.read_by or (None, None)
    return found if found is not None and by == viewer else standing(viewer, group)


def offices_serving(viewer: Viewer) -> OfficeHeldQuerySet:
    """Offices in which the viewer prepares and minutes meetings today."""
    held = OfficeHeld.objects.current_on(viewer.today).filter(practitioner__account=viewer.id)
    return held.filter(office__in=(Office.CHAIR, Office.VICE_CHAIR, Office.CLERK))
