"""Minutes of a meeting, what is said under their items, and what may be done with them."""

from dataclasses import dataclass
from uuid import UUID

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.models import AgendaItem, Comment, Meeting, Minutes, OfficeHeld
from commonground.partnership.groups.queries.attendance import OFFICES
from commonground.partnership.groups.rules.states import MeetingState, MinutesState


def minutes_of(meeting: Meeting) -> Minutes | None:
    """The newest minutes: a draft, what was put to the group, or what was approved last; with who held office that day
    for `doers`. One query."""
    offices = OfficeHeld.objects.current_on(meeting.day).filter(group=meeting.group_id)
    found = meeting.minutes.select_related("corrects", "approved_at_meeting")
    return found.annotate(offices_seen=OFFICES.of(offices)).first()


def approved_minutes(meeting: Meeting) -> Minutes | None:
    """Those that hold: approved, and not yet corrected by later ones. One query."""
    return meeting.minutes.filter(status=MinutesState.APPROVED).first()


def item_to_minute(item_id: UUID, *, meeting: Meeting) -> AgendaItem:
    """An item of the meeting. Raises NotFound for one of another."""
    found = meeting.items.select_related("meeting__group").filter(pk=item_id).first()
    if found is None:
        raise NotFound("There is no such item on this agenda.")
    return found


def item_to_discuss(item_id: UUID, *, meeting: Meeting, here: access.Standing) -> AgendaItem:
    """An item of the meeting that the viewer may know of. Raises NotFound."""
    found = item_to_minute(item_id, meeting=meeting)
    if found.is_restricted and not here.reads_restricted:
        raise NotFound("There is no such item on this agenda.")
    return found


def comments_of(meeting: Meeting, *, here: access.Standing, viewer: Viewer) -> dict[str, list[Comment]]:
    """What people say under each item, by the item's id, for those inside and whoever reads groups. One query."""
    if not (here.is_inside or viewer.may("groups.read")):
        return {}
    found = Comment.objects.filter(item__meeting=meeting)
    if not here.reads_restricted:
        found = found.filter(item__is_restricted=False)
    said: dict[str, list[Comment]] = {}
    for one in found:
        said.setdefault(str(one.item_id), []).append(one)
    return said


def comment(comment_id: UUID, *, meeting: Meeting, here: access.Standing) -> Comment:
    """One comment of the meeting. Raises NotFound, Refused for whoever may not hide one."""
    access.check_can_clerk(here)
    found = Comment.objects.select_related("item__meeting__group").filter(pk=comment_id, item__meeting=meeting).first()
    if found is None:
        raise NotFound("There is no such comment.")
    return found


def next_after(meeting: Meeting) -> Meeting | None:
    """The group's next meeting that was not cancelled. One query."""
    coming = meeting.group.meetings.filter(starts_at__gt=meeting.starts_at).exclude(status=MeetingState.CANCELLED)
    return coming.select_related("venue").first()


@dataclass(frozen=True)
class Steps:
    """What the viewer may do with minutes now."""

    write: bool = False
    submit: bool = False
    approve: bool = False
    send_back: bool = False
    correct: bool = False


def steps_of(minutes: Minutes, *, here: access.Standing, viewer: Viewer) -> Steps:
    """From their state and who looks. Nobody approves what they drafted."""
    leads = here.chairs or here.keeps
    drafted = minutes.drafted_by_id is not None and minutes.drafted_by_id == viewer.id
    return Steps(
        write=here.serves and minutes.status == MinutesState.DRAFT,
        submit=here.serves and minutes.status == MinutesState.DRAFT,
        approve=leads and not drafted and minutes.status == MinutesState.SUBMITTED,
        send_back=leads and minutes.status == MinutesState.SUBMITTED,
        correct=here.serves and minutes.status == MinutesState.APPROVED,
    )
