"""Gaps that somebody works on: the list, one of them, and its steps."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from commonground.foundation.design.asking import Back, ask
from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.design.forms import submit
from commonground.ground.directory import access, actions, queries
from commonground.ground.directory.forms.kept_gaps import (
    ChangeGapForm,
    CloseGapForm,
    OpenGapForm,
    ReopenGapForm,
    ReportOnGapForm,
)
from commonground.ground.directory.models import Gap

ASKED = ("need", "band", "area", "origin")


@needs("directory.read-gaps")
def register(request: HttpRequest) -> HttpResponse:
    """What was said often, which gaps are worked on, and which are closed."""
    return render(request, "directory/kept_gaps.html", {"page": queries.gap_register(viewer_of(request))})


@needs("directory.read-gaps")
def gap(request: HttpRequest, gap_id: UUID) -> HttpResponse:
    """One gap with its history."""
    return render(
        request, "directory/kept_gap.html", {"page": queries.kept_gap_page(gap_id, viewer=viewer_of(request))}
    )


@needs("directory.keep-gaps")
def open_one(request: HttpRequest) -> HttpResponse:
    """Write a gap down. The address may say what it is about."""
    viewer = viewer_of(request)
    initial = {name: request.GET.get(name, "")[:60] for name in ASKED if request.GET.get(name)}
    areas = queries.areas_to_say(on=viewer.today)
    form = OpenGapForm(request.POST or None, viewer=viewer, areas=areas, initial=initial)
    if form.is_valid() and (done := submit(form, actions.open_gap, by=viewer, **form.cleaned_data)):
        messages.success(request, "The gap is open.")
        return redirect("directory:kept-gap", done.value.pk)
    return ask(request, form, title="Open a gap", way=_way(), button="Open it")


@needs("directory.keep-gaps")
def change(request: HttpRequest, gap_id: UUID) -> HttpResponse:
    viewer, found = viewer_of(request), queries.kept_gap(gap_id, viewer=viewer_of(request))
    initial = {name: getattr(found, name) for name in ("about", "owner", "due_on")} | _step(found)
    form = ChangeGapForm(request.POST or None, viewer=viewer, initial=initial)
    return _take(request, found, form, actions.change_gap, title="Change this gap")


@needs("directory.read-gaps")
def report(request: HttpRequest, gap_id: UUID) -> HttpResponse:
    found = _theirs(request, gap_id)
    form = ReportOnGapForm(request.POST or None, initial=_step(found) | {"due_on": found.due_on})
    return _take(request, found, form, actions.report_on_gap, title="Report on this gap", button="Report it")


@needs("directory.read-gaps")
def close(request: HttpRequest, gap_id: UUID) -> HttpResponse:
    found = _theirs(request, gap_id)
    form = CloseGapForm(request.POST or None, initial={"based_on": found.version})
    return _take(request, found, form, actions.close_gap, title="Close this gap", button="Close it")


@needs("directory.read-gaps")
def reopen(request: HttpRequest, gap_id: UUID) -> HttpResponse:
    found = _theirs(request, gap_id)
    form = ReopenGapForm(request.POST or None, initial={"based_on": found.version})
    return _take(request, found, form, actions.reopen_gap, title="Open it again", button="Open it again")


def _step(found: Gap) -> dict[str, Any]:
    """What is done next, and on which version of the gap the form is based."""
    return {"based_on": found.version, "next_step": found.action}


def _theirs(request: HttpRequest, gap_id: UUID) -> Gap:
    found = queries.kept_gap(gap_id, viewer=viewer_of(request))
    access.check_can_answer_gap(viewer_of(request), found)
    return found


def _take(
    request: HttpRequest, found: Gap, form: forms.Form, carry_out: Callable[..., Any], **shown: Any
) -> HttpResponse:
    if form.is_valid() and submit(form, partial(carry_out, gap=found), by=viewer_of(request), **form.cleaned_data):
        messages.success(request, "Saved.")
        return redirect("directory:kept-gap", found.pk)
    name = queries.gap_name(found)
    way = [*_way(), Back(name, reverse("directory:kept-gap", args=[found.pk]))]
    return ask(request, form, caption=name, way=way, **shown)


def _way() -> list[Back]:
    return [
        Back("Find help", reverse("directory:services")),
        Back("What is missing", reverse("directory:gaps")),
        Back("Gaps worked on", reverse("directory:kept-gaps")),
    ]
