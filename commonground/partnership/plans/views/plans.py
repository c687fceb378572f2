"""The list of plans, starting one and changing what is known of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.design.forms import submit
from commonground.partnership.plans import actions, queries
from commonground.partnership.plans.forms.plans import StartPlanForm
from commonground.partnership.plans.views.asking import ask, way_to


@open_to("public")
def every(request: HttpRequest) -> HttpResponse:
    return render(request, "plans/every.html", {"plans": queries.plans(viewer_of(request))})


@needs("plans.keep")
def start(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    form = StartPlanForm(request.POST or None, viewer=viewer)
    if form.is_valid() and (done := submit(form, actions.start_plan, by=viewer, **form.cleaned_data)):
        return redirect("plans:plan", done.value.slug)
    return ask(request, form, title="Start a plan", way=way_to(), button="Start it")


@open_to("public")
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "plans/plan.html", {"plan": queries.plan(slug, viewer=viewer_of(request))})
