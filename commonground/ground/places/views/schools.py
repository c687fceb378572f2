"""Schools: the list that is narrowed in the address and exported, and the page of one. Open to everybody."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonground.foundation.design.doors import open_to, viewer_of
from commonground.foundation.documents.doors import download
from commonground.ground.places import papers, queries
from commonground.ground.places.forms import SchoolsForm
from commonground.ground.places.models import FootprintVersion

ON_A_PAGE = 50


@open_to("public")
def schools(request: HttpRequest) -> HttpResponse:
    """Every school that is known, by name."""
    version = _clusters_now(request)
    form = _form(request, version)
    found = queries.schools_listed(form.wanted, version=version)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "form": form,
        "page": page,
        "listed": queries.as_listed(page.object_list, version=version),
        "version": version,
        "chosen": [(label, _without(request, name)) for name, label in form.chosen],
        "query": _without(request, "page"),
    }
    return render(request, "places/schools.html", shown)


@open_to("public")
def schools_file(request: HttpRequest, suffix: str) -> HttpResponse:
    """The list as it is narrowed: CSV, Excel or PDF."""
    version = _clusters_now(request)
    form = _form(request, version)
    listed = queries.as_listed(queries.schools_listed(form.wanted, version=version), version=version)
    narrowed = "; ".join(label for _, label in form.chosen)
    report = papers.schools_report(
        listed,
        narrowed=f"Only: {narrowed}." if narrowed else "All schools that are known.",
        clusters=str(version) if version else "",
        as_at=viewer_of(request).today,
    )
    return download(request, report, suffix)


@open_to("public")
def school(request: HttpRequest, urn: int) -> HttpResponse:
    """One school: what the register says, where it stands, its cluster now and before."""
    viewer = viewer_of(request)
    found = queries.school_page(urn)
    on_maps = queries.school_in_versions(found)
    [listed] = queries.as_listed([found], version=None)
    shown = {
        "school": found,
        "listed": listed,
        "authority": queries.authority_name(found.authority_number),
        "official": queries.official_areas_of(found),
        "clusters": [one for one in on_maps if one.version.groups_schools],
        "localities": [one for one in on_maps if not one.version.groups_schools],
        "today": viewer.today,
    }
    return render(request, "places/school.html", shown)


def _clusters_now(request: HttpRequest) -> FootprintVersion | None:
    """The clusters in force today; the first by name where several maps group schools."""
    return next(iter(queries.cluster_versions(on=viewer_of(request).today)), None)


def _form(request: HttpRequest, version: FootprintVersion | None) -> SchoolsForm:
    return SchoolsForm(
        request.GET,
        phases=queries.phases_of_schools(),
        districts=queries.districts_with_schools(),
        clusters=[area.name for area in queries.areas_of_level(version)] if version else [],
    )


def _without(request: HttpRequest, name: str) -> str:
    """The address of the list without one of its choices."""
    kept = request.GET.copy()
    kept.pop(name, None)
    return f"?{kept.urlencode()}" if kept else "?"
