"""Outlines as they are kept, and what larger areas are put together from."""

from collections import defaultdict
from collections.abc import Iterable

import shapely
from django.db.models import QuerySet
from shapely import Geometry

from commonground.ground.places.formats import POINTS
from commonground.ground.places.models import (
    Adjacency,
    AreaMembership,
    AreaSet,
    Boundary,
    Containment,
    FootprintVersion,
    TilePosition,
)
from commonground.ground.places.rules import Edge

LARGEST_UNION = 30  # order of the kind "county": whether all parts of a region are registered is not known


def outlines_in_set(set_slug: str) -> dict[str, Geometry]:
    """The outlines of a set as published, by code. One query."""
    rows = Boundary.objects.filter(drawn_in=set_slug).values_list("area__code", "outline")
    return {code: shapely.from_wkb(bytes(outline)) for code, outline in rows if code and outline}


def simple_outlines(area_set: AreaSet, keys: Iterable[str]) -> dict[str, Geometry]:
    """The simplified outlines of these areas in a set, by key; areas without one are left out. One query."""
    wanted = set(keys)
    rows = Boundary.objects.filter(drawn_in=area_set).values_list("area__code", "area__slug", "simple_outline")
    return {code or slug: shapely.from_wkb(bytes(outline)) for code, slug, outline in rows if (code or slug) in wanted}


def neighbours(keys: Iterable[str]) -> dict[str, frozenset[str]]:
    """Every one of these areas → those of them beside it: with a shared border or on the next square. Two queries."""
    wanted = set(keys)
    beside: dict[str, set[str]] = {key: set() for key in wanted}
    for one, other in {*_with_borders(), *_on_squares()}:
        if one in wanted and other in wanted:
            beside[one].add(other)
            beside[other].add(one)
    return {key: frozenset(others) for key, others in beside.items()}


def direct_parts(area_set: AreaSet) -> dict[str, frozenset[str]]:
    """What every area up to a county is put together from in a set: its areas of the set, else the next smaller ones.

    With the areas of all versions that are open to all. Three queries.
    """
    members = set(area_set.areas.values_list("code", flat=True))
    rows = Containment.objects.filter(whole__type__order__gte=LARGEST_UNION).exclude(part__type__in=POINTS)
    parts: dict[str, set[str]] = defaultdict(set)
    for part, whole in rows.values_list("part__code", "whole__code"):
        if part and whole:
            parts[whole].add(part)
    official = {whole: frozenset(held & members or held) for whole, held in parts.items()}
    return {**_of_versions(), **official}


def steps_of(version: FootprintVersion) -> list[Edge]:
    """Every part of a version in its whole, by key, where they are not the same. One query."""
    return _steps(AreaMembership.objects.filter(version=version))


def _of_versions() -> dict[str, frozenset[str]]:
    parts: dict[str, set[str]] = defaultdict(set)
    rows = AreaMembership.objects.filter(version__in=FootprintVersion.objects.open_to_all())
    for part, whole in _steps(rows):
        parts[whole].add(part)
    return {whole: frozenset(held) for whole, held in parts.items()}


def _steps(rows: "QuerySet[AreaMembership]") -> list[Edge]:
    edges = [Edge(row.part.key, row.whole.key) for row in rows.select_related("part", "whole")]
    return [edge for edge in edges if edge.part != edge.whole]


def _with_borders() -> list[tuple[str, str]]:
    rows = Adjacency.objects.values_list("first__code", "first__slug", "second__code", "second__slug").distinct()
    return [(code or slug, other_code or other_slug) for code, slug, other_code, other_slug in rows]


def _on_squares() -> list[tuple[str, str]]:
    squares = {(tile.column, tile.row): tile.area.key for tile in TilePosition.objects.select_related("area")}
    steps = ((1, 0), (0, 1))
    return [
        (key, squares[column + right, row + down])
        for (column, row), key in squares.items()
        for right, down in steps
        if (column + right, row + down) in squares
    ]
