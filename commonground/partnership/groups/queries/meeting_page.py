"""The page of a meeting while it is planned: when and where, the agenda, who comes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from commonground.foundation.audit.along import Along
from commonground.foundation.kernel import working_days
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.access import Naming, Standing
from commonground.partnership.groups.access.standing import AT_THE_TABLE
from commonground.partnership.groups.models import AgendaItem, Holding, Meeting, Paper, SaidBefore, Seat, Tabling
from commonground.partnership.groups.queries.meetings import items, meeting
from commonground.partnership.groups.rules import agenda
from commonground.partnership.groups.rules.states import MeetingState
from commonground.partnership.groups.rules.words import Came, Mode, Part

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from django.db.models import QuerySet

    from commonground.ground.partners.models import Practitioner

TABLED = Along(Tabling, "paper", order=lambda one: (one.order, one.pk))
OPEN_STATES = (MeetingState.PLANNED, MeetingState.PUBLISHED)


@dataclass
class SeatBefore:
    """A seat and what was said of it beforehand. `mine`: the viewer is on it and may say."""

    seat: Seat
    holder: "Practitioner | None" = None
    mode: str = ""
    deputies: "list[Practitioner]" = field(default_factory=list)
    said: SaidBefore | None = None
    mine: bool = False

    @property
    def words(self) -> str:
        if self.said is None:
            return "Has not said"
        if self.said.came == Came.DEPUTY:
            return f"{self.said.deputy} comes instead"
        if self.said.came == Came.APOLOGIES:
            return f"Not coming{f': {self.said.reason}'.lower() if self.said.reason else ''}"
        return "Coming, online" if self.said.is_online else "Coming"

    @property
    def is_expected(self) -> bool:
        return self.mode in AT_THE_TABLE


@dataclass(frozen=True)
class Line:
    """An item as a row of the agenda; `is_first` and `is_last` among the open or the restricted ones."""

    item: AgendaItem
    sponsor: str
    papers: Sequence[Paper]
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class MeetingPage:
    """What the page shows; restricted items only where they are for the viewer."""

    meeting: Meeting
    here: Standing
    items: Sequence[AgendaItem]
    papers: "Mapping[UUID, Sequence[Paper]]"
    seats: Sequence[SeatBefore]
    naming: Naming
    viewer: Viewer

    @property
    def is_open(self) -> bool:
        """What is said beforehand counts until it was held; from then on attendance does."""
        return self.meeting.status in OPEN_STATES

    @property
    def is_ahead(self) -> bool:
        return self.meeting.status in OPEN_STATES and self.meeting.starts_at > self.viewer.now

    @property
    def takes_items(self) -> bool:
        return self.here.serves and self.meeting.status in OPEN_STATES

    @property
    def may_raise(self) -> bool:
        """Issues go up from items of a meeting that is not off."""
        return access.may_raise(self.here) and self.meeting.status != MeetingState.CANCELLED

    @property
    def shows_agenda(self) -> bool:
        """A draft agenda is for those inside; outsiders read what was published."""
        return self.meeting.status != MeetingState.PLANNED or self.here.is_inside or self.here.serves

    @property
    def shows_how_to_join(self) -> bool:
        """Only those who come are told how to join online."""
        comes = self.here.offices or self.here.deputises or self.here.modes - {Mode.PAPERS}
        return bool(comes and (self.meeting.join_link or self.meeting.join_words))

    @property
    def my_seats(self) -> list[SeatBefore]:
        return [one for one in self.seats if one.mine]

    @property
    def expected(self) -> list[SeatBefore]:
        return [one for one in self.seats if one.is_expected or one.said]

    @property
    def coming(self) -> int:
        return sum(one.said is not None and one.said.came in (Came.PRESENT, Came.DEPUTY) for one in self.seats)

    @property
    def not_coming(self) -> list[SeatBefore]:
        return [one for one in self.seats if one.said is not None and one.said.came == Came.APOLOGIES]

    @property
    def has_gone_out(self) -> bool:
        return any(item.number for item in self.items)

    @property
    def lines(self) -> "list[Line]":
        """Each item with its sponsor, by name for whoever may read names, its papers, and where it may go."""
        found = []
        for part in (False, True):
            there = [one for one in self.items if one.is_restricted == part]
            found += [
                Line(
                    one,
                    self._sponsor(one),
                    self.papers.get(one.pk, ()),
                    is_first=one == there[0],
                    is_last=one == there[-1],
                )
                for one in there
            ]
        return found

    def _sponsor(self, one: AgendaItem) -> str:
        named = one.sponsor is not None and self.naming.may_name(one.sponsor)
        return one.sponsor.name if one.sponsor is not None and named else one.sponsor_words

    @property
    def minutes_taken(self) -> int:
        return sum(one.minutes for one in self.items)

    @property
    def minutes_there_are(self) -> int:
        return round((self.meeting.ends_at - self.meeting.starts_at).total_seconds() / 60)

    @property
    def too_long(self) -> str:
        return agenda.too_long_words(self.minutes_taken, self.minutes_there_are)

    @property
    def papers_due_on(self) -> "date | None":
        terms = self.meeting.terms
        return working_days.add(self.meeting.day, -terms.papers_days) if terms else None

    @property
    def pack_due_on(self) -> "date | None":
        terms = self.meeting.terms
        return working_days.add(self.meeting.day, -terms.pack_days) if terms else None

    @property
    def quorum(self) -> int | None:
        return self.meeting.terms.quorum if self.meeting.terms else None

    @property
    def people(self) -> "list[Practitioner]":
        """Everybody whom the page names."""
        sponsors = [one.sponsor for one in self.items if one.sponsor and self.naming.may_name(one.sponsor)]
        shown = self.expected if self.here.serves else self.my_seats
        of_seats = [one.holder for one in shown if one.holder]
        return [*sponsors, *of_seats, *(one.said.deputy for one in shown if one.said and one.said.deputy)]


def meeting_page(slug: str, key: str, *, viewer: Viewer) -> MeetingPage:
    """The page at /groups/<slug>/meetings/<key>/. Raises NotFound. Four queries."""
    found = meeting(slug, key, viewer=viewer)
    here = access.remembered(viewer, found.group)
    is_near = here.is_inside or here.serves
    agenda_seen = items(found, here=here)
    shown = list(_with_papers(agenda_seen, viewer=viewer) if is_near else agenda_seen)
    return MeetingPage(
        meeting=found,
        here=here,
        items=shown,
        papers=_papers_under(shown),
        seats=seats_before(found, viewer=viewer) if is_near else (),
        naming=access.Naming(viewer, here),
        viewer=viewer,
    )


def _with_papers(shown: "QuerySet[AgendaItem]", *, viewer: Viewer) -> "QuerySet[AgendaItem]":
    """Items with their papers read along, as far as the viewer may know of them. Outsiders read them in the pack."""
    under = Tabling.objects.filter(item=OuterRef("pk"))
    # of these few, not of all there are
    here = Paper.objects.visible_to(viewer).filter(pk=OuterRef("paper")).order_by()
    return shown.annotate(tabled=TABLED.of(under.filter(Exists(here))))


def _papers_under(shown: Sequence[AgendaItem]) -> "Mapping[UUID, Sequence[Paper]]":
    """Item → the papers that were read along with it."""
    return {one.pk: [row.paper for row in TABLED.read(getattr(one, "tabled", None))] for one in shown}


def seats_before(meeting: Meeting, *, viewer: Viewer) -> list[SeatBefore]:
    """Seats on the day of the meeting with their people, and what was said of each. Two queries."""
    held = (
        Holding.objects.current_on(meeting.day)
        .filter(seat__group=meeting.group_id)
        .select_related("seat__sector", "seat__organisation", "practitioner")
        .order_by("seat__sector__name", "seat__title", "seat_id")
    )
    found: dict[object, SeatBefore] = {}
    for one in held:
        seat = found.setdefault(one.seat_id, SeatBefore(one.seat))
        if one.part == Part.HOLDER:
            seat.holder, seat.mode = one.practitioner, one.mode
        else:
            seat.deputies.append(one.practitioner)
        seat.mine |= viewer.id is not None and one.practitioner.account_id == viewer.id
    for said in SaidBefore.objects.filter(meeting=meeting).select_related("deputy", "reason"):
        if said.seat_id in found:
            found[said.seat_id].said = said
    return list(found.values())
