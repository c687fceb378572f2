"""The pages of one service, of who provides it and of where it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef

from commonground.foundation.audit.along import Along
from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory import access
from commonground.ground.directory.models import (
    Accessibility,
    Address,
    Attribute,
    Contact,
    Language,
    Location,
    Phone,
    Provider,
    RequiredDocument,
    Schedule,
    Service,
    ServiceAtLocation,
)
from commonground.ground.directory.queries.eligibility import who_it_takes
from commonground.ground.directory.queries.finding import SCHEDULES, Help, as_help, with_details
from commonground.ground.directory.queries.needs import needs
from commonground.ground.directory.queries.pathways import Ways, ways_of
from commonground.ground.directory.queries.services import location, provider
from commonground.ground.directory.queries.words import Word, groupings, levels


def _along(model: Any, *joined: str) -> Along[Any]:
    return Along(model, *joined, without=["extra"], order=lambda one: one.position)


LANGUAGES, DOCUMENTS, PHONES = _along(Language), _along(RequiredDocument), _along(Phone)
CONTACTS, ADDRESSES, ACCESS = _along(Contact), _along(Address), _along(Accessibility)


@dataclass(frozen=True)
class Place:
    """Where a service is, with its hours there."""

    location: Location
    description: str
    addresses: Sequence[Address]
    accessibility: Sequence[Accessibility]
    schedules: Sequence[Schedule]
    phones: Sequence[Phone]


@dataclass(frozen=True)
class Card:
    """All that is said of a service to this viewer. `is_elsewhere`: it is also in a place that is not told."""

    help: Help
    places: Sequence[Place]
    is_elsewhere: bool
    languages: Sequence[Language]
    documents: Sequence[RequiredDocument]
    phones: Sequence[Phone]
    contacts: Sequence[Contact]
    needs: Sequence[Word]
    grouping: Word | None
    level: Word | None
    may_read_funding: bool
    takes: Sequence[str]
    ways: Ways

    @property
    def service(self) -> Service:
        return self.help.service


def service_card(slug: str, *, viewer: Viewer) -> Card:
    """Raises NotFound, also for a service that is no longer offered. Four queries."""
    here = OuterRef("pk")
    rows: Any = with_details(Service.objects.offered().select_related("provider", "owner", "feed")).annotate(
        its_languages=LANGUAGES.of(Language.objects.filter(service=here)),
        its_documents=DOCUMENTS.of(RequiredDocument.objects.filter(service=here)),
        its_phones=PHONES.of(Phone.objects.filter(service=here)),
        its_contacts=CONTACTS.of(Contact.objects.filter(service=here)),
    )
    row = rows.filter(slug=slug).first()
    if row is None:
        raise NotFound("There is no such service in the directory.")
    at = ServiceAtLocation.objects.filter(service=row)
    places = _places(at.visible_to(viewer))
    codes = Attribute.objects.filter(service=row, term__isnull=False).values_list("term__code", flat=True)
    known = needs()
    return Card(
        as_help(row), places, at.count() > len(places),
        LANGUAGES.read(row.its_languages), DOCUMENTS.read(row.its_documents), PHONES.read(row.its_phones),
        [one for one in CONTACTS.read(row.its_contacts) if one.is_public or not one.name],
        [known[code] for code in codes if code in known],
        groupings().get(row.grouping), levels().get(row.level), access.may_read_funding(viewer),
        who_it_takes(row), ways_of(row),
    )  # fmt: skip


def _places(rows: Any) -> list[Place]:
    at = OuterRef("location")
    found = rows.select_related("location").annotate(
        its_addresses=ADDRESSES.of(Address.objects.filter(location=at)),
        its_access=ACCESS.of(Accessibility.objects.filter(location=at)),
        its_phones=PHONES.of(Phone.objects.filter(location=at)),
        its_schedules=SCHEDULES.of(Schedule.objects.filter(at_location=OuterRef("pk"))),
    )
    return [
        Place(
            one.location, one.description, ADDRESSES.read(one.its_addresses), ACCESS.read(one.its_access),
            SCHEDULES.read(one.its_schedules), PHONES.read(one.its_phones),
        )
        for one in found
    ]  # fmt: skip


@dataclass(frozen=True)
class ProviderPage:
    """Who provides services, with those that are offered."""

    provider: Provider
    services: Sequence[Help]


def provider_page(slug: str) -> ProviderPage:
    """Raises NotFound. Two queries."""
    found = provider(slug)
    rows = with_details(Service.objects.offered().filter(provider=found).select_related("provider"))
    return ProviderPage(found, [as_help(row) for row in rows.order_by("name", "pk")])


@dataclass(frozen=True)
class VenuePage:
    """A place with what is offered there; a hub where several services work from it (S10, S15)."""

    location: Location
    addresses: Sequence[Address]
    accessibility: Sequence[Accessibility]
    services: Sequence[Help]

    @property
    def name(self) -> str:
        """Its own name, for those who may know of the place."""
        return self.location.name or self.location.postcode or "A place without a name"


def venue_page(slug: str, *, viewer: Viewer) -> VenuePage:
    """Raises NotFound, also for a confidential place that the viewer may not know of. Four queries."""
    found = location(slug, viewer=viewer)
    here = with_details(Service.objects.offered().filter(at_locations__location=found).select_related("provider"))
    return VenuePage(
        found, list(found.addresses.all()), list(found.accessibility.all()),
        [as_help(row) for row in here.order_by("name", "pk").distinct()],
    )  # fmt: skip
