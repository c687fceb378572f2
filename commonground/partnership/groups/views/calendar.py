"""The calendar of all groups that the viewer may know of, and feeds for calendar programs."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.kernel.errors import NotFound
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.formats.feeds import Entry, write_calendar
from commonground.partnership.groups.forms.meetings import month_asked
from commonground.partnership.groups.models import Meeting
from commonground.partnership.groups.papers.feeds import entry_of

ALL, MINE = "Meetings of partners", "My meetings"


@open_to("public")
def month(request: HttpRequest) -> HttpResponse:
    """A month of meetings: the list first."""
    viewer = viewer_of(request)
    first = month_asked(request.GET.get("month", ""), today=viewer.today)
    only_mine = request.GET.get("whose") == "mine" and not viewer.is_public
    return render(request, "groups/calendar.html", {"month": queries.month(viewer, first=first, only_mine=only_mine)})


@needs("groups.take-part")
def mine(request: HttpRequest) -> HttpResponse:
    """The address of one's own calendar. Sent back, a new one is made and shown this once."""
    viewer = viewer_of(request)
    key = actions.renew_feed_key(by=viewer) if request.method == "POST" else ""
    address = request.build_absolute_uri(reverse("groups:feed", args=[key])) if key else ""
    shown = {"held": queries.my_key(viewer), "address": address, "groups": queries.groups_inside(viewer)}
    return render(request, "groups/my_calendar.html", shown | {"key": key, "host": request.build_absolute_uri("/")})


@needs("groups.take-part")
@require_POST
def end_mine(request: HttpRequest) -> HttpResponse:
    """End the address: programs that read by it find nothing."""
    actions.end_feed_key(by=viewer_of(request))
    messages.success(request, "Your calendar address is ended.")
    return redirect("groups:my-calendar")


@open_to("public")
def public_feed(request: HttpRequest) -> HttpResponse:
    """Meetings of public groups."""
    found = queries.public_meetings(viewer_of(request).now)
    return _calendar(ALL, _entries(request, found), is_private=False)


@open_to("public")
def group_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Meetings of one group that the viewer may know of. It tells nobody how to join."""
    viewer = viewer_of(request)
    group = queries.group(slug, viewer=viewer)
    found = queries.meetings_of(group, viewer=viewer)
    return _calendar(group.name, _entries(request, found), is_private=not viewer.is_public)


@open_to("public")
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """One person's meetings, by their key."""
    held, viewer = queries.reader(key, now=viewer_of(request).now)
    found, inside = queries.my_meetings(viewer)
    entries = [entry_of(one, link=_link(request, one), inside=inside.get(one.group_id)) for one in found]
    actions.note_feed_read(key=held, by=viewer)
    return _calendar(MINE, entries, is_private=True)


@open_to("public")
def keyed_group_feed(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """One group's meetings, by the key of somebody who may know of it."""
    held, viewer = queries.reader(key, now=viewer_of(request).now)
    group = queries.groups(viewer).filter(slug=slug).first()
    if group is None:
        raise NotFound(queries.NO_CALENDAR)
    inside = queries.my_groups(viewer).get(group.pk)
    found = queries.meetings_of(group, viewer=viewer)
    entries = [entry_of(one, link=_link(request, one), inside=inside) for one in found]
    actions.note_feed_read(key=held, by=viewer)
    return _calendar(group.name, entries, is_private=True)


def _entries(request: HttpRequest, meetings: Iterable[Meeting]) -> list[Entry]:
    return [entry_of(one, link=_link(request, one)) for one in meetings]


def _link(request: HttpRequest, meeting: Meeting) -> str:
    return request.build_absolute_uri(reverse("groups:meeting", args=[meeting.group.slug, meeting.key]))


def _calendar(name: str, entries: Iterable[Entry], *, is_private: bool) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=False, filename="meetings.ics") or "inline"
    answer = HttpResponse(write_calendar(name, entries), "text/calendar; charset=utf-8")
    answer["Content-Disposition"] = disposition
    answer["Cache-Control"] = "private, no-store" if is_private else "public, max-age=900"
    answer["X-Robots-Tag"] = "noindex"
    return answer
