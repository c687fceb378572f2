"""What is measured: the catalogue, and the page of one indicator."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonground.foundation.design.doors import open_to
from commonground.ground.evidence import forms, papers, queries


@open_to("public")
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every indicator under its theme, or those that match `?q=`."""
    words = forms.asked(forms.SearchForm, request.GET)["q"]
    listed = queries.indicators_by_theme(words)
    found = sum(len(of_theme) for _, of_theme in listed)
    return render(request, "evidence/catalogue.html", {"listed": listed, "words": words, "found": found})


@open_to("public")
def indicator(request: HttpRequest, slug: str) -> HttpResponse:
    """Definition and formula, where it comes from, and its figures for one period."""
    asked = forms.asked(forms.AmongForm, request.GET)
    page = queries.indicator_page(slug, period=asked["period"], among=asked["among"])
    return render(request, "evidence/indicator.html", {"page": page, "shown": papers.IndicatorOnPage(page)})
