"""Who may sponsor an item: people of the group who have not left."""

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups.models import Group, Holding, OfficeHeld

if TYPE_CHECKING:
    from commonground.ground.partners.models import Practitioner


def sponsors(group: Group, *, viewer: Viewer) -> "QuerySet[Practitioner]":
    """Everybody who holds a seat or an office of the group and works here still, by name. One query."""
    people: Any = Holding._meta.get_field("practitioner").related_model
    held = Holding.objects.current_on(viewer.today).filter(seat__group=group).values("practitioner")
    offices = OfficeHeld.objects.current_on(viewer.today).filter(group=group).values("practitioner")
    found: QuerySet[Practitioner] = people._default_manager.filter(Q(pk__in=held) | Q(pk__in=offices))
    return found.filter(Q(left_on=None) | Q(left_on__gt=viewer.today))
