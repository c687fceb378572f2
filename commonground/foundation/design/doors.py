"""Who may open a page. Every view names its rule; a view without one fails the build (tests/architecture)."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.module_loading import import_string

from commonground.foundation.design import drafts
from commonground.foundation.kernel.errors import Refused
from commonground.foundation.kernel.viewer import Viewer

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class AccessRule:
    """Who passes the door: everybody, whoever is signed in, or whoever has one of the permissions.

    What lies behind the door (this record, that place) is decided by the room's `access.py`.
    """

    signed_in: bool = True
    permissions: tuple[str, ...] = ()

    def admits(self, viewer: Viewer) -> bool:
        if self.permissions:
            return any(viewer.may(permission) for permission in self.permissions)
        return not (self.signed_in and viewer.is_public)

    def __str__(self) -> str:
        if self.permissions:
            return "needs " + " or ".join(self.permissions)
        return "open to the signed in" if self.signed_in else "open to the public"


def open_to(whom: Literal["public", "signed in"]) -> Callable[[View], View]:
    """The door is open to everybody, or to whoever is signed in."""
    if whom not in ("public", "signed in"):
        raise ValueError(f"A door is open to 'public' or 'signed in', not to {whom!r}.")
    return _door(AccessRule(signed_in=whom == "signed in"))


def needs(*permissions: str) -> Callable[[View], View]:
    """The door is open to whoever has one of the permissions, named `<room>.<verb>`."""
    if not permissions or any("." not in permission for permission in permissions):
        raise ValueError(f"A permission is named <room>.<verb>, not {permissions!r}.")
    return _door(AccessRule(permissions=permissions))


def _door(rule: AccessRule) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            viewer = viewer_of(request)
            if rule.admits(viewer):
                return _kept_private(view(request, *args, **kwargs), rule, viewer)
            if viewer.is_public:
                return ask_to_sign_in(request)
            raise Refused(
                f"None of your roles allows this (it {rule}). "
                "If your work needs it, ask the administrator of your organisation."
            )

        guarded.access_rule = rule  # type: ignore[attr-defined]  # read by tests/architecture and tests/security
        return guarded

    return decorate


def later(name: str) -> View:
    """A view that is loaded when somebody first opens it, because it brings heavy libraries."""

    def view(request: HttpRequest, **arguments: object) -> HttpResponseBase:
        answer: HttpResponseBase = import_string(name)(request, **arguments)
        return answer

    return view


def viewer_of(request: HttpRequest) -> Viewer:
    """The viewer that config's middleware put on the request."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]  # set by the viewer middleware
    return viewer


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send a visitor to sign-in and back. What a lost session was about to send is kept as its draft."""
    rescued = drafts.rescue(request)
    answer = redirect_to_login(rescued or _way_back(request))
    if request.headers.get("HX-Request") != "true":
        return answer
    if rescued:
        return render(request, "design/draft_rescued.html", {"sign_in": answer.url}, status=401)
    # a fragment must not be replaced by a whole sign-in page: the browser goes there instead
    return HttpResponse(status=204, headers={"HX-Redirect": answer.url})


def _way_back(request: HttpRequest) -> str:
    if request.method in ("GET", "HEAD") and request.headers.get("HX-Request") != "true":
        return request.get_full_path()
    came_from = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        return came_from
    return "/"


def _kept_private(response: HttpResponseBase, rule: AccessRule, viewer: Viewer) -> HttpResponseBase:
    """No page behind a closed door is kept by a browser or a proxy; an open one, drawn for somebody, by no proxy."""
    if response.has_header("Cache-Control"):
        return response
    if rule.signed_in:
        patch_cache_control(response, private=True, no_store=True)
    elif not viewer.is_public:
        patch_cache_control(response, private=True)
    return response
