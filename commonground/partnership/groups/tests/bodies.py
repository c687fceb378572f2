"""A small partnership for the tests of groups: three groups, one person of each kind, what each sees.

Rows are made by hand here, because actions are what the tests are about.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from commonground.foundation.kernel.viewer import ENGLAND, Membership, Viewer
from commonground.ground.partners.models import Account, Organisation, Practitioner, Sector
from commonground.partnership.groups.models import (
    AgendaItem,
    Group,
    GroupType,
    Holding,
    Meeting,
    OfficeHeld,
    Seat,
    TermsOfReference,
)
from commonground.partnership.groups.rules.words import Mode, Office, Openness, Part

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY = date(2026, 11, 22)
LONG_AGO = date(2024, 1, 1)

READS = frozenset({"groups.read"})
TAKES_PART = frozenset({"groups.read", "groups.take-part"})
KEEPS = frozenset({"groups.read", "groups.take-part", "groups.keep", "partners.look-up"})


def viewer_of_account(account: Account, permissions: frozenset[str] = TAKES_PART, *, now: datetime = NOW) -> Viewer:
    """What rooms see of somebody with these permissions."""
    membership = Membership(role="of the test", permissions=permissions)
    return Viewer(account.pk, account.name, (membership,), purpose="", session="test", now=now)


def sector(slug: str = "police", name: str = "") -> Sector:
    return Sector.objects.get_or_create(slug=slug, defaults={"name": name or slug.capitalize()})[0]


def organisation(name: str = "Shire Council", *, of: str = "county-council") -> Organisation:
    slug = name.lower().replace(" ", "-")
    return Organisation.objects.get_or_create(slug=slug, defaults={"name": name, "sector": sector(of)})[0]


def person(name: str) -> Practitioner:
    """Somebody with an account of their own."""
    email = f"{name.lower().replace(' ', '.')}@example.org"
    account = Account.objects.get_or_create(email=email, defaults={"name": name})[0]
    return Practitioner.objects.get_or_create(email=email, defaults={"name": name, "account": account})[0]


def viewer(practitioner: Practitioner, permissions: frozenset[str] = TAKES_PART, *, now: datetime = NOW) -> Viewer:
    assert practitioner.account is not None
    return viewer_of_account(practitioner.account, permissions, now=now)


def group(name: str = "Rushcliffe", openness: Openness = Openness.PARTNERS, *, slug: str = "", **more: object) -> Group:
    kind = GroupType.objects.get_or_create(
        slug="locality-group", defaults={"name": "Locality management group", "plural": "Locality management groups"}
    )[0]
    values: dict[str, object] = {"type": kind, "host": organisation(), "starts_on": LONG_AGO, **more}
    return Group.objects.create(name=name, slug=slug or name.lower().replace(" ", "-"), openness=openness, **values)


def seat(at: Group, *, of: str = "police", title: str = "", **more: object) -> Seat:
    values: dict[str, object] = {"starts_on": LONG_AGO, **more}
    return Seat.objects.create(group=at, sector=sector(of), title=title or f"{of.capitalize()} manager", **values)


def holds(who: Practitioner, at: Seat, mode: Mode = Mode.ATTENDS, part: Part = Part.HOLDER, **more: object) -> Holding:
    values: dict[str, object] = {"starts_on": LONG_AGO, **more}
    return Holding.objects.create(seat=at, practitioner=who, mode=mode, part=part, **values)


def serves(who: Practitioner, in_: Group, office: Office, **more: object) -> OfficeHeld:
    values: dict[str, object] = {"starts_on": LONG_AGO, **more}
    return OfficeHeld.objects.create(group=in_, practitioner=who, office=office, **values)


@dataclass(frozen=True)
class Cast:
    """One person of each kind, in or outside of one group."""

    group: Group
    people: dict[str, Practitioner]

    def sees(self, kind: str, *, now: datetime = NOW) -> Viewer:
        permissions = {"manager": KEEPS, "reader": READS}.get(kind, TAKES_PART)
        return viewer(self.people[kind], permissions, now=now)

    @property
    def accounts(self) -> set[UUID]:
        return {one.account_id for one in self.people.values() if one.account_id}


def cast(openness: Openness = Openness.PARTNERS, name: str = "Rushcliffe") -> Cast:
    """chair, clerk, member, deputy, papers (only), invited, observer, outsider, reader, manager."""
    made = group(name, openness)
    people = {kind: person(f"{kind.capitalize()} of {name}") for kind in KINDS}
    chair_seat = seat(made, of="schools", title="Head teacher")
    holds(people["chair"], chair_seat)
    serves(people["chair"], made, Office.CHAIR)
    serves(people["clerk"], made, Office.CLERK)
    police = seat(made, of="police")
    holds(people["member"], police)
    holds(people["deputy"], police, part=Part.DEPUTY)
    for kind, mode in (("papers", Mode.PAPERS), ("invited", Mode.INVITED), ("observer", Mode.OBSERVES)):
        holds(people[kind], seat(made, of="social-care", title=f"Seat of the {kind}"), mode)
    return Cast(made, people)


KINDS = ("chair", "clerk", "member", "deputy", "papers", "invited", "observer", "outsider", "reader", "manager")


def meeting(of: Group, on: date = TODAY, **more: object) -> Meeting:
    """At two in the afternoon for two hours."""
    starts_at = datetime(on.year, on.month, on.day, 14, tzinfo=ENGLAND)
    values: dict[str, object] = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2), **more}
    return Meeting.objects.create(group=of, key=on.isoformat(), **values)


def item(
    at: Meeting, title: str = "Locality plan", *, order: int = 0, restricted: str = "", **more: object
) -> AgendaItem:
    return AgendaItem.objects.create(
        meeting=at,
        title=title,
        order=order or at.items.count() + 1,
        is_restricted=bool(restricted),
        why_restricted=restricted,
        **more,
    )


def terms(of: Group, **more: object) -> TermsOfReference:
    values: dict[str, object] = {"status": "agreed", "agreed_on": LONG_AGO, "aim": "Help early.", "purpose": "Plan."}
    return TermsOfReference.objects.create(group=of, **{**values, **more})
