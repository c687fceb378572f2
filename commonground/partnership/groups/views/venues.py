"""Places to meet."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.design.forms import submit
from commonground.partnership.groups import access, actions, queries
from commonground.partnership.groups.forms.venues import ChangeVenueForm, VenueForm
from commonground.partnership.groups.views.asking import Back, ask

SERVING = ("groups.take-part", "groups.keep")


@open_to("public")
def every(request: HttpRequest) -> HttpResponse:
    """Where groups meet, and how to get in."""
    viewer = viewer_of(request)
    shown = {"venues": queries.venues(on=viewer.today), "keeps": access.may_keep_venues(viewer)}
    return render(request, "groups/venues.html", shown)


@needs(*SERVING)
def add(request: HttpRequest) -> HttpResponse:
    """Write down a place to meet."""
    viewer = viewer_of(request)
    access.check_can_keep_venues(viewer)
    form = VenueForm(request.POST or None)
    if form.is_valid() and submit(form, actions.add_venue, by=viewer, **form.cleaned_data):
        messages.success(request, "The venue can be chosen now.")
        return redirect("groups:venues")
    return ask(request, form, title="Add a venue", way=_way())


@needs(*SERVING)
def change(request: HttpRequest, venue_id: UUID) -> HttpResponse:
    """Change what is said of it, or until when it is used."""
    viewer = viewer_of(request)
    access.check_can_keep_venues(viewer)
    venue = queries.venue(venue_id)
    held = ("name", "address", "postcode", "travel", "ends_on")
    initial = {"based_on": venue.version, "access_words": venue.access} | {name: getattr(venue, name) for name in held}
    form = ChangeVenueForm(request.POST or None, initial=initial)
    if form.is_valid() and submit(
        form, actions.change_venue, venue=venue, organisation=venue.organisation, by=viewer, **form.cleaned_data
    ):
        messages.success(request, "The venue is changed.")
        return redirect("groups:venues")
    return ask(request, form, title="Change a venue", caption=venue.name, way=_way())


def _way() -> list[Back]:
    return [Back("Groups", reverse("groups:every")), Back("Venues", reverse("groups:venues"))]
