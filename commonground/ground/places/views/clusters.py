"""Clusters of schools: how they lie beside another map, what heads say of them, and what they are answered."""

from datetime import date
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonground.foundation.audit import actions as audit
from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.documents.doors import download
from commonground.foundation.kernel.errors import NotFound
from commonground.ground.places import access, actions, papers, queries
from commonground.ground.places.forms import AnswerForm, BesideForm, CommentForm, DecideForm
from commonground.ground.places.models import FootprintVersion


@open_to("public")
def alignment(request: HttpRequest, footprint_slug: str, version_slug: str) -> HttpResponse:
    """Which clusters lie wholly in one area of another map, and which cross a boundary."""
    version = _clusters(request, footprint_slug, version_slug)
    form, other, day = _beside(request, version)
    page = queries.alignment(version, other) if other else None
    shown = {
        "version": version,
        "form": form,
        "other": other,
        "day": day,
        "page": page,
        "query": request.GET.urlencode(),
    }
    return render(request, "places/alignment.html", shown)


@open_to("public")
def alignment_file(request: HttpRequest, footprint_slug: str, version_slug: str, suffix: str) -> HttpResponse:
    """The same as CSV, Excel or PDF."""
    version = _clusters(request, footprint_slug, version_slug)
    _, other, day = _beside(request, version)
    if other is None:
        raise NotFound(f"There was no such map on {day:%-d %B %Y} to hold these clusters against.")
    report = papers.alignment_report(queries.alignment(version, other), as_at=viewer_of(request).today)
    return download(request, report, suffix)


@needs("places.draft", "places.publish", "places.comment")
def comments(request: HttpRequest, footprint_slug: str, version_slug: str) -> HttpResponse:
    """What heads have said of a version, as far as the viewer may know."""
    viewer = viewer_of(request)
    version = _clusters(request, footprint_slug, version_slug)
    said = queries.comments_on(version, viewer)
    accounts = [one.said_by_account for one in said if one.said_by_account]
    audit.shown(request, accounts, recheck=partial(access.check_can_see, viewer, version), what="comments of heads")
    shown = {
        "version": version,
        "comments": said,
        "own": queries.schools_spoken_for(version, viewer),
        "own_ids": access.own_schools(viewer),
        "answers": viewer.may("places.draft"),
        "draws": access.draws(viewer),
    }
    return render(request, "places/comments.html", shown)


@needs("places.comment")
def comment(request: HttpRequest, footprint_slug: str, version_slug: str, urn: int) -> HttpResponse:
    """Say what a school thinks of the cluster proposed for it."""
    viewer = viewer_of(request)
    version = _clusters(request, footprint_slug, version_slug)
    school = queries.school_page(urn).area
    access.check_can_comment(viewer, version, school)
    cluster, others = queries.cluster_of(version, school)
    form = CommentForm(request.POST or None)
    if form.is_valid() and submit(
        form, actions.comment_on_cluster, version=version, school=school, by=viewer, **form.cleaned_data
    ):
        messages.success(request, f"What {school} thinks is with those who draw the map.")
        return redirect("places:comments", footprint_slug, version_slug)
    shown = {"version": version, "school": school, "cluster": cluster, "others": others, "form": form}
    return render(request, "places/comment.html", shown)


@needs("places.draft")
def answer(request: HttpRequest, footprint_slug: str, version_slug: str, comment_id: UUID) -> HttpResponse:
    """Tell a head what was done."""
    viewer = viewer_of(request)
    version = _clusters(request, footprint_slug, version_slug)
    said = queries.comment(viewer, comment_id)
    access.check_can_answer(viewer, said)
    form = AnswerForm(request.POST or None, initial={"based_on": said.version})
    if form.is_valid() and submit(form, actions.answer_comment, comment=said, by=viewer, **form.cleaned_data):
        messages.success(request, f"{said.said_by} is answered.")
        return redirect("places:comments", footprint_slug, version_slug)
    accounts = [said.said_by_account] if said.said_by_account else []
    audit.shown(request, accounts, recheck=partial(access.check_can_see, viewer, version), what="comment of a head")
    return render(request, "places/answer.html", {"version": version, "comment": said, "form": form})


@needs("places.comment")
def withdraw_comment(request: HttpRequest, footprint_slug: str, version_slug: str, comment_id: UUID) -> HttpResponse:
    """Take back what one's school has said."""
    viewer = viewer_of(request)
    version = _clusters(request, footprint_slug, version_slug)
    said = queries.comment(viewer, comment_id)
    access.check_can_withdraw_comment(viewer, said)
    form = DecideForm(request.POST or None, initial={"based_on": said.version})
    if form.is_valid() and submit(form, actions.withdraw_comment, comment=said, by=viewer, **form.cleaned_data):
        messages.success(request, "The comment is withdrawn.")
        return redirect("places:comments", footprint_slug, version_slug)
    return render(request, "places/withdraw_comment.html", {"version": version, "comment": said, "form": form})


@needs("places.draft")
def ask(request: HttpRequest, footprint_slug: str, version_slug: str) -> HttpResponse:
    """Show a draft to the heads of its schools and ask what they think."""
    viewer = viewer_of(request)
    version = _clusters(request, footprint_slug, version_slug)
    access.check_can_edit(viewer, version)
    form = DecideForm(request.POST or None, initial={"based_on": version.version})
    if form.is_valid() and submit(form, actions.ask_heads, version=version, by=viewer, **form.cleaned_data):
        messages.success(request, f"Heads can now say what they think of “{version.label}”.")
        return redirect("places:version", footprint_slug, version_slug)
    return render(request, "places/ask.html", {"version": version, "form": form})


def _clusters(request: HttpRequest, footprint_slug: str, version_slug: str) -> FootprintVersion:
    """The version at an address, which must group schools."""
    version = queries.version_for(viewer_of(request), footprint_slug=footprint_slug, version_slug=version_slug)
    if not version.groups_schools:
        raise NotFound("This map does not group schools.")
    return version


def _beside(request: HttpRequest, version: FootprintVersion) -> tuple[BesideForm, FootprintVersion | None, date]:
    """The other map that was asked for, as it was on a day (by default today); None where there was none.

    Where nothing was asked, the map with the fewest areas: the larger they are, the more a crossing says.
    """
    here = version.footprint
    today = viewer_of(request).today
    held = [one for one in queries.overviews(on=today) if one.footprint.root_id == here.root_id]
    form = BesideForm(request.GET, footprints=[one.footprint for one in held if one.footprint.pk != here.pk])
    asked = form.cleaned_data if form.is_valid() else {}
    day = asked.get("on") or today
    in_force = held if day == today else queries.overviews(on=day)
    ground = [
        one
        for one in in_force
        if one.in_force and not one.in_force.groups_schools and one.footprint.root_id == here.root_id
    ]
    wanted = asked.get("map", "")
    chosen = [one for one in ground if one.footprint.slug == wanted] if wanted else ground
    found = min(chosen, key=lambda one: one.areas, default=None)
    if not form.is_bound:
        form.initial = {"map": found.footprint.slug if found else "", "on": day}
    return form, found.in_force if found else None, day
