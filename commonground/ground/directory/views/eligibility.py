"""Whom services take: said by those who keep an entry, tried by anybody on a child who has no name."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.kernel.errors import Problem
from commonground.ground.directory import queries
from commonground.ground.directory.actions import eligibility as actions
from commonground.ground.directory.forms.eligibility import DescribeForm, WhoItTakesForm

if TYPE_CHECKING:
    from commonground.ground.places.models import Area


@never_cache
@open_to("public")
def fits(request: HttpRequest) -> HttpResponse:
    """Services for a described child. What is described is posted, used and forgotten."""
    form, found = DescribeForm(request.POST or None), None
    if form.is_valid():
        area = _area(request, form)
        if not form.errors:
            found = queries.fits(form.family(area), on=viewer_of(request).today)
    return render(request, "directory/fits.html", {"form": form, "found": found})


@never_cache
@open_to("public")
def fit(request: HttpRequest, slug: str) -> HttpResponse:
    """One service for a described child, with every reason."""
    form, found = DescribeForm(request.POST or None), None
    card = queries.service_card(slug, viewer=viewer_of(request))
    if form.is_valid():
        area = _area(request, form)
        if not form.errors:
            found = queries.fit(slug, form.family(area), on=viewer_of(request).today)
    return render(request, "directory/fit.html", {"form": form, "found": found, "card": card})


@needs("directory.keep", "directory.keep-own")
def who_it_takes(request: HttpRequest, slug: str) -> HttpResponse:
    """Say whom a service takes."""
    service = queries.kept_service(slug, viewer=viewer_of(request))
    form = WhoItTakesForm(request.POST or None, service=service)
    if form.is_valid():
        said = {"based_on": form.cleaned_data["based_on"], "criteria": form.criteria}
        if submit(form, actions.say_who_it_takes, service=service, by=viewer_of(request), **said):
            messages.success(request, "Saved. Try it on a child whom you describe.")
            return redirect("directory:fit", service.slug)
    return render(request, "directory/who_it_takes.html", {"form": form, "service": service})


def _area(request: HttpRequest, form: DescribeForm) -> "Area | None":
    """The area that was typed; a name that nobody knows is said beside the field."""
    typed = form.cleaned_data["where"]
    if not typed:
        return None
    found = queries.whence(typed, on=viewer_of(request).today)
    if isinstance(found, Problem):
        form.add_error("where", f"{found.what} {found.do}".strip())
    elif found.area is None:
        form.add_error("where", "That lies in no area of this site. Leave it empty, or name the district.")
    else:
        return found.area
    return None
