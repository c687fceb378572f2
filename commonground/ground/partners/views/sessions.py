"""One's own sessions, and signing out of others."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from commonground.foundation.design.doors import open_to, viewer_of
from commonground.ground.partners import actions, queries
from commonground.ground.partners.rules import Ending


@open_to("signed in")
def my_sessions(request: HttpRequest) -> HttpResponse:
    sessions = queries.my_sessions(viewer_of(request), this_one=_this_one(request))
    policy = queries.sign_in_policy()
    return render(request, "partners/sessions.html", {"sessions": sessions, "policy": policy})


@open_to("signed in")
@require_POST
def end_my_session(request: HttpRequest, sign_in_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    actions.end_own_session(row=queries.my_session(viewer, sign_in_id), by=viewer)
    messages.success(request, "That session is signed out.")
    return redirect("partners:my-sessions")


@open_to("signed in")
@require_POST
def end_my_other_sessions(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    account = queries.me(viewer)
    actions.end_sessions(account=account, because=Ending.ELSEWHERE, by=viewer, keep=_this_one(request))
    messages.success(request, "You are signed out everywhere but here.")
    return redirect("partners:my-sessions")


def _this_one(request: HttpRequest) -> UUID:
    return UUID(queries.sign_in_id(request))
