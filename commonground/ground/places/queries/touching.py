"""Which areas share ground with one, and what lies in each: for rooms that keep areas of any kind side by side."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import Q

from commonground.ground.places.models import Area, AreaMembership, AreaSet, FootprintVersion
from commonground.ground.places.queries.areas import lies_inside, next_smaller
from commonground.ground.places.queries.batches import in_batches
from commonground.ground.places.queries.membership import fingerprint
from commonground.ground.places.queries.steps import ground_of, steps_down

KEPT = 256  # areas whose surroundings are remembered, under the fingerprint of how areas lie in each other


def touching(area: Area, *, as_areas_are: str = "") -> frozenset[UUID]:
    """The ids of all areas that share ground with this one: itself, those within it, and those that hold any of it.

    One query where it was asked before and no area has changed since, else two; one less where the caller knows how
    areas lie (their fingerprint) already.
    """
    return _ground(area.pk, as_areas_are or fingerprint())[1]


def within(area: Area, *, as_areas_are: str = "") -> frozenset[UUID]:
    """The ids of an area and of all that lie in it. As many queries as `touching`, and one for both of them."""
    return _ground(area.pk, as_areas_are or fingerprint())[0]


def touching_each(areas: Iterable[Area]) -> dict[UUID, frozenset[UUID]]:
    """By area, what `touching` says of it. One query for those that were asked before."""
    as_areas_are = fingerprint()
    return {area.pk: _ground(area.pk, as_areas_are)[1] for area in areas}


@lru_cache(maxsize=KEPT)
def _ground(area_id: UUID, as_areas_are: str) -> tuple[frozenset[UUID], frozenset[UUID]]:
    inner, sharing = ground_of(area_id)
    return inner | {area_id}, sharing | {area_id}


def inside(area_ids: Collection[UUID]) -> dict[UUID, frozenset[UUID]]:
    """Each of these areas, and each area within one → itself and all areas within it.

    One query where it was asked before and no area has changed since, else two.
    """
    return dict(_inside(frozenset(area_ids), fingerprint()))


@lru_cache(maxsize=KEPT)
def _inside(area_ids: frozenset[UUID], as_areas_are: str) -> Mapping[UUID, frozenset[UUID]]:
    children: dict[UUID, set[UUID]] = defaultdict(set)
    for part, whole in steps_down(area_ids):
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

    Combined areas stay combined (P7). Two queries.
    """
    in_force = FootprintVersion.objects.in_force(on).filter(footprint__root=root)
    wanted = Q(pk__in=AreaMembership.objects.filter(version__in=in_force).values("whole"))
    if (official := next_smaller(root)) is not None:
        inside = Area.objects.filter(lies_inside(root.pk), sets=official)
        wanted |= Q(pk__in=inside.current(on).values("pk"))
    return list(Area.objects.filter(wanted).select_related("type").order_by("name", "slug"))
