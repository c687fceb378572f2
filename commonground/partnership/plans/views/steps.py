"""A step with something of a programme: its form, its action, the way back; and whom a page names, on record."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from commonground.foundation.audit import actions as audit
from commonground.foundation.design.asking import Back, ask
from commonground.foundation.design.doors import viewer_of
from commonground.foundation.design.forms import submit
from commonground.partnership.plans.models import Programme, Workstream


def way_to(programme: Programme | None = None, workstream: Workstream | None = None) -> list[Back]:
    """From the list of programmes, perhaps to one of them, perhaps to one of its workstreams."""
    way = [Back("Plans", reverse("plans:every")), Back("Programmes", reverse("plans:programmes"))]
    if programme is not None:
        way.append(Back(programme.name, reverse("plans:programme", args=[programme.slug])))
        if workstream is not None:
            here = reverse("plans:workstream", args=[programme.slug, workstream.number])
            way.append(Back(workstream.name, here))
    return way


def step(
    request: HttpRequest,
    form: forms.Form,
    carry_out: Callable[..., Any],
    *,
    title: str,
    way: list[Back],
    button: str = "Save",
    done: str = "Saved.",
    **words: str,
) -> HttpResponse:
    """Show the form, or carry it out and go back to the last page of the way."""
    if form.is_valid() and submit(form, carry_out, by=viewer_of(request), **form.cleaned_data):
        messages.success(request, done)
        return redirect(way[-1].href)
    return ask(request, form, title=title, way=way, button=button, **words)


def show_people(request: HttpRequest, people: Iterable[Any]) -> None:
    """The page names these people, where there is anybody: on record."""
    named = {one.pk: one for one in people if one is not None}
    if named:
        audit.shown(request, [*named, *(one.account_id for one in named.values() if one.account_id)])
