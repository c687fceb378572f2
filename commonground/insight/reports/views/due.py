"""Reports that groups owe: late, due, sent; of all groups and of one."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonground.foundation.design.doors import open_to, viewer_of
from commonground.foundation.documents.doors import download
from commonground.insight.reports import papers, queries
from commonground.partnership.groups import queries as groups

ON_A_PAGE = 50


@open_to("public")
def due(request: HttpRequest) -> HttpResponse:
    """Of every group that the viewer may know of."""
    found = queries.due_of_all(viewer_of(request))
    page = Paginator(found.listed, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "reports/due.html", {"due": found, "page": page})


@open_to("public")
def due_file(request: HttpRequest, suffix: str) -> HttpResponse:
    """The list as a file."""
    viewer = viewer_of(request)
    return download(request, papers.due_report(queries.due_of_all(viewer), on=viewer.today), suffix)


@open_to("public")
def of_group(request: HttpRequest, slug: str) -> HttpResponse:
    """What one group owes, what it sent and when, and the reports that the viewer may read."""
    viewer = viewer_of(request)
    group = groups.group(slug, viewer=viewer)
    received = queries.reports_sent_to(group, viewer=viewer)
    shown = {
        "group": group,
        "here": groups.standing_in(group, viewer=viewer),
        "page": queries.due_of(group, viewer=viewer),
        "made": groups.reports_made(group),
        "reports": queries.reports_of(group, viewer=viewer),
        "received": Paginator(received, ON_A_PAGE).get_page(request.GET.get("received")),
        "tab": "reports",
    }
    return render(request, "reports/of_group.html", shown)


@open_to("public")
def of_group_file(request: HttpRequest, slug: str, suffix: str) -> HttpResponse:
    """What one group owes, as a file."""
    viewer = viewer_of(request)
    group = groups.group(slug, viewer=viewer)
    page = queries.due_of(group, viewer=viewer)
    return download(request, papers.due_report(page, of=group.name, on=viewer.today), suffix)
