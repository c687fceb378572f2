"""Actions of plans: listed, one of them, and its steps."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from commonground.foundation.audit import actions as audit
from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.documents.doors import download
from commonground.partnership.plans import access, actions, papers, queries
from commonground.partnership.plans.forms.priorities import WhyForm
from commonground.partnership.plans.forms.work import (
    AddPlanActionForm,
    ChangePlanActionForm,
    EffectForm,
    NarrowActionsForm,
    PlanProgressForm,
)
from commonground.partnership.plans.models import PlanAction
from commonground.partnership.plans.views.asking import Back, ask, way_to

ON_A_PAGE = 50


@needs("plans.read")
def every(request: HttpRequest) -> HttpResponse:
    """Actions of every plan, narrowed by the address."""
    viewer, form = viewer_of(request), _narrowing(request)
    page = Paginator(queries.plan_actions_asked(form.asked, viewer=viewer), ON_A_PAGE).get_page(request.GET.get("page"))
    names = queries.Names(viewer)
    rows = [(one, names.of(one.owner)) for one in page]
    audit.shown(request, names.persons)
    shown = {"page": page, "rows": rows, "filter": form, "counts": queries.plan_action_counts(viewer)}
    return render(request, "plans/actions.html", {**shown, "today": viewer.today, "rest": _without_page(request)})


@needs("plans.read")
def every_file(request: HttpRequest, suffix: str) -> HttpResponse:
    """The list as it is narrowed, as a file."""
    viewer, names = viewer_of(request), queries.Names(viewer_of(request))
    found = list(queries.plan_actions_asked(_narrowing(request).asked, viewer=viewer))
    report = papers.plan_actions_report(found, names, on=viewer.today)
    return download(request, report, suffix, persons=names.persons)


@needs("plans.read")
def action(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """One action with what was reported of it."""
    viewer = viewer_of(request)
    page = queries.plan_action_page(action_id, viewer=viewer)
    audit.shown(request, page.names.persons)
    return render(request, "plans/action.html", {"page": page, "action": page.action, "today": viewer.today})


@needs("plans.read")
def add(request: HttpRequest, priority_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.priority(priority_id, viewer=viewer)
    access.check_can_keep(viewer, found.plan)
    form = AddPlanActionForm(request.POST or None, viewer=viewer)
    if form.is_valid() and submit(form, actions.add_plan_action, priority=found, by=viewer, **form.cleaned_data):
        messages.success(request, "The action is added.")
        return redirect("plans:priority", found.pk)
    way = [*way_to(found.plan), Back(found.title, reverse("plans:priority", args=[found.pk]))]
    return ask(request, form, title="Add an action", caption=found.title, way=way, button="Add it")


@needs("plans.read")
def change(request: HttpRequest, action_id: UUID) -> HttpResponse:
    viewer, found = viewer_of(request), _kept(request, action_id)
    initial = {name: getattr(found, name) for name in ("title", "starts_on", "due_on")}
    initial |= {"based_on": found.version, "organisation": found.organisation_id}
    initial |= {"owner": found.owner.email or found.owner.name if found.owner else ""}
    if found.owner is not None:
        audit.shown(request, [found.owner.pk])
    form = ChangePlanActionForm(request.POST or None, viewer=viewer, initial=initial)
    return _take(request, found, form, actions.change_plan_action, title="Change this action")


@needs("plans.read")
def report(request: HttpRequest, action_id: UUID) -> HttpResponse:
    found = _theirs(request, action_id)
    form = PlanProgressForm(request.POST or None, initial={"based_on": found.version, "next_step": found.next_step})
    return _take(request, found, form, actions.report_on_action, title="Report progress", button="Report it")


@needs("plans.read")
def close(request: HttpRequest, action_id: UUID) -> HttpResponse:
    found = _theirs(request, action_id)
    form = EffectForm(request.POST or None, initial={"based_on": found.version})
    return _take(request, found, form, actions.close_plan_action, title="It is done", button="Close the action")


@needs("plans.read")
def drop(request: HttpRequest, action_id: UUID) -> HttpResponse:
    found = _kept(request, action_id)
    form = WhyForm(request.POST or None, initial={"based_on": found.version})
    return _take(request, found, form, actions.drop_plan_action, title="Drop this action", button="Drop it")


@needs("plans.read")
def reopen(request: HttpRequest, action_id: UUID) -> HttpResponse:
    found = _kept(request, action_id)
    form = WhyForm(request.POST or None, initial={"based_on": found.version})
    return _take(request, found, form, actions.reopen_plan_action, title="Open it again", button="Open it again")


def _narrowing(request: HttpRequest) -> NarrowActionsForm:
    named = list(queries.plans(viewer_of(request)).values_list("slug", "name"))
    return NarrowActionsForm(request.GET, plans=named)


def _kept(request: HttpRequest, action_id: UUID) -> PlanAction:
    found = queries.plan_action(action_id, viewer=viewer_of(request))
    access.check_can_keep(viewer_of(request), found.plan)
    return found


def _theirs(request: HttpRequest, action_id: UUID) -> PlanAction:
    found = queries.plan_action(action_id, viewer=viewer_of(request))
    access.check_can_report(viewer_of(request), found.plan, found.owner, found.priority.lead)
    return found


def _take(
    request: HttpRequest, found: PlanAction, form: forms.Form, carry_out: Callable[..., Any], **shown: Any
) -> HttpResponse:
    if form.is_valid() and submit(form, partial(carry_out, action=found), by=viewer_of(request), **form.cleaned_data):
        messages.success(request, "Saved.")
        return redirect("plans:action", found.pk)
    way = [
        *way_to(found.plan),
        Back(found.priority.title, reverse("plans:priority", args=[found.priority_id])),
        Back(f"Action {found.number}", reverse("plans:action", args=[found.pk])),
    ]
    return ask(request, form, caption=found.title, way=way, **shown)


def _without_page(request: HttpRequest) -> str:
    rest = request.GET.copy()
    rest.pop("page", None)
    return f"?{rest.urlencode()}" if rest else ""
