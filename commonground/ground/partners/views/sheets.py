"""Hand in a spreadsheet of people: choose, say what the columns are, look at what it would do, take or discard."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.kernel.errors import Invalid
from commonground.ground.partners import actions, papers, queries
from commonground.ground.partners.forms import HandInForm, ReadingForm, TakeForm
from commonground.ground.partners.views.naming import show_practitioners

SHOWN = 100  # rows and errors of a preview on one page
KEEPERS = ("partners.keep", "partners.keep-own")


@needs(*KEEPERS)
def sheets(request: HttpRequest) -> HttpResponse:
    """Choose a file; those handed in before and not yet taken stand below."""
    viewer = viewer_of(request)
    form = HandInForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        uploaded = form.cleaned_data["file"]
        done = submit(form, actions.hand_in_sheet, filename=uploaded.name, content=uploaded.read(), by=viewer)
        if done:
            return redirect("partners:sheet", sheet_id=done.value.pk)
    return render(request, "partners/sheets.html", {"form": form, "sheets": queries.sheets_of(viewer)[:20]})


@needs(*KEEPERS)
def sheet(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """What we recognised: the sheet, its heads and what each column is, to confirm or correct."""
    viewer = viewer_of(request)
    found = queries.sheet(viewer, sheet_id)
    held = queries.read_sheets(found)
    reading = queries.reading_of(found)
    if request.GET.get("sheet", "").isdigit() and int(request.GET["sheet"]) < len(held):
        reading = queries.guessed_reading(held, at=int(request.GET["sheet"]))
    chosen = held[reading.sheet]
    names = queries.column_names(chosen, reading)
    initial = {"based_on": found.version}
    form = ReadingForm(request.POST or None, sheet=chosen, names=names, reading=reading, initial=initial)
    if form.is_valid() and submit(
        form,
        actions.read_sheet_as,
        sheet=found,
        based_on=form.cleaned_data["based_on"],
        reading=form.reading,
        by=viewer,
    ):
        return redirect("partners:preview-sheet", sheet_id=sheet_id)
    shown = {"sheet": found, "sheets": held, "chosen": chosen, "reading": reading, "form": form}
    return render(request, "partners/sheet.html", shown)


@needs(*KEEPERS)
def preview_sheet(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    """What taking it would add, change and leave, and what is wrong by cell. Nothing is written yet."""
    viewer = viewer_of(request)
    found = queries.sheet(viewer, sheet_id)
    plan = queries.plan(viewer, queries.read_sheets(found), queries.reading_of(found), on=viewer.today)
    rows = Paginator(plan.rows, SHOWN).get_page(request.GET.get("page"))
    show_practitioners(request, [row.practitioner for row in rows if row.practitioner])
    shown = {"sheet": found, "plan": plan, "rows": rows, "outcome": papers.steps_in_words(plan)}
    return render(request, "partners/preview_sheet.html", shown)


@needs(*KEEPERS)
@require_POST
def take_sheet(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.sheet(viewer, sheet_id)
    form = TakeForm(request.POST)
    if not form.is_valid():
        raise Invalid("The spreadsheet was not taken. Go back to its preview and choose what to take.")
    asked = form.cleaned_data
    done = actions.take_sheet(
        sheet=found, based_on=asked["based_on"], digest=asked["digest"], only_good=asked["do"] == "good", by=viewer
    )
    messages.success(request, papers.outcome_in_words(found.filename, done))
    return redirect("partners:sheets")


@needs(*KEEPERS)
@require_POST
def discard_sheet(request: HttpRequest, sheet_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.sheet(viewer, sheet_id)
    actions.discard_sheet(sheet=found, based_on=found.version, by=viewer)
    messages.success(request, f"{found.filename} is discarded. Nothing was changed.")
    return redirect("partners:sheets")
