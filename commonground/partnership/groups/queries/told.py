"""What programs are told of groups: whoever asks, no closed group and nothing restricted."""

from datetime import date, time

from django.db.models import QuerySet

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups.models import ActionQuerySet, Group, GroupQuerySet, Meeting
from commonground.partnership.groups.queries.action_log import actions
from commonground.partnership.groups.rules.calendar import in_england
from commonground.partnership.groups.rules.words import Openness


def groups_told(viewer: Viewer, *, kind: str = "") -> GroupQuerySet:
    """Groups by slug, without closed ones, also for those inside them: what a program keeps is out of our hands."""
    found = Group.objects.visible_to(viewer).exclude(openness=Openness.CLOSED).filter(starts_on__lte=viewer.today)
    return (found.filter(type=kind) if kind else found).select_related("host").order_by("slug")


def group_told(slug: str, *, viewer: Viewer) -> Group:
    """One of these. Raises NotFound."""
    found = groups_told(viewer).filter(slug=slug).first()
    if found is None:
        raise NotFound("There is no such group.")
    return found


def meetings_told(
    viewer: Viewer, *, group: str = "", since: date | None = None, until: date | None = None
) -> QuerySet[Meeting]:
    """Meetings of these groups, the earliest first."""
    found = Meeting.objects.filter(group__in=groups_told(viewer).order_by().values("pk"))
    if group:
        found = found.filter(group__slug=group)
    if since:
        found = found.filter(starts_at__gte=in_england(since, time(0)))
    if until:
        found = found.filter(starts_at__lt=in_england(until, time(0)))
    return found.select_related("group", "venue").order_by("starts_at", "pk")


def actions_told(viewer: Viewer, *, group: str = "", organisation: str = "", state: str = "open") -> ActionQuerySet:
    """Actions of these groups that are not restricted, the first due first."""
    known = groups_told(viewer).order_by().values("pk")
    found = actions(viewer).filter(group__in=known, is_restricted=False).in_state(state, on=viewer.today)
    if group:
        found = found.filter(group__slug=group)
    if organisation:
        found = found.filter(organisation__slug=organisation)
    return found.order_by("due_on", "pk")
