"""What is measured: the catalogue, and the page of one indicator."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonground.foundation.design.doors import open_to, viewer_of
from commonground.ground.evidence import forms, papers, queries


@open_to("public")
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every indicator, or those that fit what the address asks for; so many a page."""
    viewer = viewer_of(request)
    shown = papers.CatalogueOnPage(request.GET, viewer, queries.edition_of_pages(viewer))
    return render(request, "evidence/catalogue.html", {"shown": shown})


@open_to("public")
def indicator(request: HttpRequest, slug: str) -> HttpResponse:
    """Definition and formula, where it comes from, and its figures for one period."""
    asked = forms.asked(forms.AmongForm, request.GET)
    viewer = viewer_of(request)
    page = queries.indicator_page(slug, viewer=viewer, **asked)
    about = papers.AboutIndicator(page.facts, queries.answers_for(slug, page.dataset.pk), viewer)
    return render(
        request, "evidence/indicator.html", {"page": page, "shown": papers.IndicatorOnPage(page), "about": about}
    )
