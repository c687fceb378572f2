"""Services as the gap matrix sees them: what for, for whom, where, how much."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db.models import CharField, UUIDField, Value

from commonground.ground.directory.models import Attribute, Schedule, Service, ServiceArea, ServiceAtLocation
from commonground.ground.directory.queries.needs import needs
from commonground.ground.directory.rules.gaps import Offer
from commonground.ground.directory.rules.hours import hours_a_week
from commonground.ground.places import queries as places

Reached = Mapping[str, places.Reach]  # area key → which other areas share ground with it
AreaIds = Mapping[UUID, set[UUID]]
NAMED, HELD, SAID = range(3)
READ = (
    "slug", "name", "provider__name", "grouping", "minimum_age", "maximum_age", "places", "places_on", "waiting_weeks",
    "waiting_on", "funding_ends_on",
)  # fmt: skip


def offers(among: Reached, *, on: date) -> list[Offer]:
    """Services that are offered, with which of these areas each serves. Three queries, however many services.

    A service serves the areas that it names; one that names none, those in which it is; one that is nowhere, all.
    Where a confidential place is decides nothing, so that nothing of it is told.
    """
    named, where, terms = _said()
    hours = _hours(on)
    found = []
    for one in Service.objects.offered().select_related("provider").only(*READ):
        found.append(
            Offer(
                key=one.slug,
                name=one.name,
                provider=one.provider.name,
                needs=frozenset(terms.get(one.pk, ())),
                groupings=frozenset({one.grouping} if one.grouping else ()),
                areas=_served(among, named.get(one.pk), where.get(one.pk)),
                youngest=_years(one.minimum_age),
                oldest=_years(one.maximum_age),
                places=one.places,
                waiting_weeks=one.waiting_weeks,
                hours=hours.get(one.pk),
                places_on=one.places_on,
                waiting_on=one.waiting_on,
                ends_on=one.funding_ends_on,
            )
        )
    return found


def _served(among: Reached, named: Iterable[UUID] | None, where: Iterable[UUID] | None) -> frozenset[str]:
    if named:
        ids = set(named)
        return frozenset(key for key, near in among.items() if ids & (near.inside | near.around | near.crossing))
    if where:
        ids = set(where)
        return frozenset(key for key, near in among.items() if ids & near.inside)
    return frozenset(among)


def _years(age: object) -> int | None:
    """Whole years: who is four and a half is four."""
    return None if age is None else int(float(str(age)))


def _said() -> tuple[AreaIds, AreaIds, Mapping[UUID, set[str]]]:
    """Of each service: the areas that it names, those in which it is, and the codes of needs that its terms have,
    whoever publishes the list they are from."""
    named = ServiceArea.objects.exclude(area=None).order_by()
    held = ServiceAtLocation.objects.in_the_open().exclude(location__area=None).order_by()
    said = Attribute.objects.filter(service__isnull=False, term__code__in=list(needs())).order_by()
    rows = named.values_list("service_id", "area_id", Value(NAMED), Value("", CharField())).union(
        held.values_list("service_id", "location__area_id", Value(HELD), Value("", CharField())),
        said.values_list("service_id", Value(None, UUIDField()), Value(SAID), "term__code"),
    )
    areas: dict[int, dict[UUID, set[UUID]]] = {NAMED: defaultdict(set), HELD: defaultdict(set)}
    terms: dict[UUID, set[str]] = defaultdict(set)
    for service, area, kind, code in rows:
        if kind == SAID:
            terms[service].add(code)
        else:
            areas[kind][service].add(area)
    return areas[NAMED], areas[HELD], terms


def _hours(on: date) -> Mapping[UUID, float]:
    rows = Schedule.objects.select_related("at_location").order_by()
    held: dict[UUID, list[Schedule]] = defaultdict(list)
    for row in rows:
        service = row.service_id or (row.at_location.service_id if row.at_location else None)
        if service is not None:
            held[service].append(row)
    told = {service: hours_a_week([row.when for row in its], on=on) for service, its in held.items()}
    return {service: hours for service, hours in told.items() if hours is not None}
