"""At and after a meeting: the sheet, one item at a time, and the minutes through to approval."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonground.foundation.design import drafts
from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.kernel.errors import NotFound, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access, actions, queries
from commonground.partnership.groups.forms.attendance import AttendanceForm
from commonground.partnership.groups.forms.minutes import (
    ApproveForm,
    ItemForm,
    RaisedForm,
    SendBackForm,
    StepForm,
    WhyForm,
)
from commonground.partnership.groups.models import Meeting, Minutes
from commonground.partnership.groups.rules.states import MinutesState
from commonground.partnership.groups.rules.words import Purpose
from commonground.partnership.groups.views.asking import ask, way_to
from commonground.partnership.groups.views.naming import show_people


class Opened(NamedTuple):
    """A meeting as whoever serves its group opens it."""

    viewer: Viewer
    meeting: Meeting
    here: access.Standing


def _open(request: HttpRequest, slug: str, key: str) -> Opened:
    """Raises NotFound for whom the group is none of their business, Refused for whom its minutes are not."""
    viewer = viewer_of(request)
    meeting = queries.meeting(slug, key, viewer=viewer)
    here = queries.standing_in(meeting.group, viewer=viewer)
    access.check_can_clerk(here)
    return Opened(viewer, meeting, here)


def _minutes(meeting: Meeting) -> Minutes:
    found = queries.minutes_of(meeting)
    if found is None:
        raise NotFound("There are no minutes of this meeting yet: write down first who came.")
    return found


@needs("groups.take-part", "groups.keep")
def attendance(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Who came, in one screen. Saving it holds the meeting and opens its minutes."""
    viewer, meeting, _ = _open(request, slug, key)
    sheet = queries.sheet(meeting)
    form = AttendanceForm(request.POST or None, sheet=sheet)
    if form.is_valid() and submit(
        form,
        actions.record_attendance,
        meeting=meeting,
        based_on=form.cleaned_data["based_on"],
        entries=form.entries,
        guests=form.guests,
        by=viewer,
    ):
        messages.success(request, f"Attendance is written down: {queries.sheet(meeting).quorum}.")
        return redirect("groups:minute", slug, key)
    show_people(request, sheet.people.values())
    return render(request, "groups/attendance.html", {"meeting": meeting, "sheet": sheet, "form": form})


@needs("groups.take-part", "groups.keep")
def minute(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """To the first item that nothing is written of yet, or to the sheet where nobody wrote down who came.

    Minutes of a meeting without an agenda hold attendance alone: they are ready to be read.
    """
    _, meeting, _ = _open(request, slug, key)
    found = queries.minutes_of(meeting)
    if found is None:
        return redirect("groups:attendance", slug, key)
    items = queries.items_of(found)
    if not items:
        messages.info(request, "This meeting had no agenda, so its minutes say who came and nothing else.")
        return redirect("groups:minutes", slug, key)
    unwritten = (one for one in items if one.text and not one.text.text)
    return redirect("groups:minute-item", slug, key, next(unwritten, items[0]).item.pk)


@needs("groups.take-part", "groups.keep")
def raise_item(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Add to the minutes what the agenda did not have."""
    viewer, meeting, here = _open(request, slug, key)
    minutes = _minutes(meeting)
    form = RaisedForm(request.POST or None, may_restrict=here.reads_restricted, initial={"purpose": Purpose.DISCUSSION})
    if form.is_valid() and (done := submit(form, actions.raise_item, minutes=minutes, by=viewer, **form.cleaned_data)):
        messages.success(request, "The item is in the minutes. Write what was said.")
        return redirect("groups:minute-item", slug, key, done.value.pk)
    title = "Add what was raised at the meeting"
    return ask(request, form, title=title, button="Add the item", way=way_to(meeting.group, meeting))


@needs("groups.take-part", "groups.keep")
def minute_item(request: HttpRequest, slug: str, key: str, item_id: UUID) -> HttpResponse:
    """One item with all that is written down of it, beside the list of the others."""
    viewer, meeting, _ = _open(request, slug, key)
    minutes = _minutes(meeting)
    items = queries.items_of(minutes)
    place = next((at for at, one in enumerate(items) if one.item.pk == item_id), None)
    if place is None:
        raise NotFound("There is no such item on this agenda.")
    record, doers = items[place], queries.doers(meeting.group, on=meeting.day, read_with=minutes)
    draft = drafts.load(f"groups.minute/{minutes.pk}/{item_id}", by=viewer, address=request.path)
    form: ItemForm
    if request.method == "POST":
        form = ItemForm(request.POST, record=record, doers=doers)
    else:
        form = draft.fill(ItemForm(record=record, doers=doers))
    if form.is_valid() and submit(
        form, partial(actions.record_item, minutes=minutes, item=record.item, by=viewer, **form.values)
    ):
        drafts.discard(draft.form, by=viewer)
        messages.success(request, f"Item {record.number} is saved.")
        stays = "stay" in request.POST or place + 1 == len(items)
        return redirect("groups:minute-item", slug, key, (record if stays else items[place + 1]).item.pk)
    show_people(request, [*doers.people.values(), *(one.owner for one in record.actions if one.owner)])
    shown = {"meeting": meeting, "minutes": minutes, "items": items, "record": record, "form": form, "draft": draft}
    return render(request, "groups/minute.html", {**shown, "is_last": place + 1 == len(items)})


@needs("groups.take-part", "groups.keep")
def put_to_group(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The draft is complete and goes to the group."""
    viewer, meeting, _ = _open(request, slug, key)
    minutes = _minutes(meeting)
    form = StepForm(request.POST or None, initial={"based_on": minutes.version})
    step = {
        "done": "The minutes are with the group. The chair approves them at its next meeting.",
        "title": "Put the minutes to the group",
        "words": "Members read them from now on. You cannot change them unless the chair sends them back.",
        "button": "Put them to the group",
    }
    return _step(
        request, meeting, form, partial(actions.submit_minutes, minutes=minutes, by=viewer), step, to="groups:minutes"
    )


@needs("groups.take-part", "groups.keep")
def approve(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The chair says that the group agreed them."""
    viewer, meeting, here = _open(request, slug, key)
    access.check_can_lead(here)
    minutes = _in_state(meeting, MinutesState.SUBMITTED)
    form = ApproveForm(request.POST or None, initial={"based_on": minutes.version, "on": viewer.today})
    step = {
        "done": "The minutes are approved. A mistake found later is corrected by new minutes.",
        "title": "Approve the minutes",
        "words": "The group agreed that they are a true record. They are kept as they stand, for good.",
        "button": "Approve the minutes",
    }
    return _step(
        request, meeting, form, partial(actions.approve_minutes, minutes=minutes, by=viewer), step, to="groups:minutes"
    )


@needs("groups.take-part", "groups.keep")
def send_back(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The chair asks for a change."""
    viewer, meeting, here = _open(request, slug, key)
    access.check_can_lead(here)
    minutes = _in_state(meeting, MinutesState.SUBMITTED)
    form = SendBackForm(request.POST or None, initial={"based_on": minutes.version})
    step = {
        "done": "The minutes are a draft again.",
        "title": "Send the minutes back",
        "words": "The clerk changes them.",
        "button": "Send them back",
    }
    return _step(
        request,
        meeting,
        form,
        partial(actions.send_back_minutes, minutes=minutes, by=viewer),
        step,
        to="groups:minutes",
    )


@needs("groups.take-part", "groups.keep")
def correct(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """New minutes are begun from approved ones."""
    viewer, meeting, _ = _open(request, slug, key)
    minutes = _in_state(meeting, MinutesState.APPROVED)
    form = WhyForm(request.POST or None)
    step = {
        "done": "New minutes are begun. The approved ones stand until these are approved.",
        "title": "Correct the minutes",
        "words": "Approved minutes are never edited: new ones are written from them, and both stay on record.",
        "button": "Begin new minutes",
    }
    return _step(
        request, meeting, form, partial(actions.correct_minutes, minutes=minutes, by=viewer), step, to="groups:minute"
    )


def _in_state(meeting: Meeting, state: MinutesState) -> Minutes:
    minutes = _minutes(meeting)
    if minutes.status != state:
        raise Refused(f"These minutes are {MinutesState(minutes.status).value}: this step is for {state.value} ones.")
    return minutes


def _step(
    request: HttpRequest, meeting: Meeting, form: Any, action: Callable[..., Any], step: dict[str, str], *, to: str
) -> HttpResponse:
    """Ask, take the step and say that it is done, on the page that it leads to."""
    if form.is_valid() and submit(form, action, **form.cleaned_data):
        messages.success(request, step["done"])
        return redirect(to, meeting.group.slug, meeting.key)
    return render(request, "groups/step_of_minutes.html", {"meeting": meeting, "form": form, **step})
