"""Reports that groups owe: due, made, late."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonground.foundation.design.doors import open_to, viewer_of
from commonground.partnership.groups import queries


@open_to("public")
def every(request: HttpRequest) -> HttpResponse:
    """What every group that the viewer may know of owes, what is late first."""
    found = queries.duties_of_all(viewer_of(request))
    shown = {"late": [one for one in found if one.is_late], "due": [one for one in found if not one.is_late]}
    return render(request, "groups/reports.html", shown)


@open_to("public")
def of_group(request: HttpRequest, slug: str) -> HttpResponse:
    """What one group owes and what it made."""
    viewer = viewer_of(request)
    group = queries.group(slug, viewer=viewer)
    shown = {
        "group": group,
        "owed": queries.duties(group, viewer=viewer),
        "made": queries.reports_made(group),
        "here": queries.standing_in(group, viewer=viewer),
    }
    return render(request, "groups/group_reports.html", shown)
