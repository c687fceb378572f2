"""A locality management group as the journeys find it: thirteen sectors asked for, a person of each, a clerk.

    locality = seat_everybody()                              # in the example place
    locality.sign_in(visit("desktop"), "clerk", site)

Terms, seats and offices come from the room's own actions, as the person who keeps groups does them.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.utils import timezone

from commonground.foundation.kernel.viewer import ENGLAND, Viewer, operator
from commonground.ground.partners.models import Account, Membership, Organisation, Practitioner, Sector
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.models import Group, Meeting
from commonground.partnership.groups.rules.attendance import Entry
from commonground.partnership.groups.rules.words import Came, Mode, Office, Openness, Part
from tests.journeys.browser import Visitor
from tests.world import HOME_ORGANISATION

SINCE = date(2024, 4, 1)
KEEPS = frozenset({"groups.read", "groups.take-part", "groups.keep", "partners.look-up"})


class Place(NamedTuple):
    """A seat at the table: whose sector, which post, and who holds it."""

    sector: str
    title: str
    holder: str


PLACES = (
    Place("county-council", "Locality manager", "Hana Brook"),
    Place("early-years", "Children's centre manager", "Ivy Lund"),
    Place("schools", "Head teacher", "Ruth Adeyemi"),
    Place("social-care", "Social care service manager", "Owen Pike"),
    Place("youth-justice", "Youth justice manager", "Lena Frost"),
    Place("attendance-and-behaviour", "Attendance lead", "Max Corrie"),
    Place("young-peoples-service", "Youth service manager", "Noor Salim"),
    Place("police", "Neighbourhood inspector", "Grace Tully"),
    Place("camhs", "Mental health team manager", "Piers Vane"),
    Place("community-health", "Health visiting manager", "Dora Quist"),
    Place("voluntary-and-community", "Voluntary sector representative", "Samir Rowe"),
    Place("district-councils", "District community manager", "Anya Holt"),
    Place("jobcentre", "Jobcentre partnership manager", "Cal Whitby"),
)
CHAIR, CLERK, DEPUTY = "Ruth Adeyemi", "Jess Calder", "Bea Norton"
PAPERS_ONLY, OUTSIDER = "Theo Marr", "Una Pratt"
DEPUTISES_FOR = "camhs"
ROLES = {CHAIR: "group-chair", CLERK: "clerk"}


@dataclass(frozen=True)
class Locality:
    """The group, and its people by name."""

    group: Group
    people: dict[str, Practitioner] = field(default_factory=dict)

    def sign_in(self, visitor: Visitor, name: str, site: str) -> Visitor:
        account = self.people[name].account
        assert account is not None
        visitor.sign_in(account, site)
        return visitor

    def meeting(self, on: date, *, hour: int = 14) -> Meeting:
        """A meeting of two hours that is in the calendar."""
        starts_at = datetime.combine(on, time(hour), ENGLAND)
        return actions.plan_meeting(
            group=self.group, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), despite=True, by=keeper()
        )

    def put_on_agenda(self, meeting: Meeting, title: str) -> None:
        actions.add_item(meeting=meeting, based_on=meeting.version, title=title, by=keeper())

    def attended(self, meeting: Meeting, *, without: Collection[str]) -> None:
        """Everybody came but the sectors named."""
        entries = [
            Entry(one.seat.pk, Came.ABSENT)
            if one.seat.sector_id in without
            else Entry(one.seat.pk, Came.PRESENT, practitioner=one.table.holder)
            for one in queries.sheet(meeting).seats
            if one.holding
        ]
        actions.record_attendance(meeting=meeting, based_on=meeting.version, entries=entries, by=keeper())


def keeper() -> Viewer:
    """Whoever keeps groups."""
    return operator(timezone.now(), permissions=KEEPS)


def today() -> date:
    return timezone.localdate()


def working_day(days: int) -> date:
    """About so many days from today, on a weekday."""
    day = today() + timedelta(days=days)
    return day - timedelta(days=max(0, day.weekday() - 4))


def seat_everybody(*, openness: Openness = Openness.PARTNERS, quorum: int = 5) -> Locality:
    """The group with agreed terms, somebody on each seat, a deputy, a chair from the schools, the council's clerk."""
    by = keeper()
    kind = next(one for one in queries.group_types() if one.pk == "locality-group")
    made = Locality(
        actions.start_group(
            name="Sherwood locality",
            type=kind,
            openness=openness,
            host=Organisation.objects.get(slug=HOME_ORGANISATION),
            starts_on=SINCE,
            is_invented=True,
            by=by,
        )
    )
    agree_terms(made, quorum=quorum)
    for one in PLACES:
        _put_on_seat(made, one)
    for one in (CLERK, OUTSIDER):
        made.people[one] = person(one)
    actions.appoint(group=made.group, office=Office.CHAIR, practitioner=made.people[CHAIR], starts_on=SINCE, by=by)
    actions.appoint(group=made.group, office=Office.CLERK, practitioner=made.people[CLERK], starts_on=SINCE, by=by)
    return made


def agree_terms(made: Locality, *, quorum: int) -> None:
    sectors = {one.pk: one for one in Sector.objects.filter(pk__in=[one.sector for one in PLACES])}
    wording = actions.Wording(
        aim="Children and families are helped early.",
        purpose="Plan what families here need.",
        meetings_a_year=6,
        quorum=quorum,
        sectors=[actions.SectorAsked(sectors[one.sector]) for one in PLACES],
        checks=[actions.CheckAsked("Safeguarding")],
    )
    terms = actions.draft_terms(group=made.group, by=keeper())
    actions.write_terms(terms=terms, wording=wording, based_on=terms.version, by=keeper())
    actions.agree_terms(terms=terms, on=SINCE, based_on=terms.version, by=keeper())


def _put_on_seat(made: Locality, one: Place) -> None:
    seat = actions.make_seat(
        group=made.group, sector=Sector.objects.get(pk=one.sector), title=one.title, starts_on=SINCE, by=keeper()
    )
    sits = [(one.holder, Part.HOLDER, Mode.ATTENDS)]
    if one.sector == DEPUTISES_FOR:
        sits.append((DEPUTY, Part.DEPUTY, Mode.ATTENDS))
    for name, part, mode in sits:
        made.people[name] = person(name)
        actions.hold_seat(seat=seat, practitioner=made.people[name], starts_on=SINCE, part=part, mode=mode, by=keeper())


def add_papers_only(made: Locality) -> None:
    """Somebody of adult services who is sent the papers."""
    seat = actions.make_seat(
        group=made.group, sector=Sector.objects.get(pk="adult-services"), title="Adult services", starts_on=SINCE,
        by=keeper(),
    )  # fmt: skip
    made.people[PAPERS_ONLY] = person(PAPERS_ONLY)
    actions.hold_seat(seat=seat, practitioner=made.people[PAPERS_ONLY], starts_on=SINCE, mode=Mode.PAPERS, by=keeper())


def person(name: str) -> Practitioner:
    """Somebody invented, with an account and a role that lets them take part."""
    email = f"{name.replace(' ', '.').casefold()}@tests.example.org"
    account = Account.objects.create(email=email, name=name, is_invented=True)
    Membership.objects.create(
        account=account,
        role_id=ROLES.get(name, "group-member"),
        organisation=Organisation.objects.get(slug=HOME_ORGANISATION),
        starts_on=SINCE,
    )
    return Practitioner.objects.create(name=name, email=email, account=account, is_invented=True)
