"""Hubs, and rooms for other uses."""

from collections.abc import Callable, Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from commonground.foundation.design.doors import open_to, viewer_of
from commonground.foundation.kernel.errors import Problem
from commonground.ground.directory import queries
from commonground.ground.directory.forms.venues import WhereForm

Read = Callable[..., Sequence[queries.Venue]]


@never_cache
@open_to("public")
def hubs(request: HttpRequest) -> HttpResponse:
    """Places from which several services work, with these services (S10)."""
    return _venues(request, queries.hubs, "directory/hubs.html")


@never_cache
@open_to("public")
def rooms(request: HttpRequest) -> HttpResponse:
    """Places that others can use, such as for contact visits (S15)."""
    return _venues(request, queries.bookable, "directory/rooms.html")


def _venues(request: HttpRequest, read: Read, template: str) -> HttpResponse:
    today: date = viewer_of(request).today
    form = WhereForm(request.GET)
    whence = queries.whence(form.where_typed, on=today) if form.where_typed else None
    if isinstance(whence, Problem):
        form.add_error("where", f"{whence.what} {whence.do}".strip())
        whence = None
    answer = render(request, template, {"venues": read(whence, on=today), "filter": form, "whence": whence})
    answer["X-Robots-Tag"] = "noindex"
    return answer
