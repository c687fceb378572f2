"""What somebody sees when something does not go through: what happened, what was kept, what to do."""

import logging
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from commonground.foundation.kernel.errors import (
    Conflict,
    Invalid,
    NotFound,
    PersonFacing,
    Refused,
    TooOften,
    Unproven,
)

log = logging.getLogger(__name__)

# What is answered under these addresses is read by programs, whatever they say they accept.
OF_PROGRAMS = ("/api/v1/", "/api/open-referral/")
PROBLEM = "application/problem+json"
STATUS: dict[type[PersonFacing], int] = {
    Unproven: 401,
    Refused: 403,
    NotFound: 404,
    Conflict: 409,
    Invalid: 422,
    TooOften: 429,
}
HEADINGS = {
    400: "Your browser sent something we could not read",
    401: "It is not known who asks",
    403: "You cannot do this",
    404: "Page not found",
    409: "Somebody changed this before you",
    422: "This cannot be taken as it is",
    429: "That was too often",
    500: "Something went wrong here",
    503: "Common Ground is not available just now",
}

# What a heading says of pages and browsers is said otherwise; what no page answers is said here alone.
FOR_PROGRAMS = {404: "Not found", 405: "This can only be read", 409: "Changed in between"}


def page_for(error: PersonFacing, request: HttpRequest) -> HttpResponse:
    """The page of a refusal, an absence, a conflict or bad input; a problem document where a program asked."""
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 400)
    more = {
        "theirs_and_yours": _side_by_side(error) if isinstance(error, Conflict) else [],
        "problems": error.problems if isinstance(error, Invalid) else [],
    }
    response = answer(request, status, error.sentence, more)
    if isinstance(error, Unproven):
        response["WWW-Authenticate"] = 'Bearer realm="Common Ground"'
    if isinstance(error, TooOften):
        response["Retry-After"] = str(error.wait)
    return response


def answer(
    request: HttpRequest | None, status: int, sentence: str, more: Mapping[str, Any] | None = None
) -> HttpResponse:
    """Render one error: a whole page, a notice for HTMX, or a problem document for a program.

    Without a request the page is drawn with nothing from the database around it.
    """
    if request is not None and _is_program(request):
        return problem(status, sentence, more)
    context = {"status": status, "heading": HEADINGS[status], "sentence": sentence, **(more or {})}
    if request is not None and request.headers.get("HX-Request") == "true":
        notice = HttpResponse(render_to_string("design/errors/notice.html", context, request), status=status)
        notice["HX-Retarget"] = "#page-notice"
        notice["HX-Reswap"] = "innerHTML"
        return notice
    return HttpResponse(render_to_string(f"design/errors/{status}.html", context, request), status=status)


def out_of_order(request: HttpRequest) -> HttpResponse:
    """503: the database or the disk cannot serve. Nothing of the page may need them."""
    log.exception("cannot serve %s", request.path)
    sentence = "We cannot read or keep anything at the moment. What you last sent was not saved."
    response = problem(503, sentence) if _is_program(request) else answer(None, 503, sentence)
    response["Retry-After"] = "60"
    return response


def _side_by_side(conflict: Conflict) -> list[tuple[str, object, object]]:
    labels = dict.fromkeys([*conflict.theirs, *conflict.yours])
    return [(label, conflict.theirs.get(label, ""), conflict.yours.get(label, "")) for label in labels]


def problem(status: int, sentence: str, more: Mapping[str, Any] | None = None) -> HttpResponse:
    """An error as a program reads it (RFC 9457)."""
    document: dict[str, object] = {
        "title": {**HEADINGS, **FOR_PROGRAMS}[status],
        "status": status,
        "detail": sentence,
    }
    if more and more.get("problems"):
        document["problems"] = [str(one) for one in more["problems"]]
    if more and more.get("theirs_and_yours"):
        document["conflicts"] = [
            {"field": label, "theirs": str(theirs), "yours": str(yours)}
            for label, theirs, yours in more["theirs_and_yours"]
        ]
    return JsonResponse(document, status=status, content_type=PROBLEM)


def _is_program(request: HttpRequest) -> bool:
    if request.path.startswith(OF_PROGRAMS):
        return True
    return not request.accepts("text/html") and request.accepts("application/json")
