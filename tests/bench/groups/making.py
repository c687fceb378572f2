"""A place with as many groups, years of meetings and actions as are wanted, written in bulk, alike each time.

Nothing here is random or asks the time: `today` is given, and all else follows from counting.
"""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import models, transaction

from commonground.config import packs
from commonground.ground.partners.models import (
    Account,
    Membership,
    Organisation,
    Partnership,
    Post,
    Practitioner,
    Role,
    Sector,
    Seniority,
    Team,
)
from commonground.ground.places.models import Area, AreaType
from commonground.partnership.groups.models import (
    AbsenceReason,
    Engagement,
    EngagementKind,
    ForwardItem,
    Group,
    GroupArea,
    GroupLink,
    GroupType,
    Holding,
    OfficeHeld,
    ReportingDuty,
    RequiredSector,
    Seat,
    StandingCheck,
    TermsOfReference,
    Venue,
)
from commonground.partnership.groups.rules.words import Link, Mode, Office, Openness, Part
from tests.bench.groups import meeting_years, plan_years, rising
from tests.bench.groups.ids import key, member

LONG_AGO = date(2018, 4, 1)
SECTORS, BODIES, TYPES, VENUES, BELOW = 6, 40, 4, 8, 6
ROLE = "locality-manager"
ROLES = {role["slug"]: role for role in tomllib.loads(packs.ROLES.read_text(encoding="utf-8"))["role"]}
MODES = (Mode.ATTENDS, Mode.ATTENDS, Mode.ATTENDS, Mode.OCCASIONAL, Mode.PAPERS, Mode.INVITED)


@dataclass(frozen=True)
class Size:
    """How much of everything. Meetings and actions are those of all groups together."""

    groups: int = 60
    meetings: int = 4_000
    actions: int = 40_000
    people: int = 500
    seats: int = 14
    items: int = 6
    papers: int = 2  # of a meeting
    plans: int = 20
    priorities: int = 7  # of a plan
    plan_actions: int = 5_000  # of all plans
    risks: int = 12  # of a plan
    workstreams: int = 8  # of the programme
    issues: int = 8  # of a group, and as many questions

    def meetings_of(self, group: int) -> int:
        return self.meetings // self.groups + (group < self.meetings % self.groups)


def make(size: Size, *, today: date, tell: Any = lambda said: None) -> None:
    """All of it. The account that comes first is a manager who also clerks every twelfth group."""
    with transaction.atomic():
        for rows in (*_place(), *_bodies(), *_people(size), *_groups(size, today)):
            keep(rows)
        tell("groups")
        for rows in (*plan_years.of_plans(size, today), *rising.of_groups(size, today)):
            keep(rows)
        tell("plans")
        for group in range(size.groups):
            for rows in meeting_years.of_group(group, size, today):
                keep(rows)
        tell("meetings")


def keep(rows: Iterable[models.Model]) -> None:
    """One table's rows, inserted together."""
    held = list(rows)
    if held:
        type(held[0])._default_manager.bulk_create(held, batch_size=2000, ignore_conflicts=False)


def _place() -> Iterator[Iterable[models.Model]]:
    """A site that shows no example yet has a place too: its pages read it."""
    if not Partnership.objects.exists():
        yield [AreaType(slug="bench", name="Place of the bench", plural="Places of the bench")]
        yield [Area(id=key(Area, 0), slug="bench", code="BENCH", name="Benchshire", type_id="bench")]
        yield [Partnership(slug="bench", name="Benchshire", colour="#1d4f60", area_id=key(Area, 0))]


def _bodies() -> Iterator[Iterable[models.Model]]:
    yield (Sector(slug=f"bench-{one}", name=f"Sector {one} of the bench") for one in range(SECTORS))
    yield (Seniority(slug=f"bench-{one}", name=f"Height {one} of the bench", order=one) for one in range(3))
    yield (
        GroupType(slug=f"bench-{one}", name=f"Kind {one} of the bench", plural=f"Kinds {one} of the bench")
        for one in range(TYPES)
    )
    yield (AbsenceReason(slug=f"bench-{one}", name=f"Reason {one} of the bench") for one in range(3))
    yield [EngagementKind(slug="bench", name="A note of the bench", every_months=4)]
    yield (
        Organisation(
            id=key(Organisation, one), slug=f"bench-{one}", name=f"Body {one} of the bench",
            sector_id=f"bench-{one % SECTORS}",
        )
        for one in range(BODIES)
    )  # fmt: skip
    yield (
        Team(
            id=key(Team, one), organisation_id=key(Organisation, one), name="Team of the bench",
            service_id=f"bench-{one % SECTORS}", starts_on=LONG_AGO,
        )
        for one in range(BODIES)
    )  # fmt: skip
    yield (
        Venue(id=key(Venue, one), name=f"Hall {one} of the bench", address=f"{one} Market Street")
        for one in range(VENUES)
    )
    if not Role.objects.filter(slug=ROLE).exists():
        yield [Role(slug=ROLE, name=ROLE, description=ROLE, permissions=ROLES[ROLE]["permissions"])]


def _people(size: Size) -> Iterator[Iterable[models.Model]]:
    everybody = range(size.people)
    yield (
        Account(id=key(Account, one), email=f"{one}@bench.example.org", name=f"Person {one}", is_invented=True)
        for one in everybody
    )
    yield [
        Membership(account_id=key(Account, 0), role_id=ROLE, organisation_id=key(Organisation, 0), starts_on=LONG_AGO)
    ]
    yield (
        Practitioner(
            id=key(Practitioner, one), name=f"Person {one}", email=f"{one}@bench.example.org",
            account_id=key(Account, one), left_on=date(2026, 4, 1) if one % 50 == 49 else None,
        )
        for one in everybody
    )  # fmt: skip
    yield (
        Post(
            id=key(Post, one), practitioner_id=key(Practitioner, one), team_id=key(Team, one % BODIES),
            title="Manager", fte_hundredths=100, seniority_id=f"bench-{one % 3}", starts_on=LONG_AGO,
        )
        for one in everybody
    )  # fmt: skip


def _groups(size: Size, today: date) -> Iterator[Iterable[models.Model]]:
    every = range(size.groups)
    places = list(Area.objects.order_by("code", "pk").values_list("pk", flat=True)[:40])
    yield (
        Group(
            id=key(Group, one), slug=f"bench-{one}", name=f"Group {one} of the bench", type_id=f"bench-{one % TYPES}",
            openness=(Openness.PUBLIC, Openness.PARTNERS, Openness.PARTNERS, Openness.CLOSED)[one % 4],
            host_id=key(Organisation, one % BODIES), starts_on=LONG_AGO, about="It plans help for families.",
        )
        for one in every
    )  # fmt: skip
    if places:
        yield (
            GroupArea(group_id=key(Group, one), area_id=places[(one + at) % len(places)], starts_on=LONG_AGO)
            for one in every
            for at in range(2)
        )
    yield (
        GroupLink(group_id=key(Group, one), to_id=key(Group, one // BELOW), kind=Link.REPORTS_TO, starts_on=LONG_AGO)
        for one in every
        if one
    )
    yield from _terms(size, today)
    yield from _seats(size, today)
    yield (
        Engagement(
            id=key(Engagement, one, at), group_id=key(Group, one), sector_id=f"bench-{at % SECTORS}", kind_id="bench",
            starts_on=LONG_AGO,
        )
        for one in every
        for at in range(size.seats // 4)
    )  # fmt: skip
    yield (
        ForwardItem(
            id=key(ForwardItem, one, at), group_id=key(Group, one), title=f"Proposal {at}", proposed_by="Somebody",
            proposed_on=today - timedelta(days=at), sponsor_id=member(one, at, size),
            dropped_because="" if at < size.seats // 2 else "Not wanted any more.",
        )
        for one in every
        for at in range(size.seats)
    )  # fmt: skip


def _terms(size: Size, today: date) -> Iterator[Iterable[models.Model]]:
    agreed = [(one, key(TermsOfReference, one, 2)) for one in range(size.groups)]
    yield (
        TermsOfReference(
            id=key(TermsOfReference, one, version), group_id=key(Group, one), number=version + 1,
            status="agreed" if version == 2 else "superseded", aim="Help early.", purpose="Plan.\nReview.",
            seniority_id="bench-1", meetings_a_year=12, quorum=3, agreed_on=LONG_AGO,
            ends_on=None if version == 2 else today - timedelta(days=400),
        )
        for one in range(size.groups)
        for version in range(3)
    )  # fmt: skip
    yield (
        RequiredSector(terms_id=terms, sector_id=f"bench-{at}", order=at)
        for _, terms in agreed
        for at in range(SECTORS - 1)
    )
    yield (StandingCheck(terms_id=terms, title=f"Check {at}", order=at) for _, terms in agreed for at in range(3))
    yield (
        ReportingDuty(
            terms_id=terms, title=f"Report {at}", first_due_on=today - timedelta(days=30),
            to_id=key(Group, 1 if one == 0 else one // BELOW),
        )
        for one, terms in agreed
        for at in range(2)
    )  # fmt: skip


def _seats(size: Size, today: date) -> Iterator[Iterable[models.Model]]:
    every = [(one, at) for one in range(size.groups) for at in range(size.seats)]
    yield (
        Seat(
            id=key(Seat, one, at), group_id=key(Group, one), sector_id=f"bench-{at % (SECTORS - 1)}",
            organisation_id=key(Organisation, (one + at) % BODIES), title=f"Seat {at}", starts_on=LONG_AGO,
        )
        for one, at in every
    )  # fmt: skip
    yield (
        Holding(
            id=key(Holding, one, at), seat_id=key(Seat, one, at), starts_on=LONG_AGO,
            practitioner_id=key(Practitioner, 0) if one % 12 == 1 and at == 1 else member(one, at, size),
            mode=MODES[at % len(MODES)],
        )
        for one, at in every
    )  # fmt: skip
    yield (
        Holding(
            id=key(Holding, one, size.seats + at), seat_id=key(Seat, one, at), starts_on=LONG_AGO, part=Part.DEPUTY,
            practitioner_id=member(one, size.seats + at, size),
        )
        for one, at in every
    )  # fmt: skip
    yield (
        OfficeHeld(
            id=key(OfficeHeld, one, at), group_id=key(Group, one), office=office, starts_on=LONG_AGO,
            practitioner_id=key(Practitioner, 0) if at and one % 12 == 0 else member(one, at * 3 * size.seats, size),
        )
        for one in range(size.groups)
        for at, office in enumerate((Office.CHAIR, Office.CLERK))
    )  # fmt: skip
