"""Writing down who came: the whole sheet at once, and what follows from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel import states
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access, queries
from commonground.partnership.groups.actions.opening_minutes import open_minutes
from commonground.partnership.groups.models import Attendance, Meeting
from commonground.partnership.groups.rules.attendance import Entry, check_entries, quorum
from commonground.partnership.groups.rules.states import MEETING_MOVES, MeetingState
from commonground.partnership.groups.rules.words import Came

if TYPE_CHECKING:
    from commonground.ground.partners.models import Organisation, Practitioner

WRITABLE = (MeetingState.PLANNED, MeetingState.PUBLISHED, MeetingState.HELD)


@dataclass(frozen=True)
class Guest:
    """Somebody in attendance without a seat: known here, or by name."""

    name: str = ""
    practitioner: "Practitioner | None" = None
    organisation: "Organisation | None" = None


@audit.atomic()
def record_attendance(
    *, meeting: Meeting, based_on: int, entries: Sequence[Entry], guests: Sequence[Guest] = (), by: Viewer
) -> None:
    """Write down every seat of the meeting and who else was there; the meeting is held, and its minutes are begun.

    May be done again while the minutes are a draft. Raises Refused, Invalid by seat, Conflict.
    """
    access.check_can_clerk(access.standing(by, meeting.group))
    _check_day(meeting, by)
    sheet = queries.sheet(meeting)
    check_entries(entries, sheet.tables, {key: str(person) for key, person in sheet.people.items()})
    needed = meeting.terms.quorum if meeting.terms else None
    reached = quorum(entries, sheet.tables, needed=needed)
    change(meeting, based_on=based_on, status=MeetingState.HELD, was_quorate=reached.is_reached)
    _write(meeting, sheet, entries, guests)
    open_minutes(meeting, by=by)
    counted = {
        "seats": {str(one.seat): one.came for one in entries},
        "in attendance": [guest.name or str(guest.practitioner) for guest in guests],
        "needed": needed,
    }
    audit.record("meeting attended", by=by, about=meeting, details=counted)


def _check_day(meeting: Meeting, by: Viewer) -> None:
    if meeting.day > by.today:
        raise Invalid(
            "Attendance was not saved.",
            [Problem(f"This meeting is on {meeting.day:%-d %B %Y}.", "Write down who came on that day or after it.")],
        )
    if meeting.status not in WRITABLE:
        states.check_move(MEETING_MOVES, MeetingState(meeting.status), MeetingState.HELD, what="This meeting")


def _write(meeting: Meeting, sheet: queries.Sheet, entries: Sequence[Entry], guests: Sequence[Guest]) -> None:
    """The sheet as a whole takes the place of what stood before."""
    seats = {one.seat.pk: one for one in sheet.seats}
    # Nobody fills a seat for a moment, so that two people may change places.
    meeting.attendance.filter(seat__isnull=False).update(practitioner=None)
    stood = {one.seat_id: one for one in meeting.attendance.filter(seat__isnull=False)}
    for entry in entries:
        row = stood.get(entry.seat) or Attendance(meeting=meeting, seat=seats[entry.seat].seat)
        for name, value in _values(seats[entry.seat], entry).items():
            setattr(row, name, value)
        row.save()
    meeting.attendance.filter(seat=None).delete()
    Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            practitioner=guest.practitioner,
            name=guest.name,
            organisation=guest.organisation,
            came=Came.PRESENT,
            was_expected=False,
        )
        for guest in guests
    )


def _values(seat: queries.SeatOfDay, entry: Entry) -> dict[str, object]:
    holder = seat.holding.practitioner_id if seat.holding else None
    return {
        "practitioner_id": entry.practitioner if entry.came == Came.DEPUTY else holder,
        "organisation_id": seat.seat.organisation_id,
        "sector_id": seat.seat.sector_id,
        "came": entry.came,
        "was_expected": seat.table.is_expected,
        "is_online": entry.is_online and entry.fills,
        "reason_id": entry.reason or None,
    }
