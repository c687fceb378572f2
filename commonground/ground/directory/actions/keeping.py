"""Objects of the standard as rows: each part of a service is replaced with the service."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models

from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.ground.directory.actions.locations import slug_of_place
from commonground.ground.directory.actions.placing import Ground
from commonground.ground.directory.actions.slugs import free_slug
from commonground.ground.directory.formats.open_referral.reading import Record
from commonground.ground.directory.formats.open_referral.tables import TABLES
from commonground.ground.directory.models import (
    Accessibility,
    Address,
    Attribute,
    Contact,
    CostOption,
    Feed,
    Funding,
    Language,
    Location,
    Phone,
    Provider,
    ProviderIdentifier,
    RequiredDocument,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    TaxonomyTerm,
)

if TYPE_CHECKING:
    from commonground.ground.places.models import Area

PARTS: dict[str, type[models.Model]] = {
    "identifier": ProviderIdentifier,
    "address": Address,
    "accessibility": Accessibility,
    "schedule": Schedule,
    "service_area": ServiceArea,
    "language": Language,
    "funding": Funding,
    "cost_option": CostOption,
    "contact": Contact,
    "phone": Phone,
    "required_document": RequiredDocument,
    "attribute": Attribute,
}
# The column of a part that points at what it belongs to.
OWNERS = {
    "service": "service",
    "service_at_location": "at_location",
    "location": "location",
    "organization": "provider",
    "contact": "contact",
}


@dataclass
class Keeping:
    """One reading of a feed while it is written: what is known of places and areas, what was met before."""

    feed: Feed | None
    now: datetime
    grounds: Mapping[str, Ground]
    areas: "Mapping[tuple[str, ...], Area]"
    notes: list[str] = field(default_factory=list)
    met: dict[tuple[str, UUID], tuple[models.Model, Record]] = field(default_factory=dict)

    def service(self, record: Record, content: str) -> tuple[Service, str]:
        """Write a service with all that belongs to it. Returns it, and whether it is new, changed or unchanged.

        Raises Invalid where another directory, or this site, has its id.
        """
        held = Service.objects.filter(public_id=record.public_id).first()
        if held is not None:
            self._check_is_ours(held, record)
            if held.is_kept_here:
                self.notes.append(f"The service at {record.place} is kept here and stays as it is.")
                return held, "unchanged"
            if held.content == content and held.gone_on is None:
                return held, "unchanged"
        provider = self.provider(record.one["organization"])
        values = {**record.values, "provider": provider, "extra": record.extra, "content": content, "gone_on": None}
        if held is None:
            slug = free_slug(Service, record.values["name"], tail=record.public_id)
            values.setdefault("modified_at", self.now)
            held = Service.objects.create(public_id=record.public_id, slug=slug, feed=self.feed, **values)
            outcome = "new"
        else:
            change(held, based_on=held.version, **_emptied("service", values))
            outcome = "changed"
        self._parts(held, record, is_new=outcome == "new")
        self._at_locations(held, record)
        return held, outcome

    def _check_is_ours(self, held: Service, record: Record) -> None:
        if held.feed_id is None or self.feed is None or held.feed_id != self.feed.pk:
            whose = f"the directory “{held.feed}”" if held.feed_id else "this site itself"
            do = "A service stands in one directory: leave it out of this one."
            raise Invalid("", [Problem(f"has the id of a service of {whose}.", do, where=record.place)])

    def provider(self, record: Record) -> Provider:
        """The organisation, written once a run; one of another directory stays as that says."""
        return self._shared(Provider, record, {})

    def location(self, record: Record) -> Location:
        values: dict[str, Any] = {}
        for address in record.many.get("addresses", ()):
            ground = self.grounds.get(str(address.values.get("postal_code", "")).strip())
            if ground is not None:
                values = {"postcode": ground.postcode, "area_id": ground.area}
                is_placed = "latitude" not in record.values and ground.latitude is not None
                if is_placed:
                    values |= {"latitude": ground.latitude, "longitude": ground.longitude}
                values["is_placed_by_postcode"] = is_placed
                break
        return self._shared(Location, record, values)

    def _shared(self, table: "type[Any]", record: Record, more: Mapping[str, Any]) -> Any:
        key = (record.table, record.public_id)
        if key in self.met:
            row, first = self.met[key]
            if (first.values, first.extra) != (record.values, record.extra):
                self.notes.append(f"{first.place} and {record.place} say different things of one {record.table}.")
            return row
        row = table.objects.filter(public_id=record.public_id).first()
        values = {**record.values, **more, "extra": record.extra}
        if row is None:
            slug = self._slug(table, record, values)
            row = table.objects.create(public_id=record.public_id, slug=slug, feed=self.feed, **values)
            self._parts(row, record, is_new=True)
        elif row.is_kept_here:
            self.notes.append(f"The {record.table} at {record.place} is kept here and stays as it is.")
        elif row.feed_id is not None and self.feed is not None and row.feed_id == self.feed.pk:
            change(row, based_on=row.version, **_emptied(record.table, values))
            self._parts(row, record, is_new=False)
        else:
            self.notes.append(f"The {record.table} at {record.place} is of another directory and stays as it says.")
        self.met[key] = (row, record)
        return row

    def _slug(self, table: "type[Any]", record: Record, values: Mapping[str, Any]) -> str:
        name = str(values.get("name", record.table))
        if table is Location:
            return slug_of_place(name, record.public_id, is_confidential=bool(values.get("is_confidential")))
        return free_slug(table, name, tail=record.public_id)

    def term(self, record: Record) -> TaxonomyTerm:
        """A word of a list. Words are told apart by their id and keep what was said of them first."""
        key = (record.table, record.public_id)
        if key not in self.met:
            values = {**record.values, "extra": record.extra}
            made, _ = TaxonomyTerm.objects.get_or_create(public_id=record.public_id, defaults=values)
            self.met[key] = (made, record)
        row = self.met[key][0]
        assert isinstance(row, TaxonomyTerm)
        return row

    def _at_locations(self, service: Service, record: Record) -> None:
        listed = record.many.get("service_at_locations", [])
        service.at_locations.exclude(public_id__in=[one.public_id for one in listed]).delete()
        for position, one in enumerate(listed):
            where = self.location(one.one["location"])
            others = ServiceAtLocation.objects.filter(public_id=one.public_id)
            if others.exclude(service=service).exists():
                raise Invalid("", [Problem("has the id of another service at a location.", where=one.place)])
            if service.at_locations.exclude(public_id=one.public_id).filter(location=where).exists():
                raise Invalid("", [Problem("is at a place where the service is already.", where=one.place)])
            values = {**one.values, "location": where, "position": position, "extra": one.extra}
            row, is_new = ServiceAtLocation.objects.update_or_create(
                service=service, public_id=one.public_id, defaults=_emptied("service_at_location", values)
            )
            self._parts(row, one, is_new=is_new)

    def _parts(self, owner: models.Model, record: Record, *, is_new: bool) -> None:
        """Replace what belongs to a row, kind by kind."""
        column = OWNERS[record.table]
        for key, nested in TABLES[record.table].many.items():
            table = PARTS.get(nested.table)
            if table is None:
                continue
            rows: Any = table._default_manager
            if not is_new:
                rows.filter(**{column: owner}).delete()
            listed = record.many.get(key, [])
            made = [self._part(table, column, owner, one, at) for at, one in enumerate(listed)]
            rows.bulk_create(made)
            if nested.table == "contact":
                for row, one in zip(made, listed, strict=True):
                    self._parts(row, one, is_new=True)

    def _part(
        self, table: type[models.Model], column: str, owner: models.Model, record: Record, position: int
    ) -> models.Model:
        values: dict[str, Any] = {**record.values, column: owner, "extra": record.extra, "position": position}
        if record.table == "attribute" and "taxonomy_term" in record.one:
            values["term"] = self.term(record.one["taxonomy_term"])
        if record.table == "service_area":
            values["area"] = self.areas.get(words_of_area(record))
        if record.table == "contact" and self.feed is not None:
            values.setdefault("is_public", True)  # its publisher shows it already
        return table(public_id=record.public_id, **values)


def words_of_area(record: Record) -> tuple[str, ...]:
    """By what an area of a service can be known, the surest first."""
    said = (record.values.get(key, "") for key in ("uri", "extent", "name", "service_area"))
    return tuple(text for text in said if text and len(text) <= 300)


def _emptied(table: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """With what is no longer said set empty; what this site says beyond the standard stays where a feed is silent."""
    model: Any = {
        "service": Service,
        "organization": Provider,
        "location": Location,
        "service_at_location": ServiceAtLocation,
    }[table]
    columns = [one.column for one in TABLES[table].columns if not one.ours]
    empty = {name: model._meta.get_field(name).get_default() for name in columns if name != "modified_at"}
    return {**empty, **values}
