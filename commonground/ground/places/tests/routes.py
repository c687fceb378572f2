"""Addresses of footprints and their versions, and who may open them."""

from collections.abc import Callable, Mapping

from tests.security.routes import HIDDEN, Route
from tests.world import World

DRAW = frozenset({"locality-manager"})
PUBLISH = frozenset({"locality-manager", "board-member"})
SEE_DRAFTS = DRAW | PUBLISH

LOCALITIES = "localities"
IN_FORCE = (LOCALITIES, "six-localities-2015")
PROPOSED = (LOCALITIES, "three-localities-proposed")
DRAFT = ("childrens-services", "north-west-and-south")


def version(address: tuple[str, str], **more: object) -> Callable[[World], Mapping[str, object]]:
    return lambda world: {"footprint_slug": address[0], "version_slug": address[1], **more}


ROUTES = [
    Route("places:footprints"),
    Route("places:footprint", arguments=lambda world: {"footprint_slug": LOCALITIES}),
    Route("places:draw", DRAW, lambda world: {"footprint_slug": LOCALITIES}),
    Route("places:version", arguments=version(IN_FORCE)),
    Route("places:version", SEE_DRAFTS, version(DRAFT), HIDDEN, tells=("North, West and South",), note="a draft"),
    Route("places:version-file", arguments=version(IN_FORCE, suffix="csv")),
    Route("places:version-file", SEE_DRAFTS, version(DRAFT, suffix="csv"), HIDDEN, note="a draft"),
    Route("places:compare", arguments=version(IN_FORCE)),
    Route("places:compare", SEE_DRAFTS, version(DRAFT), HIDDEN, tells=("North, West and South",), note="a draft"),
    Route("places:editor", DRAW, version(DRAFT), tells=("North, West and South",)),
    Route("places:propose", DRAW, version(DRAFT), tells=("North, West and South",)),
    Route("places:publish", PUBLISH, version(PROPOSED)),
    Route("places:withdraw", DRAW, version(PROPOSED)),
]
