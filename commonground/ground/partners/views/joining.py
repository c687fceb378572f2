"""Taking up an invitation. Not imported by the other pages: passkeys bring heavy libraries."""

from typing import Any
from uuid import UUID

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.mfa.webauthn.internal import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from commonground.foundation.design.doors import viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.kernel.identifiers import new_id
from commonground.ground.partners import actions, queries
from commonground.ground.partners.forms.passkeys import JoinForm
from commonground.ground.partners.models import Account

TOKEN, ACCOUNT = "invitation_token", "invitation_account"


@never_cache
def open_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the mail. The token moves into the session at once, before anything is said of it, so that no
    address, log, record of a refusal or referrer keeps it. Nothing else changes: mail programs open links too."""
    request.session[TOKEN] = token
    request.session[ACCOUNT] = str(new_id())
    return redirect("accept_invitation")


@never_cache
def accept_invitation(request: HttpRequest) -> HttpResponse:
    viewer, token = viewer_of(request), request.session.get(TOKEN, "")
    invitation = queries.invitation_to_accept(token, viewer=viewer)
    account = Account(pk=UUID(request.session[ACCOUNT]), email=invitation.email)
    form = JoinForm(request.POST or None, account=account)
    if form.is_valid():
        typed = {"name": form.cleaned_data["name"], "password": form.cleaned_data["password"]}
        passkey = form.cleaned_data["credential"]
        done = submit(
            form, actions.accept_invitation, token=token, account=account, passkey=passkey, by=viewer, **typed
        )
        if done:
            return _signed_in(request, done.value, with_passkey=bool(passkey))
    options = auth.begin_registration(account, passwordless=True)
    shown: dict[str, Any] = {"form": form, "invitation": invitation, "js_data": {"creation_options": options}}
    return render(request, "partners/join.html", shown)


def _signed_in(request: HttpRequest, account: Account, *, with_passkey: bool) -> HttpResponse:
    del request.session[TOKEN], request.session[ACCOUNT]
    record_authentication(request, account, "invitation")
    if with_passkey:
        record_authentication(request, account, "mfa", type="webauthn", passwordless=True)
    answer: HttpResponse = perform_login(request, Login(user=account))
    return answer
