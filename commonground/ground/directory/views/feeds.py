"""Directories of others: what is read, what became of it, what could not be taken."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.work.queries import Job
from commonground.ground.directory.actions import feeds as actions
from commonground.ground.directory.actions import quarantine
from commonground.ground.directory.forms import feeds as forms
from commonground.ground.directory.models import Quarantined
from commonground.ground.directory.queries import feeds as feed_queries
from commonground.ground.directory.views.keeping import Back, form_page, what_may

IMPORT = "directory.import"
RUNS_SHOWN, ROWS_A_PAGE = 10, 50
MEMBERS, CORRECT, ASIDE = "members", "correct", "aside"


@needs(IMPORT)
def feeds(request: HttpRequest) -> HttpResponse:
    return render(request, "directory/keep/feeds.html", {"feeds": feed_queries.feeds(), **what_may(request)})


@needs(IMPORT)
def hand_in(request: HttpRequest) -> HttpResponse:
    """A file or an address, read by the worker."""
    viewer = viewer_of(request)
    initial = {"name": request.GET.get("name", "")[:200]}
    form = forms.HandInForm(request.POST or None, request.FILES or None, initial=initial)
    if form.is_valid() and (done := submit(form, _asked, typed=form.cleaned_data, by=viewer)):
        return redirect("work:job", done.value.pk)
    back = Back("Directories of others", reverse("directory:feeds"))
    return form_page(request, form, title="Read a directory of others", back=back, button="Read it", file=True)


def _asked(*, typed: Mapping[str, Any], by: Viewer) -> Job:
    if typed["file"]:
        content = typed["file"].read()
        return actions.hand_in_directory(name=typed["name"], filename=typed["file"].name, content=content, by=by)
    return actions.read_address(
        name=typed["name"], address=typed["address"].strip(), is_nightly=typed["is_nightly"], by=by
    )


@needs(IMPORT)
def feed(request: HttpRequest, feed_id: UUID) -> HttpResponse:
    """Its readings, and what could not be taken of the last of them."""
    found = feed_queries.feed(feed_id, viewer=viewer_of(request))
    runs = list(feed_queries.runs_of(found)[:RUNS_SHOWN])
    page = Paginator(feed_queries.quarantine_of(runs[:1]), ROWS_A_PAGE).get_page(request.GET.get("page"))
    lines = [(one, feed_queries.problems_shown(one), _opens(request, one)) for one in page]
    shown = {"feed": found, "runs": runs, "page": page, "lines": lines, **what_may(request)}
    return render(request, "directory/keep/feed.html", shown)


def _opens(request: HttpRequest, row: Any) -> bool:
    return not row.is_confidential or viewer_of(request).may("directory.confidential")


@needs(IMPORT)
def change_feed(request: HttpRequest, feed_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = feed_queries.feed(feed_id, viewer=viewer)
    form = forms.FeedForm(request.POST or None, initial=forms.begun(found))
    if form.is_valid() and submit(form, actions.change_feed, feed=found, by=viewer, **form.cleaned_data):
        return redirect("directory:feed-runs", feed_id)
    back = Back(found.name, reverse("directory:feed-runs", args=[feed_id]))
    return form_page(request, form, title="When it is read", caption=found.name, back=back)


@needs(IMPORT)
def quarantined(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """One row with what is wrong with it: corrected and taken, or set aside with a reason."""
    row = feed_queries.quarantined(row_id, viewer=viewer_of(request))
    asked = _forms(request, row)
    if _settled(request, row, asked):
        return redirect("directory:feed-runs", row.run.feed_id)
    sent = asked.get(request.POST.get("what", ""), asked[MEMBERS])
    return render(request, "directory/keep/quarantined.html", {"row": row, **asked, "form": sent, **what_may(request)})


def _forms(request: HttpRequest, row: Quarantined) -> dict[str, Form]:
    """By what they do. Only the one that was sent holds what was sent."""
    what = request.POST.get("what", "")
    begun = {"based_on": row.version, "raw": forms.text_of(row)}
    sent = {one: request.POST if what == one else None for one in (MEMBERS, CORRECT, ASIDE)}
    return {
        MEMBERS: forms.MembersForm(sent[MEMBERS], row=row, initial=begun, prefix=MEMBERS),
        CORRECT: forms.CorrectForm(sent[CORRECT], initial=begun),
        ASIDE: forms.AsideForm(sent[ASIDE], initial=begun, prefix=ASIDE),
    }


def _settled(request: HttpRequest, row: Quarantined, asked: Mapping[str, Any]) -> bool:
    viewer = viewer_of(request)
    for what in (MEMBERS, CORRECT):
        form = asked[what]
        if form.is_bound and form.is_valid():
            text = form.raw if what == MEMBERS else form.cleaned_data["raw"]
            based_on = form.cleaned_data["based_on"]
            done = submit(form, quarantine.take_corrected, row=row, based_on=based_on, text=text, by=viewer)
            if done:
                messages.success(request, f"{done.value} is taken in.")
            return bool(done)
    aside = asked[ASIDE]
    if aside.is_bound and aside.is_valid():
        done_aside = submit(aside, quarantine.set_aside, row=row, by=viewer, **aside.cleaned_data)
        if done_aside:
            messages.success(request, "It is set aside. The same is not asked again.")
        return bool(done_aside)
    return False
