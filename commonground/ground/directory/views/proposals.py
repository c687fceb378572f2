"""What providers proposed: the list, each beside the entry, and what is decided; the versions of an entry."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.design.forms import Done, submit
from commonground.ground.directory import queries
from commonground.ground.directory.actions import proposals as actions
from commonground.ground.directory.forms.proposals import REFUSE, TAKE_ALL, DecideForm
from commonground.ground.directory.models import Proposal
from commonground.ground.directory.views.keeping import what_may

ON_A_PAGE = 25
keepers = needs("directory.keep", "directory.keep-own")


@keepers
def every(request: HttpRequest) -> HttpResponse:
    """Those that wait, or with `?decided=1` those that were decided."""
    viewer = viewer_of(request)
    is_open = request.GET.get("decided") != "1"
    rows = queries.proposals(viewer, is_open=is_open)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "directory/proposals.html", {"page": page, "is_open": is_open, **what_may(request)})


@keepers
def proposal(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.proposal(proposal_id, viewer=viewer)
    compared = queries.compared(found)
    form = DecideForm(request.POST or None, compared=compared)
    if form.is_valid() and _decide(request, form, found):
        return redirect("directory:proposals")
    return render(request, "directory/proposal.html", {"compared": compared, "proposal": found, "form": form})


def _decide(request: HttpRequest, form: DecideForm, found: Proposal) -> "Done[None] | None":
    """By the button that was pressed. All of it is taken as it was proposed, what is ticked over what stands there."""
    given, viewer, what = form.cleaned_data, viewer_of(request), request.POST.get("what", "")
    same = {"proposal": found, "based_on": given["based_on"], "answer": given["answer"], "by": viewer}
    if what == REFUSE:
        done, said = submit(form, actions.refuse_proposal, **same), "It is refused. The entry stays as it was."
    else:
        parts = {} if what == TAKE_ALL else {"taken": given["taken"], "seen": given["seen"]}
        done = submit(form, actions.take_proposal, is_assured=given["is_assured"], **same, **parts)
        said = f"The entry of {found.service.name} says so now."
    if done:
        messages.success(request, said)
    return done


@keepers
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    """What each change made of the entry."""
    service = queries.kept_service(slug, viewer=viewer_of(request))
    return render(request, "directory/versions.html", {"service": service, "versions": queries.versions(service)})
