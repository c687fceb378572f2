"""An entry as its provider would say it: the public parts as plain words, and the versions it has had."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory import access
from commonground.ground.directory.models import EntryVersion, Service, ServiceAtLocation
from commonground.ground.directory.rules import phones, proposals
from commonground.ground.directory.rules.proposals import HOURS_AT, PARTS, Value

OPEN_PLACES = "open_places_read"
OF_SERVICE = [code for code in PARTS if not proposals.is_list(code)]


def entry(service: Service) -> dict[str, Value]:
    """Its public parts by code; hours at each place that is no secret. Five queries."""
    said: dict[str, Value] = {code: _plain(getattr(service, code)) for code in OF_SERVICE}
    said["hours"] = lines(one.in_words for one in service.schedules.all())
    said["phones"] = lines(str(number(one)) for one in service.phones.all())
    said["languages"] = lines(one.name or one.code for one in service.languages.all())
    for at in open_places(service):
        said[f"{HOURS_AT}{at.public_id}"] = lines(one.in_words for one in at.schedules.all())
    return {
        code: said[code]
        for code in [*(one for one in PARTS if one in said), *(one for one in said if one not in PARTS)]
    }


def lines(said: Iterable[str]) -> list[str]:
    return [one for one in said if one]


def number(row: Any) -> phones.Number:
    return phones.Number(row.number, row.extension, row.description)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    return f"{value.normalize():f}" if hasattr(value, "normalize") else str(value)


def open_places(service: Service) -> Sequence[ServiceAtLocation]:
    """Where it is, without what is confidential: a provider's link shows none of that either."""
    read: Sequence[ServiceAtLocation] | None = getattr(service, OPEN_PLACES, None)
    return list(_in_the_open().filter(service=service)) if read is None else read


def read_together(services: Sequence[Service]) -> None:
    """What `entry` and `labels` say of several services. Five queries for all of them."""
    places = Prefetch("at_locations", _in_the_open(), to_attr=OPEN_PLACES)
    prefetch_related_objects(list(services), "schedules", "phones", "languages", places)


def _in_the_open() -> "QuerySet[ServiceAtLocation]":
    rows = ServiceAtLocation.objects.in_the_open().select_related("location")
    return rows.prefetch_related("schedules").order_by("position", "pk")


def labels(service: Service) -> dict[str, str]:
    """What each part of the entry is called. One query."""
    return PARTS | {f"{HOURS_AT}{at.public_id}": f"When, at {at.location.shown_name}" for at in open_places(service)}


def label(code: str, names: Mapping[str, str]) -> str:
    return names.get(code, "When, at a place where it no longer is")


def kept_service(slug: str, *, viewer: Viewer) -> Service:
    """An entry for whoever keeps it. Raises NotFound and Refused."""
    found = Service.objects.select_related("provider", "owner", "feed").filter(slug=slug).first()
    if found is None:
        raise NotFound("There is no such service in the directory.")
    access.check_can_keep_service(viewer, found)
    return found


@dataclass(frozen=True)
class VersionLine:
    """One version with what changed: what it is called, before, after."""

    version: EntryVersion
    rows: Sequence[tuple[str, str, str]]

    @property
    def is_proposed(self) -> bool:
        return self.version.proposal_id is not None


def versions(service: Service) -> list[VersionLine]:
    """The newest first. Two queries."""
    names = labels(service)
    return [
        VersionLine(
            one,
            [
                (label(code, names), proposals.in_words(code, was), proposals.in_words(code, now))
                for code, (was, now) in one.changes.items()
            ],
        )
        for one in service.entry_versions.all()
    ]
