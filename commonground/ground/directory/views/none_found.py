"""Saying that no service was found. The page keeps nothing of who says it, and neither does what it calls."""

from allauth.core.internal.httpkit import get_client_ip
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from commonground.foundation.design.doors import open_to, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.kernel.errors import TooOften
from commonground.ground.directory import actions, queries
from commonground.ground.directory.forms.none_found import NoneFoundForm

A_MINUTE = 60


@never_cache
@open_to("public")
def say(request: HttpRequest) -> HttpResponse:
    """Four codes; a week and a count are kept of them."""
    viewer = viewer_of(request)
    form = NoneFoundForm(request.POST or None, areas=queries.areas_to_say(on=viewer.today))
    if form.is_valid():
        if viewer.is_public:
            _check_pace(request)
        if submit(form, actions.say_none_found, by=viewer, **form.cleaned_data):
            return redirect("directory:none-found-said")
    return render(request, "directory/none_found.html", {"form": form})


@never_cache
@open_to("public")
def said(request: HttpRequest) -> HttpResponse:
    """That it was counted; the address says nothing of what."""
    return render(request, "directory/none_found_said.html", {"fewest": queries.saying_policy().fewest_told})


def _check_pace(request: HttpRequest) -> None:
    """Raises TooOften where one computer says more than a person would. Kept in memory for a minute, without codes."""
    now, most = viewer_of(request).now, queries.saying_policy().most_a_minute
    held, key = caches["polite"], f"none-found-{get_client_ip(request) or ''}-{now:%H%M}"
    asked = int(held.get(key, 0)) + 1
    held.set(key, asked, timeout=A_MINUTE)
    if asked > most:
        wait = A_MINUTE - now.second
        raise TooOften(f"That was more than {most} in a minute. Nothing was counted. Wait {wait} seconds.", wait=wait)
