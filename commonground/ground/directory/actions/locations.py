"""Where services are, as keepers write it. Of a confidential place nothing but its id goes into any record."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, NotFound, Problem
from commonground.foundation.kernel.identifiers import new_id
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory import access
from commonground.ground.directory.actions.placing import placed_by_hand
from commonground.ground.directory.actions.slugs import free_slug
from commonground.ground.directory.models import Address, Location, Service
from commonground.ground.directory.rules import entries
from commonground.ground.directory.rules.words import LocationKind

NOT_KEPT = "The place was not kept."
FACTS = (
    "kind", "name", "description", "latitude", "longitude", "external_identifier", "external_identifier_type",
    "postcode", "venue_access", "is_bookable", "is_hub",
)  # fmt: skip
ADDRESS = ("attention", "address_1", "address_2", "city", "state_province")
UNNAMED = "place"  # the address of the page of a confidential place says nothing of it


@audit.atomic()
def add_location(*, facts: Mapping[str, Any], is_confidential: bool = False, by: Viewer) -> Location:
    """Write down a place: all of FACTS and ADDRESS. Raises Refused, and Invalid by field.

    Without coordinates it gets those of its postcode, where the site knows it.
    """
    access.check_can_keep(by)
    if is_confidential:
        access.check_can_keep_confidential(by)
    values = _checked(facts, by)
    public_id = new_id()
    slug = slug_of_place(values["name"] or values["postcode"], public_id, is_confidential=is_confidential)
    made = Location.objects.create(public_id=public_id, slug=slug, is_confidential=is_confidential, **values)
    _say_address(made, facts)
    audit.record("place added to the directory", by=by, about=made)
    return made


@audit.atomic()
def change_location(*, location: Location, based_on: int, facts: Mapping[str, Any], by: Viewer) -> Location:
    """Change what is said of a place: FACTS and ADDRESS. Raises NotFound, Refused, Conflict, Invalid by field."""
    _check_can_keep(by, location)
    values = _checked(facts, by)
    change(location, based_on=based_on, is_kept_here=location.feed_id is not None, **values)
    _say_address(location, facts)
    audit.record("place changed in the directory", by=by, about=location)
    return location


@audit.atomic()
def set_confidential(*, location: Location, based_on: int, is_confidential: bool, by: Viewer) -> Location:
    """Make a place confidential, or open. Its page gets another address, so that the old one tells nothing."""
    access.check_can_keep_confidential(by)
    slug = slug_of_place(location.name or location.postcode, location.public_id, is_confidential=is_confidential)
    change(
        location,
        based_on=based_on,
        is_confidential=is_confidential,
        slug=slug,
        is_kept_here=location.feed_id is not None,
    )
    verb = "place made confidential" if is_confidential else "place made open"
    audit.record(verb, by=by, about=location)
    return location


@audit.atomic()
def end_location(*, location: Location, based_on: int, ends_on: Any, by: Viewer) -> Location:
    """Say from which day a place is no more; None takes it back. Raises Invalid while something is offered there."""
    _check_can_keep(by, location)
    if ends_on and Service.objects.offered().filter(at_locations__location=location).exists():
        what = "Services are offered here."
        raise Invalid(NOT_KEPT, [Problem(what, "Close them, or take them away from here, first.", column="ends_on")])
    change(location, based_on=based_on, ends_on=ends_on, is_kept_here=location.feed_id is not None)
    audit.record("place ended in the directory", by=by, about=location)
    return location


def slug_of_place(name: str, public_id: UUID, *, is_confidential: bool) -> str:
    """A readable address; of a confidential place one made of its id, so that no name can be tried out."""
    if is_confidential:
        return f"{UNNAMED}-{public_id.hex[-12:]}"
    return free_slug(Location, name or UNNAMED, tail=public_id)


def _check_can_keep(by: Viewer, location: Location) -> None:
    access.check_can_keep(by)
    if location.is_confidential and not by.may("directory.confidential"):
        raise NotFound("There is no such place in the directory.")


def _checked(facts: Mapping[str, Any], by: Viewer) -> dict[str, Any]:
    values = {name: facts[name] for name in FACTS}
    said = {name: facts.get(name, "") for name in ADDRESS}
    problems = entries.of_location({**values, **said})
    placed, wrong = placed_by_hand(values, on=by.today)
    problems += wrong
    if problems:
        raise Invalid(NOT_KEPT, problems)
    area = Location(area_id=placed.pop("area_id")).area  # itself, not its id: a conflict shows it to people
    return {**values, **placed, "area": area}


def _say_address(location: Location, facts: Mapping[str, Any]) -> None:
    """The first address of the place; others, which came from a feed, stay as they are."""
    said = {name: facts.get(name, "") for name in ADDRESS} | {"postal_code": location.postcode}
    held = location.addresses.first()
    if held is not None:
        change(held, based_on=held.version, **said)
    elif any(said.values()):
        Address.objects.create(location=location, kind=LocationKind.PHYSICAL, **said)
