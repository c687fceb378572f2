"""What became of the small areas of a place between two censuses (P14)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonground.foundation.design.doors import open_to, viewer_of
from commonground.foundation.documents.doors import download
from commonground.ground.evidence import papers, queries


@open_to("public")
def changes(request: HttpRequest, area: str) -> HttpResponse:
    """Which small areas were kept, split, merged or redrawn, and what that means for the figures of the place."""
    page = queries.changes_page(area, viewer=viewer_of(request))
    return render(request, "evidence/changes.html", {"page": page, "shown": papers.ChangesShown(page)})


@open_to("public")
def changes_file(request: HttpRequest, area: str, suffix: str) -> HttpResponse:
    """The same as PDF, Excel or CSV; the CSV holds one row for each former area and successor."""
    viewer = viewer_of(request)
    page = queries.changes_page(area, viewer=viewer)
    return download(request, papers.changes_report(page, by=viewer), suffix)
