"""What a calendar program may read: by a key of its own, or of a group that the reader may know of."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import queries as partners
from commonground.partnership.groups.models import FeedKey, Group, Meeting
from commonground.partnership.groups.queries.mine import Inside, my_groups
from commonground.partnership.groups.rules.feeds import digest_of
from commonground.partnership.groups.rules.states import MeetingState
from commonground.partnership.groups.rules.words import Openness

BACK = timedelta(days=365)
MOST = 1000
SAID = (
    *("status", "title", "key", "sequence", "dated_at", "starts_at", "ends_at", "where", "room", "moved_because"),
    *("why_cancelled", "join_link", "join_words", "group__name", "group__slug"),
    *("venue__name", "venue__address", "venue__postcode", "venue__access"),
)
NO_CALENDAR = "There is no calendar at this address."


def my_key(viewer: Viewer) -> FeedKey | None:
    """The key that the viewer has now, without its secret: only its digest is kept."""
    return FeedKey.objects.filter(account=viewer.id, ended_at=None).first() if viewer.id else None


def reader(key: str, *, now: datetime) -> tuple[FeedKey, Viewer]:
    """The key and whom it stands for, with the rights they have now. NotFound for every other address, in one voice.

    The key was made by somebody who had signed in with all that their roles ask for, so the roles count here.
    """
    found = FeedKey.objects.filter(digest=digest_of(key), ended_at=None).select_related("account").first()
    if found is None or not found.account.is_active:
        raise NotFound(NO_CALENDAR)
    return found, partners.viewer_for(found.account, session="calendar", now=now, proven=True)


def my_meetings(viewer: Viewer) -> tuple[QuerySet[Meeting], Mapping[UUID, Inside]]:
    """Meetings of the groups that the viewer is inside of, and what they are to each. Three queries in all."""
    inside = my_groups(viewer)
    return _in_feed(Meeting.objects.filter(group__in=inside), viewer.now), inside


def meetings_of(group: Group, *, viewer: Viewer) -> QuerySet[Meeting]:
    """Meetings of one group for its feed. The group is one that the viewer may know of."""
    return _in_feed(Meeting.objects.filter(group=group), viewer.now)


def public_meetings(now: datetime) -> QuerySet[Meeting]:
    """Meetings of public groups: for everybody, whoever asks."""
    return _in_feed(Meeting.objects.filter(group__openness=Openness.PUBLIC), now)


def _in_feed(meetings: QuerySet[Meeting], now: datetime) -> QuerySet[Meeting]:
    """A year back and all that is to come; what was cancelled stays, so that programs take it away."""
    return (
        meetings.filter(starts_at__gte=now - BACK)
        .select_related("group", "venue")
        .only(*SAID)
        .order_by("starts_at")[:MOST]
    )


def is_cancelled(meeting: Meeting) -> bool:
    return meeting.status == MeetingState.CANCELLED
