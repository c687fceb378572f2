"""Passwords, sessions and mails about them."""

import math
from datetime import timedelta
from typing import Any
from uuid import UUID

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.contrib.sites.shortcuts import get_current_site
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from commonground.foundation.design.doors import viewer_of
from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.post import actions as post
from commonground.ground.partners import actions, queries
from commonground.ground.partners.models import Account
from commonground.ground.partners.rules import Ending, browser_name

RESET = "password_reset_key"
LINK_LASTS = timedelta(hours=1)  # after which whoever waits for it has asked again
NEWS_LASTS = timedelta(days=3)  # that a way of signing in was changed


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator, never by strangers; each sign-in and each failure is recorded."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The e-mail address or the password is not right",
        "incorrect_password": "The password is not right",
        "enter_current_password": "The password is not right",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: Account, **kwargs: Any) -> HttpResponse:
        row = actions.note_sign_in(
            account=user,
            method=queries.sign_in_method(request, user),
            browser=browser_name(request.headers.get("User-Agent", "")),
            by=_as_viewer(request, user),
        )
        request.session[queries.SESSION_KEY] = str(row.pk)
        return super().post_login(request, user, **kwargs)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Whoever holds no role any more is told so; everybody else begins with the first page."""
        account, today = request.user, timezone.localdate()
        has_left = isinstance(account, Account) and queries.standing_of(account).left_on(today) is not None
        return reverse("partners:me") if has_left else str(super().get_login_redirect_url(request))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Counts the attempt; where there were too many, says how long to wait. Known and unknown addresses alike."""
        wait = queries.locked_for(str(credentials.get("email", "")), now=timezone.now())
        if wait is not None:
            raise ValidationError(too_many(math.ceil(wait.total_seconds() / 60)))
        super().pre_authenticate(request, **credentials)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        super().authentication_failed(request, **credentials)
        actions.note_failed_sign_in(email=str(credentials.get("email", "")), by=viewer_of(request))

    def reauthenticate(self, user: Account, password: str) -> bool:
        """allauth would look for the address in a table of its own, which is empty here: an account has one address."""
        found = self.authenticate(context.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        request, now = context.request, timezone.now().timestamp()
        within = app_settings.REAUTHENTICATION_TIMEOUT
        if isinstance(request.user, Account) and queries.is_first_set_up(request, request.user, now=now, within=within):
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def set_password(self, user: Account, password: str) -> None:
        """A new password ends every other session."""
        super().set_password(user, password)
        request = context.request
        own = UUID(queries.sign_in_id(request)) if request.user == user else None
        actions.end_sessions(account=user, because=Ending.PASSWORD, by=viewer_of(request), keep=own)

    def logout(self, request: HttpRequest) -> None:
        if isinstance(request.user, Account):
            found = queries.session_of(request.user.pk, queries.sign_in_id(request))
            actions.note_sign_out(account=request.user, row=found[0] if found else None, by=viewer_of(request))
        super().logout(request)

    def send_notification_mail(
        self, template_prefix: str, user: Account, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """allauth calls this after each change of a way of signing in: it is recorded, and its owner told."""
        what = template_prefix.rpartition("/")[2].replace("_", " ")
        actions.note_credentials_changed(account=user, what=what, by=viewer_of(self.request))
        super().send_notification_mail(template_prefix, user, context, email=email or user.email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Into the outbox, sealed, because a link that resets a password opens the account: nobody waits for a mail
        server, and how long this takes does not tell whether the address is known."""
        request, name = self.request, template_prefix.rpartition("/")[2]
        shown = {"request": request, "email": email, "current_site": get_current_site(request)} | context
        message = self.render_mail(template_prefix, email, shown)
        by = viewer_of(request)
        post.send_sealed(
            to=post.Recipient(by.id, email, ""),
            letter=post.Letter(message.subject, message.body),
            what=name.replace("_", " "),
            lasts=LINK_LASTS if name == RESET else NEWS_LASTS,
            by=by,
        )

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return queries.attempts_key(str(credentials.get("email", "")))


def too_many(minutes: int) -> str:
    """What somebody reads who may not try again yet."""
    wait = "a minute" if minutes <= 1 else f"{minutes} minutes"
    return (
        f"There were too many failed attempts. Try again in {wait}, or sign in with a passkey. "
        "An administrator of your organisation can unlock the account."
    )


def _as_viewer(request: HttpRequest, user: Account) -> Viewer:
    """Whom the request belongs to once they are signed in; its own viewer may have been read before that."""
    proven = queries.has_passed_second_factor(request, user)
    return queries.viewer_for(user, session=request.session.session_key or "", now=timezone.now(), proven=proven)
