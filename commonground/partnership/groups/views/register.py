"""The register of groups."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonground.foundation.design.doors import open_to, viewer_of
from commonground.partnership.groups import queries


@open_to("public")
def every(request: HttpRequest) -> HttpResponse:
    return render(request, "groups/every.html", {"groups": queries.groups(viewer_of(request))})


@open_to("public")
def group(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.group(slug, viewer=viewer_of(request))
    return render(request, "groups/group.html", {"group": found})
