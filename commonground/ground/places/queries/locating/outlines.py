"""Points in the outlines of sets of areas, as published. An index stays in memory until its outlines change."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

import numpy
import shapely
from django.db.models import Count, OuterRef, Subquery

from commonground.ground.places.models import AreaSet, Boundary
from commonground.ground.places.rules import Point

SETS_KEPT = 12  # 964 small areas of nine districts take about 4 MB


@dataclass(frozen=True)
class OutlineIndex:
    """The areas of a set, in the order of their ids, and a tree over their outlines."""

    areas: tuple[UUID, ...]
    tree: shapely.STRtree


def drawn_sets() -> list[AreaSet]:
    """The sets whose own outlines are loaded, largest areas and newest first. One query."""
    drawn = Boundary.objects.filter(drawn_in=OuterRef("pk"), outline__isnull=False).order_by()
    count = drawn.values("drawn_in").annotate(count=Count("pk")).values("count")
    sets = AreaSet.objects.annotate(drawn=Subquery(count), latest=Subquery(drawn.order_by("-pk").values("pk")[:1]))
    return list(sets.filter(drawn__gt=0).select_related("type"))


def areas_at(points: Sequence[Point | None], sets: Sequence[AreaSet]) -> list[tuple[UUID | None, ...]]:
    """For every point the area it lies in, in each of the sets; None where there is none, or no point.

    A point on a border lies in the area whose row is older: always the same one. One query a set the first time.
    """
    at = [number for number, point in enumerate(points) if point is not None]
    places = shapely.points(numpy.array([points[number] for number in at], dtype=float).reshape(-1, 2))
    columns = []
    for area_set in sets:
        column: list[UUID | None] = [None] * len(points)
        index = _index(area_set.pk, area_set.drawn, area_set.latest)  # type: ignore[attr-defined]  # of drawn_sets
        found, held = index.tree.query(places, predicate="intersects")
        # Backwards, so that the first of several stays.
        for number, area in sorted(zip(found.tolist(), held.tolist(), strict=True), reverse=True):
            column[at[number]] = index.areas[area]
        columns.append(column)
    return list(zip(*columns, strict=True)) if columns else [()] * len(points)


@lru_cache(maxsize=SETS_KEPT)
def _index(area_set: str, _drawn: int, _latest: UUID) -> OutlineIndex:
    """May be kept: rows of outlines are replaced, never edited, so their number or the latest of them changes."""
    rows = Boundary.objects.filter(drawn_in=area_set, outline__isnull=False).order_by("area")
    held = list(rows.values_list("area", "outline"))
    outlines = shapely.from_wkb([bytes(outline or b"") for _, outline in held])
    return OutlineIndex(tuple(area for area, _ in held), shapely.STRtree(outlines))
