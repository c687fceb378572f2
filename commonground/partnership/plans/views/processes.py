"""Processes across areas and ages: all of them, one as a matrix; added, changed, ended, said how they stand."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from commonground.foundation.design.asking import Back, ask
from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.documents.doors import download
from commonground.partnership.plans import access
from commonground.partnership.plans import queries as plan_queries
from commonground.partnership.plans.actions import processes as actions
from commonground.partnership.plans.forms import processes as forms
from commonground.partnership.plans.forms.choosing import OwnerField
from commonground.partnership.plans.models import Process
from commonground.partnership.plans.papers.processes import process_report, processes_report
from commonground.partnership.plans.queries import processes as queries
from commonground.partnership.plans.queries import programmes as programme_queries
from commonground.partnership.plans.views.steps import show_people, step

ON_A_PAGE = 50
FACTS = ("title", "purpose", "agreed_way", "milestone", "organisation", "source")
SENT_ALONG = {"csrfmiddlewaretoken", "confirmed", "again"}


@needs("plans.read")
def every(request: HttpRequest) -> HttpResponse:
    """All processes by area, and what is ready for what."""
    form, page = _asked(request)
    viewer = viewer_of(request)
    plan = plan_queries.plans(viewer).filter(slug=form.asked.plan).first() if form.asked.plan else None
    may_add = plan is not None and access.may_keep(viewer, plan)
    shown = {"page": page, "filter": form, "rest": _query(request), "plan": plan, "may_add": may_add}
    return render(request, "plans/processes.html", {**shown, "pack": queries.parity()})


@needs("plans.read")
def every_file(request: HttpRequest, suffix: str) -> HttpResponse:
    _, page = _asked(request)
    return download(request, processes_report(page), suffix)


@needs("plans.read")
def of_area(request: HttpRequest, slug: str) -> HttpResponse:
    """What is in place in one area, and what is missing there."""
    page = queries.area_page(slug, viewer=viewer_of(request))
    return render(request, "plans/processes_of_area.html", {"page": page, "pack": queries.parity()})


@needs("plans.read")
def process(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """One process: areas by age bands, where it is not as agreed and why, what it has to be ready for."""
    viewer = viewer_of(request)
    found = queries.process(process_id, viewer=viewer)
    show_people(request, [found.owner])
    keeps = access.may_keep(viewer, found.plan)
    shown = {"process": found, "matrix": queries.matrix(found, on=_on(request, found)), "pack": queries.parity()}
    is_theirs = viewer.id is not None and found.owner is not None and found.owner.account_id == viewer.id
    may = {"may_keep": keeps and found.is_running, "may_say": (keeps or is_theirs) and found.is_running}
    return render(request, "plans/process.html", {**shown, **may, "way": _way(found)})


@needs("plans.read")
def process_file(request: HttpRequest, process_id: UUID, suffix: str) -> HttpResponse:
    found = queries.process(process_id, viewer=viewer_of(request))
    return download(request, process_report(queries.matrix(found, on=_on(request, found))), suffix)


@needs("plans.read")
def said(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """All that was ever said of a process, perhaps of one cell."""
    found = queries.process(process_id, viewer=viewer_of(request))
    area, band = request.GET.get("area", ""), request.GET.get("band", "")
    rows = queries.history(found, area=area, band=band)
    page: Page[Any] = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {"process": found, "page": page, "narrowed": area or band, "way": _way(found)}
    return render(request, "plans/process_said.html", shown)


@needs("plans.read")
def add(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    plan = plan_queries.plan(slug, viewer=viewer)
    access.check_can_keep(viewer, plan)
    form = forms.AddProcessForm(request.POST or None, viewer=viewer, plan=plan, initial={"started_on": viewer.today})
    if form.is_valid() and (done := submit(form, actions.add_process, plan=plan, by=viewer, **form.cleaned_data)):
        messages.success(request, "The process is written down. Say now how it stands in each area.")
        return redirect("plans:process", done.value.pk)
    return ask(request, form, title="Add a process", way=_way(), button="Add it", caption=plan.name)


@needs("plans.read")
def change(request: HttpRequest, process_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.process(process_id, viewer=viewer)
    access.check_can_keep(viewer, found.plan)
    owner = OwnerField(label="").as_written(found.owner) if found.owner else ""
    first = {**{name: getattr(found, name) for name in FACTS}, "owner": owner, "based_on": found.version}
    form = forms.ChangeProcessForm(
        request.POST or None, viewer=viewer, plan=found.plan, held=found.milestone, initial=first
    )
    show_people(request, [found.owner])
    do = partial(actions.change_process, process=found)
    return step(request, form, do, title="Change this process", way=_way(found), caption=found.title)


@needs("plans.read")
def end(request: HttpRequest, process_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.process(process_id, viewer=viewer)
    access.check_can_keep(viewer, found.plan)
    form = forms.EndProcessForm(request.POST or None, initial={"based_on": found.version, "ended_on": viewer.today})
    words = "It is followed no more. What was said of it stays to be read."
    do = partial(actions.end_process, process=found)
    return step(request, form, do, title="End this process", way=_way(found), button="End it", words=words)


@needs("plans.read")
def say(request: HttpRequest, process_id: UUID) -> HttpResponse:
    """How a process stands in one cell or several: written, shown as what changes, then saved."""
    viewer = viewer_of(request)
    found = queries.process(process_id, viewer=viewer)
    access.check_can_report(viewer, found.plan, found.owner)
    first = {"as_of": viewer.today, "cells": [f"{request.GET.get('area', '')}.{request.GET.get('band', '')}"]}
    matrix = queries.matrix(found, on=viewer.today)
    form = forms.StandingForm(request.POST or None, matrix=matrix, initial=first)
    if "again" not in request.POST and form.is_valid():
        what: dict[str, Any] = {"process": found, "cells": form.chosen, "saying": form.saying, "by": viewer}
        if "confirmed" not in request.POST:
            if done := submit(form, actions.check_standings, **what):
                return _confirm(request, found, form, done.value)
        elif submit(form, actions.say_standings, seen=form.numbers, **what):
            messages.success(request, f"Saved for {len(form.chosen)} of {len(matrix.cells)} cells.")
            return redirect("plans:process", found.pk)
    words = "One standing for all that you choose here. You see what changes before anything is saved."
    way, button = _way(found), "Show what changes"
    return ask(request, form, title="Say how it stands", way=way, button=button, words=words, caption=found.title)


def _confirm(
    request: HttpRequest, process: Process, form: forms.StandingForm, found: list[actions.Spoken]
) -> HttpResponse:
    sent = [(name, values) for name, values in request.POST.lists() if name not in SENT_ALONG]
    shown = {"process": process, "found": found, "saying": form.saying, "sent": sent, "way": _way(process)}
    return render(request, "plans/confirm_standing.html", shown)


def _asked(request: HttpRequest) -> tuple[forms.ProcessesForm, queries.Overview]:
    viewer = viewer_of(request)
    form = forms.ProcessesForm(
        request.GET,
        plans=list(plan_queries.plans(viewer).order_by("name").values_list("slug", "name")),
        programmes=list(programme_queries.programmes(viewer).order_by("name").values_list("slug", "name")),
    )
    found = queries.processes_asked(form.asked, viewer=viewer)
    return form, queries.overview(found, on=viewer.today)


def _on(request: HttpRequest, found: Process) -> Any:
    """The day as at which a process is read: the end of the record of its programme, or today."""
    viewer = viewer_of(request)
    milestone = found.milestone
    return programme_queries.stands_on(milestone.workstream.programme, viewer=viewer) if milestone else viewer.today


def _way(found: Process | None = None) -> list[Back]:
    way = [Back("Plans", reverse("plans:every")), Back("Processes", reverse("plans:processes"))]
    if found is not None:
        way.append(Back(found.title, reverse("plans:process", args=[found.pk])))
    return way


def _query(request: HttpRequest) -> str:
    return f"?{request.GET.urlencode()}" if request.GET else ""
