"""Where an area stands among others, for the page of a place: few queries, whatever the number of maps."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from commonground.foundation.audit.along import Along, listed
from commonground.foundation.kernel.errors import NotFound
from commonground.ground.places.formats import POINTS
from commonground.ground.places.models import Area, AreaMembership, Containment, Footprint, FootprintVersion
from commonground.ground.places.models.footprints import VersionQuerySet
from commonground.ground.places.rules import Status

STEPS_UP = 6  # from a small area to the country are five


@dataclass(frozen=True)
class OnMap:
    """How one version of a footprint sees an area.

    `parts` are what forms it where it is an area of this map (itself where it stands alone); `wholes` are the
    areas of this map that hold it, or its parts; both are empty for the whole place that the map divides.
    """

    version: FootprintVersion
    parts: tuple[Area, ...] = ()
    wholes: tuple[Area, ...] = ()


class State(NamedTuple):
    """Changes whenever a page about places would: what lies in which, and what was done to any map."""

    fingerprint: str
    changes: int
    last_drawn: str


# Columns of `state_of`, for a query that asks for more beside them.
STATE = (
    "(SELECT value FROM places_fingerprint WHERE id = 1), "
    "(SELECT SUM(version) FROM places_footprintversion), "
    "(SELECT MAX(drafted_at) FROM places_footprintversion)"
)


def state() -> State:
    """One small query, written out because a page from the cache is waiting for nothing else."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {STATE}")
        return state_of(*cursor.fetchone())


def state_of(value: str | None, changes: int | None, last_drawn: object) -> State:
    """The columns STATE as the database gave them."""
    return State(value or "empty", int(changes or 0), str(last_drawn))


def area_on_maps(slug: str) -> tuple[Area, list[OnMap]]:
    """The area at /places/<slug>/, and every map that divides it or shows it or its parts. Raises NotFound.

    Maps are open to all and not withdrawn; by footprint, the newest version first. Two queries.
    """
    divided = Exists(Footprint.objects.filter(root=OuterRef("pk")))
    found = Area.objects.settled().select_related("type", "footprint").annotate(is_divided=divided)
    area = found.filter(slug=slug).first()
    if area is None:
        raise NotFound
    return area, _dividing(area) if area.is_divided else _showing(area)


def maps_showing(area: Area) -> list[OnMap]:
    """Every map that shows an area or its parts, open to all and not withdrawn; by footprint, the newest version first.
    One query."""
    return _showing(area)


def wholes_on(version: FootprintVersion, area: Area) -> list[Area]:
    """The areas of a map that hold an area or its parts, by part; itself where it is one of them. One query."""
    of_area = AreaMembership.objects.filter(whole=area).values("part")
    rows = AreaMembership.objects.filter(Q(part=area) | Q(part__in=of_area), version=version)
    return list(dict.fromkeys(row.whole for row in rows.select_related("whole__type").order_by("part__name")))


def _dividing(area: Area) -> list[OnMap]:
    held = _shown().filter(footprint__root=area).select_related("footprint__root__type", "base")
    return [OnMap(version) for version in held.order_by("footprint__name", "-valid_from")]


def _showing(area: Area) -> list[OnMap]:
    of_area = AreaMembership.objects.filter(whole=area).values("part")
    rows = (
        AreaMembership.objects.filter(Q(part=area) | Q(part__in=of_area), version__in=_shown())
        .select_related("version__footprint__root__type", "version__base", "part__type", "whole__type")
        .order_by("version__footprint__name", "-version__valid_from", "part__name")
    )
    by_version: dict[FootprintVersion, list[AreaMembership]] = {}
    for row in rows:
        by_version.setdefault(row.version, []).append(row)
    return [_on_map(version, area, held) for version, held in by_version.items()]


def largest_areas_on(footprint_slug: str, version_slug: str) -> list[Area]:
    """The areas that a map divides its place into, at its highest level, by name. One query."""
    top = Q(
        members__version__footprint__slug=footprint_slug,
        members__version__slug=version_slug,
        members__level__order=1,
    )
    return list(Area.objects.filter(top).select_related("type").distinct())


def official_parts(area: Area) -> list[Area]:
    """The official areas that lie directly in an area, of every kind with ground, the largest kind first. One query."""
    inside = Area.objects.filter(lies_in__whole=area).exclude(type__in=POINTS)
    return list(inside.select_related("type").order_by("type__order", "name"))


def official_parts_of(areas: Iterable[Area]) -> dict[Area, list[Area]]:
    """The same of each of several areas. One query."""
    held: dict[Area, list[Area]] = {area: [] for area in areas}
    by_id = {area.pk: area for area in held}
    rows = Containment.objects.filter(whole__in=held).exclude(part__type__in=POINTS).select_related("part__type")
    for row in rows.order_by("part__type__order", "part__name"):
        held[by_id[row.whole_id]].append(row.part)
    return held


def official_wholes(area: Area) -> list[Area]:
    """The official areas that an area lies in directly, the smallest kind first. One query."""
    return list(Area.objects.filter(contains__part=area).select_related("type").order_by("-type__order", "name"))


def two_wholes(area: Area) -> list[Area]:
    """The official area of the smallest kind that an area lies in, and the one that this lies in. One query."""
    return wholes_above(area, steps=2)


def wholes_above(area: Area, *, steps: int = STEPS_UP) -> list[Area]:
    """The official area of the smallest kind that an area lies in, the one that this lies in, and so on. One query."""
    wanted, inner = Q(part=area), Containment.objects.filter(part=area)
    for _ in range(steps - 1):
        wanted |= Q(part__in=inner.values("whole"))
        inner = Containment.objects.filter(part__in=inner.values("whole"))
    rows = Containment.objects.filter(wanted).select_related("whole__type")
    above = {row.part_id: row.whole for row in rows.order_by("whole__type__order", "-whole__name")}
    found: list[Area] = []
    while len(found) < steps and (found[-1] if found else area).pk in above:
        found.append(above[(found[-1] if found else area).pk])
    return found


def areas_of_types(types: Iterable[str]) -> list[Area]:
    """Official areas of several kinds, the largest kind first, then by name. One query."""
    return list(
        Area.objects.filter(type__in=types, footprint=None).select_related("type").order_by("type__order", "name")
    )


AREAS = Along(Area, "type", order=lambda area: area.name)


def areas_along(ids: Iterable[UUID]) -> Subquery:
    """Settled areas by id, to be read along with a row of another table: `AREAS` reads them, by name."""
    return AREAS.of(Area.objects.settled().filter(pk__in=set(ids)))


def areas_by_id(ids: Iterable[UUID]) -> list[Area]:
    """Settled areas by id, by name. One query."""
    return list(Area.objects.settled().filter(pk__in=set(ids)).select_related("type"))


def maps_of(area: Area, *, wholes: Iterable[Area] = ()) -> list[tuple[FootprintVersion, set[str]]]:
    """The maps of every footprint that divides the area, the place it was drawn for, or what these lie in; else all.
    With each the keys of the areas that it draws.

    Open to all and not withdrawn; by footprint, the newest version first. One query. `wholes` is what it lies in too
    where that is more than what it lies in directly.
    """
    own = {area.pk, area.footprint.root_id if area.footprint else area.pk}
    around = own | {whole.pk for whole in wholes}
    direct = Containment.objects.filter(part__in=own, whole=OuterRef("footprint__root"))
    drawn = AreaMembership.objects.filter(version=OuterRef(OuterRef("pk"))).values("whole")
    rows: QuerySet[Any] = _shown().select_related("footprint__root").order_by("footprint__name", "-valid_from")
    held = list(rows.annotate(is_around=Exists(direct), keys=listed(Area.objects.filter(pk__in=drawn), "code", "slug")))
    near = [one for one in held if one.is_around or one.footprint.root_id in around]
    return [(one, {code or slug for code, slug in one.keys or ()}) for one in near or held]


def _shown() -> VersionQuerySet:
    return FootprintVersion.objects.open_to_all().exclude(status=Status.WITHDRAWN)


def _on_map(version: FootprintVersion, area: Area, rows: Iterable[AreaMembership]) -> OnMap:
    listed = list(rows)
    return OnMap(
        version=version,
        parts=tuple(dict.fromkeys(row.part for row in listed if row.whole_id == area.pk)),
        wholes=tuple(dict.fromkeys(row.whole for row in listed)),
    )
