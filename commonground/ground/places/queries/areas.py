"""Areas, the areas in them and the areas they lie in."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Count, Q
from django.db.models.expressions import RawSQL

from commonground.foundation.kernel.errors import NotFound
from commonground.ground.places.formats import POINTS
from commonground.ground.places.models import Area, AreaSet, Containment, FootprintVersion
from commonground.ground.places.queries.batches import in_batches
from commonground.ground.places.rules import holds_on


def area_page(slug: str) -> Area:
    """The area at /places/<slug>/, with its type and footprint. Raises NotFound. One query."""
    found = Area.objects.settled().select_related("type", "footprint").filter(slug=slug).first()
    if found is None:
        raise NotFound
    return found


def areas_by_key(keys: Iterable[str]) -> dict[str, Area]:
    """The areas with these codes or slugs, by the key they were asked for with; with their types."""
    wanted = sorted(set(keys))
    found: dict[str, Area] = {}
    for batch in in_batches(wanted):
        for area in Area.objects.select_related("type").filter(Q(code__in=batch) | Q(slug__in=batch)):
            found |= {key: area for key in (area.slug, area.code) if key}
    return {key: found[key] for key in wanted if key in found}


def ended_areas() -> dict[str, Area]:
    """The official areas that are no more, or will end on a day that is known, by code. One query."""
    return {area.code: area for area in Area.objects.filter(valid_until__isnull=False) if area.code}


def areas_of_type(type_slug: str, *, on: date | None = None) -> list[Area]:
    """Official and settled areas of a kind, by name; with `on`, those that exist on a day. One query."""
    areas = Area.objects.settled().filter(type=type_slug).select_related("type")
    return list(areas.current(on) if on else areas)


def areas_in_set(area_set: AreaSet, *, root: Area, on: date | None = None) -> list[Area]:
    """The areas of a set that lie in `root`, by name, schools with what the register says of them; with `on`, those
    that exist on a day. One query."""
    joined = ("type", "school") if area_set.type_id in POINTS else ("type",)
    areas = Area.objects.filter(lies_inside(root.pk), sets=area_set).select_related(*joined)
    return list(areas.current(on) if on else areas)


def sets_within(area: Area) -> list[AreaSet]:
    """The sets that have areas in `area`, largest areas and newest first; `members` says how many. One query."""
    inside = lies_inside(area.pk, prefix="areas__")
    return list(AreaSet.objects.annotate(members=Count("areas", filter=inside)).filter(members__gt=0))


def next_smaller(area: Area) -> AreaSet | None:
    """The set with the largest areas in an area: a county's districts, a district's newest wards. One query."""
    return next((one for one in sets_within(area) if one.type_id not in {area.type_id, *POINTS}), None)


def parts_of(
    area: Area, *, version: FootprintVersion | None = None, of: AreaSet | None = None, on: date | None = None
) -> list[Area]:
    """The areas that form `area`, by name: in a version of a footprint, or of a set, or else the next smaller ones.

    The next smaller ones are those of `next_smaller`. At most three queries.
    """
    if version is not None:
        parts = Area.objects.filter(memberships__version=version, memberships__whole=area).exclude(pk=area.pk)
        formed_of = list(parts.select_related("type").distinct())
        if formed_of:
            return formed_of
    chosen = of or next_smaller(area)
    return areas_in_set(chosen, root=area, on=on) if chosen is not None else []


def wholes_of(area: Area, *, version: FootprintVersion | None = None, on: date | None = None) -> list[Area]:
    """The areas that `area` lies in, smallest first: in a version of a footprint, or else the official ones.

    With `on`, the official ones of that day. One query in a version, else one a step.
    """
    if version is not None:
        return _wholes_in(area, version)
    wholes: dict[Area, None] = {}
    around = [area]
    while around:
        steps = Containment.objects.filter(part__in=around).select_related("whole__type")
        held = [step.whole for step in steps if on is None or holds_on(on, step.valid_from, step.valid_until)]
        around = [whole for whole in dict.fromkeys(held) if whole not in wholes]
        wholes |= dict.fromkeys(around)
    return sorted(wholes, key=lambda whole: -whole.type.order)


def _wholes_in(area: Area, version: FootprintVersion) -> list[Area]:
    path = {area: None}
    for row in version.memberships.select_related("part", "whole__type").order_by("-level__order"):
        if row.part in path:
            path[row.whole] = None
    return [whole for whole in path if whole != area]


# The ids of all areas in some, however deep.
INSIDE = """
WITH RECURSIVE inside(id) AS (
    SELECT part_id FROM places_containment WHERE whole_id IN ({keys})
    UNION
    SELECT step.part_id FROM places_containment step JOIN inside ON step.whole_id = inside.id
)
SELECT id FROM inside
"""


def lies_inside(*roots: UUID, prefix: str = "") -> Q:
    """Condition on areas (or on `prefix`, a path to areas): they lie in one of `roots`, through any number of steps.

    Walked once by the database: as one subquery in another PostgreSQL went through all areas for each of them.
    """
    keys = [Area._meta.pk.get_db_prep_value(root, connection) for root in roots]
    inside = INSIDE.format(keys=", ".join(["%s"] * len(keys)))
    return Q(**{f"{prefix}pk__in": RawSQL(inside, keys)})  # noqa: S611 our own text, the keys passed beside it
