"""Addresses of indicators, figures and releases, and who may open them."""

from collections.abc import Mapping

from commonground.ground.evidence.models import Release
from tests.security.routes import Route
from tests.world import World


def release(world: World) -> Mapping[str, object]:
    return {"pk": Release.objects.earliest("number").pk}


def figure(world: World) -> Mapping[str, object]:
    return {"slug": "re-referrals", "area": "nottinghamshire", "period": "2024"}


ROUTES = [
    Route("evidence:catalogue"),
    Route("evidence:releases"),
    Route("evidence:release", arguments=release),
    Route("evidence:rows", arguments=release),
    Route("evidence:indicator", arguments=lambda world: {"slug": "re-referrals"}),
    Route("evidence:figure", arguments=figure),
    Route("evidence:figure-file", arguments=lambda world: {**figure(world), "name": "figure", "suffix": "csv"}),
]
