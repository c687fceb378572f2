"""Addresses of maps, and who may open them."""

from collections.abc import Mapping

from django.utils import timezone

from commonground.foundation.kernel.viewer import operator
from commonground.ground.places import actions, queries
from commonground.ground.places.models import FootprintVersion, HeadsComment
from commonground.ground.places.tests.county import OPERATOR
from tests.security.routes import HIDDEN, REFUSED, Route
from tests.world import World

DRAW = frozenset({"locality-manager"})
PUBLISH = frozenset({"locality-manager", "board-member"})
HEAD = frozenset({"head-teacher"})
SEE_ASKED = PUBLISH | HEAD
NOBODY: frozenset[str] = frozenset()
EITHER = REFUSED | HIDDEN
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


def clusters(world: World) -> Mapping[str, object]:
    return {"footprint_slug": "primary-clusters", "version_slug": "invented-clusters-of-2018"}


def clusters_as_a_file(world: World) -> Mapping[str, object]:
    return {**clusters(world), "suffix": "csv"}


def asked(world: World) -> Mapping[str, object]:
    """A draft about which heads were asked."""
    return {"footprint_slug": "primary-clusters", "version_slug": "invented-clusters-for-2027"}


def asked_of_a_school(world: World) -> Mapping[str, object]:
    return {**asked(world), "urn": 122674}


def not_asked(world: World) -> Mapping[str, object]:
    """A draft of clusters that nobody has been asked about."""
    found = queries.footprint("primary-clusters")
    version = FootprintVersion.objects.filter(footprint=found, label=DRAFT).first()
    if version is None:
        before = queries.version_on(found, OPERATOR.today)
        version = actions.draft_version(footprint=found, label=DRAFT, drawn_from=before, by=OPERATOR)
    return {"footprint_slug": "primary-clusters", "version_slug": version.slug}


def asked_of_another(world: World) -> Mapping[str, object]:
    """A school that no role of the harness is held for."""
    return {**asked(world), "urn": 139215}


def waiting(world: World) -> Mapping[str, object]:
    """A comment for that school, which nobody has answered."""
    return {**asked(world), "comment_id": HeadsComment.objects.get(school__code="URN139215").pk}


def own_comment(world: World) -> Mapping[str, object]:
    """A comment that waits for its answer, for the school of the head."""
    waits = HeadsComment.objects.filter(school__code="URN122674", answered_at=None).first()
    if waits is None:
        by = operator(timezone.now(), permissions=frozenset({"places.comment", "places.draft"}))
        version = queries.version_for(by, footprint_slug="primary-clusters", version_slug="invented-clusters-for-2027")
        school = queries.school_page(122674).area
        waits = actions.comment_on_cluster(version=version, school=school, wish="agree", by=by)
    return {**asked(world), "comment_id": waits.pk}


ROUTES = [
    Route("places:find", data={"postcode": "NG18 1AA", "on": "2026-01-01"}, tells=("Mansfield and Ashfield",)),
    Route("places:footprints", tells=("Locality management groups",)),
    Route("places:footprint", arguments=footprint, tells=("Six localities (2015)",)),
    Route("places:version", arguments=in_force, tells=("Mansfield and Ashfield",)),
    Route("places:version-file", arguments=in_force_as_a_file),
    Route("places:compare", arguments=in_force),
    Route("places:version", PUBLISH, draft, otherwise=HIDDEN, tells=(DRAFT,), note="a draft"),
    Route("places:version-file", PUBLISH, draft_as_a_file, otherwise=HIDDEN, note="a draft"),
    Route("places:compare", PUBLISH, draft, otherwise=HIDDEN, note="a draft"),
    Route("places:schools", tells=("Asquith Primary School",)),
    Route("places:schools-file", arguments=lambda world: {"suffix": "csv"}),
    Route("places:school", arguments=lambda world: {"urn": 122674}, tells=("Lake View",)),
    Route("places:alignment", arguments=clusters, tells=("Mansfield South",)),
    Route("places:alignment-file", arguments=clusters_as_a_file),
    Route(
        "places:version", SEE_ASKED, asked, otherwise=HIDDEN, tells=("Rainworth",), note="a draft heads are asked about"
    ),
    Route("places:comments", SEE_ASKED, asked),
    Route("places:comments", PUBLISH, not_asked, otherwise=EITHER, note="a draft nobody is asked about"),
    Route("places:comment", HEAD, asked_of_a_school, tells=("Heatherley Primary School",)),
    Route("places:comment", NOBODY, asked_of_another, note="another school"),
    Route("places:answer", DRAW, waiting),
    Route("places:withdraw-comment", HEAD, own_comment, otherwise=EITHER),
    Route("places:withdraw-comment", NOBODY, waiting, otherwise=EITHER, note="another school"),
    Route("places:ask", DRAW, not_asked),
    Route("places:draw", DRAW, footprint),
    Route("places:editor", DRAW, draft),
    Route("places:propose", DRAW, draft),
    Route("places:publish", PUBLISH, draft),
    Route("places:withdraw", DRAW, draft),
    Route("api:places-areas"),
    Route("api:places-area", arguments=lambda world: {"reference": "mansfield"}),
    Route("api:places-footprints"),
]
