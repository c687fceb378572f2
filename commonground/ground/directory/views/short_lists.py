"""A short list that somebody made while looking: to print, to hand out, to send as a link. Nothing of it is kept."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from commonground.foundation.design.doors import open_to, viewer_of
from commonground.foundation.documents.doors import download
from commonground.foundation.kernel.errors import NotFound
from commonground.ground.directory import papers, queries
from commonground.ground.directory.forms.finding import kept_slugs


@never_cache
@open_to("public")
def short_list(request: HttpRequest) -> HttpResponse:
    """The services that the address names, in full."""
    listed = queries.short_list(kept_slugs(request.GET))
    here = reverse("directory:short-list")
    shown = {
        "listed": listed,
        "rest": _address(listed.slugs),
        "link": request.build_absolute_uri(here + _address(listed.slugs)),
        "entries": [(one, here + _address(_without(listed.slugs, one.service.slug))) for one in listed.services],
    }
    answer = render(request, "directory/short_list.html", shown)
    answer["X-Robots-Tag"] = "noindex"
    return answer


@open_to("public")
def short_list_file(request: HttpRequest, suffix: str) -> HttpResponse:
    """The same on paper; a card where it is one service."""
    listed = queries.short_list(kept_slugs(request.GET))
    if not listed.services:
        raise NotFound("There is no service on this short list. Choose some in find help.")
    return download(request, papers.short_list_report(listed, as_at=viewer_of(request).today), suffix)


def _without(slugs: list[str], slug: str) -> list[str]:
    return [one for one in slugs if one != slug]


def _address(slugs: list[str]) -> str:
    return f"?{urlencode([('s', slug) for slug in slugs])}" if slugs else ""
