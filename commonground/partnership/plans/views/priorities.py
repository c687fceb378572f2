"""One priority: its page, its words, what it rests on, sending it upward, its status."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from commonground.foundation.audit import actions as audit
from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.design.forms import submit
from commonground.partnership.plans import access, actions, queries
from commonground.partnership.plans.forms.priorities import (
    AddPriorityForm,
    AnswerForm,
    ChangePriorityForm,
    EvidenceForm,
    StatusForm,
    StepForm,
    WhyForm,
)
from commonground.partnership.plans.models import Priority
from commonground.partnership.plans.views.asking import Back, ask, way_to
from commonground.partnership.plans.views.plans import kept


@needs("plans.read")
def priority(request: HttpRequest, priority_id: UUID) -> HttpResponse:
    """Why it comes first, what it rests on, what is done and whether it works."""
    viewer = viewer_of(request)
    page = queries.priority_page(priority_id, viewer=viewer)
    audit.shown(request, page.names.persons)
    shown = {"page": page, "priority": page.priority, "plan": page.plan, "today": viewer.today}
    return render(request, "plans/priority.html", shown)


@needs("plans.read")
def add(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    found = kept(request, slug)
    form = AddPriorityForm(request.POST or None, viewer=viewer, plan=found)
    if form.is_valid() and (done := submit(form, actions.add_priority, plan=found, by=viewer, **form.cleaned_data)):
        return redirect("plans:priority", done.value.pk)
    return ask(request, form, title="Add a priority", caption=found.name, way=way_to(found), button="Add it")


@needs("plans.read")
def change(request: HttpRequest, priority_id: UUID) -> HttpResponse:
    found = _written(request, priority_id)
    initial = {name: getattr(found, name) for name in ("title", "why", "order")}
    initial |= {"based_on": found.version, "organisation": found.organisation_id}
    initial |= {"lead": found.lead.email or found.lead.name if found.lead else ""}
    form = ChangePriorityForm(request.POST or None, viewer=viewer_of(request), initial=initial)
    if found.lead is not None:
        audit.shown(request, [found.lead.pk])
    return _take(request, found, form, actions.change_priority, title="Change this priority")


@needs("plans.read")
def end(request: HttpRequest, priority_id: UUID) -> HttpResponse:
    found = _written(request, priority_id)
    form = WhyForm(request.POST or None, initial={"based_on": found.version})
    return _take(request, found, form, actions.end_priority, title="A priority no more", button="End it")


@needs("plans.read")
def send_up(request: HttpRequest, priority_id: UUID) -> HttpResponse:
    found = _written(request, priority_id)
    form = WhyForm(request.POST or None, initial={"based_on": found.version})
    words = "Those who keep the plan above take it up or answer why not. The answer comes back to this page."
    return _take(request, found, form, actions.send_upward, title="Send it upward", button="Send it", words=words)


@needs("plans.read")
def take_back(request: HttpRequest, priority_id: UUID) -> HttpResponse:
    found = _written(request, priority_id)
    form = StepForm(request.POST or None, initial={"based_on": found.version})
    return _take(request, found, form, actions.take_back, title="Take it back", button="Take it back")


@needs("plans.read")
def answer(request: HttpRequest, priority_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.priority(priority_id, viewer=viewer)
    access.check_can_answer_upward(viewer, found.plan.under)
    form = AnswerForm(request.POST or None, above=found.plan.under, initial={"based_on": found.version})
    words = f"Sent up because: {found.sent_because}" if found.sent_because else ""
    return _take(request, found, form, actions.answer_upward, title="Answer it", button="Send the answer", words=words)


@needs("plans.read")
def set_status(request: HttpRequest, priority_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.priority(priority_id, viewer=viewer)
    access.check_can_report(viewer, found.plan, found.lead)
    words = "Status follows from dates and measures. Where you know better, say so: yours is shown as set by hand."
    form = StatusForm(request.POST or None)
    return _take(request, found, form, actions.set_status, title="Set the status by hand", button="Set it", words=words)


@needs("plans.read")
def cite(request: HttpRequest, priority_id: UUID) -> HttpResponse:
    found = _written(request, priority_id)
    form = EvidenceForm(
        request.POST or None, viewer=viewer_of(request), plan=found.plan, initial={"area": found.plan.area.key}
    )
    return _take(request, found, form, actions.cite_evidence, title="Add evidence", button="Add it")


@needs("plans.read")
def end_citing(request: HttpRequest, priority_id: UUID, cited_id: UUID) -> HttpResponse:
    found = _written(request, priority_id)
    cited = get_object_or_404(found.evidence.select_related("priority__plan"), pk=cited_id, ended_on=None)
    form = forms.Form(request.POST or None)
    if request.method == "POST":
        actions.end_citing(cited=cited, by=viewer_of(request))
        return redirect("plans:priority", found.pk)
    way = _way(found)
    words = f"“{cited.says}” In the years that were agreed it stays."
    return ask(request, form, title="Rest on this no more", caption=found.title, way=way, words=words, button="End it")


def _written(request: HttpRequest, priority_id: UUID) -> Priority:
    """The priority, for somebody who writes its plan. Raises NotFound, Refused."""
    found = queries.priority(priority_id, viewer=viewer_of(request))
    access.check_can_keep(viewer_of(request), found.plan)
    return found


def _way(found: Priority) -> list[Back]:
    return [*way_to(found.plan), Back(found.title, reverse("plans:priority", args=[found.pk]))]


def _take(
    request: HttpRequest, found: Priority, form: forms.Form, action: Callable[..., Any], **shown: Any
) -> HttpResponse:
    carry_out = partial(action, priority=found)
    if form.is_valid() and submit(form, carry_out, by=viewer_of(request), **form.cleaned_data):
        messages.success(request, "Saved.")
        return redirect("plans:priority", found.pk)
    return ask(request, form, caption=found.title, way=_way(found), **shown)
