"""What is measured: the catalogue, and the page of one indicator."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonground.foundation.design.doors import open_to, viewer_of
from commonground.ground.evidence import forms, papers, queries

ON_A_PAGE = 30


@open_to("public")
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every indicator, or those that fit what the address asks for; so many a page."""
    form = forms.CatalogueForm(request.GET, choices=queries.choices())
    viewer = viewer_of(request)
    found = queries.catalogue_page(form.asked, viewer=viewer)
    listed = Paginator(found.listed, ON_A_PAGE).get_page(form.cleaned_data["page"] or 1)
    shown = papers.CatalogueOnPage(found, list(listed), request.GET, viewer.may("evidence.import"))
    may_bring = queries.may_bring(viewer)
    return render(
        request, "evidence/catalogue.html", {"form": form, "page": listed, "shown": shown, "may_bring": may_bring}
    )


@open_to("public")
def indicator(request: HttpRequest, slug: str) -> HttpResponse:
    """Definition and formula, where it comes from, and its figures for one period."""
    asked = forms.asked(forms.AmongForm, request.GET)
    viewer = viewer_of(request)
    about = papers.AboutIndicator(queries.entry(slug, viewer), viewer)
    page = queries.indicator_page(about.entry, period=asked["period"], among=asked["among"])
    return render(
        request, "evidence/indicator.html", {"page": page, "shown": papers.IndicatorOnPage(page), "about": about}
    )
