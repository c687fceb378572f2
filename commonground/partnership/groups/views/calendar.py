"""The calendar of all groups that the viewer may know of, and the address of one's own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.forms.meetings import month_asked

TAKES_PART = "groups.take-part"


@open_to("public")
def month(request: HttpRequest) -> HttpResponse:
    """A month of meetings: the list first."""
    viewer = viewer_of(request)
    first = month_asked(request.GET.get("month", ""), today=viewer.today)
    only_mine = request.GET.get("whose") == "mine" and not viewer.is_public
    found = queries.month(viewer, first=first, only_mine=only_mine)
    return render(request, "groups/calendar.html", {"month": found, "takes_part": viewer.may(TAKES_PART)})


@needs(TAKES_PART)
def mine(request: HttpRequest) -> HttpResponse:
    """The address of one's own calendar. Sent back, a new one is made and shown this once."""
    viewer = viewer_of(request)
    key = actions.renew_feed_key(by=viewer) if request.method == "POST" else ""
    address = request.build_absolute_uri(reverse("groups:feed", args=[key])) if key else ""
    shown = {"held": queries.my_key(viewer), "address": address, "groups": queries.groups_inside(viewer)}
    return render(request, "groups/my_calendar.html", shown | {"key": key, "host": request.build_absolute_uri("/")})


@needs(TAKES_PART)
@require_POST
def end_mine(request: HttpRequest) -> HttpResponse:
    """End the address: programs that read by it find nothing."""
    actions.end_feed_key(by=viewer_of(request))
    messages.success(request, "Your calendar address is ended.")
    return redirect("groups:my-calendar")
