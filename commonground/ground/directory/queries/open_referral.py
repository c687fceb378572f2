"""What a program may ask of the directory, as the OpenAPI of Open Referral UK 3.0 has it. In the open for everybody."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from uuid import UUID

import numpy
from django.db.models import Q, QuerySet

from commonground.foundation.analysis.grid import to_national_grid
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.ground.directory.models import (
    Location,
    Service,
    ServiceAtLocation,
    ServiceQuerySet,
    Taxonomy,
    TaxonomyTerm,
)
from commonground.ground.directory.queries.words_sought import sought
from commonground.ground.places import queries as places

NO_POSTCODE = "The postcode cannot be used. Nothing was read."


@dataclass(frozen=True)
class AskedOfFeed:
    """Parameters of the standard; empty means everything."""

    search: str = ""
    taxonomy_term_id: UUID | None = None
    taxonomy_id: UUID | None = None
    minimum_age: Decimal | None = None
    maximum_age: Decimal | None = None
    start_time: time | None = None
    end_time: time | None = None
    day: str = ""
    postcode: str = ""
    proximity: float | None = None


def feed_services(asked: AskedOfFeed) -> ServiceQuerySet:
    """Services in the open, in a stable order."""
    return (
        Service.objects.filter(_asked(asked, ""), merged_into=None).distinct().select_related("provider").order_by("pk")
    )


def feed_at_locations(asked: AskedOfFeed, *, on: date) -> "QuerySet[ServiceAtLocation]":
    """Services at places that are not confidential. Raises Invalid for a postcode that is none."""
    rows = ServiceAtLocation.objects.in_the_open().filter(_asked(asked, "service__"), service__merged_into=None)
    if asked.postcode:
        rows = rows.filter(_near(asked, on))
    along = ("schedules", "location__addresses", "location__accessibility", "location__phones")
    related = rows.distinct().select_related("service__provider", "location").order_by("pk")
    return related.prefetch_related(*along, "location__attributes__term")


def feed_taxonomies() -> "QuerySet[Taxonomy]":
    return Taxonomy.objects.order_by("pk")


def feed_terms() -> "QuerySet[TaxonomyTerm]":
    return TaxonomyTerm.objects.order_by("pk")


def _asked(asked: AskedOfFeed, to: str) -> Q:
    """Conditions on services, or on what points at them."""
    wanted = Q(service__in=Service.objects.filter(sought(asked.search))) if to else sought(asked.search)
    if asked.taxonomy_term_id:
        wanted &= Q(**{f"{to}attributes__term__public_id": asked.taxonomy_term_id})
    if asked.taxonomy_id:
        wanted &= Q(**{f"{to}attributes__term__taxonomy__public_id": asked.taxonomy_id}) | Q(
            **{f"{to}attributes__term__taxonomy_public_id": asked.taxonomy_id}
        )
    if asked.minimum_age is not None:
        wanted &= Q(**{f"{to}minimum_age__gte": asked.minimum_age})
    if asked.maximum_age is not None:
        wanted &= Q(**{f"{to}maximum_age__lte": asked.maximum_age})
    return wanted & _when(asked, to)


def _when(asked: AskedOfFeed, to: str) -> Q:
    """One schedule of the service everywhere that fits all that is asked of days and hours."""
    said = {"byday__icontains": asked.day, "opens_at__gte": asked.start_time, "closes_at__lte": asked.end_time}
    named = {f"{to}schedules__{key}": value for key, value in said.items() if value}
    return Q(**named)


def _near(asked: AskedOfFeed, on: date) -> Q:
    """Within so many metres of a postcode; without a distance, services that reach it."""
    found = places.locate(asked.postcode, on=on)
    if found.problem is not None and found.easting is None:
        raise Invalid(NO_POSTCODE, [Problem(found.problem.what, found.problem.do, where="postcode")])
    if asked.proximity is not None and found.easting is not None and found.northing is not None:
        return Q(location__in=_within(found.easting, found.northing, asked.proximity))
    area = found.district or found.authority
    if area is None or not area.slug:
        return Q()
    reach = places.reach(places.area_page(area.slug), on=on)
    return Q(service__service_areas=None) | reach.concerning("service__service_areas__area")


def _within(easting: float, northing: float, metres: float) -> list[UUID]:
    """Places in the open not further away than that, as the crow flies."""
    rows = list(Location.objects.in_the_open().exclude(latitude=None).values_list("pk", "longitude", "latitude"))
    if not rows:
        return []
    grid = to_national_grid(numpy.array([row[1:] for row in rows], dtype=float))
    far = numpy.hypot(grid[:, 0] - easting, grid[:, 1] - northing)
    return [row[0] for row, distance in zip(rows, far, strict=True) if distance <= metres]
