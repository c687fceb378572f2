"""Outcomes of a plan: for children and families, organisations, the workforce, the partnership."""

from functools import partial
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.design.forms import submit
from commonground.partnership.plans import actions, queries
from commonground.partnership.plans.forms.measures import ChangeOutcomeForm, EndOutcomeForm, OutcomeForm
from commonground.partnership.plans.models import Outcome, Plan
from commonground.partnership.plans.views.asking import Back, ask, way_to


@needs("plans.read")
def outcomes(request: HttpRequest, slug: str) -> HttpResponse:
    """What the plan means to change, with the measures that tell."""
    page = queries.outcomes_page(slug, viewer=viewer_of(request))
    return render(request, "plans/outcomes.html", {"page": page, "plan": page.plan, "tab": "outcomes"})


@needs("plans.read")
def add(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.written(queries.plan(slug, viewer=viewer), viewer=viewer)
    form = OutcomeForm(request.POST or None, viewer=viewer, initial={"for_whom": request.GET.get("for")})
    if form.is_valid() and submit(form, actions.add_outcome, plan=found, by=viewer, **form.cleaned_data):
        return redirect("plans:outcomes", slug)
    return ask(request, form, title="Add an outcome", caption=found.name, way=_way(found))


@needs("plans.read")
def change(request: HttpRequest, slug: str, outcome_id: UUID) -> HttpResponse:
    row = _kept(request, slug, outcome_id)
    initial = {"based_on": row.version, "text": row.text, "for_whom": row.for_whom}
    form = ChangeOutcomeForm(request.POST or None, viewer=viewer_of(request), initial=initial)
    return _take(request, row, form, actions.change_outcome, title="Change this outcome")


@needs("plans.read")
def end(request: HttpRequest, slug: str, outcome_id: UUID) -> HttpResponse:
    row = _kept(request, slug, outcome_id)
    form = EndOutcomeForm(request.POST or None, viewer=viewer_of(request), initial={"based_on": row.version})
    return _take(request, row, form, actions.end_outcome, title="End this outcome", button="End it")


def _take(request: HttpRequest, row: Outcome, form: django_forms.Form, action: Any, **asked: str) -> HttpResponse:
    if form.is_valid() and submit(form, partial(action, outcome=row), by=viewer_of(request), **form.cleaned_data):
        return redirect("plans:outcomes", row.plan.slug)
    return ask(request, form, caption=row.text, way=_way(row.plan), **asked)


def _kept(request: HttpRequest, slug: str, outcome_id: UUID) -> Outcome:
    viewer = viewer_of(request)
    row = queries.outcome(slug, outcome_id, viewer=viewer)
    queries.written(row.plan, viewer=viewer)
    return row


def _way(plan: Plan) -> list[Back]:
    return [*way_to(plan), Back("Outcomes", reverse("plans:outcomes", args=[plan.slug]))]
