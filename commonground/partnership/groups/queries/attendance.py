"""Seats on the day of a meeting, who may fill them, and what was written down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from commonground.foundation.audit.along import Along
from commonground.partnership.groups.models import (
    Action,
    Attendance,
    Group,
    Holding,
    Meeting,
    Minutes,
    OfficeHeld,
    SaidBefore,
    Seat,
)
from commonground.partnership.groups.models.vocabulary import AbsenceReason
from commonground.partnership.groups.queries.seating import seated_on
from commonground.partnership.groups.rules.attendance import Entry, Quorum, SeatAtTable, quorum
from commonground.partnership.groups.rules.words import Came, Mode, Part

if TYPE_CHECKING:
    from commonground.ground.partners.models import Organisation, Practitioner

Named = TypeVar("Named")

# What is read along with minutes.
OFFICES = Along(OfficeHeld, "practitioner", order=lambda one: (one.office, one.starts_on))
CAME = Along(
    Attendance,
    "practitioner",
    "reason",
    "organisation",
    "sector",
    order=lambda one: (one.sector.name if one.sector else "", one.pk),
)


@dataclass(frozen=True)
class SeatOfDay:
    """A seat on the day of a meeting: its people, what was said before, and what was written down."""

    seat: Seat
    holding: Holding | None
    deputies: Sequence["Practitioner"] = ()
    said: SaidBefore | None = None
    entry: Attendance | None = None

    @property
    def table(self) -> SeatAtTable:
        """What the rules need of it."""
        return SeatAtTable(
            self.seat.pk,
            self.seat.title,
            holder=self.holding.practitioner_id if self.holding else None,
            mode=self.holding.mode if self.holding else Mode.ATTENDS,
            deputies=tuple(one.pk for one in self.deputies),
        )

    @property
    def body(self) -> str:
        """The organisation of the seat, or its sector where it is not for one."""
        return str(self.seat.organisation or self.seat.sector)

    @property
    def likely(self) -> str:
        """What the sheet proposes: what was written down, else what was said before."""
        known = self.entry or self.said
        return known.came if known else ""


@dataclass(frozen=True)
class Sheet:
    """The attendance of one meeting, in one screen."""

    meeting: Meeting
    seats: Sequence[SeatOfDay]
    others: Sequence[Attendance] = ()
    reasons: Sequence[AbsenceReason] = field(default_factory=list)

    @property
    def tables(self) -> Mapping[UUID, SeatAtTable]:
        return {one.seat.pk: one.table for one in self.seats}

    @property
    def people(self) -> Mapping[UUID, "Practitioner"]:
        """Everybody who may fill a seat, by id."""
        held = {one.holding.practitioner_id: one.holding.practitioner for one in self.seats if one.holding}
        return held | {person.pk: person for one in self.seats for person in one.deputies}

    @property
    def is_recorded(self) -> bool:
        return any(one.entry for one in self.seats) or bool(self.others)

    @property
    def quorum(self) -> Quorum:
        """As it was written down."""
        written = [one.entry for one in self.seats if one.entry and one.entry.seat_id]
        entries = [Entry(one.seat_id, one.came) for one in written if one.seat_id]
        needed = self.meeting.terms.quorum if self.meeting.terms else None
        return quorum(entries, self.tables, needed=needed)

    @property
    def present(self) -> Sequence["Practitioner"]:
        """Who was there: on a seat or in attendance."""
        filled = [one.entry for one in self.seats if one.entry] + list(self.others)
        return [one.practitioner for one in filled if one.practitioner and one.came in (Came.PRESENT, Came.DEPUTY)]


def sheet(meeting: Meeting, *, is_over: bool = False, read_with: Minutes | None = None) -> Sheet:
    """The seats that stand on the day of the meeting, by sector. Four queries; two where it `is_over`, and what was
    said before and the reasons to choose from are wanted no more; one where who came was read along with minutes. Ask
    access before."""
    before = () if is_over else meeting.said_before.select_related("deputy", "reason")
    said = {one.seat_id: one for one in before}
    if read_with is not None and hasattr(read_with, "came_seen"):
        written = CAME.read(read_with.came_seen)
    else:
        written = list(meeting.attendance.select_related("practitioner", "reason", "organisation"))
    by_seat = {one.seat_id: one for one in written if one.seat_id}
    seats = seated_on([meeting.group_id], meeting.day)
    return Sheet(
        meeting,
        [_of_day(seat, held, said.get(seat.pk), by_seat.get(seat.pk)) for seat, held in seats],
        others=[one for one in written if one.seat_id is None],
        reasons=[] if is_over else list(AbsenceReason.objects.all()),
    )


@dataclass(frozen=True)
class Doers:
    """The bodies and people that an action of a group can be given to, by id."""

    bodies: Mapping[str, "Organisation"]
    people: Mapping[str, "Practitioner"]

    def with_owner_of(self, action: Action) -> "Doers":
        """With whom the action is with now, who may have no seat any more."""
        bodies = {**self.bodies, str(action.organisation_id): action.organisation}
        people = {**self.people, str(action.owner.pk): action.owner} if action.owner else self.people
        return Doers(_by_name(bodies), _by_name(people))


def doers(group: Group, *, on: date, read_with: Minutes | None = None) -> Doers:
    """Bodies with a seat that day and the one that runs the group; holders, deputies and officers. Two queries, one
    where the offices of that day were read along with minutes."""
    seats = seated_on([group.pk], on)
    bodies = {str(seat.organisation.pk): seat.organisation for seat, _ in seats if seat.organisation}
    bodies[str(group.host_id)] = group.host
    held = [one.practitioner for _, on_it in seats for one in on_it]
    if read_with is not None and hasattr(read_with, "offices_seen"):
        offices = OFFICES.read(read_with.offices_seen)
    else:
        offices = list(group.offices.current_on(on).select_related("practitioner"))
    people = {str(one.pk): one for one in [*held, *(one.practitioner for one in offices)]}
    return Doers(_by_name(bodies), _by_name(people))


def _by_name(named: Mapping[str, Named]) -> dict[str, Named]:
    return dict(sorted(named.items(), key=lambda one: str(one[1]).casefold()))


def _of_day(seat: Seat, held: Sequence[Holding], said: SaidBefore | None, entry: Attendance | None) -> SeatOfDay:
    holder = next((one for one in held if one.part == Part.HOLDER), None)
    return SeatOfDay(
        seat,
        holder,
        deputies=[one.practitioner for one in held if one.part == Part.DEPUTY],
        said=said,
        entry=entry,
    )
