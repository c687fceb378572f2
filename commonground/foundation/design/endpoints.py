"""What every endpoint of the API shares: who may call it, what its answer was made from, pages of a long list.

A room's `api.py` marks each function with `@reads(…)`; `config/api.py` puts `answered` before them all. Imported by
those alone: it brings the API's libraries, which a process that serves pages does without until somebody calls.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control, patch_vary_headers
from ninja import Field, Schema
from pydantic import StringConstraints

from commonground.foundation.design import error_pages
from commonground.foundation.design.doors import AccessRule, viewer_of
from commonground.foundation.kernel.errors import Conflict, Invalid, Problem, Refused, Unproven
from commonground.foundation.kernel.viewer import Viewer

MOST = 500  # of a page
USUAL = 100
PUBLIC, SIGNED_IN = "public", "signed in"
MARK = "read_by_programs"

Function = TypeVar("Function", bound=Callable[..., Any])
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=120)]
Words = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]*$", max_length=200)]
PeriodSlug = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}(-(q[1-4]|[0-9]{2}))?$")]
# An area by its code, its slug, `footprint/slug` or `footprint@version/slug`.
AreaReference = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9@/-]*$", max_length=250)]
# A footprint, or one version of it: `localities@six-localities-2015`.
AreaFootprint = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(@[a-z0-9-]+)?$", max_length=170)]
Cursor = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9_-]+$", max_length=300),
    Field(description="From `next` of the page before."),
]
Limit = Annotated[int, Field(ge=1, le=MOST, description="How many on a page.")]


class Wrong(Schema):
    """A problem document (RFC 9457). `problems` says where, what and what to do, where several things are wrong."""

    title: str
    status: int
    detail: str
    problems: list[str] | None = None


@dataclass(frozen=True)
class Read:
    """Who may call an endpoint, and what its answer is made from: equal editions, equal answers."""

    rule: AccessRule
    edition: Callable[[Viewer], str] | None = None


def reads(*whom: str, edition: Callable[[Viewer], str] | None = None) -> Callable[[Function], Function]:
    """Mark an endpoint: open to "public", to whoever is "signed in" (or has a token), or to who has a permission.

    With an `edition`, of public evidence only, a caller who has the answer already is told so and nothing is read.
    """
    if PUBLIC in whom or SIGNED_IN in whom:
        rule = AccessRule(signed_in=PUBLIC not in whom)
    elif whom and all("." in one for one in whom):
        rule = AccessRule(permissions=whom)
    else:
        raise ValueError(f"An endpoint is read by the public, by the signed in or by a permission, not by {whom!r}.")

    def mark(function: Function) -> Function:
        setattr(function, MARK, Read(rule, edition))
        return function

    return mark


def read_of(function: Callable[..., Any]) -> Read:
    """Raises AttributeError, and so fails the build, for an endpoint that does not say who may call it."""
    found: Read = getattr(function, MARK)
    return found


def answered(
    request: HttpRequest, read: Read, known: Collection[str], run: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """The answer of an endpoint, or that the caller has it already. `known` are the parameters that it takes.

    Raises Unproven, Refused, and Invalid for a parameter that is not known: one with a slip in its name would
    otherwise be taken for everything.
    """
    viewer = viewer_of(request)
    _check_may(viewer, read.rule)
    _check_known(request, known)
    tag = _tag(request, read, viewer)
    if tag and tag in _tags_held(request):
        response: HttpResponseBase = HttpResponseNotModified()
    else:
        response = run()
    if response.status_code < 400:
        _say_who_may_keep(response, read, viewer, tag)
    return response


def _check_may(viewer: Viewer, rule: AccessRule) -> None:
    if rule.admits(viewer):
        return
    if viewer.is_public:
        raise Unproven("Send a token: Authorization: Bearer, then the token. Tokens are made on the page My account.")
    raise Refused(f"What was sent does not allow this (it {rule}).")


def _check_known(request: HttpRequest, known: Collection[str]) -> None:
    wrong = sorted(name for name in request.GET if name not in known)
    if wrong:
        may = f"Known are: {', '.join(sorted(known))}." if known else "This address takes none."
        raise Invalid(
            "There is no parameter of this name. Nothing was read.",
            [Problem("is not known.", may, where=name[:40]) for name in wrong[:10]],
        )


def _tag(request: HttpRequest, read: Read, viewer: Viewer) -> str:
    if read.edition is None:
        return ""
    content = f"{read.edition(viewer)} {request.get_full_path()}"
    return f'"{hashlib.sha256(content.encode()).hexdigest()[:32]}"'


def _tags_held(request: HttpRequest) -> set[str]:
    return {one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")}


def _say_who_may_keep(response: HttpResponseBase, read: Read, viewer: Viewer, tag: str) -> None:
    """Public evidence may be kept and must be asked for again; what is for one caller is kept by nobody else."""
    if tag:
        response["ETag"] = tag
        patch_cache_control(response, no_cache=True, **{"public" if viewer.is_public else "private": True})
    elif read.rule.signed_in or not viewer.is_public:
        patch_cache_control(response, private=True, no_store=True)
    patch_vary_headers(response, ["Authorization", "Cookie"])


def without_body(request: HttpRequest, get: Callable[[], HttpResponseBase]) -> HttpResponse:
    """The answer to HEAD: status and headers of the answer to GET, for which the library knows no other way."""
    request.method = "GET"
    try:
        whole = get()
    finally:
        request.method = "HEAD"
    told = HttpResponse(status=whole.status_code)
    for name, value in whole.items():
        told[name] = value
    if isinstance(whole, HttpResponse):
        told["Content-Length"] = str(len(whole.content))
    told._resource_closers.extend(whole._resource_closers)  # type: ignore[attr-defined]  # not in the stubs; a stream
    return told


def other_method(response: HttpResponseBase) -> HttpResponse:
    """A problem document in place of a bare 405."""
    told = error_pages.problem(405, "Only GET is answered here. Changes are made on the pages of the site.")
    told["Allow"] = f"{response['Allow']}, HEAD"
    return told


def pack(*parts: str | int) -> str:
    """Where the next page begins, as one word that means nothing to others."""
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def unpack(cursor: str, *kinds: type) -> Sequence[Any]:
    """The parts of a cursor that `pack` made. Raises Invalid for one that it did not make."""
    try:
        parts = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError):
        parts = None
    if not isinstance(parts, list) or [type(part) for part in parts] != list(kinds):
        raise Invalid(
            "This cursor was not made here. Nothing was read.",
            [Problem("is not one of ours.", "Take `next` of the page before, or leave it out.", where="cursor")],
        )
    return parts


def begin_again() -> Conflict:
    """What to raise where a cursor belongs to a list that has changed since."""
    return Conflict("The list has changed since its first page. Begin again without a cursor.")


def next_page(request: HttpRequest, cursor: str | None) -> str | None:
    """The address of the next page; None on the last."""
    if cursor is None:
        return None
    query = request.GET.copy()
    query["cursor"] = cursor
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
