"""How people take part in a group, and keeping in touch with those who do not come."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonground.foundation.design.doors import needs, viewer_of
from commonground.partnership.groups import actions, papers, queries
from commonground.partnership.groups.forms.seats import DeliverForm, EngageForm
from commonground.partnership.groups.views.groups import SERVES
from commonground.partnership.groups.views.keeping import end_it, managed, take


@needs("groups.read", "groups.take-part")
def taking_part(request: HttpRequest, slug: str) -> HttpResponse:
    """Required sectors, shares of ways of taking part, attendance by sector, reasons. It names nobody."""
    viewer = viewer_of(request)
    found = queries.group(slug, viewer=viewer)
    terms = queries.agreed_terms(found)
    table = queries.table_of(found, viewer=viewer, with_heights=bool(terms and terms.seniority_id))
    part = queries.taking_part(found, modes=table.modes, today=viewer.today)
    heights = queries.by_seniority(found, today=viewer.today)
    shown = {
        "group": found,
        "here": table.here,
        "tab": "taking-part",
        "cover": queries.cover_of(found, terms=terms, seats=table.seats),
        "part": part,
        "heights": heights,
        "height_chart": papers.seniority_chart(heights) if heights.with_share else None,
        "chart": papers.shares_chart(part, name=found.name) if part.base else None,
    }
    return render(request, "groups/taking_part.html", shown)


@needs(*SERVES)
def engage(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    found = managed(request, slug)
    form = EngageForm(request.POST or None, viewer=viewer, initial={"starts_on": viewer.today})
    words = "For a sector or body that does not come to meetings and still wants to be kept in touch."
    return take(
        request,
        form,
        partial(actions.engage, group=found),
        group=found,
        tab="taking-part",
        title="Keep somebody in touch",
        intro=words,
    )


@needs(*SERVES)
def deliver(request: HttpRequest, slug: str, engagement_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = managed(request, slug)
    engagement = queries.engagement(found, engagement_id)
    form = DeliverForm(request.POST or None, initial={"on": viewer.today})
    return take(
        request,
        form,
        partial(actions.deliver_engagement, engagement=engagement),
        group=found,
        tab="taking-part",
        title="It was sent or made",
        intro=f"{engagement}.",
        button="Record it",
    )


@needs(*SERVES)
def end_engagement(request: HttpRequest, slug: str, engagement_id: UUID) -> HttpResponse:
    found = managed(request, slug)
    engagement = queries.engagement(found, engagement_id)
    return end_it(
        request,
        engagement,
        partial(actions.end_engagement, engagement=engagement),
        group=found,
        tab="taking-part",
        title="No longer",
        intro=f"{engagement}.",
        button="End it",
    )
