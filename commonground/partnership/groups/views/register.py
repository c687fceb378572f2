"""The register of groups, who reports to whom, which areas have a group, and who is missing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.documents.doors import download
from commonground.ground.partners import queries as partners
from commonground.ground.places import queries as places
from commonground.partnership.groups import papers, queries
from commonground.partnership.groups.forms.narrowing import OnForm, RegisterForm, TypeForm, checked


def _form(request: HttpRequest) -> RegisterForm:
    viewer = viewer_of(request)
    held = partners.partnership()
    around = places.choosable(held.area, on=viewer.today) if held else []
    return RegisterForm(request.GET, places=around, types=queries.types_in_use(viewer))


@open_to("public")
def every(request: HttpRequest) -> HttpResponse:
    """Every group the viewer may know of, narrowed and searched."""
    viewer = viewer_of(request)
    form = _form(request)
    page = queries.register(form.asked, viewer=viewer)
    shown = {"page": page, "filter": form, "rest": f"?{request.GET.urlencode()}" if request.GET else ""}
    return render(request, "groups/every.html", {**shown, "keeps": viewer.may("groups.keep")})


@open_to("public")
def every_file(request: HttpRequest, suffix: str) -> HttpResponse:
    """The same list as a file. It names nobody."""
    viewer = viewer_of(request)
    page = queries.register(_form(request).asked, viewer=viewer)
    return download(request, papers.register_report(page, as_at=viewer.today, on_paper=suffix == "pdf"), suffix)


@open_to("public")
def diagram(request: HttpRequest) -> HttpResponse:
    """Who reports to whom on a day."""
    viewer = viewer_of(request)
    form = OnForm(request.GET)
    held = queries.landscape(viewer, on=form.day(viewer.today))
    return render(request, "groups/diagram.html", {"held": held, "drawing": papers.diagram(held), "filter": form})


@open_to("public")
def areas(request: HttpRequest) -> HttpResponse:
    """Each part of the place once, with the groups of a kind that work for it (P4)."""
    viewer = viewer_of(request)
    held = partners.partnership()
    place = held.area if held else None
    form = TypeForm(request.GET)
    kind = checked(form)["type"]
    parts = places.parts_of(place, on=viewer.today) if place and kind else []
    covered = queries.areas_covered(viewer, type=kind.pk, parts=parts) if kind else []
    shown = {"kind": kind, "covered": covered, "filter": form, "place": place}
    return render(request, "groups/areas.html", shown)


@needs("groups.read")
def missing(request: HttpRequest) -> HttpResponse:
    """Who is missing, across the groups the viewer may know of."""
    viewer = viewer_of(request)
    shown = {"covers": queries.covers(viewer), "reviews": queries.reviews_due(viewer, until=viewer.today)}
    return render(request, "groups/missing.html", shown)


@needs("groups.read")
def missing_file(request: HttpRequest, suffix: str) -> HttpResponse:
    viewer = viewer_of(request)
    return download(request, papers.missing_report(queries.covers(viewer), as_at=viewer.today), suffix)
