"""What voluntary bodies offer here, and their own pages to say it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.documents.doors import download
from commonground.ground.partners import access, actions, papers, queries
from commonground.ground.partners.forms import CapacityForm, ChangeOfferForm, ListForm, OfferForm
from commonground.ground.partners.views.keeping import Back, address_without_page, choices_of_places, form_page

NARROWED_BY_LESS = ("sector", "type", "past")


@open_to("public")
def voluntary(request: HttpRequest) -> HttpResponse:
    """What voluntary bodies offer here, narrowed by words and place."""
    form = ListForm(request.GET, places=choices_of_places(request), without=NARROWED_BY_LESS)
    asked = form.asked
    bodies = queries.voluntary_bodies(asked, on=viewer_of(request).today)
    shown = {"bodies": bodies, "filter": form, "asked": asked, "rest": address_without_page(request.GET)}
    return render(request, "partners/voluntary.html", shown)


@open_to("public")
def voluntary_file(request: HttpRequest, suffix: str) -> HttpResponse:
    form = ListForm(request.GET, places=choices_of_places(request), without=NARROWED_BY_LESS)
    today = viewer_of(request).today
    bodies = queries.voluntary_bodies(form.asked, on=today)
    return download(request, papers.voluntary_report(bodies, as_at=today), suffix)


@needs("partners.keep", "partners.keep-own")
def capacity(request: HttpRequest, slug: str) -> HttpResponse:
    """A body says what it can take on; whoever says it vouches for it today."""
    viewer = viewer_of(request)
    organisation = queries.organisation_to_change(slug)
    access.check_can_keep(viewer, organisation)
    body = queries.body(organisation, on=viewer.today)
    profile = body.profile if body else None
    initial = {
        "based_on": profile.version if profile else 0,
        "size": profile.size_id if profile else None,
        "serves": "\n".join(area.key for area in profile.serves.all()) if profile else "",
        "capacity": profile.capacity if profile else "",
        "looking_for": profile.looking_for if profile else "",
        "assured_on": viewer.today,
    }
    form = CapacityForm(request.POST or None, initial=initial)
    if form.is_valid() and submit(
        form, actions.describe_capacity, organisation=organisation, by=viewer, **form.cleaned_data
    ):
        return redirect("partners:organisation", slug=slug)
    return form_page(
        request,
        form,
        title="What it can take on",
        caption=str(organisation),
        intro="Everybody can read this. Say when it was true: after a while it is marked as not vouched for lately.",
        back=_back(slug, str(organisation)),
    )


@needs("partners.keep", "partners.keep-own")
def add_offer(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    organisation = queries.organisation_to_change(slug)
    access.check_can_keep(viewer, organisation)
    form = OfferForm(request.POST or None, initial={"starts_on": viewer.today, "assured_on": viewer.today})
    if form.is_valid() and submit(form, actions.add_offer, organisation=organisation, by=viewer, **form.cleaned_data):
        return redirect("partners:organisation", slug=slug)
    back = _back(slug, str(organisation))
    return form_page(request, form, title="Add an offer", caption=str(organisation), back=back, button="Add the offer")


@needs("partners.keep", "partners.keep-own")
def change_offer(request: HttpRequest, offer_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    offer = queries.offer(offer_id)
    access.check_can_keep(viewer, offer.organisation)
    initial = {
        "based_on": offer.version,
        "title": offer.title,
        "for_whom": offer.for_whom,
        "about": offer.about,
        "areas": "\n".join(area.key for area in offer.areas.all()),
        "starts_on": offer.starts_on,
        "ends_on": offer.ends_on,
        "assured_on": viewer.today,
    }
    form = ChangeOfferForm(request.POST or None, initial=initial)
    if form.is_valid() and submit(form, actions.change_offer, offer=offer, by=viewer, **form.cleaned_data):
        return redirect("partners:organisation", slug=offer.organisation.slug)
    return form_page(
        request,
        form,
        title="Change this offer",
        caption=str(offer.organisation),
        intro="Say on which day it was true.",
        back=_back(offer.organisation.slug, str(offer.organisation)),
    )


def _back(slug: str, label: str) -> Back:
    return Back(label, reverse("partners:organisation", args=[slug]))
