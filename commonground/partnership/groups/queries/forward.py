"""What groups want to take at coming meetings."""

from uuid import UUID

from django.db.models import QuerySet

from commonground.foundation.kernel.errors import NotFound
from commonground.partnership.groups.access import Standing
from commonground.partnership.groups.models import ForwardItem, Group


def forward_plan(group: Group, *, here: Standing) -> QuerySet[ForwardItem]:
    """What was proposed; nothing for those outside, restricted only for the table."""
    if not here.is_inside and not here.serves:
        return ForwardItem.objects.none()
    found = ForwardItem.objects.filter(group=group)
    return found if here.reads_restricted else found.filter(is_restricted=False)


def proposals_waiting(group: Group, *, here: Standing) -> list[ForwardItem]:
    """Those that wait for an agenda, with whoever is to speak to them. One query."""
    found = forward_plan(group, here=here).filter(placed=None, dropped_because="")
    return list(found.select_related("sponsor"))


def proposals_settled(group: Group, *, here: Standing) -> QuerySet[ForwardItem]:
    """Those that were placed on an agenda or dropped, the last proposed first: of years, so in pages."""
    found = forward_plan(group, here=here).exclude(placed=None, dropped_because="")
    return found.select_related("placed__meeting").order_by("-proposed_on", "title", "id")


def proposal(proposal_id: UUID, *, group: Group, here: Standing) -> ForwardItem:
    """One of them. Raises NotFound."""
    found = forward_plan(group, here=here).filter(pk=proposal_id).first()
    if found is None:
        raise NotFound("There is no such proposal.")
    return found
