"""Addresses of the API about evidence: open like the pages, and as closed as they are behind."""

from collections.abc import Mapping

from commonground.ground.evidence.models import Profile, Release
from commonground.ground.evidence.tests.telling_routes import kept
from tests.security.routes import Route


def release(world: object) -> Mapping[str, object]:
    return {"release_id": Release.objects.earliest("number").pk}


def run(world: object) -> Mapping[str, object]:
    return {"run": Profile.objects.get(**kept(world)).frozen_id}


ROUTES = [
    Route("api:evidence-indicators"),
    Route("api:evidence-indicator", arguments=lambda world: {"slug": "re-referrals"}),
    Route("api:evidence-observations"),
    Route("api:evidence-observations-csv"),
    Route("api:evidence-release", arguments=release),
    Route("api:evidence-release-rows", arguments=release),
    Route("api:evidence-profiles"),
    Route("api:evidence-profile", arguments=run),
]
