"""A group and one person of each kind in and outside of it, for the tests of this room. Rows are made by hand."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from commonground.foundation.kernel.viewer import ENGLAND, Membership, Viewer
from commonground.ground.partners.models import Account, Organisation, Practitioner, Sector
from commonground.partnership.groups.models import Group, GroupType, Holding, Meeting, OfficeHeld, Seat
from commonground.partnership.groups.rules.words import Mode, Office, Openness, Part

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LONG_AGO = date(2024, 1, 1)
PERMISSIONS = {
    "reader": frozenset({"groups.read", "plans.read"}),
    "no-plans": frozenset({"groups.read"}),
    "manager": frozenset({"groups.read", "groups.take-part", "groups.keep", "plans.read", "partners.look-up"}),
}
TAKES_PART = frozenset({"groups.read", "groups.take-part", "plans.read"})
KINDS = ("chair", "clerk", "member", "deputy", "papers", "observer", "outsider", "reader", "no-plans", "manager")


def sector(slug: str) -> Sector:
    return Sector.objects.get_or_create(slug=slug, defaults={"name": slug.capitalize()})[0]


def organisation() -> Organisation:
    of = sector("county-council")
    return Organisation.objects.get_or_create(slug="shire-council", defaults={"name": "Shire Council", "sector": of})[0]


def group(name: str, openness: Openness = Openness.PARTNERS, *, slug: str = "") -> Group:
    kind = GroupType.objects.get_or_create(slug="forum", defaults={"name": "Forum", "plural": "Forums"})[0]
    return Group.objects.create(
        name=name, slug=slug or name.lower().replace(" ", "-"), openness=openness, type=kind, host=organisation(),
        starts_on=LONG_AGO,
    )  # fmt: skip


def person(name: str) -> Practitioner:
    """Somebody with an account of their own."""
    email = f"{name.lower().replace(' ', '.')}@example.org"
    account = Account.objects.create(email=email, name=name)
    return Practitioner.objects.create(email=email, name=name, account=account)


def serves(who: Practitioner, of: Group, office: Office) -> None:
    OfficeHeld.objects.create(group=of, practitioner=who, office=office, starts_on=LONG_AGO)


def meeting(of: Group, on: date, status: str, **more: object) -> Meeting:
    """At two in the afternoon for two hours."""
    starts_at = datetime(on.year, on.month, on.day, 14, tzinfo=ENGLAND)
    return Meeting.objects.create(
        group=of, key=on.isoformat(), status=status, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), **more
    )


@dataclass(frozen=True)
class Cast:
    """One person of each kind, in or outside of one group."""

    group: Group
    people: dict[str, Practitioner]

    def sees(self, kind: str) -> Viewer:
        account = self.people[kind].account
        assert account is not None
        held = Membership(role="of the test", permissions=PERMISSIONS.get(kind, TAKES_PART))
        return Viewer(account.pk, account.name, (held,), purpose="", session="test", now=NOW)


def cast(openness: Openness, name: str) -> Cast:
    """Seats of schools and police, and two of social care on papers and observing; chair and clerk."""
    made = group(name, openness)
    people = {kind: person(f"{kind.capitalize()} of {name}") for kind in KINDS}
    for slug, holders in (
        ("schools", (("chair", Part.HOLDER, Mode.ATTENDS),)),
        ("police", (("member", Part.HOLDER, Mode.ATTENDS), ("deputy", Part.DEPUTY, Mode.ATTENDS))),
        ("social-care", (("papers", Part.HOLDER, Mode.PAPERS),)),
        ("social-care", (("observer", Part.HOLDER, Mode.OBSERVES),)),
    ):
        seat = Seat.objects.create(group=made, sector=sector(slug), title=f"Seat of {slug}", starts_on=LONG_AGO)
        for kind, part, mode in holders:
            Holding.objects.create(
                seat=seat, practitioner=people[kind], part=part, mode=mode, starts_on=LONG_AGO
            )  # fmt: skip
    serves(people["chair"], made, Office.CHAIR)
    serves(people["clerk"], made, Office.CLERK)
    return Cast(made, people)
