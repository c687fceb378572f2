"""Plans that groups own."""

from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet

from commonground.foundation.audit.along import Along
from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.models import Group, PlanOfGroup, current_on
from commonground.partnership.plans import queries as plans

PLANS = Along(PlanOfGroup, "plan", order=lambda one: one.plan.name)


def plans_owned(viewer: Viewer) -> "QuerySet[PlanOfGroup]":
    """Plans that groups own today, without plans that the viewer may not know of. The groups are not asked about: start
    from one that the viewer knows."""
    known: Any = plans.plans(viewer).order_by().values("pk")
    return PlanOfGroup.objects.filter(current_on(viewer.today), plan__in=known)


def plans_of_group(group: Group, *, viewer: Viewer) -> list[PlanOfGroup]:
    """The plans a group owns today. One query."""
    return list(plans_owned(viewer).filter(group=group).select_related("plan", "group"))


def plans_along(here: OuterRef, *, viewer: Viewer) -> Any:
    """The same, to be read along with the group."""
    return PLANS.of(plans_owned(viewer).filter(group=here))


def owned_by_office(viewer: Viewer) -> "QuerySet[PlanOfGroup]":
    """Plans that groups own today which the viewer chairs or clerks today. The plans room asks this by its setting
    PLANS_KEPT_BY_OFFICE: whoever serves a group keeps its plan, for as long as both last."""
    if viewer.id is None or not viewer.may("groups.take-part"):
        return PlanOfGroup.objects.none()
    served = access.offices_serving(viewer).order_by().values("group")
    return PlanOfGroup.objects.filter(current_on(viewer.today), group__in=served)


def plan_owned(owned_id: UUID, *, group: Group, viewer: Viewer) -> PlanOfGroup:
    """One of them. Raises NotFound."""
    found = plans_owned(viewer).filter(pk=owned_id, group=group).select_related("plan", "group").first()
    if found is None:
        raise NotFound("The group owns no such plan.")
    return found
