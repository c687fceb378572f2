"""Keepers' pages of places."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.design.forms import submit
from commonground.ground.directory import actions, queries
from commonground.ground.directory.forms import locations as forms
from commonground.ground.directory.forms.keeping import WordsForm
from commonground.ground.directory.models import Location
from commonground.ground.directory.views.keeping import KEEP, ON_A_PAGE, Back, form_page, what_may
from commonground.ground.directory.views.providers import taken_over


@needs(KEEP)
def locations(request: HttpRequest) -> HttpResponse:
    form = WordsForm(request.GET)
    rows = queries.locations_kept(viewer_of(request), form.words)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "directory/keep/places.html", {"page": page, "filter": form, **what_may(request)})


@needs(KEEP)
def add_location(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    form = forms.PlaceForm(request.POST or None, viewer=viewer, is_new=True, initial={"kind": "physical"})
    if form.is_valid() and (
        done := submit(
            form,
            actions.add_location,
            facts=form.facts,
            is_confidential=form.cleaned_data.get("is_confidential", False),
            by=viewer,
        )
    ):
        return redirect("directory:keep-place", slug=done.value.slug)
    back = Back("Places", reverse("directory:keep-places"))
    return form_page(request, form, title="Add a place", back=back, button="Add the place")


@needs(KEEP)
def keep_location(request: HttpRequest, slug: str) -> HttpResponse:
    """All that is kept of a place."""
    viewer = viewer_of(request)
    page = queries.place_page(slug, viewer=viewer)
    may_hide = viewer.may("directory.confidential")
    shown = {"page": page, "location": page.location, "taken_over": taken_over(page.location), "may_hide": may_hide}
    return render(request, "directory/keep/place.html", {**shown, **what_may(request)})


@needs(KEEP)
def change_location(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.location(slug, viewer=viewer)
    form = forms.PlaceForm(request.POST or None, viewer=viewer, initial=forms.facts_of(found))
    if form.is_valid() and submit(
        form,
        actions.change_location,
        location=found,
        based_on=form.cleaned_data["based_on"] or 0,
        facts=form.facts,
        by=viewer,
    ):
        return redirect("directory:keep-place", slug=slug)
    return form_page(
        request, form, title="Change this place", caption=_name(found), back=_back(found), intro=taken_over(found)
    )


@needs(KEEP)
def end_location(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.location(slug, viewer=viewer)
    initial = {"based_on": found.version, "ends_on": found.ends_on}
    form = forms.EndPlaceForm(request.POST or None, initial=initial)
    if form.is_valid() and submit(form, actions.end_location, location=found, by=viewer, **form.cleaned_data):
        return redirect("directory:keep-place", slug=slug)
    return form_page(request, form, title="The place is no more", caption=_name(found), back=_back(found))


@needs("directory.confidential")
def hide_location(request: HttpRequest, slug: str) -> HttpResponse:
    """Make a place confidential, or open."""
    viewer = viewer_of(request)
    found = queries.location(slug, viewer=viewer)
    initial = {"based_on": found.version, "is_confidential": "yes" if found.is_confidential else "no"}
    form = forms.ConfidentialForm(request.POST or None, initial=initial)
    if form.is_valid():
        typed = form.cleaned_data
        done = actions.set_confidential(
            location=found, based_on=typed["based_on"], is_confidential=typed["is_confidential"], by=viewer
        )
        return redirect("directory:keep-place", slug=done.slug)
    intro = (
        "A confidential place stands in no list, map, search, feed or export, and its page gets another address. "
        "What was open may have been read or copied already."
    )
    return form_page(request, form, title="Who may know of it", caption=_name(found), back=_back(found), intro=intro)


def _name(location: Location) -> str:
    return location.name or location.postcode or "A place without a name"


def _back(location: Location) -> Back:
    return Back(_name(location), reverse("directory:keep-place", args=[location.slug]))
