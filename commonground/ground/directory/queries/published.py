"""The directory as it goes out: objects of Open Referral UK 3.0. Never a confidential place, whoever asks."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Model

from commonground.foundation.kernel.errors import NotFound
from commonground.ground.directory.formats.open_referral.tables import TABLES
from commonground.ground.directory.formats.open_referral.writing import write_object
from commonground.ground.directory.models import (
    Contact,
    Location,
    Phone,
    Provider,
    Service,
    ServiceAtLocation,
)
from commonground.ground.directory.queries.wholes import Whole, whole_services

TABLE_OF: dict[type[Model], str] = {
    Service: "service",
    Provider: "organization",
    Location: "location",
    ServiceAtLocation: "service_at_location",
    Contact: "contact",
    Phone: "phone",
}
CHUNK = 200
Held = Callable[[Any, str], Iterable[Any]]  # what hangs on a row, by the name it is held as


def every_published(*, for_partners: bool = False) -> Iterator[dict[str, Any]]:
    """Each service in full, in the order of their ids; `for_partners` with until when it is paid for."""
    ids = list(Service.objects.filter(merged_into=None).order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(ids), CHUNK):
        for one in whole_services(Service.objects.filter(pk__in=ids[first : first + CHUNK]).order_by("pk")):
            yield _published(one, for_partners=for_partners)


def published_service(public_id: UUID) -> dict[str, Any]:
    """A service in full. Raises NotFound, also for one that was made one with another."""
    found = whole_services(Service.objects.filter(public_id=public_id, merged_into=None))
    if not found:
        raise NotFound("There is no service of this id.")
    return _published(found[0])


def published_at_location(public_id: UUID) -> dict[str, Any]:
    """A service at a location, with the place and the service in full. Raises NotFound, also for a confidential
    place."""
    there = ServiceAtLocation.objects.in_the_open().filter(public_id=public_id)
    for whole in whole_services(Service.objects.filter(pk__in=there.values("service"), merged_into=None)):
        for row in whole.at_locations:
            if row.public_id == public_id:
                return _published_at(row, whole) | {"service": _published(whole)}
    raise NotFound("There is no service at a location of this id.")


def _published(whole: Whole, *, for_partners: bool = False) -> dict[str, Any]:
    """What a service with a confidential place came with beyond the standard may say where it is, so it stays here."""
    service, held = whole.service, _hanging(whole)
    nested = {
        **_lists(service, "service", held, but=("service_at_locations",)),
        "service_at_locations": [_published_at(one, whole) for one in whole.at_locations],
        "organization": _whole(service.provider, "organization", held),
    }
    links = {"organization_id": str(service.provider.public_id)}
    extra = {} if whole.hides else service.extra
    return _written(service, "service", nested=nested, links=links, extra=extra, for_partners=for_partners)


def _published_at(row: ServiceAtLocation, whole: Whole) -> dict[str, Any]:
    """A service at a location, with the place. Raises where it would tell of a confidential one."""
    location, held = row.location, _hanging(whole)
    if location.is_confidential:
        raise AssertionError("A confidential place was about to be published.")
    nested = {**_lists(row, "service_at_location", held), "location": _whole(location, "location", held)}
    links = {"service_id": str(whole.service.public_id), "location_id": str(location.public_id)}
    return _written(row, "service_at_location", nested=nested, links=links)


def _hanging(whole: Whole) -> Held:
    return lambda row, name: whole.parts.get((row.pk, name), ())


def _read_along(row: Any, name: str) -> Iterable[Any]:
    """What a query of a list read along with its rows."""
    held: Iterable[Any] = getattr(row, name).all()
    return held


def listed(service: Service) -> dict[str, Any]:
    """A service in a list: what it has one of."""
    links = {"organization_id": str(service.provider.public_id)}
    nested = {"organization": _written(service.provider, "organization")}
    return _written(service, "service", nested=nested, links=links, extra={})


def listed_at(row: ServiceAtLocation) -> dict[str, Any]:
    """A service at a location in a list, with the service and the place, so far as each has one of something."""
    links = {"service_id": str(row.service.public_id), "location_id": str(row.location.public_id)}
    nested = {"service": listed(row.service), "location": _whole(row.location, "location", _read_along)}
    return _written(row, "service_at_location", nested=nested, links=links, extra={})


def _whole(row: Any, table: str, held: Held) -> dict[str, Any]:
    return _written(row, table, nested=_lists(row, table, held))


def _lists(row: Any, table: str, held: Held, but: tuple[str, ...] = ()) -> dict[str, Any]:
    nested = {key: of for key, of in TABLES[table].many.items() if key not in but}
    return {key: [_part(one, of.table, row, held) for one in held(row, of.held_as)] for key, of in nested.items()}


def _part(row: Any, table: str, owner: Any, held: Held) -> dict[str, Any]:
    known = TABLES[table]
    links = {key: str(owner.public_id) for key, link in known.links.items() if not link and _links_to(key, owner)}
    nested: dict[str, Any] = _lists(row, table, held)
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
