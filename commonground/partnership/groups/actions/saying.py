"""Members say beforehand whether they come, send their deputy, or not and why."""

from typing import TYPE_CHECKING

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Conflict, Invalid, Problem, Refused
from commonground.foundation.kernel.viewer import ENGLAND, Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.actions.meetings import AHEAD
from commonground.partnership.groups.models import AbsenceReason, Holding, Meeting, SaidBefore, Seat
from commonground.partnership.groups.rules.words import Came, Part, Where

if TYPE_CHECKING:
    from commonground.ground.partners.models import Practitioner

NOT_SAID = "What you said was not kept."
SAYABLE = (Came.PRESENT, Came.DEPUTY, Came.APOLOGIES)


@audit.atomic()
def say_before(
    *,
    meeting: Meeting,
    seat: Seat,
    based_on: int,
    came: str,
    deputy: "Practitioner | None" = None,
    reason: AbsenceReason | None = None,
    is_online: bool = False,
    by: Viewer,
) -> SaidBefore:
    """Say whether a seat will be filled: by its holder, by a named deputy, or not. `based_on` is the version of what
    was said before, nought for nothing. For who is on the seat, and for who serves the group.

    Raises Refused, Conflict; Invalid for somebody who is no deputy of the seat or is expected on another one.
    """
    check_may_say(meeting, seat, by=by)
    _check_sensible(meeting, seat, came, deputy, reason, is_online)
    values = {"came": came, "deputy": deputy, "reason": reason, "is_online": is_online}
    said = SaidBefore.objects.select_for_update().filter(meeting=meeting, seat=seat).first()
    if said is None and based_on:
        raise Conflict("What was said before is gone.", yours=values)
    if said is None:
        said = SaidBefore.objects.create(meeting=meeting, seat=seat, said_at=by.now, said_by=by.label, **values)
    else:
        change(said, based_on=based_on, said_at=by.now, said_by=by.label, **values)
    audit.record("said before a meeting", by=by, about=said, details={"came": came, "meeting": meeting.pk})
    return said


def check_may_say(meeting: Meeting, seat: Seat, *, by: Viewer) -> None:
    """For whoever is on this seat today, and for those who serve the group; before the meeting begins."""
    here = access.standing(by, meeting.group)
    is_on_it = Holding.objects.current_on(by.today).filter(seat=seat, practitioner__account=by.id).exists()
    if not here.serves and not (is_on_it and here.is_inside and by.id is not None):
        raise Refused("Whoever holds a seat, deputises for it or serves the group says whether it is filled.")
    if meeting.status not in AHEAD or meeting.starts_at <= by.now:
        raise Refused("This meeting has begun, is over or was cancelled. Attendance is taken at the meeting.")


def _check_sensible(
    meeting: Meeting,
    seat: Seat,
    came: str,
    deputy: "Practitioner | None",
    reason: AbsenceReason | None,
    is_online: bool,
) -> None:
    if seat.group_id != meeting.group_id:
        raise Invalid(NOT_SAID, [Problem("This seat is in another group.")])
    if came not in SAYABLE:
        raise Invalid(NOT_SAID, [Problem("Say whether you come, send your deputy, or cannot come.", column="came")])
    if came == Came.DEPUTY:
        _check_deputy(meeting, seat, deputy)
    elif deputy is not None:
        raise Invalid(NOT_SAID, [Problem("A deputy is named only where the deputy comes.", column="deputy")])
    if reason is not None and came != Came.APOLOGIES:
        raise Invalid(NOT_SAID, [Problem("A reason is given only where nobody comes.", column="reason")])
    if is_online and (meeting.where == Where.IN_PERSON or came == Came.APOLOGIES):
        raise Invalid(NOT_SAID, [Problem("Nobody joins online here.", column="is_online")])


def _check_deputy(meeting: Meeting, seat: Seat, deputy: "Practitioner | None") -> None:
    if deputy is None:
        raise Invalid(NOT_SAID, [Problem("Say which deputy comes.", column="deputy")])
    day = meeting.starts_at.astimezone(ENGLAND).date()
    if not Holding.objects.current_on(day).filter(seat=seat, practitioner=deputy, part=Part.DEPUTY).exists():
        what = f"{deputy.name} is no named deputy of this seat on that day."
        raise Invalid(NOT_SAID, [Problem(what, "The clerk names deputies.", column="deputy")])
    others = SaidBefore.objects.filter(meeting=meeting).exclude(seat=seat)
    own = Holding.objects.current_on(day).filter(practitioner=deputy, part=Part.HOLDER).values("seat")
    if (
        others.filter(came=Came.DEPUTY, deputy=deputy).exists()
        or others.filter(came=Came.PRESENT, seat__in=own).exists()
    ):
        what = f"{deputy.name} is expected on another seat of this meeting already."
        raise Invalid(NOT_SAID, [Problem(what, "One person fills one seat.", column="deputy")])
