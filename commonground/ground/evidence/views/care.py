"""Datasets and how fresh they are, who answers for what, what is due, and reviews."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.kernel.errors import NotFound
from commonground.ground.evidence import actions, forms, papers, queries
from commonground.ground.evidence.models import Care, Dataset, Indicator

OF_CHAPTERS, OF_RELEASES = ("chapter", "page"), ("expected_on", "expected_why")


@open_to("public")
def datasets(request: HttpRequest) -> HttpResponse:
    """Every dataset with its promise, those that need somebody first."""
    viewer = viewer_of(request)
    return render(
        request, "evidence/datasets.html", {"shown": papers.DatasetsOnPage(queries.standings(viewer), viewer)}
    )


@open_to("public")
def dataset(request: HttpRequest, slug: str) -> HttpResponse:
    """One dataset: source, licence, promise, owner, releases, reviews, what it measures."""
    viewer = viewer_of(request)
    held = queries.standing(slug, viewer)
    shown = papers.DatasetOnPage(
        held, list(queries.releases_of(slug)[:10]), queries.reviews_of(held.care), queries.mappings_of(slug), viewer
    )
    return render(request, "evidence/dataset.html", {"shown": shown, "dataset": held.dataset})


@open_to("public")
def due(request: HttpRequest) -> HttpResponse:
    """Who must do what, and since when (E2)."""
    viewer = viewer_of(request)
    return render(request, "evidence/due.html", {"shown": papers.DueOnPage(queries.due(viewer), viewer)})


@needs("evidence.look-after")
def care_of_dataset(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.dataset(slug)
    return _care(request, found, queries.care_of(found), without=OF_CHAPTERS, back="evidence:dataset", key=slug)


@needs("evidence.look-after")
def care_of_indicator(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.indicator_row(slug)
    without = (*OF_CHAPTERS, *OF_RELEASES)
    return _care(request, found, queries.care_of(found), without=without, back="evidence:indicator", key=slug)


@needs("evidence.look-after")
def add_chapter(request: HttpRequest) -> HttpResponse:
    """A chapter that is kept elsewhere and must be brought up to date (E19)."""
    viewer = viewer_of(request)
    form = forms.CareForm(request.POST or None, teams=queries.teams(viewer), care=None, without=OF_RELEASES)
    if form.is_valid():
        title, charge = form.cleaned_data["chapter"], form.charge(viewer)
        done = submit(form, actions.take_care, of=title, based_on=actions.NEW, charge=charge, by=viewer)
        if done:
            return redirect("evidence:chapter", pk=done.value.pk)
    return render(request, "evidence/care.html", {"form": form, "name": "A chapter", "is_new": True})


@open_to("public")
def chapter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One chapter: where it stands, who answers for it, when it is due, what reviews said."""
    viewer = viewer_of(request)
    care = _chapter(pk)
    shown = papers.CareOnPage(care, queries.reviews_of(care), viewer)
    return render(request, "evidence/chapter.html", {"care": care, "shown": shown})


@needs("evidence.look-after")
def care_of_chapter(request: HttpRequest, pk: UUID) -> HttpResponse:
    care = _chapter(pk)
    return _care(request, care.chapter, care, without=("chapter", *OF_RELEASES), back="evidence:chapter", key=pk)


@needs("evidence.look-after")
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write what a look at it found."""
    viewer = viewer_of(request)
    care = queries.care(pk)
    initial = {"based_on": care.version, "next_on": actions.next_review(care, after=viewer.today)}
    form = forms.ReviewForm(request.POST or None, initial=initial)
    if form.is_valid() and submit(form, actions.review, care=care, by=viewer, **form.cleaned_data):
        return redirect(papers.address_of_care(care))
    return render(request, "evidence/review.html", {"form": form, "care": care, "back": papers.address_of_care(care)})


def _care(
    request: HttpRequest,
    of: Dataset | Indicator | str,
    care: Care | None,
    *,
    without: tuple[str, ...],
    back: str,
    key: str | UUID,
) -> HttpResponse:
    viewer = viewer_of(request)
    form = forms.CareForm(request.POST or None, teams=queries.teams(viewer), care=care, without=without)
    if form.is_valid():
        based_on, charge = form.cleaned_data["based_on"], form.charge(viewer)
        if submit(form, actions.take_care, of=of, based_on=based_on, charge=charge, by=viewer):
            return redirect(back, key)
    return render(request, "evidence/care.html", {"form": form, "name": str(of), "back": (back, key)})


def _chapter(pk: UUID) -> Care:
    care = queries.care(pk)
    if not care.chapter:
        raise NotFound("There is no such chapter.")
    return care
