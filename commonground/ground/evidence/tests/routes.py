"""Addresses of indicators, figures and releases, and who may open them."""

from collections.abc import Mapping

from django.utils import timezone

from commonground.foundation.kernel.viewer import operator
from commonground.ground.evidence import actions, queries
from commonground.ground.evidence.models import Care, IncomingFile, Release
from commonground.ground.evidence.tests import api_routes, telling_routes
from commonground.ground.evidence.tests.aims_routes import AIMS_ROUTES
from commonground.ground.evidence.tests.drawn import C1
from commonground.ground.evidence.tests.own_routes import OWN_ROUTES
from tests.security.routes import Route
from tests.world import World


def release(world: World) -> Mapping[str, object]:
    return {"pk": Release.objects.earliest("number").pk}


def figure(world: World) -> Mapping[str, object]:
    return {"slug": "re-referrals", "area": "nottinghamshire", "period": "2024"}


def on_map(world: World) -> Mapping[str, object]:
    """A figure that small areas add up to; re-referrals are published for counties only."""
    counted = {"slug": "children-0-17", "area": "nottinghamshire", "period": "2020"}
    return {**counted, "footprint_slug": "localities", "version_slug": "six-localities-2015"}


def changes(world: World) -> Mapping[str, object]:
    return {"area": "nottinghamshire"}


def funnel() -> Mapping[str, object]:
    return {"slug": "re-referrals", "period": "2024"}


LOOK_AFTER = frozenset({"analyst", "locality-manager"})


def in_care(world: World) -> Mapping[str, object]:
    return {"pk": Care.objects.get(dataset="dfe-cin").pk}


def chapter(world: World) -> Mapping[str, object]:
    return {"pk": Care.objects.exclude(chapter="").earliest("chapter").pk}


def of_dataset(world: World) -> Mapping[str, object]:
    return {"slug": "dfe-cin"}


IMPORT = frozenset({"analyst"})


def incoming(world: World) -> Mapping[str, object]:
    """A file that an analyst has handed in."""
    by = operator(timezone.now(), permissions=frozenset({"evidence.import"}))
    held = IncomingFile.objects.filter(closed_at=None).first()
    return {"pk": (held or actions.hand_in_file(kind="dfe-cin", filename="c1.csv", content=C1.encode(), by=by)).pk}


def mapped(world: World) -> Mapping[str, object]:
    """How a changed file is read."""
    by = operator(timezone.now(), permissions=frozenset({"evidence.import"}))
    heads = C1.splitlines()[0].split(",")
    columns = {one.column: one.head for one in queries.candidates("dfe-cin", heads)[0].proposals}
    held = actions.remember_mapping(
        kind="dfe-cin", dataset="dfe-cin", layout="c1", heads=heads, says="", columns=columns, example="c1.csv", by=by
    )
    return {"pk": held.pk}


ROUTES = [
    *AIMS_ROUTES,
    Route("evidence:load", open_to=IMPORT),
    Route("evidence:load-file", open_to=IMPORT, arguments=incoming),
    Route("evidence:load-take", open_to=IMPORT, arguments=incoming, method="post", answers=frozenset({422})),
    Route("evidence:load-discard", open_to=IMPORT, arguments=incoming, method="post", answers=frozenset({422})),
    Route("evidence:mapping", open_to=IMPORT, arguments=mapped),
    *OWN_ROUTES,
    Route("evidence:datasets"),
    Route("evidence:dataset", arguments=of_dataset),
    Route("evidence:dataset-care", open_to=LOOK_AFTER, arguments=of_dataset),
    Route("evidence:indicator-care", open_to=LOOK_AFTER, arguments=lambda world: {"slug": "re-referrals"}),
    Route("evidence:due"),
    Route("evidence:add-chapter", open_to=LOOK_AFTER),
    Route("evidence:chapter", arguments=chapter),
    Route("evidence:chapter-care", open_to=LOOK_AFTER, arguments=chapter),
    Route("evidence:review", open_to=LOOK_AFTER, arguments=in_care),
    Route("evidence:catalogue"),
    Route("evidence:releases"),
    Route("evidence:release", arguments=release),
    Route("evidence:rows", arguments=release),
    Route("evidence:indicator", arguments=lambda world: {"slug": "re-referrals"}),
    Route("evidence:figure", arguments=figure),
    Route("evidence:on-map", arguments=on_map, tells=("Six localities (2015)",)),
    Route("evidence:on-map-file", arguments=lambda world: {**on_map(world), "suffix": "csv"}),
    Route("evidence:compare", arguments=changes, tells=("compared with",)),
    Route("evidence:compare-file", arguments=lambda world: {**changes(world), "name": "comparison", "suffix": "csv"}),
    Route("evidence:funnel", arguments=lambda world: funnel(), tells=("Rank 1 is the highest",)),
    Route("evidence:funnel-file", arguments=lambda world: {**funnel(), "name": "ranking", "suffix": "csv"}),
    Route("evidence:changes", arguments=changes),
    Route("evidence:changes-file", arguments=lambda world: {**changes(world), "suffix": "csv"}),
    Route("evidence:figure-file", arguments=lambda world: {**figure(world), "name": "figure", "suffix": "csv"}),
]

ROUTES += telling_routes.ROUTES
ROUTES += api_routes.ROUTES
