"""Notes of what people know: listed, written, read by a second person, ended. And reports by others."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.design.forms import submit
from commonground.ground.evidence import access, actions, forms, queries
from commonground.ground.evidence.rules.intelligence import Standing
from commonground.ground.places import queries as places

ON_A_PAGE = 25


@open_to("public")
def notes(request: HttpRequest) -> HttpResponse:
    """What people know, newest first: of an area and what lies in it, or of all; `?waiting=1` for whoever reviews."""
    viewer = viewer_of(request)
    name = request.GET.get("area", "").strip()
    area = places.area_by_reference(name, on=viewer.today) if name else None
    waits = request.GET.get("waiting") == "1"
    listed = queries.notes_listed(viewer, area=area, waiting=waits)
    shown = {
        "page": Paginator(listed, ON_A_PAGE).get_page(request.GET.get("page")),
        "area": area,
        "waits": waits,
        "may_note": viewer.may("evidence.note"),
        "may_review": viewer.may("evidence.review"),
        "viewer_id": viewer.id,
    }
    return render(request, "evidence/notes/list.html", shown)


@open_to("public")
def note(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One note, and what may be done with it."""
    viewer = viewer_of(request)
    held = queries.note(viewer, pk)
    is_own = viewer.id is not None and held.author_id == viewer.id
    steps = {
        "review": viewer.may("evidence.review") and not is_own and held.standing is not Standing.ENDED,
        "change": is_own and viewer.may("evidence.note") and held.standing is Standing.WAITING,
        "end": held.standing is not Standing.ENDED
        and (viewer.may("evidence.review") or (is_own and viewer.may("evidence.note"))),
    }
    return render(request, "evidence/notes/note.html", {"note": held, "steps": steps})


@needs("evidence.note")
def write(request: HttpRequest) -> HttpResponse:
    """Write down what is known."""
    viewer = viewer_of(request)
    own = [one.organisation for one in viewer.current_memberships]
    start = {"area": request.GET.get("area", ""), "theme": request.GET.get("theme", "")}
    form = forms.WriteNoteForm(request.POST or None, initial=start, on=viewer.today, own=own)
    if form.is_valid() and (done := submit(form, actions.write_note, by=viewer, **form.cleaned_data)):
        messages.success(request, "Your note is kept. It is shown once somebody else has read it.")
        return redirect("evidence:note", done.value.pk)
    return render(request, "evidence/notes/write.html", {"form": form})


@needs("evidence.note")
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The author changes what nobody has read yet."""
    viewer = viewer_of(request)
    held = queries.note(viewer, pk)
    access.check_can_change_note(viewer, held)
    facts = {name: getattr(held, name) for name in ("kind", "text", "theme", "source", "known_on")}
    form = forms.ChangeNoteForm(request.POST or None, initial={"based_on": held.version, **facts})
    if form.is_valid() and submit(form, actions.change_note, note=held, by=viewer, **form.cleaned_data):
        messages.success(request, "Your note is changed.")
        return redirect("evidence:note", held.pk)
    return render(request, "evidence/notes/change.html", {"form": form, "note": held})


@needs("evidence.review")
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A second person shows a note, or turns it back."""
    viewer = viewer_of(request)
    held = queries.note(viewer, pk)
    access.check_can_review_note(viewer, held)
    form = forms.ReadNoteForm(request.POST or None, initial={"based_on": held.version})
    if form.is_valid() and submit(form, actions.review_note, note=held, by=viewer, **form.cleaned_data):
        messages.success(request, "Everybody can read it now." if held.is_shown else "The note is turned back.")
        return redirect("evidence:note", held.pk)
    return render(request, "evidence/notes/review.html", {"form": form, "note": held})


@needs("evidence.note", "evidence.review")
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that a note holds no longer."""
    viewer = viewer_of(request)
    held = queries.note(viewer, pk)
    access.check_can_end_note(viewer, held)
    form = forms.EndForm(request.POST or None, initial={"based_on": held.version})
    if form.is_valid() and submit(form, actions.end_note, note=held, by=viewer, **form.cleaned_data):
        messages.success(request, "The note has ended.")
        return redirect("evidence:notes")
    return render(request, "evidence/notes/end.html", {"form": form, "note": held})
