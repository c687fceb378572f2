"""Meetings of groups that a viewer may know of."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.access import Standing
from commonground.partnership.groups.models import AgendaItem, Group, Meeting, PackIssue, Venue

NO_MEETING = "There is no such meeting."


def meetings(viewer: Viewer) -> QuerySet[Meeting]:
    """Meetings of every group that the viewer may know of, also those that were cancelled."""
    return Meeting.objects.filter(group__in=Group.objects.visible_to(viewer)).select_related("group", "venue")


def meeting(slug: str, key: str, *, viewer: Viewer) -> Meeting:
    """One meeting, and in `has_pack` whether papers went out for it. NotFound where there is none or the viewer may not
    know of its group: the same words for both."""
    found = (
        meetings(viewer)
        .select_related("group__type", "group__host", "terms", "venue")
        .annotate(
            has_pack=Exists(PackIssue.objects.filter(meeting=OuterRef("pk"))), **access.read_along(viewer, "group")
        )
        .filter(group__slug=slug, key=key)
        .first()
    )
    if found is None:
        raise NotFound(NO_MEETING)
    access.remember(viewer, found.group, found)
    return found


def meeting_by_id(meeting_id: UUID, *, viewer: Viewer) -> Meeting:
    """One meeting by its id: what a notice is about. NotFound as `meeting`."""
    found = meetings(viewer).filter(pk=meeting_id).first()
    if found is None:
        raise NotFound(NO_MEETING)
    return found


def items(meeting: Meeting, *, here: Standing) -> QuerySet[AgendaItem]:
    """The agenda as far as it is for the viewer: restricted items only for the table and those who serve it."""
    found = AgendaItem.objects.filter(meeting=meeting).select_related("sponsor")
    return found if here.reads_restricted else found.filter(is_restricted=False)


def item(meeting: Meeting, item_id: UUID, *, here: Standing) -> AgendaItem:
    """One item of an agenda that the viewer may know of."""
    found = items(meeting, here=here).filter(pk=item_id).first()
    if found is None:
        raise NotFound("There is no such item on the agenda.")
    return found


def venues(*, on: date, but: UUID | None = None) -> QuerySet[Venue]:
    """Places that are used on a day, by name; `but` is one that is shown all the same."""
    found = Venue.objects.filter(ends_on=None) | Venue.objects.filter(ends_on__gt=on)
    return found | Venue.objects.filter(pk=but) if but else found


def venue(venue_id: UUID) -> Venue:
    """One venue. It says nothing of who meets there."""
    found = Venue.objects.select_related("organisation").filter(pk=venue_id).first()
    if found is None:
        raise NotFound("There is no such venue.")
    return found
