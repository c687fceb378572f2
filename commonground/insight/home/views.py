"""Pages of this room: today, every place, the page of a place, search."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from commonground.foundation.audit import actions as audit
from commonground.foundation.design.doors import open_to, viewer_of
from commonground.foundation.design.drawing import Drawing
from commonground.foundation.documents.doors import download
from commonground.insight.home import actions, forms, papers, queries


@open_to("public")
def today(request: HttpRequest) -> HttpResponse:
    """The first screen."""
    found = queries.today(viewer_of(request))
    context = {"today": found, "shown": papers.today_on_page(found), "demonstration": settings.COMMONGROUND_DEMO}
    if found.partnership:  # known already: the page need not ask again
        context |= {"place_name": found.partnership.name, "place_colour": found.partnership.colour}
    return render(request, "home/today.html", context)


@open_to("public")
def places(request: HttpRequest) -> HttpResponse:
    """Every place, by map."""
    return render(request, "home/places.html", {"listed": queries.places_list(viewer_of(request))})


@open_to("public")
def place(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of a place. Where figures are stale, they are asked for."""
    page = queries.place_page(slug, viewer=viewer_of(request), **forms.place_asked(request.GET))
    if page.school is not None:
        return redirect("places:school", page.school)
    if page.is_stale:
        actions.ask_for_figures(by=viewer_of(request))
    return render(request, "home/place.html", {"page": page, "shown": papers.OnPage(page)})


@open_to("public")
def working(request: HttpRequest, slug: str) -> HttpResponse:
    """Groups that work at a place, as far as the viewer may know of them; a fragment of its page, or a page."""
    found = queries.working(slug, viewer=viewer_of(request))
    is_fragment = request.headers.get("HX-Request") == "true"
    template = "home/place/working.html" if is_fragment else "home/working.html"
    return render(request, template, {"working": found})


@open_to("public")
def place_file(request: HttpRequest, slug: str, name: str, suffix: str) -> HttpResponse:
    """Something of the page of a place to take away: its profile, or one of its drawings as CSV or PNG."""
    page = queries.place_page(slug, viewer=viewer_of(request), **forms.place_asked(request.GET))
    if name != "profile" and suffix == "png":
        return _picture(request, papers.drawing(page, name), name=f"{name}-{slug}")
    report = papers.report(page, name, by=viewer_of(request))
    return download(request, report, suffix)


def _picture(request: HttpRequest, drawing: Drawing, *, name: str) -> HttpResponse:
    content = drawing.png()
    audit.export(request, what=f"{drawing.title} as PNG")
    disposition = content_disposition_header(as_attachment=True, filename=f"{name}.png") or "attachment"
    return HttpResponse(content, "image/png", headers={"Content-Disposition": disposition})


@open_to("public")
def version_impact(request: HttpRequest, footprint_slug: str, version_slug: str) -> HttpResponse:
    """Children and deprivation before and after a map; a fragment of its drawing board, or a page."""
    found = queries.version_impact(viewer_of(request), footprint_slug=footprint_slug, version_slug=version_slug)
    is_fragment = request.headers.get("HX-Request") == "true"
    return render(request, "home/impact.html", {"impact": found, "fragment": is_fragment})


@open_to("public")
def search(request: HttpRequest) -> HttpResponse:
    """Places and figures by name."""
    words = forms.asked(forms.SearchForm(request.GET))["q"]
    return render(request, "home/search.html", {"found": queries.search(viewer_of(request), str(words))})
