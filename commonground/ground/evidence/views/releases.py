"""Releases: what was published when, by whom, from which files, row by row."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonground.foundation.design.doors import open_to, viewer_of
from commonground.ground.evidence import access, forms, papers, queries

ON_A_PAGE = 50


@open_to("public")
def releases(request: HttpRequest) -> HttpResponse:
    """Every release, newest first."""
    asked = forms.asked(forms.RowsForm, request.GET)
    page = Paginator(queries.releases(), ON_A_PAGE).get_page(asked["page"] or 1)
    return render(request, "evidence/releases.html", {"page": page})


@open_to("public")
def release(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One release: source, licence, hash, files, who made it and when."""
    held = queries.release(pk)
    shown = {
        "release": held,
        "files": held.files.all(),
        "may_read_rows": access.may_see_rows(viewer_of(request), held.dataset),
        "told": queries.cost_of_hiding(held.dataset),
    }
    return render(request, "evidence/release.html", shown)


@open_to("public")
def rows(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The observations of a release, perhaps only those read from one row of one file."""
    asked = forms.asked(forms.RowsForm, request.GET)
    page = queries.rows_page(
        pk, file=asked["file"], row=asked["row"], page=asked["page"] or 1, viewer=viewer_of(request)
    )
    return render(request, "evidence/rows.html", {"page": page, "shown": papers.RowsOnPage(page)})
