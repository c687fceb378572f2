"""Areas as a long list that is read page by page, and what one of them lies in and is made of."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet

from commonground.foundation.kernel.errors import Invalid, NotFound, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.places.models import Area, AreaMembership, AreaType, FootprintVersion
from commonground.ground.places.queries.areas import wholes_of
from commonground.ground.places.queries.batches import MOST_PARAMETERS
from commonground.ground.places.queries.footprints import footprint, version_for, version_on
from commonground.ground.places.queries.references import area_by_reference
from commonground.ground.places.queries.surroundings import OnMap, area_on_maps, official_parts


@dataclass(frozen=True)
class AreaFilter:
    """What somebody asks for: a kind of area, or a footprint (`localities`, `localities@six-2015`) and its level."""

    kind: str = ""
    footprint: str = ""
    level: str = ""

    def __bool__(self) -> bool:
        return bool(self.kind or self.footprint or self.level)


@dataclass(frozen=True)
class AreaWithin:
    """An area, the official areas that hold it (smallest first), those directly in it, and every map with it."""

    area: Area
    wholes: Collection[Area]
    parts: Collection[Area]
    maps: Collection[OnMap] = field(default_factory=list)


def areas_listed(wanted: AreaFilter, *, viewer: Viewer) -> QuerySet[Area]:
    """Settled areas by slug, which is a stable order. Raises Invalid with what there is, NotFound for a footprint."""
    areas = Area.objects.settled().select_related("type", "footprint").order_by("slug")
    if wanted.kind:
        areas = areas.filter(type=_kind(wanted.kind))
    if wanted.footprint:
        areas = areas.filter(pk__in=_of_footprint(wanted, viewer))
    elif wanted.level:
        raise Invalid(
            "A level belongs to a footprint. Nothing was read.",
            [Problem("needs a footprint.", "Add footprint=…, or ask for a kind of area by kind=…", where="level")],
        )
    return areas


def area_within(reference: str, *, viewer: Viewer) -> AreaWithin:
    """One area by code or slug. Raises NotFound. A few queries, and one for each step up to England."""
    found = area_by_reference(reference, on=viewer.today)
    area, maps = area_on_maps(found.slug)
    return AreaWithin(area, wholes_of(area), official_parts(area), maps)


def keys_of(areas: "QuerySet[Area]") -> frozenset[str]:
    """How figures name these areas. One query."""
    return frozenset(code or slug for code, slug in areas.order_by().values_list("code", "slug"))


def names_of(keys: Iterable[str]) -> dict[str, str]:
    """Area key → name, for as many keys as one page shows. One query for a few hundred."""
    # by key and not by row: nothing but the name is wanted of what may be thousands
    from_code = Area.objects.filter(code__in=(wanted := sorted(set(keys))))
    found = {code: name for code, name in from_code.values_list("code", "name") if code}
    slugs = [key for key in wanted if key not in found]
    return found | dict(Area.objects.filter(slug__in=slugs).values_list("slug", "name")) if slugs else found


def names_of_all(keys: Collection[str] | None) -> dict[str, str]:
    """The same for a long list: of all areas there are where more are asked for than one query takes. One query or two.

    `None` asks for all.
    """
    if keys is not None and len(keys) <= MOST_PARAMETERS:
        return names_of(keys)
    return {code or slug: name for code, slug, name in Area.objects.order_by().values_list("code", "slug", "name")}


def _kind(slug: str) -> str:
    known = list(AreaType.objects.values_list("slug", flat=True))
    if slug not in known:
        raise Invalid(
            "There is no such kind of area. Nothing was read.",
            [Problem(f"“{slug}” is no kind of area here.", f"Known are: {', '.join(known)}.", where="kind")],
        )
    return slug


def _of_footprint(wanted: AreaFilter, viewer: Viewer) -> "QuerySet[AreaMembership, object]":
    slug, _, version_slug = wanted.footprint.partition("@")
    version = _version(slug, version_slug, viewer)
    rows = AreaMembership.objects.filter(version=version)
    if wanted.level:
        levels = {level.slug: level for level in version.footprint.levels.all()}
        if wanted.level not in levels:
            raise Invalid(
                "This footprint has no such level. Nothing was read.",
                [Problem(f"“{wanted.level}” is none.", f"Its levels are: {', '.join(levels)}.", where="level")],
            )
        rows = rows.filter(level=levels[wanted.level])
    return rows.values("whole")


def _version(slug: str, version_slug: str, viewer: Viewer) -> FootprintVersion:
    """The version named, or that in force on the viewer's day."""
    if version_slug:
        return version_for(viewer, footprint_slug=slug, version_slug=version_slug)
    held = version_on(footprint(slug), viewer.today)
    if held is None:
        raise NotFound(f"No version of the footprint “{slug}” is in force. Name one: {slug}@version.")
    return held
