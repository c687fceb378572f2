"""Meetings: those of a group, the page of one, planning, moving, placing, cancelling, saying who comes."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import ENGLAND, Viewer
from commonground.partnership.groups import access, actions, queries
from commonground.partnership.groups.forms.meetings import CancelForm, MoveForm, PlaceForm, PlanForm, SayForm
from commonground.partnership.groups.models import Meeting
from commonground.partnership.groups.rules.words import Where
from commonground.partnership.groups.views.asking import ask, way_to
from commonground.partnership.groups.views.naming import show_people

A_PAGE = 30
SERVING = ("groups.take-part", "groups.keep")


@open_to("public")
def every(request: HttpRequest, slug: str) -> HttpResponse:
    """When a group meets and met, and whether it keeps to its terms."""
    viewer = viewer_of(request)
    group = queries.group(slug, viewer=viewer)
    found = queries.meets(group, viewer=viewer)
    page = Paginator(found.past, A_PAGE).get_page(request.GET.get("page"))
    here = queries.standing_in(group, viewer=viewer)
    shown = {"group": group, "meets": found, "page": page, "here": here, "takes_part": viewer.may("groups.take-part")}
    return render(request, "groups/meetings.html", shown)


@open_to("public")
def meeting(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """One page that changes with the state of the meeting."""
    page = queries.meeting_page(slug, key, viewer=viewer_of(request))
    show_people(request, page.people, group=page.meeting.group)
    return render(request, "groups/meeting.html", {"page": page, "meeting": page.meeting, "here": page.here})


@needs(*SERVING)
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Put one meeting into the calendar."""
    viewer = viewer_of(request)
    group = queries.group(slug, viewer=viewer)
    access.check_can_clerk(queries.standing_in(group, viewer=viewer))
    form = PlanForm(request.POST or None, venues=queries.venues(on=viewer.today), initial={"where": Where.IN_PERSON})
    if form.is_valid() and (done := submit(form, actions.plan_meeting, group=group, by=viewer, **form.cleaned_data)):
        messages.success(request, "The meeting is in the calendar.")
        return redirect("groups:meeting", slug, done.value.key)
    words = "One meeting. A year of them is planned from how often the group meets, on the page of its calendar."
    return ask(request, form, title="Plan a meeting", caption=group.name, way=way_to(group), words=words)


@needs(*SERVING)
def move(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Another day or hour, with the reason."""
    viewer, found = _to_serve(request, slug, key)
    starts, ends = found.starts_at.astimezone(ENGLAND), found.ends_at.astimezone(ENGLAND)
    initial = {"based_on": found.version, "on": starts.date(), "starts": starts.time(), "ends": ends.time()}
    form = MoveForm(request.POST or None, initial=initial)
    if form.is_valid() and submit(form, actions.move_meeting, meeting=found, by=viewer, **form.cleaned_data):
        messages.success(request, "The meeting is moved.")
        return redirect("groups:meeting", slug, key)
    words = "Its address stays, so that links to it still lead here. Calendars of members follow by themselves."
    return ask(request, form, title="Move this meeting", button="Move it", words=words, **_around(found))


@needs(*SERVING)
def place(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Where it is held and how to join it."""
    viewer, found = _to_serve(request, slug, key)
    held = ("title", "where", "venue", "room", "join_link", "join_words")
    initial = {"based_on": found.version} | {name: getattr(found, name) for name in held}
    form = PlaceForm(request.POST or None, venues=queries.venues(on=viewer.today, but=found.venue_id), initial=initial)
    if form.is_valid() and submit(form, actions.place_meeting, meeting=found, by=viewer, **form.cleaned_data):
        messages.success(request, "It is said where the meeting is held.")
        return redirect("groups:meeting", slug, key)
    return ask(request, form, title="Where it is held", **_around(found))


@needs(*SERVING)
def cancel(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Cancel it, with the reason."""
    viewer, found = _to_serve(request, slug, key)
    form = CancelForm(request.POST or None, initial={"based_on": found.version})
    if form.is_valid() and submit(form, actions.cancel_meeting, meeting=found, by=viewer, **form.cleaned_data):
        messages.success(request, "The meeting is cancelled.")
        return redirect("groups:meeting", slug, key)
    words = "It stays on record with the reason, and is shown as cancelled in the calendars of members."
    return ask(request, form, title="Cancel this meeting", button="Cancel the meeting", words=words, **_around(found))


@needs(*SERVING)
def say(request: HttpRequest, slug: str, key: str, seat_id: UUID) -> HttpResponse:
    """Say whether a seat will be filled: one's own, or by whoever serves the group."""
    viewer = viewer_of(request)
    page = queries.meeting_page(slug, key, viewer=viewer)
    held = next((one for one in page.seats if one.seat.pk == seat_id), None)
    if held is None or not (held.mine or page.here.serves):
        raise NotFound("There is no such seat at this meeting.")
    actions.check_may_say(page.meeting, held.seat, by=viewer)
    said = held.said
    initial: dict[str, object] = {"based_on": said.version if said else 0}
    if said:
        initial |= {"came": said.came, "deputy": said.deputy, "reason": said.reason, "is_online": said.is_online}
    form = SayForm(request.POST or None, deputies=held.deputies, where=page.meeting.where, initial=initial)
    if form.is_valid() and submit(
        form, actions.say_before, meeting=page.meeting, seat=held.seat, by=viewer, **form.cleaned_data
    ):
        messages.success(request, "The clerk and the chair see what you said.")
        return redirect("groups:meeting", slug, key)
    show_people(request, [*filter(None, [held.holder]), *held.deputies])
    words = f"Seat: {held.seat.title}{f', held by {held.holder.name}' if held.holder else ''}."
    return ask(request, form, title="Will this seat be filled?", words=words, **_around(page.meeting))


def _to_serve(request: HttpRequest, slug: str, key: str) -> tuple[Viewer, Meeting]:
    viewer = viewer_of(request)
    found = queries.meeting(slug, key, viewer=viewer)
    access.check_can_clerk(queries.standing_in(found.group, viewer=viewer))
    return viewer, found


def _around(found: Meeting) -> dict[str, Any]:
    return {"caption": f"{found.group.name}, {found.day:%-d %B %Y}", "way": way_to(found.group, found)}
