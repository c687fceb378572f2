"""Draw: begin a version, and its drawing board. Every step works without JavaScript."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonground.foundation.audit import actions as audit
from commonground.foundation.design import drafts
from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.design.forms import submit
from commonground.ground.places import access, actions, queries
from commonground.ground.places.forms import DrawForm, EditorForm, after_button
from commonground.ground.places.rules.checks import Check, comments_check


@needs("places.draft")
def draw(request: HttpRequest, footprint_slug: str) -> HttpResponse:
    """Begin a version: a copy of another, or an empty map."""
    viewer = viewer_of(request)
    footprint = queries.footprint(footprint_slug)
    versions = queries.versions(footprint, viewer=viewer)
    initial = {"drawn_from": request.GET.get("from", versions[0].slug if versions else "")}
    form = DrawForm(request.POST or None, versions=versions, sets=queries.sets_within(footprint.root), initial=initial)
    if form.is_valid() and (
        done := submit(
            form,
            actions.draft_version,
            footprint=footprint,
            label=form.cleaned_data["label"],
            base=form.cleaned_data["base"],
            drawn_from=next((one for one in versions if one.slug == form.cleaned_data["drawn_from"]), None),
            note=form.cleaned_data["note"],
            by=viewer,
        )
    ):
        return redirect("places:editor", footprint_slug=footprint.slug, version_slug=done.value.slug)
    return render(request, "places/draw.html", {"footprint": footprint, "form": form})


@needs("places.draft")
def editor(request: HttpRequest, footprint_slug: str, version_slug: str) -> HttpResponse:
    """The drawing board of one level: parts grouped by locality, the map beside, what changes, what must pass."""
    viewer = viewer_of(request)
    board = queries.board(
        viewer,
        footprint_slug=footprint_slug,
        version_slug=version_slug,
        level_slug=request.GET.get("level", ""),
    )
    access.check_can_edit(viewer, board.version)
    address = request.get_full_path()
    notes = queries.notes_for(board, viewer, phase=request.GET.get("phase", ""))
    kept = drafts.load(f"places.editor/{board.version.pk}/{board.level.slug}", by=viewer, address=address)
    posted = after_button(request.POST) if request.method == "POST" else None
    form = EditorForm(posted, board=board, kept=kept, notes=notes)
    if request.POST.get("do") == "save" and form.is_valid():
        drafts.rescue(request)  # where somebody else was first, what was typed is here again
        actions.save_draft(
            version=board.version,
            based_on=form.cleaned_data["based_on"],
            level=board.level,
            placings=form.placings,
            renamed=form.renamed,
            valid_from=form.cleaned_data["valid_from"],
            note=form.cleaned_data["note"],
            by=viewer,
        )
        drafts.discard(kept.form, by=viewer)
        messages.success(request, f"“{board.version.label}” is saved.")
        return redirect(address)
    if notes.accounts:
        audit.shown(request, notes.accounts, recheck=partial(access.check_can_see, viewer, board.version))
    steps = access.steps(viewer, board.version)
    shown = {"board": board, "form": form, "draft": kept, "steps": steps, "notes": notes}
    return render(request, "places/editor.html", {**shown, **_preview(board, form, notes)})


def _preview(board: queries.Board, form: EditorForm, notes: queries.BoardNotes) -> dict[str, object]:
    """The map, what changes and the checks, of the board as it is typed."""
    placed, names = form.placed, board.part_names
    changes = board.changes(placed)
    title = f"{board.level.plural} of {board.version.footprint.root} as drawn here"
    return {
        "map": queries.map_of_placings(
            board.parts, placed, names=form.names, title=title, districts=notes.districts or None
        ),
        "checks": [*board.checks(placed, names=form.names, starts_on=form.starts_on), *_answered(notes)],
        "changes": changes,
        "moves": [(names.get(move.part, move.part), move) for move in changes.moves],
        "rows": [
            (board.level.plural, changes.wholes_before, changes.wholes_after),
            (
                f"{'Schools' if board.version.groups_schools else 'Areas'} not placed",
                len(board.parts) - len(board.placed_before),
                len(board.parts) - len(placed),
            ),
        ],
    }


def _answered(notes: queries.BoardNotes) -> list[Check]:
    """Whether heads are answered, where any has said something."""
    return [comments_check(notes.answered)] if notes.answered else []
