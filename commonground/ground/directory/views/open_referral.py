"""The directory for programs: the read API of Open Referral UK 3.0, at /api/open-referral/.

Its addresses, parameters and answers are those of the standard and not ours, so it stands beside the API of the site.
What it gives is in the open; a confidential place is in none of it.
"""

import hashlib
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from commonground.foundation.design.doors import open_to, viewer_of
from commonground.foundation.kernel.errors import NotFound
from commonground.ground.directory import queries
from commonground.ground.directory.formats.open_referral.parameters import read_parameters

USUAL = 50
PROFILE = "https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md"
DESCRIBED = "https://docs.openreferraluk.org/en/latest/openapi30.json"
PAGING = {"page", "per_page"}
OF_SERVICES = (
    *("search", "taxonomy_term_id", "taxonomy_id", "minimum_age", "maximum_age"),
    "start_time",
    "end_time",
    "day",
)
OF_PLACES = (*OF_SERVICES, "postcode", "proximity")


@open_to("public")
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Which version of the standard this is."""
    _asked(request, ())
    said = {"version": "HSDS-UK-3.0", "profile": PROFILE, "openapi_url": DESCRIBED}
    return _answer(request, said | {"services_url": request.build_absolute_uri(reverse("directory:feed-services"))})


@open_to("public")
@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """A page of services, each with what it has one of."""
    asked = _asked(request, OF_SERVICES)
    return _page(request, asked, queries.feed_services(_of_feed(asked)), queries.listed)


@open_to("public")
@require_safe
def service(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A full service."""
    _asked(request, ())
    return _answer(request, queries.published_service(public_id))


@open_to("public")
@require_safe
def at_locations(request: HttpRequest) -> HttpResponse:
    """A page of services at locations."""
    asked = _asked(request, OF_PLACES)
    rows = queries.feed_at_locations(_of_feed(asked), on=viewer_of(request).today)
    return _page(request, asked, rows, queries.listed_at)


@open_to("public")
@require_safe
def at_location(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A service at a location with the place and the service in full."""
    _asked(request, ())
    return _answer(request, queries.published_at_location(public_id))


@open_to("public")
@require_safe
def taxonomies(request: HttpRequest) -> HttpResponse:
    """A page of lists of words."""
    return _page(request, _asked(request, ()), queries.feed_taxonomies(), queries.taxonomy)


@open_to("public")
@require_safe
def taxonomy(request: HttpRequest, public_id: UUID) -> HttpResponse:
    _asked(request, ())
    return _answer(request, queries.taxonomy(_one(queries.feed_taxonomies(), public_id)))


@open_to("public")
@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """A page of words."""
    return _page(request, _asked(request, ()), queries.feed_terms(), queries.taxonomy_term)


@open_to("public")
@require_safe
def term(request: HttpRequest, public_id: UUID) -> HttpResponse:
    _asked(request, ())
    return _answer(request, queries.taxonomy_term(_one(queries.feed_terms(), public_id)))


def _one(rows: "QuerySet[Any]", public_id: UUID) -> Any:
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise NotFound("There is nothing of this id.")
    return found


def _asked(request: HttpRequest, known: Iterable[str]) -> dict[str, Any]:
    """The parameters of an address. Raises Invalid."""
    return read_parameters(request.GET.dict(), {*known, *PAGING})


def _of_feed(asked: dict[str, Any]) -> queries.AskedOfFeed:
    return queries.AskedOfFeed(**{name: value for name, value in asked.items() if name not in PAGING})


def _page(
    request: HttpRequest, asked: dict[str, Any], rows: "QuerySet[Any]", write: Callable[[Any], dict[str, Any]]
) -> HttpResponse:
    """A page with totals as the standard names them. A page beyond the last is empty."""
    number, size = max(1, asked.get("page", 1)), max(1, asked.get("per_page", USUAL))
    pages = Paginator(rows, size)
    held = list(pages.page(number)) if number <= pages.num_pages else []
    said = {
        "total_items": pages.count,
        "total_pages": pages.num_pages if pages.count else 0,
        "page_number": number,
        "size": len(held),
        "first_page": number == 1,
        "last_page": number >= pages.num_pages,
        "empty": not held,
        "contents": [write(row) for row in held],
    }
    return _answer(request, said)


def _answer(request: HttpRequest, said: dict[str, Any]) -> HttpResponse:
    """JSON with a tag by which whoever has it already is told so."""
    answer = JsonResponse(said, json_dumps_params={"ensure_ascii": False})
    tag = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
    if tag in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified(headers={"ETag": tag})
    answer["ETag"] = tag
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
