"""Saying that no service was found. The page keeps nothing of who says it, and neither does what it calls."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from commonground.foundation.design.doors import open_to, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.design.pace import count, machine_of
from commonground.ground.directory import actions, queries
from commonground.ground.directory.forms.none_found import NoneFoundForm


@never_cache
@open_to("public")
def say(request: HttpRequest) -> HttpResponse:
    """Four codes; a week and a count are kept of them."""
    viewer = viewer_of(request)
    form = NoneFoundForm(request.POST or None, areas=queries.areas_to_say(on=viewer.today))
    if form.is_valid():
        if viewer.is_public:  # kept in memory for a minute, without a code
            count(f"none-found-{machine_of(request)}", queries.saying_policy().most_a_minute, viewer.now)
        if submit(form, actions.say_none_found, by=viewer, **form.cleaned_data):
            return redirect("directory:none-found-said")
    return render(request, "directory/none_found.html", {"form": form})


@never_cache
@open_to("public")
def said(request: HttpRequest) -> HttpResponse:
    """That it was counted; the address says nothing of what."""
    return render(request, "directory/none_found_said.html", {"fewest": queries.saying_policy().fewest_told})
