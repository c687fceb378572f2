"""The list of plans, the page of one, starting it, and who keeps it."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from commonground.foundation.audit import actions as audit
from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.design.forms import submit
from commonground.partnership.plans import access, actions, queries
from commonground.partnership.plans.forms.plans import ChangePlanForm, EndKeepingForm, KeeperForm, StartPlanForm
from commonground.partnership.plans.models import Plan, PlanKeeper
from commonground.partnership.plans.views.asking import ask, way_to


@open_to("public")
def every(request: HttpRequest) -> HttpResponse:
    """Every plan that the viewer may know of."""
    viewer = viewer_of(request)
    shown = {"page": queries.plans_page(viewer), "keeps": viewer.may("plans.keep")}
    return render(request, "plans/every.html", shown)


@open_to("public")
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """How the plan stands, for those who work in the partnership; for everybody else what was agreed last."""
    viewer = viewer_of(request)
    if not viewer.may("plans.read"):
        shown = {"page": queries.version_page(slug, None, viewer=viewer), "is_newest": True}
        return render(request, "plans/version.html", shown)
    page = queries.plan_page(slug, viewer=viewer)
    audit.shown(request, page.names.persons)
    return render(request, "plans/plan.html", {"page": page, "plan": page.plan, "today": viewer.today, "tab": "plan"})


@needs("plans.keep")
def start(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    form = StartPlanForm(request.POST or None, viewer=viewer)
    if form.is_valid() and (done := submit(form, actions.start_plan, by=viewer, **form.cleaned_data)):
        return redirect("plans:plan", done.value.slug)
    return ask(request, form, title="Start a plan", way=way_to(), button="Start it")


@needs("plans.read")
def change(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    found = kept(request, slug)
    initial = {name: getattr(found, name) for name in ("name", "openness", "about", "source")}
    initial |= {"based_on": found.version, "owner": found.owner_id}
    form = ChangePlanForm(request.POST or None, viewer=viewer, initial=initial)
    if form.is_valid() and submit(form, partial(actions.change_plan, plan=found), by=viewer, **form.cleaned_data):
        return redirect("plans:plan", found.slug)
    return ask(request, form, title="Change this plan", caption=found.name, way=way_to(found))


@needs("plans.read")
def add_keeper(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    found = kept(request, slug)
    form = KeeperForm(request.POST or None, viewer=viewer)
    if form.is_valid() and submit(form, actions.keep_plan, plan=found, by=viewer, **form.cleaned_data):
        messages.success(request, "They keep this plan from today.")
        return redirect("plans:plan", found.slug)
    return ask(request, form, title="Let somebody keep this plan", caption=found.name, way=way_to(found))


@needs("plans.read")
def end_keeper(request: HttpRequest, slug: str, keeper_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = kept(request, slug)
    keeper = get_object_or_404(PlanKeeper.objects.select_related("plan"), plan=found, pk=keeper_id, ends_on=None)
    form = EndKeepingForm(request.POST or None, initial={"based_on": keeper.version})
    if form.is_valid() and submit(form, partial(actions.end_keeping, keeper=keeper), by=viewer, **form.cleaned_data):
        return redirect("plans:plan", found.slug)
    words = "From today they read this plan as everybody does who works in the partnership."
    return ask(request, form, title="End keeping", caption=found.name, way=way_to(found), words=words, button="End it")


@needs("plans.read")
def matrix(request: HttpRequest, slug: str) -> HttpResponse:
    """Which local plan takes up which priority."""
    page = queries.coverage(slug, viewer=viewer_of(request))
    return render(request, "plans/matrix.html", {"page": page, "plan": page.plan, "tab": "matrix"})


def kept(request: HttpRequest, slug: str) -> Plan:
    """The plan, for somebody who writes it. Raises NotFound, Refused."""
    viewer = viewer_of(request)
    found = queries.plan(slug, viewer=viewer)
    access.check_can_keep(viewer, found)
    return found
