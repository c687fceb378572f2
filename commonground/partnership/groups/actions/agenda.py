"""Items come on an agenda, move, change and leave it."""

from typing import TYPE_CHECKING
from uuid import UUID

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, NotFound, Problem, Refused
from commonground.foundation.kernel.viewer import ENGLAND, Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.access import Standing
from commonground.partnership.groups.actions.escalation_steps import take_off_agenda
from commonground.partnership.groups.actions.meetings import count_up
from commonground.partnership.groups.models import AgendaItem, Meeting
from commonground.partnership.groups.rules import agenda
from commonground.partnership.groups.rules.states import MeetingState
from commonground.partnership.groups.rules.words import ItemFrom, Purpose

if TYPE_CHECKING:
    from commonground.ground.partners.models import Practitioner

NOT_KEPT = "The item was not kept."
TAKES_ITEMS = (MeetingState.PLANNED, MeetingState.PUBLISHED)


@audit.atomic()
def add_item(
    *,
    meeting: Meeting,
    based_on: int,
    title: str,
    purpose: str = Purpose.DISCUSSION,
    sponsor: "Practitioner | None" = None,
    sponsor_words: str = "",
    minutes: int = 10,
    is_restricted: bool = False,
    why_restricted: str = "",
    note: str = "",
    came_from: str = ItemFrom.BY_HAND,
    by: Viewer,
) -> AgendaItem:
    """Put an item on an agenda, `based_on` the version of the meeting. Raises Refused, Invalid, Conflict.

    The minutes of the last meeting and the actions come first, everything else at the end.
    """
    here = access.standing(by, meeting.group)
    access.check_can_clerk(here)
    _check_takes_items(meeting)
    _check_said(meeting, title, minutes, sponsor, is_restricted, why_restricted, here)
    count_up(meeting, based_on=based_on, yours={"Added": title})
    standing = list(meeting.items.filter(is_restricted=is_restricted).order_by("order", "id"))
    at = agenda.place_for(came_from, [one.came_from for one in standing])
    at = max(at, sum(1 for one in standing if one.number))  # what is numbered keeps its place
    made = AgendaItem.objects.create(
        meeting=meeting,
        order=at + 1,
        title=title.strip(),
        purpose=purpose,
        sponsor=sponsor,
        sponsor_words=sponsor_words.strip(),
        minutes=minutes,
        came_from=came_from,
        is_restricted=is_restricted,
        why_restricted=why_restricted.strip(),
        note=note.strip(),
    )
    _put_in_order([*standing[:at], made, *standing[at:]])
    audit.record("item added", by=by, about=made, details={"meeting": meeting.pk, "title": made.title})
    return made


@audit.atomic()
def change_item(
    *,
    item: AgendaItem,
    based_on: int,
    title: str,
    purpose: str,
    sponsor: "Practitioner | None" = None,
    sponsor_words: str = "",
    minutes: int = 10,
    is_restricted: bool = False,
    why_restricted: str = "",
    note: str = "",
    by: Viewer,
) -> None:
    """Change what an item says, `based_on` its own version. Raises Refused (once numbered), Invalid, Conflict."""
    here = access.standing(by, item.meeting.group)
    access.check_can_clerk(here)
    _check_takes_items(item.meeting)
    agenda.check_not_numbered([item.number])
    _check_said(item.meeting, title, minutes, sponsor, is_restricted, why_restricted, here)
    change(
        item,
        based_on=based_on,
        title=title.strip(),
        purpose=purpose,
        sponsor=sponsor,
        sponsor_words=sponsor_words.strip(),
        minutes=minutes,
        is_restricted=is_restricted,
        why_restricted=why_restricted.strip(),
        note=note.strip(),
    )
    audit.record("item changed", by=by, about=item, details={"title": item.title})


@audit.atomic()
def move_item(*, item: AgendaItem, based_on: int, direction: agenda.Direction, by: Viewer) -> None:
    """Move an item one place up or down among the open or the restricted ones, `based_on` the version of the meeting.

    Raises Refused where it or its neighbour has its number, Invalid at either end, Conflict.
    """
    access.check_can_clerk(access.standing(by, item.meeting.group))
    _check_takes_items(item.meeting)
    standing = list(item.meeting.items.filter(is_restricted=item.is_restricted).order_by("order", "id"))
    agenda.check_not_numbered([item.number])
    order = agenda.moved(standing, item, direction)
    agenda.check_not_numbered([one.number for one, was in zip(order, standing, strict=True) if one != was])
    count_up(item.meeting, based_on=based_on, yours={"Moved": f"{item.title}: {direction}"})
    _put_in_order(order)
    audit.record("item moved", by=by, about=item, details={"direction": direction})


@audit.atomic()
def remove_item(*, item: AgendaItem, based_on: int, by: Viewer) -> None:
    """Take an item off an agenda that has not gone out, `based_on` the version of the meeting.

    What came from the forward plan is back there, and an issue is to be placed again. Raises Refused, Invalid where
    papers are under it or an issue went up from it, Conflict.
    """
    access.check_can_clerk(access.standing(by, item.meeting.group))
    _check_takes_items(item.meeting)
    agenda.check_not_numbered([item.number])
    if item.tablings.exists() or item.recommendations.exists():
        raise Invalid("There are papers or recommendations under this item. Take those off first.")
    if item.escalations.exists():
        raise Invalid("An issue went up from this item, so it stays on the agenda.")
    count_up(item.meeting, based_on=based_on, yours={"Taken off": item.title})
    planned = getattr(item, "from_forward_plan", None)
    if planned is not None:
        change(planned, based_on=planned.version, placed=None)
    take_off_agenda(item)
    audit.record("item removed", by=by, about=item, details={"meeting": item.meeting_id, "title": item.title})
    AgendaItem.objects.filter(pk=item.pk).delete()


def item_of(meeting: Meeting, item_id: UUID, here: Standing) -> AgendaItem:
    """An item of this meeting that the viewer may know of. Raises NotFound."""
    found = meeting.items.filter(pk=item_id).first()
    if found is None or (found.is_restricted and not here.reads_restricted):
        raise NotFound("There is no such item on the agenda.")
    return found


def _check_takes_items(meeting: Meeting) -> None:
    if meeting.status not in TAKES_ITEMS:
        raise Refused("The agenda of this meeting is closed: it was held or cancelled.")


def _check_said(
    meeting: Meeting,
    title: str,
    minutes: int,
    sponsor: "Practitioner | None",
    is_restricted: bool,
    why_restricted: str,
    here: Standing,
) -> None:
    if not title.strip():
        raise Invalid(NOT_KEPT, [Problem("Say what the item is.", column="title")])
    agenda.check_minutes(minutes)
    day = meeting.starts_at.astimezone(ENGLAND).date()
    if sponsor is not None and sponsor.left_on is not None and sponsor.left_on <= day:
        what = f"{sponsor.name} will have left by the day of the meeting."
        raise Invalid(NOT_KEPT, [Problem(what, "Choose somebody else.", column="sponsor")])
    if is_restricted:
        access.check_can_read_restricted(here)
    if is_restricted != bool(why_restricted.strip()):
        what = "Say why the item is restricted." if is_restricted else "Only a restricted item has such a reason."
        raise Invalid(NOT_KEPT, [Problem(what, column="why_restricted")])


def _put_in_order(items: list[AgendaItem]) -> None:
    for order, one in enumerate(items, start=1):
        if one.order != order:
            AgendaItem.objects.filter(pk=one.pk).update(order=order)
            one.order = order
