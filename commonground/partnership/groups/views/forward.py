"""The forward plan of a group."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.kernel.errors import NotFound
from commonground.partnership.groups import access, actions, queries
from commonground.partnership.groups.forms.agenda import DropForm, ProposalForm
from commonground.partnership.groups.rules.words import Purpose
from commonground.partnership.groups.views.asking import Back, ask, way_to
from commonground.partnership.groups.views.listing import ON_A_PAGE
from commonground.partnership.groups.views.naming import show_people

INSIDE = ("groups.take-part", "groups.keep")


@needs(*INSIDE)
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """What waits for an agenda, and what became of the rest: for those inside the group."""
    viewer = viewer_of(request)
    group = queries.group(slug, viewer=viewer)
    here = queries.standing_in(group, viewer=viewer)
    if not (here.is_inside or here.serves):
        raise NotFound("There is no forward plan at this address.")
    waiting = queries.proposals_waiting(group, here=here)
    show_people(request, [one.sponsor for one in waiting if one.sponsor])
    shown = {
        "group": group,
        "waiting": waiting,
        "page": Paginator(queries.proposals_settled(group, here=here), ON_A_PAGE).get_page(request.GET.get("page")),
        "here": here,
        "may_propose": here.sits or here.offices or here.serves,
    }
    return render(request, "groups/forward_plan.html", shown)


@needs(*INSIDE)
def propose(request: HttpRequest, slug: str) -> HttpResponse:
    """Put something on the forward plan."""
    viewer = viewer_of(request)
    group = queries.group(slug, viewer=viewer)
    here = queries.standing_in(group, viewer=viewer)
    if not here.serves:
        access.check_can_take_part(here)
    people = queries.sponsors(group, viewer=viewer)
    form = ProposalForm(
        request.POST or None,
        sponsors=people,
        may_restrict=here.reads_restricted,
        initial={"purpose": Purpose.DISCUSSION},
    )
    if form.is_valid() and submit(form, actions.propose_item, group=group, by=viewer, **form.cleaned_data):
        messages.success(request, "It is on the forward plan. The clerk sees it beside the next agenda.")
        return redirect("groups:forward-plan", slug)
    show_people(request, people)
    way = [*way_to(group), Back("Forward plan", reverse("groups:forward-plan", args=[slug]))]
    return ask(request, form, title="Propose an item", button="Propose it", caption=group.name, way=way)


@needs(*INSIDE)
def drop(request: HttpRequest, slug: str, proposal_id: UUID) -> HttpResponse:
    """Take something off the forward plan, with a reason."""
    viewer = viewer_of(request)
    group = queries.group(slug, viewer=viewer)
    here = queries.standing_in(group, viewer=viewer)
    access.check_can_clerk(here)
    found = queries.proposal(proposal_id, group=group, here=here)
    form = DropForm(request.POST or None, initial={"based_on": found.version})
    if form.is_valid() and submit(form, actions.drop_proposal, proposal=found, by=viewer, **form.cleaned_data):
        messages.success(request, f"“{found.title}” is off the forward plan.")
        return redirect("groups:forward-plan", slug)
    way = [*way_to(group), Back("Forward plan", reverse("groups:forward-plan", args=[slug]))]
    return ask(request, form, title="Drop a proposal", button="Drop it", caption=found.title, way=way)
