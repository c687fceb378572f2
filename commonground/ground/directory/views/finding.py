"""Find help: the list of services or the map of them, one of them, who provides it, where it is."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from commonground.foundation.design.doors import open_to, viewer_of
from commonground.foundation.kernel.errors import Problem
from commonground.foundation.search.paging import counted_page
from commonground.ground.directory import access, papers, queries
from commonground.ground.directory.forms.finding import FindHelpForm, kept_slugs
from commonground.ground.directory.forms.none_found import NoneFoundForm, as_sought
from commonground.ground.places import queries as places

if TYPE_CHECKING:
    from commonground.ground.directory.models import ServiceQuerySet

ON_A_PAGE = 20


@never_cache
@open_to("public")
def services(request: HttpRequest) -> HttpResponse:
    """Services that fit what is asked for. What is asked is kept nowhere (docs/decisions/0032)."""
    today = viewer_of(request).today
    form = FindHelpForm(request.GET, languages=queries.languages())
    whence = whence_of(request, form)
    asked, rows, page = _found(request, form.asked(whence))
    found = queries.helps(list(page), near=asked.near) if not form.shows_map else []
    maps = cache(partial(places.area_choices, on=today))  # asked once, and not where nothing shows them
    none_found = not page.paginator.count or not viewer_of(request).is_public
    shown = {
        "asked": asked,
        "page": page,
        "found": found,
        "map": papers.help_map(_places(form, rows, found, whence, today), whence=whence, maps=maps),
        "filter": form,
        "whence": whence,
        "kept": kept_slugs(request.GET),
        "keeps": access.may_keep_some(viewer_of(request)),
        "none_found": _none_found(asked, maps(), today) if none_found else None,
        "asked_fields": [(name, value) for name, values in request.GET.lists() for value in values],
    }
    answer = render(request, "directory/services.html", shown)
    answer["X-Robots-Tag"] = "noindex"  # an address with a postcode in it is nobody else's to list
    return answer


@open_to("public")
def service(request: HttpRequest, slug: str) -> HttpResponse:
    """All that is said of one service."""
    viewer = viewer_of(request)
    became = queries.service_it_became(slug)
    if became is not None:  # one of two entries that were made one
        return redirect("directory:service", became.slug)
    card = queries.service_card(slug, viewer=viewer)
    may_keep = access.may_keep_service(viewer, card.service)
    return render(request, "directory/service.html", {"card": card, "may_keep": may_keep})


@open_to("public")
def provider(request: HttpRequest, slug: str) -> HttpResponse:
    """Who provides services, and which."""
    keeps = viewer_of(request).may("directory.keep")
    return render(request, "directory/provider.html", {"page": queries.provider_page(slug), "keeps": keeps})


@open_to("public")
def venue(request: HttpRequest, slug: str) -> HttpResponse:
    """A place and what is offered there."""
    viewer = viewer_of(request)
    shown = {"page": queries.venue_page(slug, viewer=viewer), "keeps": viewer.may("directory.keep")}
    return render(request, "directory/venue.html", shown)


def _none_found(asked: queries.AskedHelp, maps: Sequence[places.AreaChoices], on: date) -> NoneFoundForm:
    """The form that says so, filled in with what was looked for as far as its codes say it."""
    areas = queries.areas_to_say(on=on, choices=maps)
    return NoneFoundForm(areas=areas, initial=as_sought(asked, queries.area_to_say(asked.area, areas, on=on)))


def whence_of(request: HttpRequest, form: FindHelpForm) -> queries.Whence | None:
    """From where somebody looks; a place that nobody knows is said beside the field."""
    typed = form.where_typed
    found = queries.whence(typed, on=viewer_of(request).today) if typed else None
    if isinstance(found, Problem):
        form.say([found])
        return None
    return found


def _found(request: HttpRequest, asked: queries.AskedHelp) -> "tuple[queries.AskedHelp, ServiceQuerySet, Page]":
    """What fits; where nothing does, words with a slip of the pen are read as those that are meant."""
    today = viewer_of(request).today
    rows = queries.found_services(asked, on=today)
    page = counted_page(rows, request.GET.get("page"), most=ON_A_PAGE)
    if not page.paginator.count and (meant := queries.slips_read(asked.words)):
        asked = replace(asked, read_as=meant)
        rows = queries.found_services(asked, on=today)
        page = counted_page(rows, request.GET.get("page"), most=ON_A_PAGE)
    return asked, rows, page


def _places(
    form: FindHelpForm,
    rows: "ServiceQuerySet",
    found: Sequence[queries.Help],
    whence: queries.Whence | None,
    today: date,
) -> Sequence[queries.Venue]:
    """What the map shows: places of all that fits, or beside the list of what is on this page of it."""
    return queries.places_of(rows, whence, on=today) if form.shows_map else queries.places_on_page(found)
