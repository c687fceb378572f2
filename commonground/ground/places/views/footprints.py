"""Read: footprints, their versions, one version, two versions compared. Open to everybody; drafts to those who draw."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from commonground.foundation.design.doors import open_to, viewer_of
from commonground.foundation.documents.doors import download
from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.places import access, papers, queries, rules
from commonground.ground.places.models import FootprintVersion


@open_to("public")
def footprints(request: HttpRequest) -> HttpResponse:
    """Every way of dividing the place, with the map in force."""
    return render(request, "places/footprints.html", {"overviews": queries.overviews(on=viewer_of(request).today)})


@open_to("public")
def footprint(request: HttpRequest, footprint_slug: str) -> HttpResponse:
    """One footprint and its versions over time."""
    viewer = viewer_of(request)
    found = queries.footprint(footprint_slug)
    shown = {
        "footprint": found,
        "versions": queries.versions(found, viewer=viewer),
        "in_force": queries.version_on(found, viewer.today),
        "may_draft": viewer.may("places.draft"),
    }
    return render(request, "places/footprint.html", shown)


@open_to("public")
def version(request: HttpRequest, footprint_slug: str, version_slug: str) -> HttpResponse:
    """One version: what forms what at each level, with its map."""
    viewer = viewer_of(request)
    found = queries.version_for(viewer, footprint_slug=footprint_slug, version_slug=version_slug)
    drawn, others = queries.localities(found), queries.comparable(found)
    shown: dict[str, object] = {
        "version": found,
        "levels": papers.levels_of(found, drawn, address=_address),
        "problems": queries.problems_of(found, drawn=drawn),
        "others": others,
        "steps": access.steps(viewer, found),
        "draws": access.draws(viewer),
    }
    if found.groups_schools:
        moved = queries.moves_of(found, today=viewer.today, drawn=drawn, others=others)
        shown |= {"moved": moved, **_of_heads(found, viewer)}
    return render(request, "places/version.html", shown)


def _of_heads(found: FootprintVersion, viewer: Viewer) -> dict[str, object]:
    """What heads say of a version that groups schools, as far as the viewer may know."""
    return {
        "answered": rules.answered_in_words(queries.answered_of(found)) if access.draws(viewer) else "",
        "own": queries.schools_spoken_for(found, viewer),
        "speaks": access.comments(viewer),
    }


@open_to("public")
def version_file(request: HttpRequest, footprint_slug: str, version_slug: str, suffix: str) -> HttpResponse:
    """A version as a document: PDF, Excel or CSV."""
    viewer = viewer_of(request)
    found = queries.version_for(viewer, footprint_slug=footprint_slug, version_slug=version_slug)
    return download(request, papers.version_report(found, as_at=viewer.today), suffix)


@open_to("public")
def compare(request: HttpRequest, footprint_slug: str, version_slug: str) -> HttpResponse:
    """How the areas of a version meet those of another."""
    viewer = viewer_of(request)
    found = queries.version_for(viewer, footprint_slug=footprint_slug, version_slug=version_slug)
    others = queries.comparable(found)
    other = _chosen(others, request.GET.get("with", ""))
    shown = {"version": found, "others": others, "crosswalk": queries.crosswalk(found, other) if other else None}
    return render(request, "places/compare.html", shown)


def _chosen(others: list[FootprintVersion], address: str) -> FootprintVersion | None:
    """The version that `with=footprint/version` means; None where nothing was chosen yet."""
    if not address:
        return None
    chosen = next((other for other in others if f"{other.footprint.slug}/{other.slug}" == address), None)
    if chosen is None:
        raise NotFound("There is no such map of this place to compare with.")
    return chosen


def _address(slug: str) -> str:
    return reverse("home:place", args=[slug])
