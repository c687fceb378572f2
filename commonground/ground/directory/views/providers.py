"""Keepers' pages of providers."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.design.forms import submit
from commonground.ground.directory import actions, queries
from commonground.ground.directory.forms import providers as forms
from commonground.ground.directory.forms.keeping import WordsForm
from commonground.ground.directory.views.keeping import KEEP, ON_A_PAGE, Back, form_page, what_may


@needs(KEEP)
def providers(request: HttpRequest) -> HttpResponse:
    form = WordsForm(request.GET)
    page = Paginator(queries.providers_kept(form.words), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "directory/keep/providers.html", {"page": page, "filter": form, **what_may(request)})


@needs(KEEP)
def add_provider(request: HttpRequest) -> HttpResponse:
    form = forms.ProviderForm(request.POST or None, is_new=True)
    if form.is_valid() and submit(form, actions.add_provider, facts=form.facts, by=viewer_of(request)):
        return redirect("directory:keep-providers")
    return form_page(request, form, title="Add a provider", back=_back(), button="Add the provider")


@needs(KEEP)
def change_provider(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.provider(slug)
    form = forms.ProviderForm(request.POST or None, initial=forms.facts_of(found))
    if form.is_valid() and submit(
        form,
        actions.change_provider,
        provider=found,
        based_on=form.cleaned_data["based_on"] or 0,
        facts=form.facts,
        by=viewer_of(request),
    ):
        return redirect("directory:keep-providers")
    return form_page(
        request, form, title="Change this provider", caption=found.name, back=_back(), intro=taken_over(found)
    )


def taken_over(row: object) -> str:
    """What is said of a row that comes from a feed."""
    feed, is_kept_here = getattr(row, "feed", None), getattr(row, "is_kept_here", False)
    if feed is None:
        return ""
    if is_kept_here:
        return f"It came from {feed} and is kept here now: {feed} does not change it any more."
    return (
        f"It comes from {feed}. From when you save a change, it is kept here, and {feed} does not change it any more."
    )


def _back() -> Back:
    return Back("Providers", reverse("directory:keep-providers"))
