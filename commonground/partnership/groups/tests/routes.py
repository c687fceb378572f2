"""Addresses of groups, and who may open them."""

from collections.abc import Mapping

from commonground.partnership.groups.rules.words import Openness
from commonground.partnership.groups.tests.bodies import group
from tests.security.routes import PUBLIC, Route
from tests.world import World


def a_public_group(world: World) -> Mapping[str, object]:
    return {"slug": group("Open to everybody", Openness.PUBLIC).slug}


ROUTES = [
    Route("groups:every", PUBLIC),
    Route("groups:group", PUBLIC, a_public_group),
]
