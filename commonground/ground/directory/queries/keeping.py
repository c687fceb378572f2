"""What keepers of the directory look through and change: every entry, also those that are not offered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet

from commonground.foundation.audit.along import Along
from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory import access
from commonground.ground.directory.models import (
    Address,
    Contact,
    CostOption,
    Funding,
    Language,
    Location,
    LocationQuerySet,
    Phone,
    Provider,
    RequiredDocument,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceQuerySet,
)
from commonground.ground.directory.queries.words_sought import sought
from commonground.ground.directory.rules.words import Status

MOST_MEANT = 6


@dataclass(frozen=True)
class AskedEntries:
    """How the list of entries is narrowed; empty means everything."""

    words: str = ""
    status: str = ""


def entries_kept(asked: AskedEntries, *, viewer: Viewer) -> ServiceQuerySet:
    """Services that the viewer may keep, by name, whatever becomes of them."""
    rows = Service.objects.select_related("provider", "owner", "feed").filter(sought(asked.words))
    if asked.status in [one.value for one in Status]:
        rows = rows.filter(status=asked.status)
    if not viewer.may("directory.keep"):
        rows = rows.filter(owner__name__in=_own(viewer))
    return rows.order_by("name", "pk")


def _own(viewer: Viewer) -> list[str]:
    held = viewer.current_memberships
    return [one.organisation for one in held if "directory.keep-own" in one.permissions and one.organisation]


@dataclass(frozen=True)
class Held:
    """Pieces of one kind, each in a line of words, and of what they are."""

    kind: str
    title: str
    owner: UUID
    rows: Sequence[tuple[Any, str]]


@dataclass(frozen=True)
class HeldPlace:
    """Where a service is, with its hours there."""

    at: ServiceAtLocation
    hours: Held


@dataclass(frozen=True)
class EntryPage:
    """All that is kept of a service. `hidden`: in how many places it is that the viewer may not know of."""

    service: Service
    pieces: Sequence[Held]
    places: Sequence[HeldPlace]
    hidden: int
    needs: Sequence[str]


def _amount(one: CostOption) -> str:
    pounds = "" if one.amount is None else f"£{one.amount / 100:.2f}"
    return ", ".join(part for part in (one.option, pounds, one.amount_description) if part)


def _whom(one: Contact) -> str:
    name = f"{one.name} ({'shown' if one.is_public else 'not shown'})" if one.name else ""
    return ", ".join(part for part in (name, one.title, one.department, one.email) if part)


def _number(one: Phone) -> str:
    return ", ".join(part for part in (one.number, one.extension, one.description) if part)


def _area(one: ServiceArea) -> str:
    said = one.name or one.service_area or one.extent[:40]
    return said if one.area_id else f"{said} (words or an outline: no list finds it by this)"


# Kind, title, table, how a row is said in a line.
PIECES: tuple[tuple[str, str, Any, Callable[[Any], str]], ...] = (
    ("hours", "When", Schedule, lambda one: ". ".join(part for part in (one.in_words, one.description) if part)),
    ("cost", "Costs", CostOption, _amount),
    ("language", "Languages", Language, str),
    ("area", "Areas it reaches", ServiceArea, _area),
    ("phone", "Telephone", Phone, _number),
    ("contact", "Whom to ask", Contact, _whom),
    ("document", "What to bring", RequiredDocument, lambda one: one.document),
    ("funding", "Where the money comes from", Funding, lambda one: one.source),
)
ALONG = {kind: Along(table, without=["extra"], order=lambda one: one.position) for kind, _, table, _ in PIECES}
THERE = Along(Schedule, without=["extra"], order=lambda one: one.position)


def entry_page(slug: str, *, viewer: Viewer) -> EntryPage:
    """A service with every piece of it. Raises NotFound, Refused. Four queries."""
    here = OuterRef("pk")
    along = {f"its_{kind}": ALONG[kind].of(table.objects.filter(service=here)) for kind, _, table, _ in PIECES}
    rows: Any = Service.objects.select_related("provider", "owner", "feed").annotate(**along)
    found = rows.filter(slug=slug).first()
    if found is None:
        raise NotFound("There is no such service in the directory.")
    access.check_can_keep_service(viewer, found)
    pieces = [
        Held(kind, title, found.pk, [(one, said(one)) for one in ALONG[kind].read(getattr(found, f"its_{kind}"))])
        for kind, title, _, said in PIECES
    ]
    at = ServiceAtLocation.objects.filter(service=found)
    shown = at.visible_to(viewer).select_related("location")
    places = [_place(one) for one in shown.annotate(hours=THERE.of(Schedule.objects.filter(at_location=here)))]
    names = found.attributes.filter(term__isnull=False).values_list("term__name", flat=True)
    return EntryPage(found, pieces, places, at.count() - len(places), list(names))


def _place(at: Any) -> HeldPlace:
    rows = [(one, one.in_words or one.description) for one in THERE.read(at.hours)]
    return HeldPlace(at, Held("hours-there", "Hours there", at.pk, rows))


@dataclass(frozen=True)
class PlacePage:
    """All that is kept of a place, with what is there, offered or not."""

    location: Location
    addresses: Sequence[Address]
    pieces: Sequence[Held]
    services: Sequence[Service]

    @property
    def name(self) -> str:
        """Its own name, for those who may know of the place."""
        return self.location.name or self.location.postcode or "A place without a name"


def place_page(slug: str, *, viewer: Viewer) -> PlacePage:
    """Raises NotFound, also for a confidential place that the viewer may not know of, and Refused. Five queries."""
    access.check_can_keep(viewer)
    rows = Location.objects.visible_to(viewer).select_related("area", "feed")
    found = rows.filter(slug=slug).first()
    if found is None:
        raise NotFound("There is no such place in the directory.")
    pieces = [
        Held("access", "How it can be used", found.pk, [(one, str(one)) for one in found.accessibility.all()]),
        Held("phone-there", "Telephone", found.pk, [(one, _number(one)) for one in found.phones.all()]),
    ]
    here = Service.objects.filter(at_locations__location=found).order_by("name").distinct()
    return PlacePage(found, list(found.addresses.all()), pieces, list(here))


def piece(table: Any, column: str, part_id: UUID, *, viewer: Viewer) -> Any:
    """One piece, by the column that points at what it belongs to. Raises NotFound, Refused."""
    joined = [f"{column}__{path}" for path in JOINED[column]]
    rows = table.objects.filter(**{f"{column}__isnull": False}).select_related(column, *joined)
    found = rows.filter(pk=part_id).first()
    if found is None:
        raise NotFound("There is no such piece of the directory any more.")
    _check_owner(getattr(found, column), viewer)
    return found


def owner(column: str, owner_id: UUID, *, viewer: Viewer) -> Any:
    """What a piece is added to: a service, a service at a place, a place. Raises NotFound, Refused."""
    found = OWNERS[column].objects.select_related(*JOINED[column]).filter(pk=owner_id).first()
    if found is None:
        raise NotFound("There is no such entry in the directory.")
    _check_owner(found, viewer)
    return found


OWNERS: dict[str, Any] = {"service": Service, "at_location": ServiceAtLocation, "location": Location}
JOINED = {"service": ["owner"], "at_location": ["service__owner", "location"], "location": []}


def _check_owner(found: Any, viewer: Viewer) -> None:
    where = found if isinstance(found, Location) else getattr(found, "location", None)
    if where is not None and where.is_confidential and not viewer.may("directory.confidential"):
        raise NotFound("There is no such place in the directory.")
    if isinstance(found, Location):
        access.check_can_keep(viewer)
    else:
        access.check_can_keep_service(viewer, found if isinstance(found, Service) else found.service)


def service_at(pk: UUID, *, viewer: Viewer) -> ServiceAtLocation:
    """A service at a place that the viewer may know of. Raises NotFound."""
    rows = ServiceAtLocation.objects.visible_to(viewer).select_related("service__owner", "location")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound("There is no such service at a place.")
    return found


def providers_kept(words: str = "") -> QuerySet[Provider]:
    """Every provider with how many services it offers."""
    rows = Provider.objects.annotate(offers=Count("services", filter=Q(services__in=Service.objects.offered())))
    return rows.filter(name__icontains=words.strip()).order_by("name", "pk")


def locations_kept(viewer: Viewer, words: str = "") -> LocationQuerySet:
    """Every place that the viewer may know of, with its area and how many services are there."""
    said = words.strip()
    rows = Location.objects.visible_to(viewer).select_related("area").annotate(offers=Count("services_here"))
    return rows.filter(Q(name__icontains=said) | Q(postcode__icontains=said)).order_by("name", "pk")


def providers_meant(written: str, *, on: date) -> list[Provider]:
    """Who can be meant by a name: the one that is called so, else those whose name begins so."""
    rows = Provider.objects.current_on(on)
    exact = list(rows.filter(name__iexact=written.strip())[:MOST_MEANT])
    return exact or list(rows.filter(name__istartswith=written.strip())[:MOST_MEANT])


def locations_meant(viewer: Viewer, written: str) -> list[Location]:
    """Which place can be meant by a name, a postcode, or both with a comma, among those the viewer may know of."""
    rows = Location.objects.visible_to(viewer).current_on(viewer.today)
    said = written.strip()
    name, _, postcode = said.rpartition(",")
    for asked in (
        Q(name__iexact=said),
        Q(name__iexact=name.strip(), postcode__iexact=postcode.strip()),
        Q(postcode__iexact=said),
        Q(name__istartswith=said),
    ):
        found = list(rows.filter(asked)[:MOST_MEANT])
        if found:
            return found
    return []
