"""The page of a figure: the value, how it is made, where it stands, what it is compared with (scenario 11)."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from commonground.foundation.audit import actions as audit
from commonground.foundation.design.doors import open_to, viewer_of
from commonground.foundation.documents.doors import download
from commonground.ground.evidence import papers, queries


@open_to("public")
def figure(request: HttpRequest, slug: str, area: str, period: str) -> HttpResponseBase:
    """One figure. An address with a code leads to the one with the name."""
    page = queries.figure_page(slug, area, period, viewer=viewer_of(request), with_maps=True)
    if page.address != (slug, area, period):
        return redirect("evidence:figure", *page.address)
    return render(request, "evidence/figure.html", {"page": page, "shown": papers.FigureOnPage(page)})


@open_to("public")
def figure_file(request: HttpRequest, slug: str, area: str, period: str, name: str, suffix: str) -> HttpResponse:
    """The figure on paper, or one of its charts as CSV or PNG."""
    page = queries.figure_page(slug, area, period, viewer=viewer_of(request))
    if name != papers.FIGURE and suffix == "png":
        drawing = papers.drawing(page, name)
        content = drawing.png()
        audit.export(request, what=f"{drawing.title} as PNG")
        file = content_disposition_header(as_attachment=True, filename=f"{name}-{slug}-{area}.png") or "attachment"
        return HttpResponse(content, "image/png", headers={"Content-Disposition": file})
    return download(request, papers.report(page, name, by=viewer_of(request)), suffix)


@open_to("public")
def on_map(
    request: HttpRequest, slug: str, area: str, period: str, footprint_slug: str, version_slug: str
) -> HttpResponse:
    """The same figure of every area of a map, one click from the figure of any area (P5)."""
    page = _on_map(request, slug, area, period, footprint_slug, version_slug)
    return render(request, "evidence/on_map.html", {"page": page, "shown": papers.FigureOnMap(page)})


@open_to("public")
def on_map_file(
    request: HttpRequest, slug: str, area: str, period: str, footprint_slug: str, version_slug: str, suffix: str
) -> HttpResponse:
    """The areas of a map with their figures as PDF, Excel or CSV."""
    page = _on_map(request, slug, area, period, footprint_slug, version_slug)
    return download(request, papers.on_map_report(page, by=viewer_of(request)), suffix)


def _on_map(
    request: HttpRequest, slug: str, area: str, period: str, footprint_slug: str, version_slug: str
) -> queries.OnMap:
    viewer = viewer_of(request)
    return queries.on_map(
        slug, period, footprint=footprint_slug, version=version_slug, viewer=viewer, area_reference=area
    )
