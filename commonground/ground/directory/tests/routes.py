"""Addresses of the directory, and who may open them."""

from collections.abc import Mapping
from uuid import uuid4

from django.utils import timezone
from django.utils.text import slugify

from commonground.foundation.kernel.viewer import operator, public
from commonground.ground.directory import queries
from commonground.ground.directory.actions import edit_links, feedback
from commonground.ground.directory.models import (
    Double,
    EditLink,
    Location,
    Pathway,
    Provider,
    Service,
    ServiceAtLocation,
    Taxonomy,
    TaxonomyTerm,
)
from commonground.ground.directory.rules.feedback import Wrong
from commonground.ground.directory.tests import entries
from commonground.ground.directory.tests.routes_of_keepers import ROUTES_OF_KEEPERS
from commonground.ground.directory.tests.routes_of_kept_gaps import ROUTES_OF_KEPT_GAPS
from tests.security.routes import HIDDEN, REFUSED, SIGNED_IN, Route


def _service(world: object) -> Mapping[str, object]:
    found = Service.objects.first() or entries.service()
    return {"public_id": found.public_id}


def _at(world: object) -> Mapping[str, object]:
    found = ServiceAtLocation.objects.in_the_open().first() or entries.at(
        Service.objects.first() or entries.service(), entries.place()
    )
    return {"public_id": found.public_id}


def _hidden(world: object) -> Mapping[str, object]:
    found = ServiceAtLocation.objects.filter(location__is_confidential=True).first()
    return {"public_id": (found or entries.refuge().at_locations.get()).public_id}


def _taxonomy(world: object) -> Mapping[str, object]:
    return {"public_id": (Taxonomy.objects.first() or Taxonomy.objects.create(name="A list")).public_id}


def _term(world: object) -> Mapping[str, object]:
    return {"public_id": (TaxonomyTerm.objects.first() or TaxonomyTerm.objects.create(name="A word")).public_id}


ROUTES_OF_FEED = [
    Route("directory:feed"),
    Route("directory:feed-services"),
    Route("directory:feed-service", arguments=_service),
    Route("directory:feed-at-locations"),
    Route("directory:feed-at-location", arguments=_at),
    Route("directory:feed-at-location", arguments=_hidden, answers=frozenset({404}), note="restricted"),
    Route("directory:feed-taxonomies"),
    Route("directory:feed-taxonomy", arguments=_taxonomy),
    Route("directory:feed-terms"),
    Route("directory:feed-term", arguments=_term),
]


def _slug_of_service(world: object) -> Mapping[str, object]:
    return {"slug": (Service.objects.offered().first() or entries.service()).slug}


def _slug_of_provider(world: object) -> Mapping[str, object]:
    return {"slug": (Provider.objects.first() or entries.provider()).slug}


def _slug_of_place(world: object) -> Mapping[str, object]:
    return {"slug": (Location.objects.in_the_open().first() or entries.place()).slug}


def _slug_of_refuge(world: object) -> Mapping[str, object]:
    found = Location.objects.filter(is_confidential=True).first()
    return {"slug": (found or entries.refuge().at_locations.get().location).slug}


def _cell(world: object) -> Mapping[str, object]:
    """The first cell of the first map, where the place has one."""
    page = queries.gap_page(entries.ANYBODY)
    row = page.lines[0].row
    return {
        "map_slug": page.chosen.slug,
        "area": page.chosen.areas[0].key,
        "need": row.need,
        "band": slugify(row.band),
        "grouping": row.grouping,
    }


ROUTES_OF_GAPS = [
    Route("directory:services"),
    Route("directory:service", arguments=_slug_of_service),
    Route("directory:provider", arguments=_slug_of_provider),
    Route("directory:venue", arguments=_slug_of_place),
    Route(
        "directory:venue",
        open_to=frozenset({"directory-keeper"}),
        arguments=_slug_of_refuge,
        otherwise=HIDDEN,
        tells=(entries.HIDDEN,),
        note="confidential",
    ),
    Route("directory:fits"),
    Route("directory:fit", arguments=_slug_of_service),
    Route("directory:hubs"),
    Route("directory:rooms"),
    Route("directory:short-list"),
    Route("directory:short-list-file", arguments=lambda world: {"suffix": "docx"}, answers=frozenset({404})),
    Route("directory:gaps"),
    Route("directory:far"),
    Route("directory:far-file", arguments=lambda world: {"suffix": "xlsx"}),
    Route("directory:gap-cell", arguments=_cell),
    Route("directory:gaps-file", arguments=lambda world: {"suffix": "xlsx"}),
]

KEEPERS = frozenset({"directory-keeper", "locality-manager", "organisation-administrator"})
EVERY_KEEPER = frozenset({"directory-keeper", "locality-manager"})  # of entries of every organisation


def _link(world: object) -> EditLink:
    """An open link of the entry of some other organisation."""
    return EditLink.objects.open(timezone.now()).first() or _made_link().link


def _made_link() -> edit_links.Linked:
    by = operator(timezone.now(), permissions=frozenset({"directory.keep"}))
    return edit_links.make_link(service=Service.objects.offered().first() or entries.service(), by=by)


def _proposal(world: object) -> Mapping[str, object]:
    made = _made_link()
    shown = {"name": "Was", "fees": ""}
    by = public(timezone.now())
    return {"proposal_id": edit_links.propose(token=made.token, shown=shown, said={"fees": "£7.77"}, by=by).pk}


def _double(world: object) -> Mapping[str, object]:
    one, other = (entries.service(slug=f"double-{at}", name="Twice the same") for at in (1, 2))
    made = Double.objects.create(first=one, second=other, why=["same-name", "provider"], weight=5)
    return {"double_id": made.pk}


def _feedback(world: object) -> Mapping[str, object]:
    about = Service.objects.offered().first() or entries.service()
    made = feedback.say_wrong(service=about, wrong=Wrong.OTHER, words="Gone in 1999", by=public(timezone.now()))
    return {"feedback_id": made.pk}


def _pathway(world: object) -> Mapping[str, object]:
    start = entries.service(slug=f"way-{uuid4()}", name="From here")
    to = entries.service(slug=f"way-{uuid4()}", name="To there")
    return {"pathway_id": Pathway.objects.create(start=start, to=to, step="up").pk}


ROUTES_OF_ASSURANCE = [
    Route("directory:doubles", open_to=EVERY_KEEPER),
    Route("directory:look-for-doubles", open_to=EVERY_KEEPER, method="post"),
    Route("directory:double", open_to=EVERY_KEEPER, arguments=_double, tells=("Twice the same",)),
    Route("directory:feedback", open_to=KEEPERS),
    Route(
        "directory:feedback-done",
        open_to=EVERY_KEEPER,
        arguments=_feedback,
        otherwise=REFUSED | HIDDEN,
        tells=("Gone in 1999",),
    ),
    Route("directory:say-wrong", arguments=_slug_of_service),
    Route("directory:new", open_to=SIGNED_IN),
    Route("directory:assurance", open_to=KEEPERS),
    Route("directory:vouch", open_to=EVERY_KEEPER, arguments=_slug_of_service, method="post"),
    Route("directory:links", open_to=EVERY_KEEPER, arguments=_slug_of_service, tells=("shown this once",)),
    Route("directory:pathways", open_to=EVERY_KEEPER, arguments=_slug_of_service),
    Route("directory:broken-pathways", open_to=KEEPERS),
    Route("directory:change-pathway", open_to=EVERY_KEEPER, arguments=_pathway),
    Route("directory:remove-pathway", open_to=EVERY_KEEPER, arguments=_pathway),
    Route("directory:who-it-takes", open_to=EVERY_KEEPER, arguments=_slug_of_service),
    Route("directory:versions", open_to=EVERY_KEEPER, arguments=_slug_of_service),
    Route("directory:proposals", open_to=KEEPERS),
    Route(
        "directory:proposal",
        open_to=EVERY_KEEPER,
        arguments=_proposal,
        otherwise=REFUSED | HIDDEN,
        tells=("£7.77",),
    ),
    Route(
        "directory:withdraw-link",
        open_to=EVERY_KEEPER,
        arguments=lambda world: {"link_id": _link(world).pk},
        method="post",
    ),
    Route("directory:change", arguments=lambda world: {"token": _made_link().token}),
    Route(
        "directory:change", arguments=lambda world: {"token": "never-was"}, answers=frozenset({404}), note="no token"
    ),
    Route("directory:change-sent"),
]
ROUTES = [*ROUTES_OF_FEED, *ROUTES_OF_GAPS, *ROUTES_OF_ASSURANCE, *ROUTES_OF_KEEPERS, *ROUTES_OF_KEPT_GAPS]
