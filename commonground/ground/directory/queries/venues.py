"""Hubs with the services that work from them (S10), and places that can be used by others (S15)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef

from commonground.foundation.audit.along import Along
from commonground.ground.directory.models import (
    Accessibility,
    Address,
    Location,
    LocationQuerySet,
    Service,
    ServiceAtLocation,
    ServiceQuerySet,
)
from commonground.ground.directory.queries.cards import ACCESS, ADDRESSES
from commonground.ground.directory.queries.finding import At, Help
from commonground.ground.directory.queries.nearness import Whence, distance_squared
from commonground.ground.directory.rules import distances
from commonground.ground.directory.rules.distances import Point

HERE = Along(ServiceAtLocation, "service", without=["extra"], order=lambda one: one.service.name)
MOST_ON_A_MAP = 300


@dataclass(frozen=True)
class Venue:
    """A place with its address, how it can be used, what is offered there, and how far it is where that was asked."""

    location: Location
    addresses: Sequence[Address]
    accessibility: Sequence[Accessibility]
    services: Sequence[Service]
    kilometres: float | None = None

    @property
    def distance(self) -> str:
        return "" if self.kilometres is None else distances.in_words(self.kilometres)


def hubs(whence: Whence | None, *, on: date) -> list[Venue]:
    """Hubs, the nearest first where it was said from where. One query."""
    return _venues(_open_places(on).filter(is_hub=True), whence)


def bookable(whence: Whence | None, *, on: date) -> list[Venue]:
    """Places that can be used by others, with how to get in. One query."""
    return _venues(_open_places(on).filter(is_bookable=True), whence)


def places_of(rows: ServiceQuerySet, whence: Whence | None, *, on: date) -> list[Venue]:
    """Where these services are, with those of them that are there: what a map shows. One query.

    The nearest first where it was said from where, else by name. One more than a map shows tells that there are more.
    """
    here = ServiceAtLocation.objects.filter(location=OuterRef("pk"), service__in=rows.order_by().values("pk"))
    found = _open_places(on).filter(services_here__service__in=rows.order_by().values("pk"), latitude__isnull=False)
    along: Any = found.distinct().annotate(its_services=HERE.of(here))
    point = whence.point if whence else None
    if point is not None:
        along = along.annotate(far=distance_squared(point)).order_by("far", "pk")
    drawn = [Venue(row, [], [], _services(row), _far(row, point)) for row in along[: MOST_ON_A_MAP + 1]]
    return _nearest_first(drawn)


def places_on_page(found: Sequence[Help]) -> list[Venue]:
    """The places of services that were read, in their order. No query."""
    held: dict[UUID, tuple[At, list[Service]]] = {}
    for one in found:
        for at in one.places:
            if at.location.latitude is not None:
                held.setdefault(at.location.pk, (at, []))[1].append(one.service)
    return [Venue(at.location, [], [], services, at.kilometres) for at, services in held.values()]


def _open_places(on: date) -> LocationQuerySet:
    return Location.objects.in_the_open().current_on(on).select_related("area")


def _venues(rows: LocationQuerySet, whence: Whence | None) -> list[Venue]:
    at = OuterRef("pk")
    offered = Service.objects.offered().values("pk")
    along: Any = rows.annotate(
        its_addresses=ADDRESSES.of(Address.objects.filter(location=at)),
        its_access=ACCESS.of(Accessibility.objects.filter(location=at)),
        its_services=HERE.of(ServiceAtLocation.objects.filter(location=at, service__in=offered)),
    )
    point = whence.point if whence else None
    found = [
        Venue(row, ADDRESSES.read(row.its_addresses), ACCESS.read(row.its_access), _services(row), _far(row, point))
        for row in along
    ]
    return _nearest_first(found)


def _nearest_first(found: Sequence[Venue]) -> list[Venue]:
    return sorted(found, key=lambda one: (one.kilometres is None, one.kilometres or 0.0))


def _services(row: Any) -> list[Service]:
    return [one.service for one in HERE.read(row.its_services)]


def _far(location: Location, point: Point | None) -> float | None:
    if point is None or location.latitude is None or location.longitude is None:
        return None
    return distances.kilometres(point, Point(location.latitude, location.longitude))
