"""Footprints, their versions and the areas of a version."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.expressions import BaseExpression

from commonground.foundation.audit.along import Along
from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.places import access
from commonground.ground.places.models import Area, AreaMembership, Footprint, FootprintLevel, FootprintVersion
from commonground.ground.places.models.footprints import EVER_IN_FORCE
from commonground.ground.places.rules import Status, natural_order

LEVELS = Along(FootprintLevel, order=lambda level: level.order)
# Other maps of the same footprint; who drew one is asked for where it is shown.
MAPS = Along(FootprintVersion, "base", without=("authors",))


@dataclass(frozen=True)
class Locality:
    """An area of a version with the parts that form it, by name."""

    area: Area
    parts: tuple[Area, ...]


@dataclass(frozen=True)
class Overview:
    """A footprint in a list: the version in force with how many areas it has, and the proposals."""

    footprint: Footprint
    in_force: FootprintVersion | None
    areas: int
    proposed: tuple[FootprintVersion, ...]


def overviews(*, on: date) -> list[Overview]:
    """Every footprint as it is on a day. Three queries."""
    count = Count("memberships__whole", distinct=True)
    held = {
        row.footprint_id: row
        for row in FootprintVersion.objects.in_force(on).annotate(areas=count).select_related("base")
    }
    listed = []
    for found in footprints():
        version = held.get(found.pk)
        if version is not None:
            version.footprint = found  # with its levels, which whoever opens the map asks for next
        listed.append(
            Overview(
                footprint=found,
                in_force=version,
                areas=version.areas if version else 0,
                proposed=tuple(other for other in found.versions.all() if other.status == Status.PROPOSED),
            )
        )
    return listed


def comparable(version: FootprintVersion) -> list[FootprintVersion]:
    """The other versions, of any footprint, that divide the same place and are open to all. One query."""
    same_place = FootprintVersion.objects.open_to_all().filter(footprint__root=version.footprint.root_id)
    return list(same_place.exclude(pk=version.pk).select_related("footprint", "base"))


def footprints() -> list[Footprint]:
    """Every footprint with its root, its levels and, as `versions`, those that are open to all. Two queries."""
    open_versions = Prefetch("versions", FootprintVersion.objects.open_to_all().select_related("base"))
    return [_with_levels(one) for one in _footprints().prefetch_related(open_versions)]


def divided_areas() -> list[Area]:
    """The areas that footprints divide, by name of the footprint, each once. One query."""
    return list(dict.fromkeys(one.root for one in Footprint.objects.select_related("root__type")))


def footprint(slug: str) -> Footprint:
    """With its root and its levels. Raises NotFound. One query."""
    found = _footprints().filter(slug=slug).first()
    if found is None:
        raise NotFound
    return _with_levels(found)


def _footprints() -> "QuerySet[Footprint]":
    return Footprint.objects.select_related("root").annotate(levels_read=_levels_of("pk"))


def _levels_of(footprint: str) -> Subquery:
    """What to annotate with: the levels of the footprint that a field names."""
    return LEVELS.of(FootprintLevel.objects.filter(footprint=OuterRef(footprint)))


def _with_levels(found: Any) -> Footprint:
    LEVELS.keep(found, "levels", found.levels_read)
    kept: Footprint = found
    return kept


def versions(of: Footprint, *, viewer: Viewer | None = None) -> list[FootprintVersion]:
    """The versions of a footprint that the viewer (by default: everybody) may see, newest first. One query."""
    found = FootprintVersion.objects.filter(footprint=of).select_related("footprint__root", "base")
    return list(seen_by(found, viewer))


def seen_by(versions: "QuerySet[FootprintVersion]", viewer: Viewer | None) -> "QuerySet[FootprintVersion]":
    """Those of the versions that the viewer (by default: everybody) may see; agrees with `access.check_can_see`."""
    held = FootprintVersion.objects.all()
    if viewer is not None and access.draws(viewer):
        return versions
    shown = held.shown_to_heads() if viewer is not None and access.comments(viewer) else held.open_to_all()
    return versions.filter(pk__in=shown.values("pk"))


def version_for(viewer: Viewer, *, footprint_slug: str, version_slug: str, **also: BaseExpression) -> FootprintVersion:
    """The version at an address with the levels of its footprint, and with what else is to be read in the same query.

    Raises NotFound where there is none, or none that the viewer may know of. One query.
    """
    found = (
        FootprintVersion.objects.select_related("footprint__root", "base", "drawn_from")
        .annotate(levels_read=_levels_of("footprint"), **also)
        .filter(footprint__slug=footprint_slug, slug=version_slug)
        .first()
    )
    if found is None:
        raise NotFound
    access.check_can_see(viewer, found)
    LEVELS.keep(found.footprint, "levels", found.levels_read)
    return found


def maps_of_footprint() -> Subquery:
    """What to annotate a version with: all maps of its footprint that are or were in force, for `maps_read`."""
    return MAPS.of(FootprintVersion.objects.filter(footprint=OuterRef("footprint"), status__in=EVER_IN_FORCE))


def maps_read(version: Any) -> list[FootprintVersion]:
    """What was read along with a version as `maps`. No query."""
    found = MAPS.read(version.maps)
    for one in found:
        one.footprint = version.footprint
    return found


def version_on(footprint: Footprint, on: date) -> FootprintVersion | None:
    """The version in force on a day, whenever one asks: a record keeps the place it was made in (P14). One query."""
    return FootprintVersion.objects.in_force(on).filter(footprint=footprint).select_related("base").first()


def days_of_change() -> list[date]:
    """The days on which a version of any footprint came into force, the first one first. One query."""
    held = FootprintVersion.objects.filter(status__in=EVER_IN_FORCE, valid_from__isnull=False).order_by("valid_from")
    return [day for day in held.values_list("valid_from", flat=True).distinct() if day]


def published_version(footprint: Footprint) -> FootprintVersion | None:
    """The version that the next one will take the place of, whether or not its first day has come. One query."""
    return FootprintVersion.objects.filter(footprint=footprint, status=Status.PUBLISHED).first()


def versions_with(area: Area) -> list[FootprintVersion]:
    """The open versions of any footprint that have `area` as a part or a whole, newest first. One query."""
    holds = Q(memberships__part=area) | Q(memberships__whole=area)
    return list(FootprintVersion.objects.open_to_all().filter(holds).select_related("footprint", "base").distinct())


def finest_level(footprint: Footprint) -> FootprintLevel:
    """The level that is put together from the base areas."""
    return max(footprint.levels.all(), key=lambda level: level.order)


def level_below(footprint: Footprint, level: FootprintLevel) -> FootprintLevel | None:
    """The next finer level, whose areas this level is put together from; None for the finest."""
    finer = [other for other in footprint.levels.all() if other.order > level.order]
    return min(finer, key=lambda other: other.order) if finer else None


def areas_of_level(version: FootprintVersion, level: FootprintLevel | None = None) -> list[Area]:
    """The areas of a level (by default the finest) of a version, by name. One query, or two."""
    level = level or finest_level(version.footprint)
    held = AreaMembership.objects.filter(version=version, level=level).values("whole")
    return list(Area.objects.filter(pk__in=held).select_related("type"))


def areas_by_level(levels: Iterable[FootprintLevel], *, on: date) -> dict[UUID, list[Area]]:
    """Key of each level → its areas by name: of the version in force on a day, else of the newest that is open to all
    (a map that is proposed, or has ended). Four queries, however many levels there are; none for none."""
    wanted = list(levels)
    if not wanted:
        return {}
    chosen: dict[UUID, FootprintVersion] = {}
    held = FootprintVersion.objects.filter(footprint__in={one.footprint_id for one in wanted})
    for one in [*held.in_force(on), *held.open_to_all().exclude(status=Status.WITHDRAWN)]:
        chosen.setdefault(one.footprint_id, one)
    rows = AreaMembership.objects.filter(version__in=chosen.values(), level__in=wanted)
    wholes: dict[UUID, list[UUID]] = {one.pk: [] for one in wanted}
    for level, whole in rows.order_by().values_list("level", "whole").distinct():
        wholes[level].append(whole)
    areas = Area.objects.select_related("type").in_bulk([key for keys in wholes.values() for key in keys])
    return {level: sorted((areas[key] for key in keys), key=_by_name) for level, keys in wholes.items()}


def localities(version: FootprintVersion) -> Mapping[FootprintLevel, list[Locality]]:
    """Every level of a version, the largest areas first, with its areas and their parts by name, schools with what the
    register says of them. One query, two where the levels were not read."""
    joined = ("part__school",) if version.groups_schools else ()
    rows = version.memberships.select_related("part__type", "whole__type", *joined)
    levels = {level.pk: level for level in version.footprint.levels.all()}
    parts: dict[FootprintLevel, dict[Area, list[Area]]] = {level: {} for level in levels.values()}
    for row in rows:
        parts[levels[row.level_id]].setdefault(row.whole, []).append(row.part)
    return {
        level: [
            Locality(area=whole, parts=tuple(sorted(formed[whole], key=_by_name)))
            for whole in sorted(formed, key=_by_name)
        ]
        for level, formed in parts.items()
    }


def _by_name(area: Area) -> list[tuple[int, str]]:
    return natural_order(area.name)
