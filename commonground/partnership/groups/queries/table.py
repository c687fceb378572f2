"""The table of a group: its seats, who is on them, who leads and serves it, and what the viewer is told of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.models import Group, Holding, OfficeHeld, Seat
from commonground.partnership.groups.queries.seating import seated_on
from commonground.partnership.groups.rules import seats as rules
from commonground.partnership.groups.rules.membership import SeatSeen
from commonground.partnership.groups.rules.seats import Span
from commonground.partnership.groups.rules.words import AT_THE_TABLE, Mode, Office, Part

if TYPE_CHECKING:
    from commonground.ground.partners.models import Practitioner

HIDDEN = "Somebody in post"
PAST = 20  # former offices that a page shows


@dataclass(frozen=True)
class SeatOfGroup:
    """A seat with whoever is on it today."""

    seat: Seat
    held: Sequence[Holding]

    @property
    def holding(self) -> Holding | None:
        return next((one for one in self.held if one.part == Part.HOLDER), None)

    @property
    def deputies(self) -> list[Holding]:
        return [one for one in self.held if one.part == Part.DEPUTY]

    @property
    def is_at_table(self) -> bool:
        return self.holding is not None and self.holding.mode in AT_THE_TABLE

    @property
    def seen(self) -> SeatSeen:
        """What the rule of who is missing needs of it."""
        holder = self.holding
        height = getattr(holder, "height", None)
        return SeatSeen(self.seat.sector_id, Mode(holder.mode) if holder else None, height)


@dataclass(frozen=True)
class Table:
    """Seats, offices and what the viewer is to the group, of one day."""

    group: Group
    viewer: Viewer
    seats: Sequence[SeatOfGroup]
    offices: Sequence[OfficeHeld]  # those of today and to come
    on: date
    past_offices: Sequence[OfficeHeld] = ()  # the last to end first

    @cached_property
    def here(self) -> access.Standing:
        """Worked out from the rows that the page shows anyhow."""
        mine = [one for one in self._holdings if one.practitioner.account_id == self.viewer.id]
        offices = [one.office for one in self.current_offices if one.practitioner.account_id == self.viewer.id]
        return access.standing_from(
            self.viewer, self.group, offices=offices, held=[(one.part, one.mode) for one in mine]
        )

    @cached_property
    def naming(self) -> access.Naming:
        return access.Naming(self.viewer, self.here)

    @property
    def _holdings(self) -> list[Holding]:
        return [one for seat in self.seats for one in seat.held]

    @property
    def current_offices(self) -> list[OfficeHeld]:
        return [one for one in self.offices if Span(one.starts_on, one.ends_on).holds_on(self.on)]

    @property
    def coming_offices(self) -> list[OfficeHeld]:
        return [one for one in self.offices if one.starts_on > self.on]

    def office(self, office: Office) -> OfficeHeld | None:
        """Who holds an office today."""
        return next((one for one in self.current_offices if one.office == office), None)

    @property
    def chair(self) -> OfficeHeld | None:
        return self.office(Office.CHAIR)

    @property
    def clerk(self) -> OfficeHeld | None:
        return self.office(Office.CLERK)

    @property
    def next_chair(self) -> OfficeHeld | None:
        return next((one for one in self.coming_offices if one.office == Office.CHAIR), None)

    @property
    def gaps_in_chair(self) -> Sequence[Span]:
        """Times from today on, as far as the rota goes, in which nobody is to chair."""
        spans = [Span(one.starts_on, one.ends_on) for one in self.offices if one.office == Office.CHAIR]
        if not spans:
            return []
        last = max(span.until for span in spans)
        return rules.gaps(spans, Span(self.on, None if last == rules.OPEN else last))

    @property
    def members(self) -> list[SeatOfGroup]:
        """Seats at the table."""
        return [one for one in self.seats if one.is_at_table or one.holding is None]

    @property
    def circulation(self) -> list[SeatOfGroup]:
        """Seats whose holders are not at the table: papers only, by invitation, observing (M7)."""
        return [one for one in self.seats if one.holding is not None and not one.is_at_table]

    @property
    def modes(self) -> list[str]:
        """Ways in which holders take part, one for each."""
        return [one.mode for one in self._holdings if one.part == Part.HOLDER]

    def name(self, practitioner: "Practitioner") -> str:
        """The name where the viewer may read it."""
        return practitioner.name if self.naming.may_name(practitioner) else ""

    def post_of(self, office: OfficeHeld) -> str:
        """The seat of whoever holds the office, by which those are told who may not read the name."""
        seat = next(
            (one for one in self.seats for held in one.held if held.practitioner_id == office.practitioner_id), None
        )
        return seat.seat.title if seat else ""

    @property
    def named(self) -> list["Practitioner"]:
        """Everybody whose name the page shows."""
        people = {one.practitioner_id: one.practitioner for one in self._holdings}
        people |= {one.practitioner_id: one.practitioner for one in self.offices}
        return [one for one in people.values() if self.naming.may_name(one)]


def table_of(
    group: Group,
    *,
    viewer: Viewer,
    with_heights: bool = False,
    with_past: bool = False,
    offices: Sequence[OfficeHeld] | None = None,
) -> Table:
    """Two queries; one where the `offices` of today and to come were read with the group. `with_heights` reads at which
    height of their body holders stand, for terms that ask for one; `with_past` reads also who chaired and clerked
    before."""
    seats = seats_on([group.pk], viewer.today, with_heights=with_heights)
    if offices is None:
        every = OfficeHeld.objects.filter(group=group).select_related("practitioner").order_by("office", "starts_on")
        offices = list(every if with_past else every.not_over(viewer.today))
    held = [(one, one.ends_on is not None and one.ends_on <= viewer.today) for one in offices]
    return Table(
        group,
        viewer,
        seats,
        [one for one, is_over in held if not is_over],
        viewer.today,
        past_offices=sorted((one for one, is_over in held if is_over), key=_ended, reverse=True)[:PAST],
    )


def _ended(held: OfficeHeld) -> date:
    return held.ends_on or rules.OPEN


def seats_on(groups: Sequence[UUID], day: date, *, with_heights: bool = False) -> list[SeatOfGroup]:
    """Seats of these groups on a day with whoever is on them. One query."""
    return [SeatOfGroup(seat, held) for seat, held in seated_on(groups, day, with_heights=with_heights)]


def seat(group: Group, seat_id: UUID) -> Seat:
    """A seat of a group that the viewer may know of. Raises NotFound."""
    found = Seat.objects.filter(group=group, pk=seat_id).select_related("sector", "organisation", "group").first()
    if found is None:
        raise NotFound("There is no such seat.")
    return found


def holding(group: Group, holding_id: UUID) -> Holding:
    """Somebody on a seat of a group that the viewer may know of. Raises NotFound."""
    rows = Holding.objects.filter(seat__group=group, pk=holding_id)
    found = rows.select_related("practitioner", "seat__group", "seat__sector").first()
    if found is None:
        raise NotFound("There is nobody like this on a seat of this group.")
    return found


def office_held(group: Group, office_id: UUID) -> OfficeHeld:
    """A term in an office of a group that the viewer may know of. Raises NotFound."""
    found = OfficeHeld.objects.filter(group=group, pk=office_id).select_related("practitioner", "group").first()
    if found is None:
        raise NotFound("There is no such term of office.")
    return found


def past_holdings(group: Group, *, on: date) -> list[Holding]:
    """Who was on which seat before a day, the latest first. One query."""
    rows = Holding.objects.filter(seat__group=group, ends_on__lte=on)
    return list(rows.select_related("practitioner", "seat__sector").order_by("-ends_on")[:50])
