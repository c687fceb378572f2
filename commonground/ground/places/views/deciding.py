"""Decide: propose a version, publish it from a day, withdraw it. Each asks once more before it happens."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.design.forms import submit
from commonground.ground.places import access, actions, queries, rules
from commonground.ground.places.forms import DecideForm, PublishForm


@needs("places.draft")
def propose(request: HttpRequest, footprint_slug: str, version_slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    version = queries.version_for(viewer, footprint_slug=footprint_slug, version_slug=version_slug)
    form = DecideForm(request.POST or None, initial={"based_on": version.version})
    if form.is_valid() and submit(form, actions.propose_version, version=version, by=viewer, **form.cleaned_data):
        messages.success(request, f"“{version.label}” is now a proposal that everybody can see.")
        return redirect("places:version", footprint_slug, version_slug)
    shown = {"version": version, "form": form, "problems": queries.problems_of(version)}
    return render(request, "places/propose.html", shown)


@needs("places.publish")
def publish(request: HttpRequest, footprint_slug: str, version_slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    version = queries.version_for(viewer, footprint_slug=footprint_slug, version_slug=version_slug)
    access.check_can_publish(viewer, version)
    form = PublishForm(request.POST or None, initial={"based_on": version.version, "valid_from": version.valid_from})
    if form.is_valid() and submit(form, actions.publish_version, version=version, by=viewer, **form.cleaned_data):
        messages.success(request, f"“{version.label}” is published.")
        return redirect("places:version", footprint_slug, version_slug)
    shown = {
        "version": version,
        "form": form,
        "problems": queries.problems_of(version),
        "former": queries.published_version(version.footprint),
        "answered": rules.answered_in_words(queries.answered_of(version)) if version.groups_schools else "",
    }
    return render(request, "places/publish.html", shown)


@needs("places.draft")
def withdraw(request: HttpRequest, footprint_slug: str, version_slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    version = queries.version_for(viewer, footprint_slug=footprint_slug, version_slug=version_slug)
    form = DecideForm(request.POST or None, initial={"based_on": version.version})
    if form.is_valid() and submit(form, actions.withdraw, version=version, by=viewer, **form.cleaned_data):
        messages.success(request, f"“{version.label}” is withdrawn.")
        return redirect("places:footprint", footprint_slug)
    return render(request, "places/withdraw.html", {"version": version, "form": form})
