"""The demonstration’s way in."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from commonground.foundation.design.doors import open_to, viewer_of
from commonground.foundation.kernel.errors import NotFound
from commonground.ground.partners import actions, queries
from commonground.ground.partners.rules import browser_name


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
    browser = browser_name(request.headers.get("User-Agent", ""))
    row = actions.note_sign_in(account=account, method="demonstration", browser=browser, by=viewer)
    request.session[queries.SESSION_KEY] = str(row.pk)
    return redirect("/")


def _check_demonstration() -> None:
    if not settings.COMMONGROUND_DEMO:
        raise NotFound
