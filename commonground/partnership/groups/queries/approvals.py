"""What groups have approved, as far as a viewer may know."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.models import Approval, ApprovalQuerySet, Decision, Group
from commonground.partnership.groups.rules.words import Outcome

APPROVES = (Outcome.AGREED, Outcome.AMENDED)
MOST = 50  # decisions to choose from


@dataclass(frozen=True)
class AskedApprovals:
    """How the register is narrowed. `state` is holds, review, over or "" for all."""

    words: str = ""
    group: str = ""
    kind: str = ""
    state: str = "holds"


def known(viewer: Viewer) -> ApprovalQuerySet:
    """What the viewer may know of, the latest first."""
    return Approval.objects.visible_to(viewer).select_related("group__host", "meeting")


def narrowed(asked: AskedApprovals, *, viewer: Viewer) -> ApprovalQuerySet:
    """The register as it was narrowed."""
    today = viewer.today
    holds = Q(withdrawn_on=None) | Q(withdrawn_on__gt=today)
    holds &= Q(valid_until=None) | Q(valid_until__gte=today)
    over = Q(withdrawn_on__lte=today) | Q(valid_until__lt=today)
    states = {"holds": holds, "review": holds & Q(review_on__lt=today), "over": over}
    found = known(viewer).filter(states.get(asked.state, Q()))
    if asked.group:
        found = found.filter(group__slug=asked.group)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    for word in asked.words.split():
        found = found.filter(Q(title__icontains=word) | Q(note__icontains=word))
    return found


def one(approval_id: UUID, *, viewer: Viewer) -> Approval:
    """Raises NotFound."""
    found = known(viewer).select_related("decision__item", "decision__recommendation").filter(pk=approval_id).first()
    if found is None:
        raise NotFound("There is no such approval.")
    return found


def decisions_to_cite(group: Group, *, here: access.Standing) -> list[Decision]:
    """The latest decisions of the group that agreed to something, that the viewer may read. One query."""
    found = Decision.objects.filter(meeting__group=group, outcome__in=APPROVES)
    if not here.reads_restricted:
        found = found.filter(item__is_restricted=False)
    return list(found.select_related("recommendation", "item", "meeting").order_by("-decided_on", "pk")[:MOST])
