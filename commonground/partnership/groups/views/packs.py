"""Packs: what holds one back, publishing it and what comes after, and reading it as a page, PDF and Word."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from commonground.foundation.audit import actions as audit
from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.documents.doors import download
from commonground.foundation.documents.render import article_of
from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access, actions, papers, queries
from commonground.partnership.groups.forms import papers as forms
from commonground.partnership.groups.queries import Pack
from commonground.partnership.groups.views.papers import INSIDE


@open_to("public")
def pack(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The pack as the viewer may read it: every item with its papers, the files to take away, what came later."""
    viewer = viewer_of(request)
    meeting = queries.meeting(slug, key, viewer=viewer)
    found = queries.pack(meeting, viewer=viewer)
    _named(request, found, viewer)
    readers = found.readers if found.here.serves else {}
    shown = {
        "pack": found,
        "items": papers.items_on_page(found, readers),
        "names": _names(found, viewer),
        "files": papers.files_of(found),
        "serves": found.here.serves,
    }
    return render(request, "groups/pack.html", shown)


@open_to("public")
def item(request: HttpRequest, slug: str, key: str, number: str) -> HttpResponse:
    """One item with the whole text of its papers; each paragraph has its number as an address."""
    viewer = viewer_of(request)
    found = queries.pack(queries.meeting(slug, key, viewer=viewer), viewer=viewer)
    wanted = found.item(number)
    _named(request, found, viewer)
    shown = papers.Shown(names=_names(found, viewer), withdrawn=found.withdrawn)
    article = article_of(papers.item_report(wanted, on=viewer.today, shown=shown))
    _read([UUID(paper["id"]) for paper in wanted["papers"]], found, viewer)
    about = {"pack": found, "item": wanted, "sections": article["sections"], "names": shown.names}
    return render(request, "groups/pack_item.html", {**about, "files": papers.attachments_of(wanted, shown)})


@open_to("public")
def file(request: HttpRequest, slug: str, key: str, issue_id: UUID, part: str, suffix: str) -> HttpResponse:
    """An issue as PDF or Word: its open part, or with the restricted one for who reads that."""
    viewer = viewer_of(request)
    meeting = queries.meeting(slug, key, viewer=viewer)
    found = queries.pack(meeting, viewer=viewer, only_open=part == "open")
    if suffix not in ("pdf", "docx") or part not in ("open", "full") or (part == "full" and not found.is_full):
        raise NotFound("There is no such file of the pack.")
    report = papers.issue_report(found, issue_id, names=_names(found, viewer))
    _read(found.paper_ids_of(issue_id), found, viewer)
    persons = found.persons() if _names(found, viewer) else ()
    return download(request, report, suffix, persons=persons)


@needs(*INSIDE)
def publish(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """What holds the pack back, each with where to mend it; publishing it, or what came after it, with a reason."""
    viewer = viewer_of(request)
    meeting = queries.meeting(slug, key, viewer=viewer)
    here = queries.standing_in(meeting.group, viewer=viewer)
    access.check_can_table(here)
    is_first = meeting.status == "planned"
    kind = forms.DecideForm if is_first else forms.WhyForm
    form = kind(request.POST or None, initial={"based_on": meeting.version})
    act = actions.publish_pack if is_first else actions.publish_supplement
    wanted = {"meeting": meeting, "count_pages": papers.count_pages, "by": viewer}
    if form.is_valid() and submit(form, act, **wanted, **form.cleaned_data):
        messages.success(request, "The pack is published." if is_first else "The supplement is published.")
        return redirect("groups:pack", slug, key)
    draft = queries.pack_draft(meeting)
    shown = {
        "meeting": meeting,
        "form": form,
        "is_first": is_first,
        "draft": papers.draft_on_page(draft, here),
        "can_go": meeting.status in ("planned", "published"),
    }
    return render(request, "groups/publish_pack.html", shown)


@needs(*INSIDE)
@require_POST
def untable(request: HttpRequest, slug: str, key: str, tabling_id: UUID) -> HttpResponse:
    """Take a paper off an item before it went out."""
    viewer = viewer_of(request)
    meeting = queries.meeting(slug, key, viewer=viewer)
    actions.untable_paper(tabling=queries.tabling(tabling_id, meeting=meeting, viewer=viewer), by=viewer)
    messages.success(request, "The paper is taken off the item.")
    return redirect("groups:publish", slug, key)


def _read(shown: list[UUID], found: Pack, viewer: Viewer) -> None:
    """Count those as opened that the viewer opens for the first time."""
    if new := [one for one in shown if one not in found.opened]:
        actions.mark_read(papers=new, by=viewer)


def _names(found: Pack, viewer: Viewer) -> bool:
    """People by name for those inside and those who may look people up; bodies and initials for everybody else."""
    return found.here.is_inside or viewer.may("partners.look-up")


def _named(request: HttpRequest, found: Pack, viewer: Viewer) -> None:
    """The page names these people: recorded, and that the meeting is still theirs to see asked again."""
    if _names(found, viewer) and (persons := found.persons()):
        again = partial(queries.check_group_known, found.meeting.group.slug, viewer=viewer)
        audit.shown(request, persons, recheck=again, what="pack")
