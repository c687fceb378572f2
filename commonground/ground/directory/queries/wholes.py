"""Services with all that goes out with them, in ten queries however many.

Schedules, telephones and words hang on several things each and are read once; tables of a few words come as one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any
from uuid import UUID

from django.db.models import CharField, Exists, Model, OuterRef, Q, QuerySet, Value

from commonground.ground.directory.formats.open_referral.tables import TABLES
from commonground.ground.directory.models import (
    Accessibility,
    Address,
    Attribute,
    Contact,
    CostOption,
    Funding,
    Language,
    Phone,
    ProviderIdentifier,
    RequiredDocument,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
)

Parts = Mapping[tuple[UUID, str], Sequence[Any]]  # what hangs on a row, by the row's key and the name it is held as
Keys = Mapping[str, Sequence[UUID]]  # the rows on which something may hang, by what they are

# Table → the name it is held as, and on what it may hang.
HANGING: Sequence[tuple[type[Model], str, Sequence[str]]] = (
    (ServiceArea, "service_areas", ("service",)),
    (CostOption, "cost_options", ("service",)),
    (Address, "addresses", ("location",)),
    (Schedule, "schedules", ("service", "at_location")),
    (Phone, "phones", ("service", "location", "contact")),
)
# What has nothing but words: table, the name it is held as, on what it hangs, and what the standard calls it.
WORDS: Sequence[tuple[type[Model], str, str, str]] = (
    (Language, "languages", "service", "language"),
    (Funding, "funding", "service", "funding"),
    (RequiredDocument, "required_documents", "service", "required_document"),
    (Accessibility, "accessibility", "location", "accessibility"),
    (ProviderIdentifier, "identifiers", "provider", "identifier"),
)
OF_PART = ("id", "public_id", "position", "extra")


@dataclass(frozen=True)
class Whole:
    """A service with what hangs on it. `hides` says that it is somewhere which is confidential too."""

    service: Service
    at_locations: Sequence[ServiceAtLocation]
    hides: bool
    parts: Parts


def whole_services(services: QuerySet[Service]) -> list[Whole]:
    """Each of these in full, in their order, without the places that are confidential."""
    hidden = ServiceAtLocation.objects.filter(service=OuterRef("pk"), location__is_confidential=True)
    rows = list(services.select_related("provider").annotate(hides=Exists(hidden)))
    if not rows:
        return []
    in_the_open = ServiceAtLocation.objects.in_the_open().filter(service__in=rows).select_related("location")
    at_locations: dict[UUID, list[ServiceAtLocation]] = defaultdict(list)
    for one in in_the_open:
        at_locations[one.service_id].append(one)
    parts = _parts(rows, list(chain.from_iterable(at_locations.values())))
    return [Whole(row, at_locations[row.pk], row.hides, parts) for row in rows]


def _parts(services: Sequence[Service], at_locations: Sequence[ServiceAtLocation]) -> Parts:
    contacts = list(Contact.objects.filter(service__in=services))
    keys: Keys = {
        "service": [one.pk for one in services],
        "provider": list({one.provider_id for one in services}),
        "location": list({one.location_id for one in at_locations}),
        "at_location": [one.pk for one in at_locations],
        "contact": [one.pk for one in contacts],
    }
    held: dict[tuple[UUID, str], list[Any]] = defaultdict(list)
    for contact in contacts:
        held[contact.service_id, "contacts"].append(contact)
    said = Attribute.objects.select_related("term")
    hanging: list[tuple[QuerySet[Any], str, Sequence[str]]] = [
        (said, "attributes", ("service", "location", "provider"))
    ]
    hanging += [(model._default_manager.all(), name, owners) for model, name, owners in HANGING]
    for rows, name, owners in hanging:
        for row in rows.filter(_on(keys, owners)):
            held[_owner(row, owners), name].append(row)
    for row, owner, name in _words(keys):
        held[owner, name].append(row)
    return held


def _on(keys: Keys, owners: Iterable[str]) -> Q:
    """Rows that hang on one of these."""
    wanted = Q()
    for one in owners:
        wanted |= Q(**{f"{one}__in": keys[one]})
    return wanted


def _owner(row: Any, owners: Iterable[str]) -> UUID:
    return next(key for one in owners if (key := getattr(row, f"{one}_id")))


def _words(keys: Keys) -> Iterable[tuple[Any, UUID, str]]:
    """Rows of the tables that have nothing but words, each with what it hangs on and the name it is held as."""
    widest = max(len(_columns(table)) for *_, table in WORDS)
    asked = [_told(model, name, owner, _columns(table), widest, keys) for model, name, owner, table in WORDS]
    by_name = {name: (model, _columns(table)) for model, name, _, table in WORDS}
    found = asked[0].union(*asked[1:], all=True)
    for name, on, key, public_id, position, extra, *words in sorted(found, key=lambda row: (row[4], row[2])):
        model, columns = by_name[name]
        said = dict(zip(columns, words, strict=False))
        yield model(pk=key, public_id=public_id, position=position, extra=extra, **said), on, name


def _told(
    model: type[Model], name: str, owner: str, columns: Sequence[str], widest: int, keys: Keys
) -> "QuerySet[Any, Any]":
    """Rows of one of them, made as wide as the widest."""
    none = [Value("", CharField())] * (widest - len(columns))
    rows = model._default_manager.filter(_on(keys, [owner])).order_by()
    return rows.values_list(Value(name, CharField()), f"{owner}_id", *OF_PART, *columns, *none)


def _columns(table: str) -> list[str]:
    return [one.column for one in TABLES[table].columns]
