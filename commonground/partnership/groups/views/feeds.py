"""Feeds for calendar programs. Loaded when the first is asked for: their library takes a while."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from commonground.foundation.design.doors import viewer_of
from commonground.foundation.kernel.errors import NotFound
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.formats.feeds import Entry, write_calendar
from commonground.partnership.groups.models import Meeting
from commonground.partnership.groups.papers.feeds import entry_of

ALL, MINE = "Meetings of partners", "My meetings"


def public_feed(request: HttpRequest) -> HttpResponse:
    """Meetings of public groups."""
    found = queries.public_meetings(viewer_of(request).now)
    return _calendar(ALL, _entries(request, found), is_private=False)


def group_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Meetings of one group that the viewer may know of. It tells nobody how to join."""
    viewer = viewer_of(request)
    group = queries.group(slug, viewer=viewer)
    found = queries.meetings_of(group, viewer=viewer)
    return _calendar(group.name, _entries(request, found), is_private=not viewer.is_public)


def feed(request: HttpRequest, key: str) -> HttpResponse:
    """One person's meetings, by their key."""
    held, viewer = queries.reader(key, now=viewer_of(request).now)
    found, inside = queries.my_meetings(viewer)
    root = _root(request)
    entries = [entry_of(one, link=_link(root, one), inside=inside.get(one.group_id)) for one in found]
    actions.note_feed_read(key=held, by=viewer)
    return _calendar(MINE, entries, is_private=True)


def keyed_group_feed(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """One group's meetings, by the key of somebody who may know of it."""
    held, viewer = queries.reader(key, now=viewer_of(request).now)
    group = queries.groups(viewer).filter(slug=slug).first()
    if group is None:
        raise NotFound(queries.NO_CALENDAR)
    inside = queries.my_groups(viewer).get(group.pk)
    found = queries.meetings_of(group, viewer=viewer)
    root = _root(request)
    entries = [entry_of(one, link=_link(root, one), inside=inside) for one in found]
    actions.note_feed_read(key=held, by=viewer)
    return _calendar(group.name, entries, is_private=True)


def _entries(request: HttpRequest, meetings: Iterable[Meeting]) -> list[Entry]:
    root = _root(request)
    return [entry_of(one, link=_link(root, one)) for one in meetings]


def _root(request: HttpRequest) -> str:
    """Where all groups are: looked up once a feed, not once a meeting."""
    return request.build_absolute_uri(reverse("groups:every"))


def _link(root: str, meeting: Meeting) -> str:
    return f"{root}{meeting.group.slug}/meetings/{meeting.key}/"


def _calendar(name: str, entries: Iterable[Entry], *, is_private: bool) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=False, filename="meetings.ics") or "inline"
    answer = HttpResponse(write_calendar(name, entries), "text/calendar; charset=utf-8")
    answer["Content-Disposition"] = disposition
    answer["Cache-Control"] = "private, no-store" if is_private else "public, max-age=900"
    answer["X-Robots-Tag"] = "noindex"
    return answer
