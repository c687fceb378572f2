"""Controllers and records of processing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.design.forms import submit
from commonground.ground.partners import access, actions, forms, queries
from commonground.ground.partners.views.governance import KEEP, READ

PROCESSING = (
    *("purpose", "basis", "special_basis", "people", "categories", "recipients", "retention", "security"),
    *("agreement", "review_due_on", "ended_on"),
)


@needs(KEEP)
def register_controller(request: HttpRequest) -> HttpResponse:
    form = forms.RegisterControllerForm(request.POST or None)
    if form.is_valid() and submit(form, actions.register_controller, by=viewer_of(request), **form.cleaned_data):
        return redirect("partners:governance")
    return render(request, "partners/governance/keep.html", {"form": form, "heading": "Register a controller"})


@needs(KEEP)
def change_controller(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = queries.controller(viewer, slug)
    names = ("registration", "registered_until", "officer", "contact")
    initial = {"based_on": row.version, **{name: getattr(row, name) for name in names}}
    form = forms.ChangeControllerForm(request.POST or None, initial=initial)
    if form.is_valid() and submit(form, actions.change_controller, controller=row, by=viewer, **form.cleaned_data):
        return redirect("partners:governance")
    heading = f"Change the registration of {row.organisation}"
    return render(request, "partners/governance/keep.html", {"form": form, "heading": heading})


@needs(KEEP)
def record_processing(request: HttpRequest) -> HttpResponse:
    form = forms.RecordProcessingForm(request.POST or None)
    if form.is_valid() and (
        done := submit(form, actions.record_processing, by=viewer_of(request), **form.cleaned_data)
    ):
        return redirect("partners:processing", slug=done.value.slug)
    return render(request, "partners/governance/keep.html", {"form": form, "heading": "Record processing"})


@needs(*READ)
def processing(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    shown = {"record": queries.processing_record(viewer, slug), "may_keep": access.may_keep_register(viewer)}
    return render(request, "partners/governance/processing.html", shown)


@needs(KEEP)
def change_processing(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = queries.processing_record(viewer, slug)
    initial = {"based_on": row.version, **{name: getattr(row, name) for name in PROCESSING}}
    form = forms.ChangeProcessingForm(request.POST or None, initial=initial)
    if form.is_valid() and submit(form, actions.change_processing, record=row, by=viewer, **form.cleaned_data):
        return redirect("partners:processing", slug=slug)
    return render(request, "partners/governance/keep.html", {"form": form, "heading": f"Change {row}"})
