"""Pages of people and roles, and the demonstration's way in."""

from functools import partial
from uuid import UUID

from django.conf import settings
from django.contrib.auth import login
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from commonground.foundation.audit import actions as audit
from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import access, actions, queries
from commonground.ground.partners.forms import GrantForm
from commonground.ground.partners.models import Account

PEOPLE_A_PAGE = 50


@open_to("signed in")
def people(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.people(viewer_of(request)), PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    _show(request, [account.pk for account in page])
    return render(request, "partners/people.html", {"page": page})


@open_to("signed in")
def me(request: HttpRequest) -> HttpResponse:
    return render(request, "partners/me.html", {"account": queries.me(viewer_of(request))})


@open_to("public")
def roles(request: HttpRequest) -> HttpResponse:
    return render(request, "partners/roles.html", {"roles": queries.roles()})


@open_to("signed in")
def person(request: HttpRequest, account_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    account = queries.person(viewer, account_id)
    _show(request, [account.pk])
    shown = {"account": account, "held": _held(viewer, account), "may_grant": access.may_grant_to(viewer, account)}
    return render(request, "partners/person.html", shown)


@needs("partners.grant", "partners.grant-own")
def grant(request: HttpRequest, account_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    account = queries.person(viewer, account_id)
    form = GrantForm(request.POST or None, viewer=viewer, initial={"starts_on": viewer.today})
    if form.is_valid():
        actions.grant_role(account=account, by=viewer, **form.cleaned_data)
        return redirect("partners:person", account_id=account.pk)
    _show(request, [account.pk])
    return render(request, "partners/grant.html", {"account": account, "form": form})


@needs("partners.grant", "partners.grant-own")
def end(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    membership = queries.membership(viewer_of(request), membership_id)
    if request.method == "POST":
        actions.end_membership(membership=membership, by=viewer_of(request))
        return redirect("partners:person", account_id=membership.account_id)
    _show(request, [membership.account_id])
    return render(request, "partners/end.html", {"membership": membership})


@open_to("public")
def demonstration(request: HttpRequest) -> HttpResponse:
    """One invented person for each role, to sign in as. Exists only where COMMONGROUND_DEMO is on."""
    _check_demonstration()
    people = queries.demonstration_people(viewer_of(request).today)
    return render(request, "partners/demonstration.html", {"people": people})


@open_to("public")
@require_POST
def sign_in_as(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Sign in as one of the invented people, without a password."""
    _check_demonstration()
    account = queries.demonstration_account(account_id)
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    viewer = queries.viewer_for(account, session=request.session.session_key or "", now=viewer_of(request).now)
    actions.note_sign_in(account=account, method="demonstration", by=viewer)
    return redirect("/")


def _check_demonstration() -> None:
    if not settings.COMMONGROUND_DEMO:
        raise NotFound


def _show(request: HttpRequest, account_ids: list[UUID]) -> None:
    """The page names these people: recorded, and their visibility asked again, just before it is sent."""
    audit.shown(request, account_ids, recheck=partial(queries.check_still_visible, viewer_of(request), account_ids))


def _held(viewer: Viewer, account: Account) -> list[dict[str, object]]:
    return [
        {
            "membership": one,
            "is_current": one.ends_on is None or one.ends_on > viewer.today,
            "may_end": access.may_grant(viewer, one.organisation.name),
        }
        for one in account.memberships.all()
    ]
