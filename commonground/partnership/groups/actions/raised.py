"""Business that nobody had put on the agenda: raised at the meeting, and so first known to its minutes."""

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import Invalid, Problem, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.models import AgendaItem, Minutes, MinuteText
from commonground.partnership.groups.rules import packs
from commonground.partnership.groups.rules.states import MeetingState, MinutesState
from commonground.partnership.groups.rules.words import ItemFrom, Purpose

NOT_KEPT = "The item was not added."


@audit.atomic()
def raise_item(
    *,
    minutes: Minutes,
    title: str,
    purpose: str = Purpose.DISCUSSION,
    is_restricted: bool = False,
    why_restricted: str = "",
    by: Viewer,
) -> AgendaItem:
    """Put an item at the end of draft minutes, with the next number where items have numbers. Raises Refused, Invalid.

    Not into a correction: what was raised at the meeting is said of the meeting, once.
    """
    meeting = minutes.meeting
    here = access.standing(by, meeting.group)
    access.check_can_clerk(here)
    if is_restricted:
        access.check_can_read_restricted(here)
    if minutes.status != MinutesState.DRAFT or meeting.status != MeetingState.HELD:
        raise Refused("Items are added to the first draft of the minutes only.")
    _check_said(title, is_restricted, why_restricted)
    there = list(meeting.items.all())
    taken = [one.number for one in there if one.number]
    made = AgendaItem.objects.create(
        meeting=meeting,
        order=max((one.order for one in there), default=0) + 1,
        number=next(packs.next_numbers(taken, is_restricted=is_restricted)) if taken else "",
        title=title.strip(),
        purpose=purpose,
        minutes=0,
        came_from=ItemFrom.MEETING,
        is_restricted=is_restricted,
        why_restricted=why_restricted.strip(),
    )
    MinuteText.objects.create(minutes=minutes, item=made, written_by=by.label, written_at=by.now)
    audit.record("item raised at the meeting", by=by, about=made, details={"meeting": meeting.pk, "title": made.title})
    return made


def _check_said(title: str, is_restricted: bool, why_restricted: str) -> None:
    if not title.strip():
        raise Invalid(NOT_KEPT, [Problem("Say what was raised.", column="title")])
    if is_restricted != bool(why_restricted.strip()):
        what = "Say why the item is restricted." if is_restricted else "Only a restricted item has such a reason."
        raise Invalid(NOT_KEPT, [Problem(what, column="why_restricted")])
