"""The area of every level of every footprint that a spot lies in, in the version in force on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from commonground.ground.places import formats
from commonground.ground.places.models import Area, AreaMembership, Footprint, FootprintLevel, FootprintVersion
from commonground.ground.places.queries.batches import MOST_PARAMETERS
from commonground.ground.places.queries.footprints import finest_level
from commonground.ground.places.queries.locating.ground import Ground, Spot
from commonground.ground.places.queries.locating.located import InFootprint


@dataclass(frozen=True)
class Maps:
    """Footprints with their versions in force, and which part lies in which whole at each level of them."""

    footprints: Sequence[Footprint]
    in_force: dict[UUID, FootprintVersion]
    wholes: dict[tuple[UUID, UUID], dict[UUID, Area]]

    def standing(self, ground: Ground, spot: Spot) -> tuple[InFootprint, ...]:
        """By footprint, the level of the largest areas first."""
        around = ground.around(spot)
        return tuple(
            held for footprint in self.footprints for held in self._in_footprint(footprint, ground, spot, around)
        )

    def _in_footprint(
        self, footprint: Footprint, ground: Ground, spot: Spot, around: dict[UUID, Area]
    ) -> Sequence[InFootprint]:
        version = self.in_force.get(footprint.pk)
        if version is None:
            why = f"It had no version in force on {ground.on:%-d %B %Y}."
            return [InFootprint(footprint, None, None, None, why)]
        levels = sorted(footprint.levels.all(), key=lambda level: level.order)
        if footprint.root_id not in around:
            why = f"It divides {footprint.root.name}, which this is not in."
            return [InFootprint(footprint, version, level, None, why) for level in levels]
        return self._climbed(footprint, version, levels, _base_parts(version, ground, spot, around))

    def _climbed(
        self, footprint: Footprint, version: FootprintVersion, levels: list[FootprintLevel], parts: "Parts"
    ) -> list[InFootprint]:
        """From the finest level up: the area of each is the part of the next."""
        held: list[InFootprint] = []
        candidates = parts.areas
        for level in reversed(levels):
            wholes = self.wholes.get((version.pk, level.pk), {})
            area = next((wholes[part.pk] for part in candidates if part.pk in wholes), None)
            why = "" if area else parts.why or f"{candidates[0].name} is not placed in {version.label}."
            held.append(InFootprint(footprint, version, level, area, why))
            candidates = [area] if area else candidates
        return held[::-1]


@dataclass(frozen=True)
class Parts:
    """The base areas of a version that a spot may stand in; `why` there is none."""

    areas: list[Area]
    why: str = ""


def maps_for(ground: Ground) -> Maps:
    """Four queries."""
    footprints = list(Footprint.objects.select_related("root").prefetch_related("levels"))
    versions = list(FootprintVersion.objects.in_force(ground.on).select_related("base"))
    in_force = {version.footprint_id: version for version in versions}
    finest = [finest_level(footprint).pk for footprint in footprints if footprint.levels.all()]
    rows = AreaMembership.objects.filter(version__in=versions).select_related("whole__type")
    ids = {*ground.by_id, *(area.pk for area in ground.by_code.values())}
    if len(ids) <= MOST_PARAMETERS:
        rows = rows.filter(Q(part__in=ids) | ~Q(level__in=finest))
    wholes: dict[tuple[UUID, UUID], dict[UUID, Area]] = {}
    for row in rows:
        wholes.setdefault((row.version_id, row.level_id), {})[row.part_id] = row.whole
    return Maps(footprints, in_force, wholes)


def _base_parts(version: FootprintVersion, ground: Ground, spot: Spot, around: dict[UUID, Area]) -> Parts:
    """By the outlines of the version's own base where they are drawn, else whatever official area it stands in."""
    if version.base.type_id in formats.POINTS:
        return Parts([], "It groups schools, so a place lies in none of its areas.")
    for area_set, area in zip(ground.sets, spot.hits, strict=True):
        if area_set.pk == version.base_id:
            why = f"It lies in no outline of {area_set.name}."
            return Parts([ground.by_id[area]]) if area else Parts([], why)
    kind = [area for area in around.values() if area.type_id == version.base.type_id]
    others = [area for area in around.values() if area.type_id != version.base.type_id]
    if kind and version.base.year is None:
        return Parts([*kind, *others])
    return Parts([*kind, *others], f"It is put together from {version.base.name}, whose outlines are not loaded.")
