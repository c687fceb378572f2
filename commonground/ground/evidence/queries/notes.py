"""Notes of what people know, and reports by others: who sees which, of which area."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import access
from commonground.ground.evidence.models import CitedReport, Note, Theme
from commonground.ground.places import queries as places

if TYPE_CHECKING:
    from commonground.ground.places.models import Area

SHOWN = Q(is_shown=True, ended_on=None)


def notes_visible_to(viewer: Viewer) -> QuerySet[Note]:
    """What holds and was reviewed, for everybody; what waits or ended, for its author and for whoever reviews."""
    found = Note.objects.select_related("area__type", "theme", "organisation")
    if viewer.may("evidence.review"):
        return found
    return found.filter(SHOWN | Q(author_id=viewer.id)) if viewer.id is not None else found.filter(SHOWN)


def notes_listed(viewer: Viewer, *, area: "Area | None" = None, waiting: bool = False) -> QuerySet[Note]:
    """Notes of an area and of what lies in it, newest first; perhaps only those that wait to be read."""
    found = notes_visible_to(viewer)
    if area is not None:
        found = found.filter(area__in=within(area))
    return found.filter(reviewed_at=None, ended_on=None) if waiting else found


def note(viewer: Viewer, pk: UUID) -> Note:
    """One note. Raises NotFound, also for one that the viewer may not know of."""
    found = Note.objects.select_related("area__type", "theme", "organisation").filter(pk=pk).first()
    if found is None:
        raise NotFound
    access.check_can_see_note(viewer, found)
    return found


def notes_that_stand(ids: frozenset[UUID]) -> list[Note]:
    """Notes of these areas that did not end: those that everybody reads (`is_shown`), and those that wait."""
    return list(Note.objects.filter(ended_on=None, area__in=ids).select_related("area", "theme", "organisation"))


def cited_listed(area: "Area | None" = None) -> QuerySet[CitedReport]:
    """Reports by others that stand, of an area and of what lies in it, newest first."""
    found = CitedReport.objects.filter(withdrawn_on=None).select_related("area__type", "theme")
    return found.filter(area__in=within(area)) if area is not None else found


def cited_in(ids: frozenset[UUID]) -> QuerySet[CitedReport]:
    """Reports by others that stand, of these areas."""
    return cited_listed().filter(area__in=ids)


def cited(pk: UUID) -> CitedReport:
    """One report by others, also one that was withdrawn. Raises NotFound."""
    found = CitedReport.objects.select_related("area", "theme").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def themes() -> Sequence[Theme]:
    """The headings of the catalogue."""
    return list(Theme.objects.all())


@lru_cache(maxsize=2)
def themes_of(catalogue: str) -> Sequence[Theme]:
    """The same, remembered as long as the hash over releases and catalogue stays."""
    return tuple(themes())


def within(area: "Area", *, as_areas_are: str = "") -> frozenset[UUID]:
    """The ids of an area and of all that lie in it. One query, none where the fingerprint of areas is known."""
    return places.within(area, as_areas_are=as_areas_are)
