"""Measures: the turned curve as page, picture and paper; what is agreed, read and told of one."""

from functools import partial
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header

from commonground.foundation.audit import actions as audit
from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.documents.doors import download
from commonground.partnership.plans import access, actions, papers, queries
from commonground.partnership.plans.forms.measures import (
    ChangeMeasureForm,
    EndMeasureForm,
    FigureMeasureForm,
    OwnMeasureForm,
    ReadingForm,
    TellForm,
)
from commonground.partnership.plans.models import Measure, Plan
from commonground.partnership.plans.rules.measures import plainly
from commonground.partnership.plans.views.asking import Back, ask, way_to

TOLD = ("story", "partners", "works")


@needs("plans.read")
def measure(request: HttpRequest, measure_id: UUID) -> HttpResponse:
    """The turned curve: where it was, is, should be and will be; why; who; what works; what is done."""
    page = queries.measure_page(measure_id, viewer=viewer_of(request))
    shown = papers.MeasureShown(page.curve, page.impact, page.may_report, page.is_drafted)
    return render(request, "plans/measure.html", {"page": page, "shown": shown, "plan": page.curve.measure.plan})


@needs("plans.read")
def measure_file(request: HttpRequest, measure_id: UUID, suffix: str) -> HttpResponse:
    """The same on paper; its chart as CSV or PNG."""
    viewer = viewer_of(request)
    page = queries.measure_page(measure_id, viewer=viewer)
    if suffix != "png":
        return download(request, papers.measure_report(page, as_at=viewer.today), suffix)
    drawing = papers.MeasureShown(page.curve, page.impact).drawing
    content = drawing.png()
    audit.export(request, what=f"{drawing.title} as PNG")
    disposition = content_disposition_header(as_attachment=True, filename="measure.png") or "attachment"
    return HttpResponse(content, "image/png", headers={"Content-Disposition": disposition})


@needs("plans.read")
def add_figure(request: HttpRequest, slug: str) -> HttpResponse:
    """Measure the plan by a figure of the catalogue."""
    viewer, found = viewer_of(request), _kept(request, slug)
    initial = {"area": found.area.key, **_asked(request)}
    form = FigureMeasureForm(request.POST or None, viewer=viewer, plan=found, initial=initial)
    action = partial(actions.add_indicator_measure, plan=found)
    if form.is_valid() and (done := submit(form, action, agreed=form.agreed, by=viewer, **form.values)):
        return redirect("plans:measure", done.value.pk)
    words = "A figure that is published needs nobody to read it: it is here when its release is."
    return ask(request, form, title="Add a figure as a measure", caption=found.name, way=way_to(found), words=words)


@needs("plans.read")
def add_own(request: HttpRequest, slug: str) -> HttpResponse:
    """Measure the plan by a number that it reads itself."""
    viewer, found = viewer_of(request), _kept(request, slug)
    initial = {"area": found.area.key, **_asked(request)}
    form = OwnMeasureForm(request.POST or None, viewer=viewer, plan=found, initial=initial)
    action = partial(actions.add_own_measure, plan=found)
    if form.is_valid() and (done := submit(form, action, agreed=form.agreed, by=viewer, **form.values)):
        return redirect("plans:measure", done.value.pk)
    words = "A number that the partners count themselves. Its baseline is its first reading."
    return ask(request, form, title="Add a number of our own", caption=found.name, way=way_to(found), words=words)


@needs("plans.read")
def change(request: HttpRequest, measure_id: UUID) -> HttpResponse:
    """What is agreed of it, while a year is drafted."""
    viewer = viewer_of(request)
    held = queries.measure(measure_id, viewer=viewer)
    row = held.measure
    queries.written(row.plan, viewer=viewer)
    names = ("name", "telling", "wanted", "target", "target_on")
    initial = {
        **{name: getattr(row, name) for name in names}, "based_on": row.version, "priority": row.priority_id,
        "outcome": row.outcome_id, "impact": row.impact_id, "through": list(held.aim.through),
        "baseline": row.baseline_on.isoformat(),
    }  # fmt: skip
    baselines = [
        (one.on.isoformat(), f"{one.label}: {one.text(held.unit)}") for one in held.seen if one.value is not None
    ]
    form = ChangeMeasureForm(request.POST or None, viewer=viewer, plan=row.plan, baselines=baselines, initial=initial)
    action = partial(actions.change_measure, measure=row)
    if form.is_valid() and submit(form, action, agreed=form.agreed, by=viewer, **form.values):
        return redirect("plans:measure", row.pk)
    return ask(request, form, title="Change this measure", caption=row.name, way=_way(row))


@needs("plans.read")
def tell(request: HttpRequest, measure_id: UUID) -> HttpResponse:
    """The story, the partners, what works."""
    row = _reported(request, measure_id)
    initial = {"based_on": row.version, **{name: getattr(row, name) for name in TOLD}}
    form = TellForm(request.POST or None, viewer=viewer_of(request), initial=initial)
    return _take(request, row, form, actions.tell_measure, title="What stands behind it")


@needs("plans.read")
def end(request: HttpRequest, measure_id: UUID) -> HttpResponse:
    """Measured no more."""
    row = queries.measure(measure_id, viewer=viewer_of(request)).measure
    queries.written(row.plan, viewer=viewer_of(request))
    form = EndMeasureForm(request.POST or None, viewer=viewer_of(request), initial={"based_on": row.version})
    return _take(request, row, form, actions.end_measure, title="End this measure", button="End it")


@needs("plans.read")
def read(request: HttpRequest, measure_id: UUID) -> HttpResponse:
    """A new reading of a number of the plan's own."""
    row = _reported(request, measure_id)
    form = ReadingForm(request.POST or None, viewer=viewer_of(request))
    if form.is_valid() and submit(form, actions.add_reading, measure=row, read=form.read, by=viewer_of(request)):
        return redirect("plans:measure", row.pk)
    return ask(request, form, title="Add a reading", caption=row.name, way=_way(row))


@needs("plans.read")
def correct(request: HttpRequest, reading_id: UUID) -> HttpResponse:
    """A reading that replaces another."""
    viewer = viewer_of(request)
    found = queries.reading(reading_id, viewer=viewer)
    row = found.measure
    access.check_can_report(viewer, row.plan, row.priority.lead if row.priority else None)
    initial = {name: getattr(found, name) for name in ReadingForm.base_fields}
    initial |= {name: plainly(initial[name]) for name in ("count", "base")}
    form = ReadingForm(request.POST or None, viewer=viewer, initial=initial)
    if form.is_valid() and submit(form, actions.correct_reading, reading=found, read=form.read, by=viewer):
        return redirect("plans:measure", row.pk)
    words = "What was read before stays on record, below the correction."
    return ask(request, form, title="Correct a reading", caption=row.name, way=_way(row), words=words)


def _take(request: HttpRequest, row: Measure, form: django_forms.Form, action: Any, **asked: str) -> HttpResponse:
    """Ask, and carry out the action with what was filled in."""
    if form.is_valid() and submit(form, partial(action, measure=row), by=viewer_of(request), **form.cleaned_data):
        return redirect("plans:measure", row.pk)
    return ask(request, form, caption=row.name, way=_way(row), **asked)


def _kept(request: HttpRequest, slug: str) -> Plan:
    viewer = viewer_of(request)
    return queries.written(queries.plan(slug, viewer=viewer), viewer=viewer)


def _reported(request: HttpRequest, measure_id: UUID) -> Measure:
    viewer = viewer_of(request)
    row = queries.measure(measure_id, viewer=viewer).measure
    access.check_can_report(viewer, row.plan, row.priority.lead if row.priority else None)
    return row


def _asked(request: HttpRequest) -> dict[str, str]:
    """What the address fills in: the priority or outcome that a page adds a measure to."""
    return {name: request.GET[name] for name in ("priority", "outcome", "indicator") if request.GET.get(name)}


def _way(row: Measure) -> list[Back]:
    return [*way_to(row.plan), Back(row.name, reverse("plans:measure", args=[row.pk]))]
