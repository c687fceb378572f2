"""The example place with what every registered address is about: made once, then asked for by every role."""

from dataclasses import dataclass

import pytest
from django.db import transaction
from django.urls import reverse

from tests.beginnings import begins_with, begun, goes_on_from
from tests.security.routes import Route, registered
from tests.world import World

ROUTES = registered()


@dataclass(frozen=True)
class Addressed:
    """The place, and the path of each of ROUTES in it."""

    world: World
    paths: list[str]

    def routes(self) -> list[tuple[Route, str]]:
        return list(zip(ROUTES, self.paths, strict=True))


@goes_on_from(World)
def with_addresses(world: World) -> Addressed:
    with transaction.atomic():
        paths = [reverse(route.name, kwargs=dict(route.arguments(world))) for route in ROUTES]
    return Addressed(world, paths)


@pytest.fixture
@begins_with(with_addresses)
def addressed(db: None) -> Addressed:
    """What a test changes in it is undone after the test."""
    return begun(with_addresses)


@pytest.fixture
@begins_with(with_addresses)
def addressed_place(transactional_db: None) -> Addressed:
    """The same for tests that commit."""
    return begun(with_addresses)
