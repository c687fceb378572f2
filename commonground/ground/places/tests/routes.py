"""Addresses of maps, and who may open them."""

from collections.abc import Mapping

from commonground.ground.places import actions, queries
from commonground.ground.places.models import FootprintVersion
from commonground.ground.places.tests.county import OPERATOR
from tests.security.routes import HIDDEN, Route
from tests.world import World

DRAW = frozenset({"locality-manager"})
PUBLISH = frozenset({"locality-manager", "board-member"})
DRAFT = "A map being drawn"


def footprint(world: World) -> Mapping[str, object]:
    return {"footprint_slug": "localities"}


def in_force(world: World) -> Mapping[str, object]:
    return {**footprint(world), "version_slug": "six-localities-2015"}


def in_force_as_a_file(world: World) -> Mapping[str, object]:
    return {**in_force(world), "suffix": "csv"}


def draft(world: World) -> Mapping[str, object]:
    """A map that somebody else is drawing."""
    found = queries.footprint("localities")
    version = FootprintVersion.objects.filter(footprint=found, label=DRAFT).first()
    if version is None:
        before = queries.version_on(found, OPERATOR.today)
        version = actions.draft_version(footprint=found, label=DRAFT, drawn_from=before, by=OPERATOR)
    return {**footprint(world), "version_slug": version.slug}


def draft_as_a_file(world: World) -> Mapping[str, object]:
    return {**draft(world), "suffix": "csv"}


ROUTES = [
    Route("places:footprints", tells=("Locality management groups",)),
    Route("places:footprint", arguments=footprint, tells=("Six localities (2015)",)),
    Route("places:version", arguments=in_force, tells=("Mansfield and Ashfield",)),
    Route("places:version-file", arguments=in_force_as_a_file),
    Route("places:compare", arguments=in_force),
    Route("places:version", PUBLISH, draft, otherwise=HIDDEN, tells=(DRAFT,), note="a draft"),
    Route("places:version-file", PUBLISH, draft_as_a_file, otherwise=HIDDEN, note="a draft"),
    Route("places:compare", PUBLISH, draft, otherwise=HIDDEN, note="a draft"),
    Route("places:draw", DRAW, footprint),
    Route("places:editor", DRAW, draft),
    Route("places:propose", DRAW, draft),
    Route("places:publish", PUBLISH, draft),
    Route("places:withdraw", DRAW, draft),
]
