"""Files that come with papers: handed in, taken off, opened by whoever may read them."""

from uuid import UUID

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from commonground.foundation.audit import actions as audit
from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.design.forms import submit
from commonground.partnership.groups import access, actions, queries
from commonground.partnership.groups.forms import papers as forms
from commonground.partnership.groups.views.papers import INSIDE, about_paper, paper_called


@needs(*INSIDE)
def files(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """Hand in a file; those that are there stand below. It is told by what is in it, not by its name."""
    viewer = viewer_of(request)
    found = paper_called(request, paper_id)
    access.check_can_edit_paper(viewer, queries.standing_in(found.group, viewer=viewer), found)
    form = forms.FileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        sent = form.cleaned_data["file"]
        given = {"filename": sent.name, "content": sent.read(), "title": form.cleaned_data["title"]}
        if submit(form, actions.add_file, paper=found, by=viewer, **given):
            messages.success(request, f"{sent.name} is kept with the paper.")
            return redirect("groups:paper-files", paper_id)
    return render(request, "groups/paper_files.html", {**about_paper(found), "form": form})


@needs(*INSIDE)
@require_POST
def remove(request: HttpRequest, paper_id: UUID, file_id: UUID) -> HttpResponse:
    found = paper_called(request, paper_id)
    actions.remove_file(file=queries.paper_file(found, file_id), by=viewer_of(request))
    messages.success(request, "The file is taken off the paper.")
    return redirect("groups:paper-files", paper_id)


@open_to("public")
def file(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """A file, for whoever works on its paper or reads it in a pack. That it left is on record before its first byte."""
    viewer = viewer_of(request)
    found = queries.file_to_open(file_id, viewer=viewer)
    with default_storage.open(queries.stored_at(found.digest)) as stored:
        content = stored.read()
    audit.export(request, what="file of a paper", about=found, details={"sha256": found.digest})
    disposition = content_disposition_header(as_attachment=True, filename=found.name) or "attachment"
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, found.content_type, headers=headers)
