"""Programmes: the list, one of them, what comes next, its papers; started, changed, agreed."""

from functools import partial
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonground.foundation.design.asking import ask
from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.documents.doors import download
from commonground.partnership.plans import access, queries
from commonground.partnership.plans.actions import programmes as actions
from commonground.partnership.plans.forms.choosing import OwnerField
from commonground.partnership.plans.forms.programmes import (
    AgreedForm,
    AgreeMeasuresForm,
    ChangeProgrammeForm,
    StartProgrammeForm,
    StatusForm,
)
from commonground.partnership.plans.papers import programme as papers
from commonground.partnership.plans.papers.timeline import timeline_of
from commonground.partnership.plans.queries import coming as coming_queries
from commonground.partnership.plans.queries import programmes as reads
from commonground.partnership.plans.queries.outcomes import outcomes_by_whom
from commonground.partnership.plans.queries.risks import in_order
from commonground.partnership.plans.rules.programmes import Horizon
from commonground.partnership.plans.rules.streams import Coming
from commonground.partnership.plans.views.steps import show_people, step, way_to

if TYPE_CHECKING:
    from commonground.ground.partners.models import Practitioner

MOST = 8  # rows of a list that has a page of its own


@needs("plans.read")
def every(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    found = reads.programmes_listed(viewer)
    show_people(request, [one.sponsor for one in found])
    return render(request, "plans/programmes.html", {"programmes": found, "may_start": viewer.may("plans.keep")})


@needs("plans.read")
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """One programme: how it stands, through time, what comes, risks, progress, what was learned."""
    viewer = viewer_of(request)
    whole = _whole(request, slug)
    horizon = request.GET.get("horizon", "")
    horizon = horizon if horizon in list(Horizon) else ""
    items = coming_queries.coming(whole)
    show_people(request, _people(whole))
    shown = {
        "whole": whole,
        "programme": whole.programme,
        "streams": [one for one in whole.streams if not horizon or one.row.horizon == horizon],
        "horizon": horizon,
        "horizons": Horizon.choices(),
        "timeline": timeline_of(whole, horizon=horizon),
        "coming": items[:MOST],
        "rest": len(items) - MOST,
        "risks": in_order(whole.risks)[:MOST],
        "measures": whole.programme.measures.all() if whole.programme.measures_agreed_on else (),
        "may_keep": access.may_keep(viewer, whole.programme.plan),
    }
    return render(request, "plans/programme.html", shown)


@needs("plans.read")
def coming(request: HttpRequest, slug: str) -> HttpResponse:
    """The next 90 days, perhaps of one kind."""
    whole = _whole(request, slug)
    kind = request.GET.get("kind", "")
    items = coming_queries.coming(whole, kinds=[kind] if kind in list(Coming) else [])
    show_people(request, _people(whole))
    shown = {"programme": whole.programme, "whole": whole, "items": items, "kind": kind, "kinds": Coming.choices()}
    return render(request, "plans/coming.html", shown)


@needs("plans.read")
def communications(request: HttpRequest, slug: str) -> HttpResponse:
    """What is to be told to whom, by workstream (L17)."""
    viewer = viewer_of(request)
    found = reads.programme(slug, viewer=viewer)
    streams = reads.communications(found)
    show_people(request, [each.owner for _, told in streams for each in told])
    shown = {"programme": found, "on": reads.stands_on(found, viewer=viewer), "streams": streams}
    return render(request, "plans/communications.html", shown)


@needs("plans.read")
def paper(request: HttpRequest, slug: str, suffix: str) -> HttpResponse:
    """The programme as a paper."""
    whole = _whole(request, slug)
    report = papers.programme_report(whole, outcomes=outcomes_by_whom(whole.programme.plan))
    return download(request, report, suffix, persons={one.pk for one in _people(whole)})


@needs("plans.read")
def milestones(request: HttpRequest, slug: str, suffix: str) -> HttpResponse:
    """Its milestones as a file."""
    whole = _whole(request, slug)
    return download(request, papers.milestones_report(whole), suffix, persons={one.pk for one in _people(whole)})


@needs("plans.read")
def start(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    kept = queries.plans_kept(viewer)
    if not kept.exists():
        access.check_can_start(viewer)
    form = StartProgrammeForm(request.POST or None, viewer=viewer, plans=kept)
    if form.is_valid() and (done := submit(form, actions.start_programme, by=viewer, **form.cleaned_data)):
        return redirect("plans:programme", done.value.slug)
    return ask(request, form, title="Start a programme", way=way_to(), button="Start it")


@needs("plans.read")
def change(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    found = reads.programme(slug, viewer=viewer)
    access.check_can_keep(viewer, found.plan)
    facts = {name: getattr(found, name) for name in ("name", "owner", "about", "source")}
    sponsor = OwnerField(label="").as_written(found.sponsor) if found.sponsor else ""
    form = ChangeProgrammeForm(
        request.POST or None, viewer=viewer, initial={**facts, "sponsor": sponsor, "based_on": found.version}
    )
    do = partial(actions.change_programme, programme=found)
    show_people(request, [found.sponsor])
    return step(request, form, do, title="Change this programme", way=way_to(found), caption=found.name)


@needs("plans.read")
def agree(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    found = reads.programme(slug, viewer=viewer)
    access.check_can_keep(viewer, found.plan)
    form = AgreedForm(request.POST or None, initial={"based_on": found.version, "agreed_on": viewer.today})
    words = "What the programme holds now is kept as its baseline. Whatever is added or moved later shows beside it."
    do = partial(actions.agree_programme, programme=found)
    way = way_to(found)
    return step(request, form, do, title="Agree the programme", way=way, button="Agree it", words=words)


@needs("plans.read")
def agree_measures(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    found = reads.programme(slug, viewer=viewer)
    access.check_can_keep(viewer, found.plan)
    first = {"based_on": found.version, "agreed_on": viewer.today, "measures": list(found.measures.all())}
    form = AgreeMeasuresForm(request.POST or None, programme=found, initial=first)
    do = partial(actions.agree_measures, programme=found)
    words = "By these it is told whether the programme works."
    return step(request, form, do, title="Agree its measures", way=way_to(found), words=words, caption=found.name)


@needs("plans.read")
def set_status(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    found = reads.programme(slug, viewer=viewer)
    access.check_can_keep(viewer, found.plan)
    form = StatusForm(request.POST or None)
    do = partial(actions.set_programme_status, programme=found)
    words = "Its status follows from its dates and risks. What you set stands beside that, with your name and reason."
    return step(request, form, do, title="Set its status by hand", way=way_to(found), words=words, caption=found.name)


def _whole(request: HttpRequest, slug: str) -> reads.Whole:
    viewer = viewer_of(request)
    found = reads.programme(slug, viewer=viewer)
    return reads.whole(found, on=reads.stands_on(found, viewer=viewer))


def _people(whole: reads.Whole) -> "list[Practitioner]":
    """Everybody whom its pages name."""
    named = [whole.programme.sponsor, *(one.owner for one in whole.risks)]
    for one in whole.streams:
        named += [one.row.lead, *(each.owner for each in one.given)]
    return [one for one in named if one is not None]
