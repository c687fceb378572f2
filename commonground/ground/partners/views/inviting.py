"""Pages of administrators: invitations, and who is leaving."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.design.forms import submit
from commonground.ground.partners import actions, queries
from commonground.ground.partners.forms import InviteForm
from commonground.ground.partners.views.showing import show

INVITATIONS_A_PAGE = 50
inviters = needs("partners.look-after", "partners.look-after-own")


@inviters
def invitations(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    page = Paginator(queries.invitations(viewer), INVITATIONS_A_PAGE).get_page(request.GET.get("page"))
    rows = [(one, str(queries.invitation_state(one, now=viewer.now))) for one in page]
    return render(request, "partners/invitations.html", {"page": page, "rows": rows})


@inviters
@never_cache
def invite(request: HttpRequest) -> HttpResponse:
    """The link is shown once, on the answer to the form: it is kept nowhere."""
    viewer = viewer_of(request)
    form = InviteForm(request.POST or None, viewer=viewer, initial={"starts_on": viewer.today})
    if form.is_valid() and (done := submit(form, actions.invite, by=viewer, **form.cleaned_data)):
        address = request.build_absolute_uri(reverse("open_invitation", args=[done.value.token]))
        actions.tell_invited(invited=done.value, address=address, by=viewer)
        shown = {"invitation": done.value.invitation, "address": address}
        return render(request, "partners/invited.html", shown)
    return render(request, "partners/invite.html", {"form": form})


@inviters
def withdraw_invitation(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    invitation = queries.invitation(viewer, invitation_id)
    if request.method == "POST":
        actions.withdraw_invitation(invitation=invitation, by=viewer)
        messages.success(request, f"The invitation of {invitation.email} is withdrawn.")
        return redirect("partners:invitations")
    return render(request, "partners/withdraw_invitation.html", {"invitation": invitation})


@inviters
def leavers(request: HttpRequest) -> HttpResponse:
    found = queries.leavers(viewer_of(request))
    show(request, [one.account.pk for one in found])
    return render(request, "partners/leavers.html", {"leavers": found})
