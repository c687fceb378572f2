"""What hangs on a service or a place, one piece at a time: hours, costs, languages, whom to ask, whom it reaches."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Max

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Conflict, Invalid, NotFound, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory import access
from commonground.ground.directory.actions.entries import as_version
from commonground.ground.directory.actions.services import touch
from commonground.ground.directory.formats.open_referral import outlines
from commonground.ground.directory.models import (
    Accessibility,
    Contact,
    CostOption,
    Funding,
    Language,
    Location,
    Phone,
    RequiredDocument,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
)
from commonground.ground.directory.rules import entries

NOT_KEPT = "This was not kept."
GEOJSON = "geojson"
CHANGED = "Somebody else changed this while you looked at it. Nothing was taken away. Look again."
Check = Callable[[Mapping[str, Any]], list[Problem]]


def _of_area(values: Mapping[str, Any]) -> list[Problem]:
    """The outline has a field of its own, and is told there."""
    found = entries.of_text({name: values.get(name, "") for name in ("name", "service_area")})
    outline = str(values.get("extent", "")) if values.get("extent_type") == GEOJSON else ""
    wrong = outlines.what_is_wrong(outline) if outline.startswith("{") else "is no GeoJSON." if outline else ""
    if wrong:
        found.append(Problem(f"It {wrong}", outlines.DO, column="outline"))
    if not any(values.get(name) for name in ("area", "extent", "name", "service_area")):
        found.append(
            Problem("Nothing is said of where.", "Name an area of this site, or say it in words.", column="area")
        )
    return found


@dataclass(frozen=True)
class PartKind:
    """A kind of piece: its table, the column by which it points at its owner, and what it must be."""

    model: Any
    column: str
    what: str
    check: Check


def _saying(asked: tuple[str, ...], what: str) -> Check:
    return partial(entries.of_something, asked=asked, what=what)


KINDS: dict[str, PartKind] = {
    "hours": PartKind(Schedule, "service", "hours", entries.of_schedule),
    "hours-there": PartKind(Schedule, "at_location", "hours at a place", entries.of_schedule),
    "cost": PartKind(CostOption, "service", "a cost", entries.of_cost),
    "language": PartKind(Language, "service", "a language", _saying(("name", "code"), "Name the language.")),
    "contact": PartKind(
        Contact, "service", "somebody to ask", _saying(("title", "name", "email"), "Say whom: a role is enough.")
    ),
    "phone": PartKind(Phone, "service", "a telephone number", entries.of_phone),
    "area": PartKind(ServiceArea, "service", "an area", _of_area),
    "document": PartKind(RequiredDocument, "service", "what to bring", _saying(("document",), "Say what to bring.")),
    "funding": PartKind(Funding, "service", "funding", _saying(("source",), "Say where the money comes from.")),
    "access": PartKind(
        Accessibility,
        "location",
        "access",
        _saying(("description", "accessibility", "details"), "Say how the place can be used."),
    ),
    "phone-there": PartKind(Phone, "location", "a telephone number of a place", entries.of_phone),
}


@audit.atomic()
def add_part(*, kind: str, owner: Any, values: Mapping[str, Any], by: Viewer) -> Any:
    """Add a piece to a service, to a service at a place, or to a place. Raises NotFound, Refused, Invalid by field."""
    known = KINDS[kind]
    _check_can_keep(by, owner)
    _check(known, values)
    rows = known.model.objects.filter(**{known.column: owner})
    last = rows.aggregate(last=Max("position"))["last"]
    with _noted(owner, f"{known.what} added", by):
        return known.model.objects.create(
            **{known.column: owner}, position=0 if last is None else last + 1, **dict(values)
        )


@audit.atomic()
def change_part(*, kind: str, part: Any, based_on: int, values: Mapping[str, Any], by: Viewer) -> Any:
    """Change a piece. Raises NotFound, Refused, Conflict, Invalid by field."""
    known = KINDS[kind]
    owner = getattr(part, known.column)
    _check_can_keep(by, owner)
    _check(known, values)
    with _noted(owner, f"{known.what} changed", by):
        change(part, based_on=based_on, **values)
    return part


@audit.atomic()
def remove_part(*, kind: str, part: Any, based_on: int, by: Viewer) -> None:
    """Take a piece away. Raises NotFound, Refused, and Conflict where somebody changed it meanwhile."""
    known = KINDS[kind]
    owner = getattr(part, known.column)
    _check_can_keep(by, owner)
    with _noted(owner, f"{known.what} taken away", by):
        removed, _ = known.model.objects.filter(pk=part.pk, version=based_on).delete()
        if not removed:
            raise Conflict(CHANGED)


@audit.atomic()
def put_at(*, service: Service, location: Location, description: str = "", by: Viewer) -> ServiceAtLocation:
    """Say that a service is offered at a place. Raises NotFound, Refused, Invalid by field."""
    access.check_can_keep_service(by, service)
    _check_may_know(by, location)
    problems = entries.of_text({"description": description})
    if service.at_locations.filter(location=location).exists():
        problems.append(Problem("The service is at this place already.", column="location"))
    if location.ends_on and location.ends_on <= by.today:
        problems.append(Problem("This place is no more.", "Choose another.", column="location"))
    if problems:
        raise Invalid(NOT_KEPT, problems)
    with _noted(service, "service put at a place", by):
        return ServiceAtLocation.objects.create(
            service=service, location=location, description=description, position=service.at_locations.count()
        )


@audit.atomic()
def take_from(*, at: ServiceAtLocation, based_on: int, by: Viewer) -> None:
    """Say that a service is not at a place any more, its hours there with it. Raises NotFound, Refused, Conflict."""
    _check_can_keep(by, at)
    with _noted(at.service, "service taken from a place", by):
        removed, _ = ServiceAtLocation.objects.filter(pk=at.pk, version=based_on).delete()
        if not removed:
            raise Conflict(CHANGED)


def _check(known: PartKind, values: Mapping[str, Any]) -> None:
    problems = known.check(values)
    if problems:
        raise Invalid(NOT_KEPT, problems)


def _check_can_keep(by: Viewer, owner: Any) -> None:
    if isinstance(owner, Location):
        access.check_can_keep(by)
        _check_may_know(by, owner)
    elif isinstance(owner, ServiceAtLocation):
        access.check_can_keep_service(by, owner.service)
        _check_may_know(by, owner.location)
    else:
        access.check_can_keep_service(by, owner)


def _check_may_know(by: Viewer, location: Location) -> None:
    if location.is_confidential and not by.may("directory.confidential"):
        raise NotFound("There is no such place in the directory.")


@contextmanager
def _noted(owner: Any, verb: str, by: Viewer) -> Iterator[None]:
    """The record names the service or the place, not what was said: it may name a person, or tell of a refuge."""
    about = owner.service if isinstance(owner, ServiceAtLocation) else owner
    if isinstance(about, Service):
        with as_version(about, by=by):
            yield
        touch(about, by)
    else:
        yield
        Location.objects.filter(pk=about.pk).update(is_kept_here=about.feed_id is not None or about.is_kept_here)
    audit.record(verb, by=by, about=about)
