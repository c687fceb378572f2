"""Reports by others: listed, cited, taken away as they came, withdrawn."""

from uuid import UUID

from django.contrib import messages
from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from commonground.foundation.audit import actions as audit
from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.kernel.errors import NotFound
from commonground.ground.evidence import actions, forms, queries
from commonground.ground.places import queries as places

ON_A_PAGE = 50


@open_to("public")
def cited(request: HttpRequest) -> HttpResponse:
    """Reports by others, of an area and what lies in it, or of all."""
    viewer = viewer_of(request)
    name = request.GET.get("area", "").strip()
    area = places.area_by_reference(name, on=viewer.today) if name else None
    page = Paginator(queries.cited_listed(area), ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "area": area, "may_write": viewer.may("evidence.write")}
    return render(request, "evidence/cited/list.html", shown)


@needs("evidence.write")
def cite(request: HttpRequest) -> HttpResponse:
    """Attach a report by somebody else as a link or a file."""
    viewer = viewer_of(request)
    start = {"area": request.GET.get("area", "")}
    form = forms.CiteForm(request.POST or None, request.FILES or None, initial=start, on=viewer.today)
    if form.is_valid():
        values = dict(form.cleaned_data)
        came = values.pop("file")
        file = actions.Attached(came.name, came.size, came.file) if came else None
        if done := submit(form, actions.cite_report, file=file, by=viewer, **values):
            messages.success(request, f"“{done.value.title}” is cited.")
            return redirect("evidence:cited")
    return render(request, "evidence/cited/cite.html", {"form": form})


@needs("evidence.write")
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a report off the list."""
    viewer = viewer_of(request)
    held = queries.cited(pk)
    form = forms.WithdrawForm(request.POST or None, initial={"based_on": held.version})
    if form.is_valid() and submit(form, actions.withdraw_report, report=held, by=viewer, **form.cleaned_data):
        messages.success(request, f"“{held.title}” is withdrawn.")
        return redirect("evidence:cited")
    return render(request, "evidence/cited/withdraw.html", {"form": form, "report": held})


@open_to("public")
def cited_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The file of a report, as it came. Never shown in the browser: it was made by others."""
    held = queries.cited(pk)
    if not held.file or (held.withdrawn_on and not viewer_of(request).may("evidence.write")):
        raise NotFound
    with default_storage.open(held.file) as stored:  # at most 15 MB
        content = stored.read()
    audit.export(request, what=f"{held.title} as it came", details={"file": held.file_name})
    disposition = content_disposition_header(as_attachment=True, filename=held.file_name) or "attachment"
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, "application/octet-stream", headers=headers)
