"""Which areas share ground with one, and what lies in each: for rooms that keep areas of any kind side by side."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet

from commonground.ground.places.models import Area, AreaMembership, AreaSet, Containment, FootprintVersion
from commonground.ground.places.queries.areas import parts_of
from commonground.ground.places.queries.batches import in_batches
from commonground.ground.places.queries.membership import fingerprint

KEPT = 256  # areas whose surroundings are remembered, under the fingerprint of how areas lie in each other
Edges = set[tuple[UUID, UUID]]  # (part, whole)


def touching(area: Area, *, as_areas_are: str = "") -> frozenset[UUID]:
    """The ids of all areas that share ground with this one: itself, those within it, and those that hold any of it.

    One query where it was asked before and no area has changed since, else two a step down and up; one less where the
    caller knows how areas lie (their fingerprint) already.
    """
    return _touching(area.pk, as_areas_are or fingerprint())


def touching_each(areas: Iterable[Area]) -> dict[UUID, frozenset[UUID]]:
    """By area, what `touching` says of it. One query for those that were asked before."""
    as_areas_are = fingerprint()
    return {area.pk: _touching(area.pk, as_areas_are) for area in areas}


@lru_cache(maxsize=KEPT)
def _touching(area_id: UUID, as_areas_are: str) -> frozenset[UUID]:
    within = _reached({area_id}, down=True)
    ground = {area_id} | {part for part, _ in within}
    return frozenset(ground | {whole for _, whole in _reached(ground, down=False)})


def inside(area_ids: Collection[UUID]) -> dict[UUID, frozenset[UUID]]:
    """Each of these areas, and each area within one → itself and all areas within it.

    One query where it was asked before and no area has changed since, else two a step.
    """
    return dict(_inside(frozenset(area_ids), fingerprint()))


@lru_cache(maxsize=KEPT)
def _inside(area_ids: frozenset[UUID], as_areas_are: str) -> Mapping[UUID, frozenset[UUID]]:
    children: dict[UUID, set[UUID]] = defaultdict(set)
    for part, whole in _reached(set(area_ids), down=True):
        children[whole].add(part)
    held: dict[UUID, frozenset[UUID]] = {}

    def within(area: UUID) -> frozenset[UUID]:
        if area not in held:
            held[area] = frozenset({area}).union(*(within(part) for part in children.get(area, ())))
        return held[area]

    return {area: within(area) for area in {*area_ids, *children}}


def sets_of(area_ids: Collection[UUID]) -> dict[str, frozenset[UUID]]:
    """Every set of areas → those of these areas that were drawn up in it. One query a batch."""
    found: dict[str, set[UUID]] = defaultdict(set)
    through = AreaSet.areas.through._default_manager
    for batch in in_batches(sorted(area_ids)):
        for area_set, area in through.filter(area__in=batch).values_list("areaset_id", "area_id"):
            found[area_set].add(area)
    return {area_set: frozenset(areas) for area_set, areas in found.items()}


def choosable(root: Area, *, on: date) -> list[Area]:
    """The areas that a filter of lists offers: the next smaller ones of the place, and the areas of its maps in force.

    Combined areas stay combined (P7). Four queries.
    """
    in_force = FootprintVersion.objects.in_force(on).filter(footprint__root=root)
    drawn = Area.objects.filter(members__version__in=in_force).select_related("type").distinct()
    found = {area.pk: area for area in [*drawn, *parts_of(root, on=on)]}
    return sorted(found.values(), key=lambda area: (area.name, area.slug))


def _reached(start: set[UUID], *, down: bool) -> Edges:
    """Every step of membership that leads down (or up) from these areas."""
    edges: Edges = set()
    around, seen = start, set(start)
    while around:
        new = {edge for table in _tables() for edge in _steps(table, around, down=down)}
        edges |= new
        around = {part if down else whole for part, whole in new} - seen
        seen |= around
    return edges


def _tables() -> list["QuerySet[Containment, Containment] | QuerySet[AreaMembership, AreaMembership]"]:
    open_versions = FootprintVersion.objects.open_to_all()
    return [Containment.objects.all(), AreaMembership.objects.filter(version__in=open_versions)]


def _steps(
    table: "QuerySet[Containment, Containment] | QuerySet[AreaMembership, AreaMembership]",
    around: Collection[UUID],
    *,
    down: bool,
) -> Edges:
    column = "whole__in" if down else "part__in"
    rows = (
        row
        for batch in in_batches(sorted(around))
        for row in table.filter(**{column: batch}).values_list("part", "whole")
    )
    return {(part, whole) for part, whole in rows if part != whole}
