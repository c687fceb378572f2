"""Workstreams: one of them; added, changed, closed; what they report and learn."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.design.forms import submit
from commonground.partnership.plans import access
from commonground.partnership.plans.actions import closing, workstreams
from commonground.partnership.plans.actions.milestones import check_can_steer
from commonground.partnership.plans.actions.workstream_actions import give_action
from commonground.partnership.plans.forms.choosing import OwnerField
from commonground.partnership.plans.forms.milestones import GiveActionForm
from commonground.partnership.plans.forms.programmes import (
    AddWorkstreamForm,
    ChangeWorkstreamForm,
    CloseWorkstreamForm,
    FinishResidualForm,
    LeftForm,
    StatusForm,
)
from commonground.partnership.plans.queries import programmes as reads
from commonground.partnership.plans.queries import workstreams as queries
from commonground.partnership.plans.rules.programmes import check_running
from commonground.partnership.plans.views.steps import show_people, step, way_to

FACTS = (*("name", "kind", "aims", "organisation", "horizon", "is_cross_cutting", "starts_on", "ends_on"),)


@needs("plans.read")
def workstream(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One workstream: aims beside milestones, progress by day, what was tried and learned, risks."""
    page = queries.page(slug, number, viewer=viewer_of(request))
    one = page.stream
    people: list[Any] = [one.row.lead]
    people += [each.owner for each in one.given]
    show_people(request, people)
    shown = {"page": page, "stream": one, "workstream": one.row, "programme": one.row.programme}
    return render(request, "plans/workstream.html", shown)


@needs("plans.read")
def add(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    found = reads.programme(slug, viewer=viewer)
    access.check_can_keep(viewer, found.plan)
    form = AddWorkstreamForm(request.POST or None, viewer=viewer)
    do = partial(workstreams.add_workstream, programme=found)
    return step(request, form, do, title="Add a workstream", way=way_to(found), button="Add it", caption=found.name)


@needs("plans.read")
def change(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.workstream(slug, number, viewer=viewer)
    access.check_can_keep(viewer, found.programme.plan)
    check_running(found.status, found.name)
    facts = {name: getattr(found, name) for name in FACTS}
    lead = OwnerField(label="").as_written(found.lead) if found.lead else ""
    first = {**facts, "lead": lead, "based_on": found.version}
    form = ChangeWorkstreamForm(request.POST or None, viewer=viewer, initial=first)
    show_people(request, [found.lead])
    do = partial(workstreams.change_workstream, workstream=found)
    return step(request, form, do, title="Change this workstream", way=way_to(found.programme, found))


@needs("plans.read")
def set_status(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.workstream(slug, number, viewer=viewer)
    access.check_can_keep(viewer, found.programme.plan)
    check_running(found.status, found.name)
    do = partial(workstreams.set_workstream_status, workstream=found)
    words = "Its status follows from its dates and risks. What you set stands beside that, with your name and reason."
    way = way_to(found.programme, found)
    return step(request, StatusForm(request.POST or None), do, title="Set its status by hand", way=way, words=words)


@needs("plans.read")
def close(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Into business as usual: who owns it, and what becomes of each open thing."""
    viewer = viewer_of(request)
    page = queries.page(slug, number, viewer=viewer)
    found = page.stream.row
    access.check_can_keep(viewer, found.programme.plan)
    check_running(found.status, found.name)
    left = {one.pk: one.title for one in page.stream.milestones if one.is_open}
    left |= {one.pk: one.title for one in page.stream.actions}
    form = CloseWorkstreamForm(request.POST or None, viewer=viewer, left=left, initial={"based_on": found.version})
    if form.is_valid() and submit(
        form,
        closing.close_workstream,
        workstream=found,
        fates=form.fates,
        by=viewer,
        **{name: form.cleaned_data[name] for name in ("based_on", "owner_after", "group_after", "closing_words")},
    ):
        messages.success(request, f"{found.name} is closed into business as usual.")
        return redirect("plans:workstream", slug, number)
    show_people(request, [found.lead])
    shown = {"form": form, "workstream": found, "programme": found.programme, "way": way_to(found.programme, found)}
    return render(request, "plans/close_workstream.html", shown)


@needs("plans.read")
def leave_to_do(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.workstream(slug, number, viewer=viewer)
    access.check_can_keep(viewer, found.programme.plan)
    form = LeftForm(request.POST or None, viewer=viewer)
    do = partial(closing.leave_to_do, workstream=found)
    return step(request, form, do, title="Give what is left to do", way=way_to(found.programme, found))


@needs("plans.read")
def finish_residual(request: HttpRequest, slug: str, residual_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.residual(slug, residual_id, viewer=viewer)
    access.check_can_report(viewer, found.workstream.programme.plan, found.owner)
    form = FinishResidualForm(request.POST or None, initial={"based_on": found.version, "done_on": viewer.today})
    way = way_to(found.workstream.programme, found.workstream)
    do = partial(closing.finish_residual, residual=found)
    return step(request, form, do, title="It is done", caption=found.title, way=way)


@needs("plans.read")
def give(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Something to do, or to tell, for a workstream."""
    viewer = viewer_of(request)
    found = queries.workstream(slug, number, viewer=viewer)
    check_can_steer(viewer, found)
    kind = "communication" if request.GET.get("kind") == "communication" else "key"
    form = GiveActionForm(request.POST or None, viewer=viewer, plan=found.programme.plan, initial={"kind": kind})
    way = way_to(found.programme, found)
    return step(request, form, partial(give_action, workstream=found), title="Give somebody something to do", way=way)
