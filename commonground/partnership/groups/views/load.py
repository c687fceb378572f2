"""What groups ask of people and bodies: one's own load, that of others, overlap, hours and cost."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.documents.doors import download
from commonground.partnership.groups import papers, queries
from commonground.partnership.groups.views.naming import show_people

ON_A_PAGE = 50


@needs("groups.read", "groups.take-part")
def mine(request: HttpRequest) -> HttpResponse:
    """The viewer's own seats, what clashes, what reaches them twice, and what could be dropped."""
    return render(request, "groups/load.html", {"load": queries.my_load(viewer_of(request)), "is_mine": True})


@needs("groups.keep")
def people(request: HttpRequest) -> HttpResponse:
    """People on two groups or more. Their names are on record as shown."""
    viewer = viewer_of(request)
    page = Paginator(queries.busy_people(viewer), ON_A_PAGE).get_page(request.GET.get("page"))
    rows = queries.people_of_page(list(page), viewer=viewer)
    show_people(request, [one.practitioner for one in rows])
    return render(request, "groups/load_of_people.html", {"page": page, "rows": rows})


@needs("groups.keep")
def person(request: HttpRequest, practitioner_id: UUID) -> HttpResponse:
    """The load of somebody else."""
    load = queries.load_of(practitioner_id, viewer=viewer_of(request))
    show_people(request, [load.practitioner] if load.practitioner else [])
    return render(request, "groups/load.html", {"load": load, "is_mine": False})


@needs("groups.read")
def overlap(request: HttpRequest) -> HttpResponse:
    """Every two groups that share people or papers. It names nobody."""
    viewer = viewer_of(request)
    found = queries.overlaps(viewer)
    page = Paginator(found.rows, ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {"found": found, "page": page, "advice": found.advice[:ON_A_PAGE], "keeps": viewer.may("groups.keep")}
    return render(request, "groups/overlap.html", shown)


@needs("groups.read")
def overlap_file(request: HttpRequest, suffix: str) -> HttpResponse:
    viewer = viewer_of(request)
    return download(request, papers.overlaps_report(queries.overlaps(viewer), as_at=viewer.today), suffix)


@needs("groups.read")
def hours(request: HttpRequest) -> HttpResponse:
    """Hours and cost a year by body. It names nobody."""
    return render(request, "groups/hours.html", {"found": queries.hours_in_a_year(viewer_of(request))})


@needs("groups.read")
def hours_file(request: HttpRequest, suffix: str) -> HttpResponse:
    viewer = viewer_of(request)
    return download(request, papers.hours_report(queries.hours_in_a_year(viewer), as_at=viewer.today), suffix)
