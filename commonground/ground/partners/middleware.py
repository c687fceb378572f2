"""Gives each request its viewer, and holds each session to its limits."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from commonground.foundation.audit.actions import Unwritable
from commonground.foundation.design.pace import count, machine_of
from commonground.foundation.kernel.errors import PersonFacing, Unproven
from commonground.foundation.kernel.viewer import ENGLAND, Viewer, public
from commonground.ground.partners import actions, queries, rules
from commonground.ground.partners.models import Account, SignIn

API = "api"  # the name under which config mounts what programs read
SIGNED_OUT = "You are signed out."
# What a browser asks for by itself: a draft saved while typing, how far a job is. Nobody did anything.
BY_ITSELF = frozenset({"design:draft", "work:progress", "post:unread"})
# Where somebody may go who has still to pass, or to set up, a second factor.
BEFORE_SECOND_FACTOR = ("mfa_", "account_", "design:colour")


class ViewerMiddleware:
    """`request.viewer` is read from the database at each request, so a change of rights takes effect at the next."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        now = timezone.now()

        def viewer() -> Viewer:
            standing = getattr(request, "standing", None)  # read already where the session was looked at
            key = request.session.session_key or ""
            if not isinstance(request.user, Account):
                return queries.viewer_for(request.user, session=key, now=now)
            proven = queries.has_passed_second_factor(request, request.user)
            return queries.viewer_for(request.user, session=key, now=now, proven=proven, standing=standing)

        request.viewer = SimpleLazyObject(viewer)  # type: ignore[attr-defined]  # this is where it is set
        return self.get_response(request)


class TokenMiddleware:
    """Calls of the API: whoever sends a token is its viewer, whatever session the browser has; nobody calls without
    end. Stands before the session is looked at."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        """What is raised here passes no view, so its page is drawn here."""
        if request.resolver_match is None or request.resolver_match.app_name != API:
            return None
        try:
            self._let_through(request, timezone.now())
        except (DatabaseError, Unwritable, PersonFacing) as problem:
            draw = cast(Callable[[Exception], HttpResponse], request.page_for_error)  # type: ignore[attr-defined]  # drawn by design
            return draw(problem)
        return None

    def _let_through(self, request: HttpRequest, now: datetime) -> None:
        """Raises Unproven and TooOften."""
        machine, policy = machine_of(request), queries.token_policy()
        sent = request.headers.get("Authorization")
        if sent is None:
            count(f"machine-{machine}", policy.requests_without, now)
            return
        _count_refused(machine, policy.requests_without, now, add=0)
        found = queries.present_token(sent.removeprefix("Bearer ").strip(), now=now)
        if found.token is None or found.viewer is None or found.over is not None:
            _count_refused(machine, policy.requests_without, now, add=1)
            by = found.viewer or public(now)
            because = found.over or "not known"
            actions.note_token_refused(token=found.token, because=because, path=request.path, by=by)
            raise Unproven(rules.why_refused(found.over))
        count(f"token-{found.token.pk}", policy.requests_a_minute, now)
        actions.note_token_used(token=found.token, by=found.viewer)
        request.user = AnonymousUser()  # the session of a browser adds nothing
        request.viewer, request.token = found.viewer, found.token  # type: ignore[attr-defined]  # set here for the API


def _count_refused(machine: str, most: int, now: datetime, *, add: int) -> None:
    """Whoever sends wrong tokens without end is refused without a word in the audit, which they would fill."""
    count(f"refused-{machine}", most, now, add=add)


class SignInMiddleware:
    """Before each view, behind all other middleware: a session that is over is ended, and the request goes on as the
    public's; whoever needs a second factor and has not passed one goes nowhere else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        """What is raised here passes no view, so its page is drawn here."""
        try:
            return self._hold(request) if isinstance(getattr(request, "user", None), Account) else None
        except (DatabaseError, Unwritable) as problem:
            draw = cast(Callable[[Exception], HttpResponse], request.page_for_error)  # type: ignore[attr-defined]  # drawn by design
            return draw(problem)

    def _hold(self, request: HttpRequest) -> HttpResponse | None:
        account, now = cast(Account, request.user), timezone.now()
        found, standing = request.session_read  # type: ignore[attr-defined]  # set where the account was read
        row = found or self._adopt(request, standing, now)
        if row.account_id != account.pk:
            self._refuse(request, row, standing, now)
            return None
        over = queries.why_over(row, standing=standing, now=now)
        if over is not None:
            self._end(request, row, over, standing, now)
            return None
        request.standing = standing  # type: ignore[attr-defined]  # read by the viewer
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name not in BY_ITSELF:
            actions.note_activity(row=row, by=queries.viewer_for(account, session="", now=now, standing=standing))
        if name.startswith(BEFORE_SECOND_FACTOR) or not standing.needs_second_factor(now.astimezone(ENGLAND).date()):
            return None
        return None if queries.has_passed_second_factor(request, account) else _to_second_factor(request, account)

    def _adopt(self, request: HttpRequest, standing: queries.Standing, now: datetime) -> SignIn:
        """The row of a session that began without one, as those of before an upgrade did."""
        by = queries.viewer_for(standing.account, session="", now=now, standing=standing)
        browser = rules.browser_name(request.headers.get("User-Agent", ""))
        given = UUID(queries.sign_in_id(request))
        return actions.adopt_session(sign_in_id=given, account=standing.account, browser=browser, by=by)

    def _end(
        self, request: HttpRequest, row: SignIn, over: rules.Ending, standing: queries.Standing, now: datetime
    ) -> None:
        key = request.session.session_key or ""
        by = queries.viewer_for(standing.account, session=key, now=now, standing=standing)
        actions.end_session(row=row, because=over, by=by)
        _sign_out(request, rules.SENTENCES.get(over, SIGNED_OUT))

    def _refuse(self, request: HttpRequest, row: SignIn, standing: queries.Standing, now: datetime) -> None:
        """Whose session it is cannot be told, so it is nobody's. The row goes on for whom it belongs to."""
        by = queries.viewer_for(standing.account, session="", now=now, standing=standing)
        actions.note_session_refused(account=standing.account, row=row, by=by)
        _sign_out(request, SIGNED_OUT)


def _sign_out(request: HttpRequest, said: str) -> None:
    logout(request)
    list(messages.get_messages(request))  # what was still to be said to this person is not said to the next
    messages.info(request, said)


def _to_second_factor(request: HttpRequest, account: Account) -> HttpResponse:
    """To the page where it is passed, or to that where it is set up; a fragment takes the whole page there."""
    name, is_fragment = queries.way_to_second_factor(account), request.headers.get("HX-Request") == "true"
    comes_back = request.method == "GET" and not is_fragment and name != "mfa_index"
    where = reverse(name) + (f"?{urlencode({'next': request.get_full_path()})}" if comes_back else "")
    return HttpResponse(status=204, headers={"HX-Redirect": where}) if is_fragment else redirect(where)
