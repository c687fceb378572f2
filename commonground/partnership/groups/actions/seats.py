"""Seats at the table, who holds them and who deputises."""

from datetime import date
from typing import TYPE_CHECKING

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.models import Group, Seat
from commonground.partnership.groups.rules.seats import Span

if TYPE_CHECKING:
    from commonground.ground.partners.models import Organisation, Sector

NOT_KEPT = "The seat was not kept."


@audit.atomic()
def make_seat(
    *,
    group: Group,
    sector: "Sector",
    title: str,
    starts_on: date,
    organisation: "Organisation | None" = None,
    ends_on: date | None = None,
    by: Viewer,
) -> Seat:
    """A place at the table for a sector, and mostly for one body of it. Raises Invalid, Refused."""
    access.check_can_manage(access.standing(by, group))
    _check(group, title, Span(starts_on, ends_on))
    made = Seat.objects.create(
        group=group,
        sector=sector,
        organisation=organisation,
        title=" ".join(title.split()),
        starts_on=starts_on,
        ends_on=ends_on,
    )
    audit.record("seat made", by=by, about=made, details={"sector": sector.pk})
    return made


@audit.atomic()
def change_seat(
    *, seat: Seat, based_on: int, sector: "Sector", title: str, organisation: "Organisation | None" = None, by: Viewer
) -> None:
    """Another title, sector or body for a seat. Raises Invalid, Refused, Conflict."""
    access.check_can_manage(access.standing(by, seat.group))
    _check_own(seat)
    _check(seat.group, title, Span(seat.starts_on, seat.ends_on))
    change(seat, based_on=based_on, sector=sector, title=" ".join(title.split()), organisation=organisation)
    audit.record("seat changed", by=by, about=seat, details={"sector": sector.pk})


@audit.atomic()
def end_seat(*, seat: Seat, on: date, based_on: int, by: Viewer) -> None:
    """The group has this seat no more from a day. Whoever is on it ends first. Raises Invalid, Refused, Conflict."""
    access.check_can_manage(access.standing(by, seat.group))
    _check_own(seat)
    if on <= seat.starts_on:
        raise _wrong("on", f"The seat began on {seat.starts_on:%-d %B %Y}.", "It must end after that.")
    held = [one for one in seat.holdings.select_related("practitioner") if Span(one.starts_on, one.ends_on).until > on]
    if held:
        words = f"{held[0].practitioner} is still on it after that day."
        raise _wrong("on", words, "End that first.")
    change(seat, based_on=based_on, ends_on=on)
    audit.record("seat ended", by=by, about=seat, details={"on": on})


def _check(group: Group, title: str, span: Span) -> None:
    if not " ".join(title.split()):
        raise _wrong("title", "The seat has no name.", "Say which post or role sits here.")
    if span.ends_on is not None and span.ends_on <= span.starts_on:
        raise _wrong("ends_on", "A seat must end after it starts.", "Change one of the days.")
    if not Span(group.starts_on, group.ends_on).holds_on(span.starts_on):
        raise _wrong("starts_on", "The group does not exist on this day.", "Take a day on which it does.")


def _check_own(seat: Seat) -> None:
    """A seat that an office gives is changed by ending the office."""
    if seat.because_of_id:
        raise Invalid("This seat belongs to the chair of a group below. It changes with that office.")


def _wrong(column: str, what: str, do: str) -> Invalid:
    return Invalid(NOT_KEPT, [Problem(what, do, column=column)])
