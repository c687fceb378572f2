"""Pages of notices: what I was told, how I want to be told, what could not be sent."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.post import actions, forms, queries
from commonground.foundation.post.models import Email
from commonground.foundation.post.rules import State

NOTICES_A_PAGE = 30
EMAILS_A_PAGE = 50
TONES = {State.GIVEN_UP.value: "red", State.DOUBTFUL.value: "orange"}


@open_to("signed in")
def mine(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    page = Paginator(queries.notices(viewer), NOTICES_A_PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "unread": queries.unread_count(viewer), "looks_after": viewer.may("post.look-after")}
    return render(request, "post/mine.html", shown)


@open_to("signed in")
def unread(request: HttpRequest) -> HttpResponse:
    """A fragment of Today: what is new, and what could not be sent, for those who look after it."""
    viewer = viewer_of(request)
    shown = {"unread": queries.unread_count(viewer), "lying": queries.undelivered(viewer).count()}
    return render(request, "post/unread.html", shown)


@open_to("signed in")
def open_notice(request: HttpRequest, notice_id: UUID) -> HttpResponse:
    """Where each e-mail leads: the notice counts as read, and its page opens, if it is still open to the viewer."""
    viewer = viewer_of(request)
    notice = queries.notice(viewer, notice_id)
    actions.mark_read(notice=notice, by=viewer)
    return redirect(notice.path)


@open_to("signed in")
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    actions.mark_all_read(by=viewer_of(request))
    return redirect("post:mine")


@open_to("signed in")
def choices(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    kept = queries.choices(viewer)
    based_on = {"based_on": kept.version if kept else 0}
    form = forms.ChoicesForm(request.POST or None, chosen=queries.chosen(kept), initial=based_on)
    if form.is_valid():
        actions.choose(ways=form.ways, based_on=form.cleaned_data["based_on"], by=viewer)
        messages.success(request, "Your choices are kept.")
        return redirect("post:mine")
    return render(request, "post/choices.html", {"form": form})


@needs("post.look-after")
def undelivered(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    page = Paginator(queries.undelivered(viewer), EMAILS_A_PAGE).get_page(request.GET.get("page"))
    rows = [_shown(email) for email in page]
    since = queries.waiting_since(viewer)
    return render(request, "post/undelivered.html", {"page": page, "rows": rows, "waiting_since": since})


@needs("post.look-after")
@require_POST
def again(request: HttpRequest, email_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    actions.send_again(email=queries.undelivered_email(viewer, email_id), by=viewer)
    messages.success(request, "It will be tried again within a minute.")
    return redirect("post:undelivered")


@needs("post.look-after")
@require_POST
def let_go(request: HttpRequest, email_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    actions.let_go(email=queries.undelivered_email(viewer, email_id), by=viewer)
    messages.success(request, "It stays unsent.")
    return redirect("post:undelivered")


def _shown(email: Email) -> dict[str, object]:
    """Who looks after e-mail sees to whom it goes and what kind it is, not what it says."""
    return {
        "email": email,
        "tone": TONES.get(email.state, "grey"),
        "may_arrive_twice": email.state == State.DOUBTFUL,
        "what": queries.title_of(email),
        "whom": email.label or "somebody without an account",
        "at": email.address.rpartition("@")[2],
    }
