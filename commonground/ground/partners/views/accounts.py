"""Pages of people."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonground.foundation.design.doors import open_to, viewer_of
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import access, queries
from commonground.ground.partners.models import Account
from commonground.ground.partners.views.showing import show

PEOPLE_A_PAGE = 50


@open_to("signed in")
def people(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.people(viewer_of(request)), PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    show(request, [account.pk for account in page])
    return render(request, "partners/people.html", {"page": page, "may_invite": access.may_invite(viewer_of(request))})


@open_to("signed in")
def me(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    account = queries.me(viewer)
    left_on = queries.standing_of(account).left_on(viewer.today)
    return render(request, "partners/me.html", {"account": account, "left_on": left_on})


@open_to("signed in")
def person(request: HttpRequest, account_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    account = queries.person(viewer, account_id)
    show(request, [account.pk])
    shown = {
        "account": account,
        "held": _held(viewer, account),
        "may_grant": access.may_grant_to(viewer, account),
        "may_look_after": access.may_look_after(viewer, account),
        "locked_for": queries.account_locked_for(account, now=viewer.now),
    }
    return render(request, "partners/person.html", shown)


def _held(viewer: Viewer, account: Account) -> list[dict[str, object]]:
    return [
        {
            "membership": one,
            "is_current": one.ends_on is None or one.ends_on > viewer.today,
            "may_end": access.may_grant(viewer, one.organisation.name),
        }
        for one in account.memberships.all()
    ]
