"""The directory as it goes out: objects of Open Referral UK 3.0. Never a confidential place, whoever asks."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import Model, Prefetch, QuerySet

from commonground.ground.directory.formats.open_referral.tables import TABLES
from commonground.ground.directory.formats.open_referral.writing import write_object
from commonground.ground.directory.models import (
    Contact,
    Location,
    Phone,
    Provider,
    Service,
    ServiceAtLocation,
    ServiceQuerySet,
)

TABLE_OF: dict[type[Model], str] = {
    Service: "service",
    Provider: "organization",
    Location: "location",
    ServiceAtLocation: "service_at_location",
    Contact: "contact",
    Phone: "phone",
}
CHUNK = 200
OPEN = "open_at_locations"
HIDES = "hides"  # that a service is somewhere which is confidential


def whole_services(services: ServiceQuerySet | None = None) -> QuerySet[Service]:
    """Services with all that goes out with them. About twenty queries, however many."""
    rows = Service.objects.all() if services is None else services
    return rows.select_related("provider").prefetch_related(*_along())


def _along() -> Iterable[Prefetch | str]:
    in_the_open = ServiceAtLocation.objects.in_the_open().select_related("location")
    located = [
        *("schedules", "location__addresses", "location__accessibility", "location__phones"),
        "location__attributes__term",
    ]
    return [
        Prefetch("at_locations", in_the_open.prefetch_related(*located), to_attr=OPEN),
        Prefetch(
            "at_locations",
            ServiceAtLocation.objects.filter(location__is_confidential=True).only("service_id"),
            to_attr=HIDES,
        ),
        *("schedules", "service_areas", "languages", "funding", "cost_options", "contacts__phones", "phones"),
        *("required_documents", "attributes__term", "provider__identifiers", "provider__attributes__term"),
    ]


def every_published(*, for_partners: bool = False) -> Iterator[dict[str, Any]]:
    """Each service in full, in the order of their ids; `for_partners` with until when it is paid for."""
    ids = list(Service.objects.filter(merged_into=None).order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(ids), CHUNK):
        for one in whole_services(Service.objects.filter(pk__in=ids[first : first + CHUNK])).order_by("pk"):
            yield published(one, for_partners=for_partners)


def published(service: Service, *, for_partners: bool = False) -> dict[str, Any]:
    """A full service, as `whole_services` gave it.

    What a service with a confidential place came with beyond the standard may say where it is, so it stays here.
    """
    hides = bool(getattr(service, HIDES))
    nested = {
        **_lists(service, "service", but=("service_at_locations",)),
        "service_at_locations": [published_at(one) for one in getattr(service, OPEN)],
        "organization": provider_whole(service.provider),
    }
    links = {"organization_id": str(service.provider.public_id)}
    extra = {} if hides else service.extra
    return _written(service, "service", nested=nested, links=links, extra=extra, for_partners=for_partners)


def published_at(row: ServiceAtLocation) -> dict[str, Any]:
    """A service at a location, with the place. Raises where it would tell of a confidential one."""
    location = row.location
    if location.is_confidential:
        raise AssertionError("A confidential place was about to be published.")
    nested = {**_lists(row, "service_at_location"), "location": _whole(location, "location")}
    links = {"service_id": str(_of_service(row)), "location_id": str(location.public_id)}
    return _written(row, "service_at_location", nested=nested, links=links)


def _of_service(row: ServiceAtLocation) -> Any:
    return row.service.public_id


def provider_whole(provider: Provider) -> dict[str, Any]:
    return _whole(provider, "organization")


def listed(service: Service) -> dict[str, Any]:
    """A service in a list: what it has one of."""
    links = {"organization_id": str(service.provider.public_id)}
    nested = {"organization": _written(service.provider, "organization")}
    return _written(service, "service", nested=nested, links=links, extra={})


def listed_at(row: ServiceAtLocation) -> dict[str, Any]:
    """A service at a location in a list, with the service and the place, so far as each has one of something."""
    links = {"service_id": str(row.service.public_id), "location_id": str(row.location.public_id)}
    nested = {"service": listed(row.service), "location": _whole(row.location, "location")}
    return _written(row, "service_at_location", nested=nested, links=links, extra={})


def _whole(row: Any, table: str) -> dict[str, Any]:
    return _written(row, table, nested=_lists(row, table))


def _lists(row: Any, table: str, but: tuple[str, ...] = ()) -> dict[str, Any]:
    nested = {key: held for key, held in TABLES[table].many.items() if key not in but}
    return {
        key: [_part(one, held.table, row) for one in getattr(row, held.held_as).all()] for key, held in nested.items()
    }


def _part(row: Any, table: str, owner: Any) -> dict[str, Any]:
    known = TABLES[table]
    links = {key: str(owner.public_id) for key, link in known.links.items() if not link and _links_to(key, owner)}
    nested: dict[str, Any] = _lists(row, table)
    if table == "attribute" and row.term is not None:
        nested["taxonomy_term"] = _written(row.term, "taxonomy_term")
        links["taxonomy_term_id"] = str(row.term.public_id)
    return _written(row, table, nested=nested, links=links)


def _links_to(key: str, owner: Any) -> bool:
    """Whether a link is to what the row stands in: a schedule has one to a service and one to a service at a place."""
    return key == "link_id" or key == f"{TABLE_OF[type(owner)]}_id"


def _written(
    row: Any,
    table: str,
    *,
    nested: Mapping[str, Any] | None = None,
    links: Mapping[str, str] | None = None,
    extra: Mapping[str, Any] | None = None,
    for_partners: bool = False,
) -> dict[str, Any]:
    values = {one.column: getattr(row, one.column) for one in TABLES[table].columns}
    if table == "contact" and not row.is_public:
        values["name"] = ""
    if table == "location" and row.is_placed_by_postcode:
        values |= {"latitude": None, "longitude": None}  # nobody said them: the postcode did
    return write_object(
        table,
        values,
        public_id=row.public_id,
        extra=row.extra if extra is None else extra,
        nested=nested or {},
        links=links or {},
        for_partners=for_partners,
    )


def taxonomy_term(row: Any) -> dict[str, Any]:
    return _written(row, "taxonomy_term")


def taxonomy(row: Any) -> dict[str, Any]:
    said = {"name": row.name, "description": row.description, "uri": row.uri, "version": row.version_named}
    needed = ("name", "description")
    return {"id": str(row.public_id), **{key: value for key, value in said.items() if value or key in needed}}
