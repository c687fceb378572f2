"""Find help: the list of services, one of them, who provides it, where it is."""

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonground.foundation.design.doors import open_to, viewer_of
from commonground.foundation.kernel.errors import Problem
from commonground.ground.directory import access, queries
from commonground.ground.directory.forms.finding import FindHelpForm
from commonground.ground.directory.forms.none_found import NoneFoundForm, as_sought

if TYPE_CHECKING:
    from commonground.ground.places.models import Area

ON_A_PAGE = 20


@open_to("public")
def services(request: HttpRequest) -> HttpResponse:
    """Services that fit what is asked for."""
    form = FindHelpForm(request.GET)
    area = _area(request, form)
    asked = form.asked(area)
    rows = queries.found_services(asked, on=viewer_of(request).today)
    page = Paginator(queries.with_details(rows), ON_A_PAGE).get_page(request.GET.get("page"))
    found = [queries.as_help(row) for row in page]
    shown = {"page": page, "found": found, "filter": form, "area": area}
    none_found = _none_found(request, asked) if not found or not viewer_of(request).is_public else None
    return render(request, "directory/services.html", {**shown, "none_found": none_found})


@open_to("public")
def service(request: HttpRequest, slug: str) -> HttpResponse:
    """All that is said of one service."""
    viewer = viewer_of(request)
    card = queries.service_card(slug, viewer=viewer)
    may_keep = access.may_keep_service(viewer, card.service)
    return render(request, "directory/service.html", {"card": card, "may_keep": may_keep})


@open_to("public")
def provider(request: HttpRequest, slug: str) -> HttpResponse:
    """Who provides services, and which."""
    return render(request, "directory/provider.html", {"page": queries.provider_page(slug)})


@open_to("public")
def venue(request: HttpRequest, slug: str) -> HttpResponse:
    """A place and what is offered there."""
    return render(request, "directory/venue.html", {"page": queries.venue_page(slug, viewer=viewer_of(request))})


def _none_found(request: HttpRequest, asked: queries.AskedHelp) -> NoneFoundForm:
    """The form that says so, filled in with what was looked for as far as its codes say it."""
    on = viewer_of(request).today
    areas = queries.areas_to_say(on=on)
    return NoneFoundForm(areas=areas, initial=as_sought(asked, queries.area_to_say(asked.area, areas, on=on)))


def _area(request: HttpRequest, form: FindHelpForm) -> "Area | None":
    """The area that was typed, as a postcode or a name; a name that nobody knows is said beside the field."""
    typed = form.where_typed
    if not typed:
        return None
    found = queries.area_meant(typed, on=viewer_of(request).today)
    if isinstance(found, Problem):
        form.say([found])
        return None
    return found
