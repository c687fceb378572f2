"""A meeting as an entry of a calendar feed: what it says to whom."""

from commonground.partnership.groups.formats.feeds import Entry
from commonground.partnership.groups.models import Meeting
from commonground.partnership.groups.queries import Inside
from commonground.partnership.groups.rules.states import MeetingState
from commonground.partnership.groups.rules.words import Where


def entry_of(meeting: Meeting, *, link: str, inside: Inside | None = None) -> Entry:
    """The entry of a meeting. How to join is said only to `inside` who comes; nothing of the agenda is said at all."""
    is_cancelled = meeting.status == MeetingState.CANCELLED
    title = f"{meeting.group.name}: {meeting.title}" if meeting.title else meeting.group.name
    comes = inside is not None and inside.comes
    said = [
        f"Cancelled: {meeting.why_cancelled}" if is_cancelled else "",
        f"Moved: {meeting.moved_because}" if meeting.moved_because and meeting.sequence and not is_cancelled else "",
        meeting.get_where_display(),
        f"Join: {meeting.join_link}" if comes and meeting.join_link else "",
        meeting.join_words if comes else "",
        f"Getting in: {meeting.venue.access}" if meeting.venue and meeting.venue.access else "",
        f"Agenda and papers: {link}",
    ]
    return Entry(
        key=str(meeting.pk),
        sequence=meeting.sequence,
        set_at=meeting.dated_at or meeting.starts_at,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        title=title,
        where=_where(meeting),
        words="\n".join(one for one in said if one),
        link=link,
        is_cancelled=is_cancelled,
        is_busy=inside is None or comes,
    )


def _where(meeting: Meeting) -> str:
    if meeting.venue is None:
        return "Online" if meeting.where == Where.ONLINE else ""
    return ", ".join(
        part for part in (meeting.room, meeting.venue.name, meeting.venue.address, meeting.venue.postcode) if part
    )
