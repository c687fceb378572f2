"""What groups want to take at coming meetings."""

from uuid import UUID

from django.db.models import QuerySet

from commonground.foundation.kernel.errors import NotFound
from commonground.partnership.groups.access import Standing
from commonground.partnership.groups.models import ForwardItem, Group


def forward_plan(group: Group, *, here: Standing) -> QuerySet[ForwardItem]:
    """What waits for an agenda, was placed or dropped; nothing for those outside, restricted only for the table."""
    if not here.is_inside and not here.serves:
        return ForwardItem.objects.none()
    found = ForwardItem.objects.filter(group=group).select_related("sponsor", "placed__meeting__group")
    return found if here.reads_restricted else found.filter(is_restricted=False)


def proposal(proposal_id: UUID, *, group: Group, here: Standing) -> ForwardItem:
    """One of them. Raises NotFound."""
    found = forward_plan(group, here=here).filter(pk=proposal_id).first()
    if found is None:
        raise NotFound("There is no such proposal.")
    return found
