"""Load a published file: choose it, say what its columns are where its publisher changed them, load it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.kernel.errors import Invalid
from commonground.ground.evidence import actions, forms, papers, queries

IMPORT = "evidence.import"


@needs(IMPORT)
def load(request: HttpRequest) -> HttpResponse:
    """Choose a file; those handed in before stand below."""
    viewer = viewer_of(request)
    form = forms.FileForm(request.POST or None, request.FILES or None, kinds=queries.kinds())
    if form.is_valid():
        file, kind = form.cleaned_data["file"], form.cleaned_data["kind"]
        done = submit(form, actions.hand_in_file, kind=kind, filename=file.name, content=file.read(), by=viewer)
        if done:
            return redirect("evidence:load-file", pk=done.value.pk)
    return render(request, "evidence/load.html", {"form": form, "files": queries.incoming_files(viewer)})


@needs(IMPORT)
def load_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What we recognised. Where the columns are not ours: which layout it is nearest to, and what stands for what."""
    viewer = viewer_of(request)
    held = queries.incoming(pk, viewer=viewer)
    if held.closed_at:
        return render(request, "evidence/loaded.html", {"incoming": held})
    seen = queries.looked_at(held)
    listed = queries.candidates(held.kind, seen.heads)
    chosen = next((one for one in listed if one.key == request.GET.get("layout")), listed[0])
    form = forms.ColumnsForm(request.POST or None, candidate=chosen, heads=list(seen.heads), example=seen.example)
    shown = papers.SeenFile(held, seen, listed, chosen, wants_mapping="layout" in request.GET)
    if form.is_valid() and submit(
        form, actions.remember_mapping, kind=held.kind, dataset=chosen.dataset, layout=chosen.layout, heads=seen.heads,
        says=seen.says, columns=form.columns, example=held.filename, by=viewer,
    ):  # fmt: skip
        return redirect("evidence:load-file", pk=pk)
    return render(request, "evidence/load_file.html", {"incoming": held, "form": form, "shown": shown})


@needs(IMPORT)
@require_POST
def take_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Have it loaded by the worker; the page of the job shows how far it is."""
    viewer = viewer_of(request)
    job = actions.load_file(incoming=queries.incoming(pk, viewer=viewer), based_on=_based_on(request), by=viewer)
    return redirect("work:job", job.pk)


@needs(IMPORT)
@require_POST
def discard_file(request: HttpRequest, pk: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    actions.discard_file(incoming=queries.incoming(pk, viewer=viewer), based_on=_based_on(request), by=viewer)
    return redirect("evidence:load")


@needs(IMPORT)
def mapping(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How files of some heads are read: who confirmed it, when, and what stands for what. It can be ended."""
    viewer = viewer_of(request)
    held = queries.mapping(pk)
    if request.method == "POST":
        actions.end_mapping(mapping=held, based_on=_based_on(request), by=viewer)
        return redirect("evidence:dataset", held.dataset_id)
    return render(request, "evidence/mapping.html", {"mapping": held, "shown": papers.MappingOnPage(held)})


def _based_on(request: HttpRequest) -> int:
    form = forms.VersionForm(request.POST)
    if not form.is_valid():
        raise Invalid("Nothing was changed. Go back and try again from the page.")
    return int(form.cleaned_data["based_on"])
