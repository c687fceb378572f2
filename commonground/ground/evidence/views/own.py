"""Figures of one's own: define them, choose a file, confirm how it is read, look at what it would do, take it."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.documents.doors import download
from commonground.foundation.kernel.errors import Invalid
from commonground.foundation.kernel.spreadsheets import names_shown
from commonground.ground.evidence.actions import own as actions
from commonground.ground.evidence.forms.own import (
    BasedOnForm,
    DefinitionForm,
    FileForm,
    ReadingForm,
    RowForm,
    TakeForm,
)
from commonground.ground.evidence.models import OwnUpload
from commonground.ground.evidence.papers import own as papers
from commonground.ground.evidence.queries import own as queries
from commonground.ground.evidence.rules.own import RowState, UploadState

BRING = ("evidence.own", "evidence.import")
ON_A_PAGE = 50


@needs(*BRING)
def all_series(request: HttpRequest) -> HttpResponse:
    """The figures that the viewer looks after, and what waits in them."""
    viewer = viewer_of(request)
    page = Paginator(queries.own_series(viewer), ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "may_define": bool(queries.organisations_to_bring_for(viewer))}
    return render(request, "evidence/own/all.html", shown)


@needs("evidence.own")
def new_series(request: HttpRequest) -> HttpResponse:
    """Say what a figure of one's own is."""
    viewer = viewer_of(request)
    organisations = queries.organisations_to_bring_for(viewer)
    form = DefinitionForm(request.POST or None, organisations=organisations, themes=queries.theme_choices())
    if form.is_valid():
        organisation = form.cleaned_data["organisation"]
        done = submit(form, actions.start_series, organisation=organisation, about=form.about, by=viewer)
        if done:
            return redirect("evidence:own-series", slug=done.value.dataset_id)
    return render(request, "evidence/own/define.html", {"form": form})


@needs(*BRING)
def change_series(request: HttpRequest, slug: str) -> HttpResponse:
    """Say better what it is."""
    viewer = viewer_of(request)
    series = queries.series_of(viewer, slug)
    form = DefinitionForm(request.POST or None, organisations=(), themes=queries.theme_choices(), series=series)
    if form.is_valid():
        based_on = form.cleaned_data["based_on"] or 0
        if submit(form, actions.change_series, series=series, based_on=based_on, about=form.about, by=viewer):
            messages.success(request, "The definition is changed.")
            return redirect("evidence:own-series", slug=slug)
    return render(request, "evidence/own/define.html", {"form": form, "series": series})


@needs(*BRING)
def series(request: HttpRequest, slug: str) -> HttpResponse:
    """A figure of one's own: choose the next file, and what became of the earlier ones."""
    viewer = viewer_of(request)
    found = queries.series_of(viewer, slug)
    form = FileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        done = submit(form, actions.hand_in, series=found, filename=file.name, content=file.read(), by=viewer)
        if done:
            return redirect("evidence:own-columns", pk=done.value.pk)
    page = Paginator(queries.uploads_of(found), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "evidence/own/series.html", {"series": found, "form": form, "page": page})


@needs(*BRING)
def columns(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What we recognised: the sheet, its heads, what each column holds, to confirm or correct."""
    viewer = viewer_of(request)
    upload = queries.upload(viewer, pk)
    book = queries.book_of(upload)
    reading = queries.reading_of(upload)
    asked = request.GET.get("sheet", "")
    if asked.isdigit() and int(asked) < len(book.sheets):
        reading = queries.guessed_reading(book, upload.series, on=viewer.today, at=int(asked))
    sheet = book.sheets[reading.sheet]
    names = queries.column_names(sheet, reading.below)
    initial = {"based_on": upload.version}
    form = ReadingForm(
        request.POST or None, sheet=sheet, names=names, series=upload.series, reading=reading, initial=initial
    )
    if form.is_valid():
        based_on = form.cleaned_data["based_on"]
        if submit(form, actions.read_as, upload=upload, based_on=based_on, reading=form.reading, by=viewer):
            return redirect("evidence:own-file", pk=pk)
    first = [row[: len(names)] for row in sheet.rows[reading.below : reading.below + 5]]
    shown = {
        "upload": upload,
        "book": book,
        "sheet": sheet,
        "reading": reading,
        "names": names_shown(names),
        "form": form,
    }
    return render(request, "evidence/own/columns.html", {**shown, "first": first})


@needs(*BRING)
def file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A file where it stands: being checked, to be looked at, being taken, or taken."""
    viewer = viewer_of(request)
    upload = queries.upload(viewer, pk)
    if upload.state == UploadState.CHOSEN:
        return redirect("evidence:own-columns", pk=pk)
    shown: dict[str, object] = {"upload": upload, "work": queries.work_on(viewer, upload)}
    if upload.state == UploadState.CHECKED:
        shown["preview"] = papers.Preview(upload, queries.findings_of(upload))
        return render(request, "evidence/own/preview.html", shown)
    if upload.state in (UploadState.CHECKING, UploadState.TAKING):
        return render(request, "evidence/own/working.html", shown)
    if upload.state == UploadState.TAKEN:
        shown["outcome"] = papers.outcome_in_words(upload)
        shown["waiting"] = queries.waiting_of(upload)
    return render(request, "evidence/own/result.html", shown)


@needs(*BRING)
def progress(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The fragment that asks for itself again; when the work has ended the page is loaded anew."""
    viewer = viewer_of(request)
    upload = queries.upload(viewer, pk)
    work = queries.work_on(viewer, upload)
    response = render(request, "evidence/own/progress.html", {"upload": upload, "work": work})
    if not work.is_going_on:
        response["HX-Refresh"] = "true"
    return response


@needs(*BRING)
def faults(request: HttpRequest, pk: UUID, suffix: str) -> HttpResponse:
    """Every fault by cell, as CSV or Excel."""
    viewer = viewer_of(request)
    upload = queries.upload(viewer, pk)
    return download(request, papers.faults_report(upload, queries.findings_of(upload), by=viewer), suffix)


@needs(*BRING)
@require_POST
def take(request: HttpRequest, pk: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    upload = queries.upload(viewer, pk)
    form = TakeForm(request.POST)
    if not form.is_valid():
        raise Invalid("The file was not taken. Go back to its preview and choose what to take.")
    asked = form.cleaned_data
    actions.take(upload=upload, based_on=asked["based_on"], only_good=asked["do"] == "good", by=viewer)
    return redirect("evidence:own-file", pk=pk)


@needs(*BRING)
@require_POST
def discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    upload = queries.upload(viewer, pk)
    actions.discard(upload=upload, based_on=_based_on(request, upload), by=viewer)
    messages.success(request, f"{upload.filename} is discarded. Nothing was changed.")
    return redirect("evidence:own-series", slug=upload.series.dataset_id)


@needs(*BRING)
def quarantine(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The rows that were left out, to correct one by one and take afterwards."""
    viewer = viewer_of(request)
    upload = queries.upload(viewer, pk)
    page = Paginator(queries.quarantined(upload), ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {"upload": upload, "page": page, "work": queries.work_on(viewer, upload)}
    shown["corrected"] = upload.quarantined.filter(state=RowState.CORRECTED).count()
    return render(request, "evidence/own/quarantine.html", shown)


@needs(*BRING)
def row(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """One row in quarantine: what is wrong with its cells, and boxes to mend them."""
    viewer = viewer_of(request)
    found = queries.quarantined_row(viewer, pk, number)
    names = dict(queries.reading_of(found.upload).names)
    form = RowForm(request.POST or None, row=found, names=names)
    if form.is_valid():
        based_on = form.cleaned_data["based_on"]
        if submit(form, actions.correct_row, row=found, based_on=based_on, texts=form.texts, by=viewer):
            messages.success(request, f"Row {number} is right now. It waits to be taken.")
            return redirect("evidence:own-quarantine", pk=pk)
    return render(request, "evidence/own/row.html", {"row": found, "upload": found.upload, "form": form})


@needs(*BRING)
@require_POST
def leave_out(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.quarantined_row(viewer, pk, number)
    form = BasedOnForm(request.POST)
    based_on = form.cleaned_data["based_on"] if form.is_valid() else found.version
    actions.leave_row_out(row=found, based_on=based_on, by=viewer)
    messages.success(request, f"Row {number} is left out for good.")
    return redirect("evidence:own-quarantine", pk=pk)


@needs(*BRING)
@require_POST
def take_corrected(request: HttpRequest, pk: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    actions.take_corrected(upload=queries.upload(viewer, pk), by=viewer)
    return redirect("evidence:own-quarantine", pk=pk)


def _based_on(request: HttpRequest, upload: OwnUpload) -> int:
    form = BasedOnForm(request.POST)
    return int(form.cleaned_data["based_on"]) if form.is_valid() else upload.version
