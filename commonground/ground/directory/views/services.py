"""Keepers' pages of a service: all that is kept of it, its facts by subject, where it is, whether it runs."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.kernel.errors import Invalid, NotFound
from commonground.ground.directory import actions, queries
from commonground.ground.directory.forms import services as forms
from commonground.ground.directory.forms.locations import PutForm, VersionForm
from commonground.ground.directory.models import Service
from commonground.ground.directory.rules.words import Status
from commonground.ground.directory.views.keeping import KEEP, KEEP_OWN, Back, form_page, what_may
from commonground.ground.directory.views.providers import taken_over


@needs(KEEP)
def add_service(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    provider = queries.provider(request.GET["provider"]).name if request.GET.get("provider") else ""
    form = forms.WhatForm(request.POST or None, viewer=viewer, initial={"kind": "service", "provider": provider})
    if form.is_valid() and (
        done := submit(form, actions.add_service, facts=form.facts, needs=form.cleaned_data["needs"], by=viewer)
    ):
        return redirect("directory:keep-service", slug=done.value.slug)
    back = Back("Keep the directory", reverse("directory:keep"))
    return form_page(request, form, title="Add a service", back=back, button="Add the service")


@needs(KEEP, KEEP_OWN)
def keep_service(request: HttpRequest, slug: str) -> HttpResponse:
    """All that is kept of a service, each piece with a link to change it."""
    page = queries.entry_page(slug, viewer=viewer_of(request))
    shown = {"page": page, "service": page.service, "taken_over": taken_over(page.service), **what_may(request)}
    words = {"grouping": queries.groupings(), "level": queries.levels()}
    for name, known in words.items():
        code = getattr(page.service, name)
        shown[name] = known[code].name if code in known else code
    return render(request, "directory/keep/service.html", shown)


@needs(KEEP, KEEP_OWN)
def change_service(request: HttpRequest, slug: str, subject: str) -> HttpResponse:
    """One subject of the facts of a service."""
    viewer = viewer_of(request)
    found = queries.kept_service(slug, viewer=viewer)
    if subject not in forms.SUBJECTS:
        raise NotFound
    title, kind = forms.SUBJECTS[subject]
    form = kind(request.POST or None, viewer=viewer, initial=_facts(found, kind))
    if form.is_valid() and submit(
        form,
        actions.change_service,
        service=found,
        based_on=form.cleaned_data["based_on"] or 0,
        facts=form.facts,
        needs=form.cleaned_data.get("needs"),
        by=viewer,
    ):
        return redirect("directory:keep-service", slug=slug)
    intro = taken_over(found) if kind in (forms.WhatForm, forms.ReachingForm) else ""
    return form_page(request, form, title=title, caption=found.name, back=back_to(found), intro=intro)


def _facts(found: Service, kind: type[forms.ServiceForm]) -> dict[str, object]:
    facts = forms.facts_of(found, kind)
    return {**facts, "provider": found.provider.name} if kind is forms.WhatForm else facts


@needs(KEEP, KEEP_OWN)
def close_service(request: HttpRequest, slug: str) -> HttpResponse:
    """Close it for a time, end it, or open it again."""
    viewer = viewer_of(request)
    found = queries.kept_service(slug, viewer=viewer)
    form = forms.StatusForm(request.POST or None, viewer=viewer, initial=forms.facts_of(found, forms.StatusForm))
    if form.is_valid():
        typed = form.cleaned_data
        done = submit(
            form, actions.move_service, service=found, based_on=typed["based_on"] or 0, status=Status(typed["status"]),
            alert=typed["alert"], reason=typed["reason"], by=viewer,
        )  # fmt: skip
        if done:
            return redirect("directory:keep-service", slug=slug)
    title = "Close it, or open it again"
    return form_page(request, form, title=title, caption=found.name, back=back_to(found), intro=taken_over(found))


@needs(KEEP, KEEP_OWN)
def put_service(request: HttpRequest, slug: str) -> HttpResponse:
    """Say where it is offered."""
    viewer = viewer_of(request)
    found = queries.kept_service(slug, viewer=viewer)
    form = PutForm(request.POST or None, viewer=viewer)
    if form.is_valid() and submit(form, actions.put_at, service=found, by=viewer, **form.cleaned_data):
        return redirect("directory:keep-service", slug=slug)
    return form_page(request, form, title="Where it is offered", caption=found.name, back=back_to(found))


@needs(KEEP, KEEP_OWN)
@require_POST
def take_service(request: HttpRequest, at_id: UUID) -> HttpResponse:
    """Take it away from a place."""
    viewer = viewer_of(request)
    found = queries.service_at(at_id, viewer=viewer)
    actions.take_from(at=found, based_on=version_of(request), by=viewer)
    return redirect("directory:keep-service", slug=found.service.slug)


def back_to(service: Service) -> Back:
    return Back(service.name, reverse("directory:keep-service", args=[service.slug]))


def version_of(request: HttpRequest) -> int:
    form = VersionForm(request.POST)
    if not form.is_valid():
        raise Invalid("Nothing was changed. Go back and try again from the page.")
    return int(form.cleaned_data["based_on"])
