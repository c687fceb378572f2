"""Risks and issues: the log, the matrix, one of them; raised, reviewed, happened, closed."""

from functools import partial
from typing import Any
from uuid import UUID

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
from commonground.partnership.plans.actions import risks as actions
from commonground.partnership.plans.actions.milestones import check_can_steer
from commonground.partnership.plans.forms import risks as forms
from commonground.partnership.plans.forms.choosing import OwnerField
from commonground.partnership.plans.forms.milestones import WhyForm
from commonground.partnership.plans.models import Programme, Risk
from commonground.partnership.plans.papers.risks import risks_report
from commonground.partnership.plans.queries import programmes as programme_queries
from commonground.partnership.plans.queries import risks as queries
from commonground.partnership.plans.queries import workstreams as workstream_queries
from commonground.partnership.plans.views.steps import show_people, step, way_to

ON_A_PAGE = 50


@needs("plans.read")
def every(request: HttpRequest) -> HttpResponse:
    """The log, the gravest first, as the address narrows it."""
    viewer = viewer_of(request)
    form, found = _asked(request)
    page: Page[Any] = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    show_people(request, [one.owner for one in page])
    shown = {"page": page, "filter": form, "today": viewer.today, "scale": queries.scale(), "rest": _query(request)}
    return render(request, "plans/risks.html", shown)


@needs("plans.read")
def every_file(request: HttpRequest, suffix: str) -> HttpResponse:
    _, found = _asked(request)
    persons = {one.owner.pk for one in found if one.owner}
    return download(request, risks_report(found, on=viewer_of(request).today), suffix, persons=persons)


@needs("plans.read")
def matrix(request: HttpRequest) -> HttpResponse:
    """Likelihood by impact, of everything or of one programme."""
    form, found = _asked(request)
    chosen = form.asked.programme
    shown = {"rows": queries.matrix(found), "scale": queries.scale(), "filter": form, "count": len(found)}
    return render(request, "plans/risk_matrix.html", {**shown, "programme": chosen})


@needs("plans.read")
def risk(request: HttpRequest, risk_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.risk(risk_id, viewer=viewer)
    show_people(request, [found.owner])
    keeps = access.may_keep(viewer, found.plan)
    leads = _is(viewer.id, found.workstream.lead if found.workstream else None)
    shown = {"risk": found, "scale": queries.scale(), "today": viewer.today, "way": _way(found)}
    may = {"may_close": keeps or leads, "may_review": keeps or leads or _is(viewer.id, found.owner)}
    return render(request, "plans/risk.html", {**shown, **may})


@needs("plans.read")
def raise_for_plan(request: HttpRequest, slug: str) -> HttpResponse:
    plan = plan_queries.plan(slug, viewer=viewer_of(request))
    access.check_can_keep(viewer_of(request), plan)
    return _raise(request, way=way_to()[:1], caption=plan.name, plan=plan)


@needs("plans.read")
def raise_for_programme(request: HttpRequest, slug: str) -> HttpResponse:
    found = programme_queries.programme(slug, viewer=viewer_of(request))
    access.check_can_keep(viewer_of(request), found.plan)
    return _raise(request, way=way_to(found), caption=found.name, plan=found.plan, programme=found)


@needs("plans.read")
def raise_for_workstream(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = workstream_queries.workstream(slug, number, viewer=viewer_of(request))
    check_can_steer(viewer_of(request), found)
    way = way_to(found.programme, found)
    return _raise(request, way=way, caption=found.name, plan=found.programme.plan, workstream=found)


@needs("plans.read")
def change(request: HttpRequest, risk_id: UUID) -> HttpResponse:
    found = _reported(request, risk_id)
    names = ("title", "kind", "effect", "mitigation", "organisation")
    owner = OwnerField(label="").as_written(found.owner) if found.owner else ""
    first = {**{name: getattr(found, name) for name in names}, "owner": owner, "based_on": found.version}
    form = forms.ChangeRiskForm(request.POST or None, viewer=viewer_of(request), initial=first)
    show_people(request, [found.owner])
    return step(request, form, partial(actions.change_risk, risk=found), title="Change this risk", way=_way(found))


@needs("plans.read")
def review(request: HttpRequest, risk_id: UUID) -> HttpResponse:
    found = _reported(request, risk_id)
    first = {"based_on": found.version, "likelihood": found.likelihood, "impact": found.impact}
    form = forms.ReviewRiskForm(request.POST or None, initial=first)
    do = partial(actions.review_risk, risk=found)
    return step(request, form, do, title="Look at it again", way=_way(found), caption=found.title)


@needs("plans.read")
def issue(request: HttpRequest, risk_id: UUID) -> HttpResponse:
    found = _reported(request, risk_id)
    form = forms.IssueForm(request.POST or None, initial={"based_on": found.version})
    do = partial(actions.mark_issue, risk=found)
    words = "The risk becomes an issue and keeps its rating and its response."
    return step(request, form, do, title="It has happened", way=_way(found), caption=found.title, words=words)


@needs("plans.read")
def close(request: HttpRequest, risk_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.risk(risk_id, viewer=viewer)
    access.check_can_report(viewer, found.plan, found.workstream.lead if found.workstream else None)
    form = WhyForm(request.POST or None, initial={"based_on": found.version})
    do = partial(actions.close_risk, risk=found)
    return step(request, form, do, title="Close it", way=_way(found), button="Close it", caption=found.title)


def _asked(request: HttpRequest) -> tuple[forms.RisksForm, list[Risk]]:
    viewer = viewer_of(request)
    names = list(Programme.objects.visible_to(viewer).values_list("slug", "name"))
    form = forms.RisksForm(request.GET, programmes=names)
    return form, queries.in_order(list(queries.risks_asked(form.asked, viewer=viewer)))


def _raise(request: HttpRequest, *, way: list[Back], caption: str, **of: Any) -> HttpResponse:
    viewer = viewer_of(request)
    form = forms.RaiseRiskForm(request.POST or None, viewer=viewer)
    if form.is_valid() and (done := submit(form, actions.raise_risk, by=viewer, **of, **form.cleaned_data)):
        return redirect("plans:risk", done.value.pk)
    return ask(request, form, title="Write down a risk", way=way, button="Write it down", caption=caption)


def _reported(request: HttpRequest, risk_id: UUID) -> Risk:
    viewer = viewer_of(request)
    found = queries.risk(risk_id, viewer=viewer)
    access.check_can_report(viewer, found.plan, found.owner, found.workstream.lead if found.workstream else None)
    return found


def _way(risk: Risk) -> list[Back]:
    way = way_to(risk.programme, risk.workstream)
    return [*way, Back(f"Risk {risk.number}", reverse("plans:risk", args=[risk.pk]))]


def _is(viewer_id: UUID | None, person: Any) -> bool:
    return viewer_id is not None and person is not None and person.account_id == viewer_id


def _query(request: HttpRequest) -> str:
    rest = request.GET.copy()
    rest.pop("page", None)
    return f"?{rest.urlencode()}" if rest else ""
