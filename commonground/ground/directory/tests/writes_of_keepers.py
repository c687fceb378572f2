"""Edits and writes of keepers that the harness does by many at once."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from commonground.foundation.kernel.viewer import Viewer, operator
from commonground.ground.directory import access, actions
from commonground.ground.directory.actions import locations
from commonground.ground.directory.models import Location, Phone, Provider, Service
from commonground.ground.directory.rules.words import Status
from commonground.ground.directory.tests import entries
from tests.security.writes import Edit, Write

NUMBER = "01632 960001"


def keeper() -> Viewer:
    return operator(timezone.now(), permissions=frozenset(access.PERMISSIONS))


def with_provider() -> None:
    entries.provider()


def add_service(token: str) -> None:
    actions.add_service(facts={"name": token, "provider": Provider.objects.get()}, by=keeper())


def services() -> Iterable[str]:
    return Service.objects.values_list("name", flat=True)


def with_service() -> None:
    entries.service()


def describe(token: str) -> None:
    actions.change_service(service=Service.objects.get(), based_on=1, facts={"description": token}, by=keeper())


def close(token: str) -> None:
    one = Service.objects.get()
    actions.move_service(service=one, based_on=1, status=Status.CLOSED, alert=token, reason="A flood", by=keeper())


def rename(token: str) -> None:
    actions.change_provider(provider=Provider.objects.get(), based_on=1, facts={"name": token}, by=keeper())


def with_place() -> None:
    entries.place()


def move(token: str) -> None:
    one = Location.objects.get()
    facts: dict[str, Any] = {name: getattr(one, name) for name in locations.FACTS}
    actions.change_location(location=one, based_on=1, facts={**facts, "name": token}, by=keeper())


def with_phone() -> None:
    Phone.objects.create(service=entries.service(), number=NUMBER)


def say(token: str) -> None:
    part = Phone.objects.select_related("service").get()
    values = {"number": NUMBER, "description": token}
    actions.change_part(kind="phone", part=part, based_on=1, values=values, by=keeper())


EDITS_OF_KEEPERS = [
    Edit("directory.change_service", with_service, describe, lambda: Service.objects.get().description),
    Edit("directory.move_service", with_service, close, lambda: Service.objects.get().alert),
    Edit("directory.change_provider", with_provider, rename, lambda: Provider.objects.get().name),
    Edit("directory.change_location", with_place, move, lambda: Location.objects.get().name),
    Edit("directory.change_part", with_phone, say, lambda: Phone.objects.get().description),
]
WRITES_OF_KEEPERS = [Write("directory.add_service", add_service, services, with_provider)]
