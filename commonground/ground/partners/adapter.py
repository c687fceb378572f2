"""How sign-in behaves here: allauth asks this at each step."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from commonground.foundation.design.doors import viewer_of
from commonground.ground.partners import actions, queries
from commonground.ground.partners.models import Account


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator, never by strangers; each sign-in and each failure is recorded."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> HttpResponse:
        viewer = queries.viewer_for(user, session=request.session.session_key or "", now=timezone.now())
        actions.note_sign_in(account=user, method="password", by=viewer)
        return super().post_login(request, user, **kwargs)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        super().authentication_failed(request, **credentials)
        actions.note_failed_sign_in(email=str(credentials.get("email", "")), by=viewer_of(request))

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, Account):
            actions.note_sign_out(account=request.user, by=viewer_of(request))
        super().logout(request)
