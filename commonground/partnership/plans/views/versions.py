"""Years of a plan: read, compared, refreshed, agreed."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.documents.doors import download
from commonground.foundation.kernel.errors import Refused
from commonground.partnership.plans import actions, papers, queries
from commonground.partnership.plans.forms.plans import AgreeForm, ChangeYearForm, YearForm
from commonground.partnership.plans.models import Plan, PlanVersion
from commonground.partnership.plans.views.asking import ask, way_to
from commonground.partnership.plans.views.plans import kept


@open_to("public")
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A year as it was agreed, or the draft."""
    page = queries.version_page(slug, number, viewer=viewer_of(request))
    return render(request, "plans/version.html", {"page": page, "plan": page.plan})


@open_to("public")
def version_file(request: HttpRequest, slug: str, number: int, suffix: str) -> HttpResponse:
    """A year on paper."""
    page = queries.version_page(slug, number, viewer=viewer_of(request))
    return download(request, papers.plan_report(page, as_at=viewer_of(request).today), suffix)


@open_to("public")
def compared(request: HttpRequest, slug: str, before: int, after: int) -> HttpResponse:
    """What changed from one year to another: always from the older to the newer, at one address."""
    if before > after:
        return redirect("plans:compared", slug, after, before)
    page = queries.compared(slug, before, after, viewer=viewer_of(request))
    return render(request, "plans/compared.html", {"page": page, "plan": page.plan})


@needs("plans.read")
def refresh(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin the next year of a plan."""
    viewer = viewer_of(request)
    found = kept(request, slug)
    form = YearForm(request.POST or None)
    if form.is_valid() and submit(form, actions.begin_refresh, plan=found, by=viewer, **form.cleaned_data):
        messages.success(request, "The refresh is begun. Change what is to change, then put it to be agreed.")
        return redirect("plans:plan", found.slug)
    return ask(request, form, title="Begin the refresh", caption=found.name, way=way_to(found), button="Begin it")


@needs("plans.read")
def change_year(request: HttpRequest, slug: str) -> HttpResponse:
    """Days and summary of the year that is drafted."""
    viewer = viewer_of(request)
    found, draft = _draft(request, slug)
    initial = {"based_on": draft.version, "period": draft.name, "summary": draft.summary}
    initial |= {"starts_on": draft.starts_on, "ends_on": draft.ends_on}
    form = ChangeYearForm(request.POST or None, initial=initial)
    carry_out = partial(actions.change_version, version=draft)
    if form.is_valid() and submit(form, carry_out, by=viewer, **form.cleaned_data):
        return redirect("plans:plan", found.slug)
    return ask(request, form, title="Change this year of the plan", caption=str(draft), way=way_to(found))


@needs("plans.read")
def agree(request: HttpRequest, slug: str) -> HttpResponse:
    """The draft as it was agreed, by whom and when."""
    viewer = viewer_of(request)
    found, draft = _draft(request, slug)
    form = AgreeForm(request.POST or None, initial={"based_on": draft.version, "agreed_on": viewer.today})
    carry_out = partial(actions.agree_version, version=draft)
    if form.is_valid() and submit(form, carry_out, by=viewer, **form.cleaned_data):
        messages.success(request, "The plan is agreed. It changes again only in its next refresh.")
        return redirect("plans:plan", found.slug)
    words = "What the plan says now is frozen as agreed. Each priority needs evidence, a key action and a measure."
    return ask(
        request,
        form,
        title="This plan was agreed",
        caption=str(draft),
        way=way_to(found),
        words=words,
        button="Freeze it",
    )


def _draft(request: HttpRequest, slug: str) -> tuple[Plan, PlanVersion]:
    found = kept(request, slug)
    draft = queries.drafted(found)
    if draft is None:
        raise Refused("No year of this plan is being drafted. Begin its refresh first.")
    return found, draft
