"""Pages of roles: what each may do, giving and ending one."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.design.forms import submit
from commonground.ground.partners import actions, queries
from commonground.ground.partners.forms import GrantForm
from commonground.ground.partners.views.showing import show


@open_to("public")
def roles(request: HttpRequest) -> HttpResponse:
    return render(request, "partners/roles.html", {"roles": queries.roles()})


@needs("partners.grant", "partners.grant-own")
def grant(request: HttpRequest, account_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    account = queries.person(viewer, account_id)
    form = GrantForm(request.POST or None, viewer=viewer, initial={"starts_on": viewer.today})
    if form.is_valid() and submit(form, actions.grant_role, account=account, by=viewer, **form.cleaned_data):
        return redirect("partners:person", account_id=account.pk)
    show(request, [account.pk])
    return render(request, "partners/grant.html", {"account": account, "form": form})


@needs("partners.grant", "partners.grant-own")
def end(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    membership = queries.membership(viewer_of(request), membership_id)
    if request.method == "POST":
        actions.end_membership(membership=membership, by=viewer_of(request))
        return redirect("partners:person", account_id=membership.account_id)
    show(request, [membership.account_id])
    return render(request, "partners/end.html", {"membership": membership})
