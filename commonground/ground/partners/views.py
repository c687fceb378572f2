"""Pages of people and roles, and the demonstration's way in."""

from functools import partial
from uuid import UUID

from django.conf import settings
from django.contrib.auth import login
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from commonground.foundation.audit import actions as audit
from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.kernel.errors import NotFound
from commonground.ground.partners import access, actions, queries
from commonground.ground.partners.forms import GrantForm

PEOPLE_A_PAGE = 50


@never_cache
@open_to("signed in")
def people(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.people(viewer_of(request)), PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    shown = [account.pk for account in page]
    audit.shown(request, shown, recheck=partial(queries.still_readable, viewer_of(request), shown))
    return render(request, "partners/people.html", {"page": page})


@never_cache
@open_to("signed in")
def me(request: HttpRequest) -> HttpResponse:
    return render(request, "partners/me.html", {"account": queries.person(viewer_of(request), request.user.pk)})


@open_to("public")
def roles(request: HttpRequest) -> HttpResponse:
    return render(request, "partners/roles.html", {"roles": queries.roles()})


@never_cache
@open_to("signed in")
def person(request: HttpRequest, account_id: UUID) -> HttpResponse:
    account = queries.person(viewer_of(request), account_id)
    audit.shown(request, [account.pk], recheck=partial(queries.still_readable, viewer_of(request), [account.pk]))
    return render(request, "partners/person.html", {"account": account, "held": _held(request, account)})


@never_cache
@needs("partners.grant", "partners.grant-own")
def grant(request: HttpRequest, account_id: UUID) -> HttpResponse:
    account = queries.person(viewer_of(request), account_id)
    form = GrantForm(request.POST or None, viewer=viewer_of(request), initial={"starts_on": viewer_of(request).today})
    if form.is_valid():
        actions.grant_role(account=account, by=viewer_of(request), **form.cleaned_data)
        return redirect("partners:person", account_id=account.pk)
    return render(request, "partners/grant.html", {"account": account, "form": form})


@never_cache
@needs("partners.grant", "partners.grant-own")
def end(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    membership = queries.membership(viewer_of(request), membership_id)
    if request.method == "POST":
        actions.end_membership(membership=membership, by=viewer_of(request))
        return redirect("partners:person", account_id=membership.account_id)
    return render(request, "partners/end.html", {"membership": membership})


@never_cache
@open_to("public")
def demonstration(request: HttpRequest) -> HttpResponse:
    """One invented person for each role, to sign in as. Exists only where COMMONGROUND_DEMO is on."""
    _check_demonstration()
    return render(request, "partners/demonstration.html", {"people": queries.demonstration_people(viewer_of(request).today)})


@require_POST
@open_to("public")
def sign_in_as(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """Sign in as one of the invented people, without a password."""
    _check_demonstration()
    account = queries.demonstration_account(account_id, on=viewer_of(request).today)
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    viewer = queries.viewer_for(account, session=request.session.session_key or "", now=viewer_of(request).now)
    actions.note_sign_in(account=account, method="demonstration", by=viewer)
    return redirect("/")


def _check_demonstration() -> None:
    if not settings.COMMONGROUND_DEMO:
        raise NotFound


def _held(request: HttpRequest, account: object) -> list[dict[str, object]]:
    viewer = viewer_of(request)
    return [
        {
            "membership": one,
            "is_current": one.ends_on is None or one.ends_on > viewer.today,
            "may_end": access.may_grant(viewer, one.organisation.name),
        }
        for one in account.memberships.all()  # type: ignore[attr-defined]  # an Account with its memberships read
    ]
