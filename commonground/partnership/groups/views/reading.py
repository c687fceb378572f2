"""Reading minutes and briefings, and talking under an item."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from commonground.foundation.audit import actions as audit
from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.documents.doors import download
from commonground.partnership.groups import access, actions, papers, queries
from commonground.partnership.groups.forms.minutes import CommentForm, WhyForm


@open_to("public")
def minutes(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The minutes as far as the viewer may read them, what may be done with them, and what people say."""
    viewer = viewer_of(request)
    meeting = queries.meeting(slug, key, viewer=viewer)
    here = queries.standing_in(meeting.group, viewer=viewer)
    found, content = queries.minutes_to_read(meeting, here=here, viewer=viewer)
    if content.persons:
        audit.shown(request, content.persons, what="minutes")
    shown = {
        "meeting": meeting,
        "minutes": found,
        "content": content,
        "here": here,
        "steps": queries.steps_of(found, here=here, viewer=viewer),
        "comments": queries.comments_of(meeting, here=here, viewer=viewer),
        "may_comment": here.sits or here.offices,
    }
    return render(request, "groups/minutes.html", shown)


@open_to("public")
def minutes_file(request: HttpRequest, slug: str, key: str, suffix: str) -> HttpResponse:
    """The same minutes on paper."""
    viewer = viewer_of(request)
    meeting = queries.meeting(slug, key, viewer=viewer)
    here = queries.standing_in(meeting.group, viewer=viewer)
    found, content = queries.minutes_to_read(meeting, here=here, viewer=viewer)
    return download(request, papers.minutes_report(meeting, found, content), suffix, persons=content.persons)


@open_to("public")
def briefing(request: HttpRequest, slug: str, key: str, suffix: str = "html") -> HttpResponse:
    """One page to hand on: what was decided and who does what. It names nobody and nothing restricted (000:225)."""
    viewer = viewer_of(request)
    meeting = queries.meeting(slug, key, viewer=viewer)
    here = queries.standing_in(meeting.group, viewer=viewer)
    found, content = queries.minutes_to_read(meeting, here=here, viewer=viewer)
    report = papers.briefing_report(meeting, found, content, coming=queries.next_after(meeting))
    return download(request, report, suffix)


@needs("groups.take-part")
def comment(request: HttpRequest, slug: str, key: str, item_id: UUID) -> HttpResponse:
    """Say something under an item of the minutes."""
    viewer = viewer_of(request)
    meeting = queries.meeting(slug, key, viewer=viewer)
    here = queries.standing_in(meeting.group, viewer=viewer)
    access.check_can_take_part(here)
    found = queries.item_to_discuss(item_id, meeting=meeting, here=here)
    form = CommentForm(request.POST or None)
    if form.is_valid() and submit(form, actions.comment, item=found, by=viewer, **form.cleaned_data):
        messages.success(request, "Your comment is there. Members of the group read it.")
        return redirect(f"{reverse('groups:minutes', args=[slug, key])}#item-{item_id}")
    shown = {"meeting": meeting, "form": form, "title": f"Comment on {found.title}", "button": "Say it"}
    return render(request, "groups/step_of_minutes.html", {**shown, "words": "Name no child and no family."})


@needs("groups.take-part", "groups.keep")
def hide_comment(request: HttpRequest, slug: str, key: str, comment_id: UUID) -> HttpResponse:
    """Take a comment from view, with a reason."""
    viewer = viewer_of(request)
    meeting = queries.meeting(slug, key, viewer=viewer)
    found = queries.comment(comment_id, meeting=meeting, here=queries.standing_in(meeting.group, viewer=viewer))
    form = WhyForm(request.POST or None)
    if form.is_valid() and submit(form, actions.hide_comment, comment=found, by=viewer, **form.cleaned_data):
        messages.success(request, "The comment is hidden.")
        return redirect("groups:minutes", slug, key)
    shown = {"meeting": meeting, "form": form, "title": "Hide a comment", "button": "Hide it", "words": found.text}
    return render(request, "groups/step_of_minutes.html", shown)
