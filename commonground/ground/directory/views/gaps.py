"""Need against offer: the matrix of gaps on the page and as a paper."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonground.foundation.design.doors import open_to, viewer_of
from commonground.foundation.documents.doors import download
from commonground.foundation.kernel.errors import NotFound
from commonground.ground.directory import papers, queries
from commonground.ground.directory.forms.gaps import FarForm, GapsForm


@open_to("public")
def gaps(request: HttpRequest) -> HttpResponse:
    """What children of each area need, what is offered to them, and what is missing."""
    page = _page(request)
    return render(request, "directory/gaps.html", {"page": page, "filter": GapsForm(page), "rest": _rest(page)})


@open_to("public")
def gap_cell(request: HttpRequest, **key: str) -> HttpResponse:
    """One need of one age in one area: its figures and its services."""
    return render(
        request, "directory/gap_cell.html", {"told": queries.gap_cell(viewer_of(request), queries.CellKey(**key))}
    )


@open_to("public")
def gaps_file(request: HttpRequest, suffix: str) -> HttpResponse:
    """The same as a paper, or as a sheet."""
    page = _page(request)
    return download(request, papers.gaps_report(page, as_at=viewer_of(request).today), suffix)


@open_to("public")
def far(request: HttpRequest) -> HttpResponse:
    """How much of each area is further than a distance from the nearest place that helps."""
    page = _far(request)
    rest = f"?map={page.chosen.slug}&km={page.kilometres}"
    return render(request, "directory/far.html", {"page": page, "filter": FarForm(page), "rest": rest})


@open_to("public")
def far_file(request: HttpRequest, suffix: str) -> HttpResponse:
    """The same as a paper, or as a sheet."""
    return download(request, papers.far_report(_far(request), as_at=viewer_of(request).today), suffix)


def _far(request: HttpRequest) -> queries.FarPage:
    asked = request.GET.get("km", "")[:10]
    if asked and not (asked.isascii() and asked.isdigit()):
        raise NotFound("There is no such distance to choose. Choose one of the list.")
    return queries.far_page(
        viewer_of(request), map_slug=request.GET.get("map", "")[:200], kilometres=int(asked) if asked else None
    )


def _page(request: HttpRequest) -> queries.GapPage:
    asked = {name: request.GET.get(name, "")[:200] for name in ("map", "grouping")}
    return queries.gap_page(viewer_of(request), map_slug=asked["map"], grouping=asked["grouping"])


def _rest(page: queries.GapPage) -> str:
    return f"?map={page.chosen.slug}&grouping={page.grouping}"
