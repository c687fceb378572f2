"""Who is on a seat, in which way, and until when."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.actions.people import check_is_here
from commonground.partnership.groups.models import Holding, OfficeHeld, Seat
from commonground.partnership.groups.rules import seats as rules
from commonground.partnership.groups.rules.seats import Held, Span
from commonground.partnership.groups.rules.words import AT_THE_TABLE, Mode, Office, Part

if TYPE_CHECKING:
    from commonground.ground.partners.models import Practitioner

NOT_KEPT = "Nobody was put on the seat."
NOT_ENDED = "Nothing was ended."


@audit.atomic()
def hold_seat(
    *,
    seat: Seat,
    practitioner: "Practitioner",
    starts_on: date,
    part: Part = Part.HOLDER,
    mode: Mode = Mode.ATTENDS,
    ends_on: date | None = None,
    by: Viewer,
) -> Holding:
    """Somebody holds a seat, or deputises for it, from a day until, not including, another.

    One person fills one seat of a group, also as a deputy; a seat is held by one; who has left is put on none.
    Raises Invalid, Refused.
    """
    access.check_can_manage(access.standing(by, seat.group))
    span = Span(starts_on, ends_on)
    _check_span(seat, span)
    check_is_here(practitioner, span, not_kept=NOT_KEPT)
    _check_free(seat, practitioner, part, mode, span)
    if part == Part.HOLDER and mode in AT_THE_TABLE:
        _check_is_no_clerk(seat, practitioner, span)
    made = Holding.objects.create(
        seat=seat, practitioner=practitioner, part=part, mode=mode, starts_on=starts_on, ends_on=ends_on
    )
    details = {"part": part, "mode": mode, "from": starts_on, "until": ends_on}
    audit.record("put on a seat", by=by, about=made, details=details, persons=[practitioner.pk])
    return made


@audit.atomic()
def end_holding(*, holding: Holding, on: date, based_on: int, by: Viewer) -> None:
    """Somebody is on the seat no more from a day. Raises Invalid where they chair after it, Refused, Conflict."""
    access.check_can_manage(access.standing(by, holding.seat.group))
    _check_end(holding, on)
    _check_chairs_no_more(holding, on)
    change(holding, based_on=based_on, ends_on=on)
    audit.record("off a seat", by=by, about=holding, details={"on": on}, persons=[holding.practitioner_id])


@audit.atomic()
def change_mode(*, holding: Holding, mode: Mode, on: date, based_on: int, by: Viewer) -> Holding:
    """Somebody takes part in another way from a day: an end and a new row, so that earlier shares stay (M6).

    Raises Invalid, Refused, Conflict.
    """
    access.check_can_manage(access.standing(by, holding.seat.group))
    if holding.mode == mode:
        raise _wrong(NOT_KEPT, "mode", f"{holding.practitioner} takes part in this way already.", "Choose another.")
    if on <= holding.starts_on and not Holding.objects.filter(pk=holding.pk, starts_on=on).exists():
        raise _wrong(NOT_KEPT, "on", f"They came on {holding.starts_on:%-d %B %Y}.", "Take that day or a later one.")
    if mode not in AT_THE_TABLE:
        _check_chairs_no_more(holding, on)
    until = holding.ends_on
    if on == holding.starts_on:
        change(holding, based_on=based_on, mode=mode)
        new = holding
    else:
        _check_end(holding, on)
        change(holding, based_on=based_on, ends_on=on)
        new = Holding.objects.create(
            seat=holding.seat,
            practitioner=holding.practitioner,
            part=holding.part,
            mode=mode,
            starts_on=on,
            ends_on=until,
        )
    details = {"mode": mode, "from": on}
    audit.record("takes part in another way", by=by, about=new, details=details, persons=[holding.practitioner_id])
    return new


def _check_span(seat: Seat, span: Span) -> None:
    if span.ends_on is not None and span.ends_on <= span.starts_on:
        raise _wrong(NOT_KEPT, "ends_on", "The last day must come after the first.", "Change one of the days.")
    if not Span(seat.starts_on, seat.ends_on).holds_on(span.starts_on):
        words = f"The seat is there from {seat.starts_on:%-d %B %Y}"
        words += f" until {seat.ends_on:%-d %B %Y}." if seat.ends_on else "."
        raise _wrong(NOT_KEPT, "starts_on", words, "Take a day on which it is.")


def _check_free(seat: Seat, practitioner: "Practitioner", part: Part, mode: Mode, span: Span) -> None:
    rows = Holding.objects.filter(seat__group=seat.group_id).select_related("practitioner", "seat")
    by_held = {_as_held(row): row for row in rows}
    new = Held(practitioner.pk, seat.pk, part, mode, span)
    taken = rules.same_seat(new, by_held)
    if taken is not None:
        who = by_held[taken].practitioner
        raise _wrong(NOT_KEPT, "starts_on", f"{who} holds this seat {_when(taken.span)}.", "End that first.")
    second = rules.second_seat(new, by_held)
    if second is None:
        return
    other = by_held[second]
    if second.seat == seat.pk:
        raise _wrong(
            NOT_KEPT, "practitioner", f"{practitioner} is on this seat {_when(second.span)}.", "End that first."
        )
    words = (
        f"{practitioner} {_does(other)} “{other.seat.title}” in this group, and nobody fills two seats at a meeting."
    )
    raise _wrong(NOT_KEPT, "practitioner", words, "Choose somebody else, or end that first.")


def _check_is_no_clerk(seat: Seat, practitioner: "Practitioner", span: Span) -> None:
    served = OfficeHeld.objects.filter(group=seat.group_id, office=Office.CLERK, practitioner=practitioner)
    if any(Span(one.starts_on, one.ends_on).meets(span) for one in served):
        words = f"{practitioner} clerks this group, and the clerk has no vote."
        raise _wrong(NOT_KEPT, "practitioner", words, "Appoint another clerk first, or choose “by invitation”.")


def _check_end(holding: Holding, on: date) -> None:
    if on <= holding.starts_on:
        raise _wrong(NOT_ENDED, "on", f"They came on {holding.starts_on:%-d %B %Y}.", "The end comes after that.")
    if holding.ends_on and on > holding.ends_on:
        raise _wrong(NOT_ENDED, "on", f"It ends on {holding.ends_on:%-d %B %Y} already.", "Put them on the seat again.")


def _check_chairs_no_more(holding: Holding, on: date) -> None:
    """A chair is a member as long as the term runs."""
    if holding.part != Part.HOLDER:
        return
    offices = OfficeHeld.objects.filter(
        group=holding.seat.group_id, practitioner=holding.practitioner_id, office__in=(Office.CHAIR, Office.VICE_CHAIR)
    )
    after = [one for one in offices if Span(one.starts_on, one.ends_on).until > on]
    own = Span(holding.starts_on, holding.ends_on)
    if any(Span(one.starts_on, one.ends_on).meets(own) for one in after):
        office = after[0].get_office_display().lower()
        words = f"{holding.practitioner} is {office} after that day, and a chair is a member."
        raise _wrong(NOT_ENDED, "on", words, "End that term by then first.")


def _as_held(row: Holding) -> Held[UUID]:
    return Held(row.practitioner_id, row.seat_id, Part(row.part), Mode(row.mode), Span(row.starts_on, row.ends_on))


def _does(holding: Holding) -> str:
    return "holds the seat" if holding.part == Part.HOLDER else "deputises for the seat"


def _when(span: Span) -> str:
    return f"from {span.starts_on:%-d %B %Y}" + (f" until {span.ends_on:%-d %B %Y}" if span.ends_on else " on")


def _wrong(sentence: str, column: str, what: str, do: str) -> Invalid:
    return Invalid(sentence, [Problem(what, do, column=column)])
