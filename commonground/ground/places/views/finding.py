"""Find a place by postcode. Open to everybody; what is asked is kept nowhere (docs/decisions/0032)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from commonground.foundation.design.doors import open_to, viewer_of
from commonground.ground.places import formats, queries
from commonground.ground.places.forms import find_form


@never_cache
@open_to("public")
def find(request: HttpRequest) -> HttpResponse:
    """Where a postcode lies on a day: officially, and on each map."""
    form = find_form(request.GET, today=viewer_of(request).today)
    found = None
    if form.is_valid():
        day = form.cleaned_data["on"] or viewer_of(request).today
        found = queries.locate(form.cleaned_data["postcode"], on=day)
    shown = {"form": form, "found": found, "days": queries.days_of_change(), "source": formats.source()}
    answer = render(request, "places/find.html", shown)
    answer["X-Robots-Tag"] = "noindex"  # an address with a postcode in it is nobody else's to list
    return answer
