"""The official areas that things stand in: by the directory's code, by outlines, and the larger ones around them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef

from commonground.foundation.kernel.identifiers import UPPER_TIER
from commonground.ground.places import formats
from commonground.ground.places.models import Area, AreaSet, Containment
from commonground.ground.places.queries.batches import in_batches
from commonground.ground.places.queries.locating.asking import Asked
from commonground.ground.places.queries.locating.located import AreaOfSet, Official
from commonground.ground.places.queries.locating.outlines import areas_at, drawn_sets
from commonground.ground.places.rules import holds_on

DISTRICTS = "LAD"  # the column of codes of local authority districts, as the pack of kinds calls it


class Spot(NamedTuple):
    """All that decides where something lies: the directory's code, and its area in each drawn set.

    Thousands of postcodes share a spot, so whatever is said of a spot is worked out once.
    """

    authority: str
    hits: tuple[UUID | None, ...]


@dataclass(frozen=True)
class Ground:
    """Official areas as they are on a day."""

    on: date
    sets: Sequence[AreaSet]
    spots: Sequence[Spot]
    by_code: dict[str, Area]
    by_id: dict[UUID, Area]
    above: dict[UUID, list[Area]]

    def district(self, spot: Spot) -> Official | None:
        """The lowest authority: by the directory, else by the outline the point lies in."""
        if spot.authority:
            return self._official(spot.authority)
        found = next((area for area in self.around(spot).values() if _is_lowest(area)), None)
        return _registered(found) if found else None

    def authority(self, spot: Spot) -> Official | None:
        """The council with children's services."""
        district = self.district(spot)
        if district is None or district.code[:3] in UPPER_TIER:
            return district
        upper = next(
            (area for area in self._named(Spot(district.code, ())).values() if (area.code or "")[:3] in UPPER_TIER),
            None,
        )
        lies_in = formats.authorities()[district.code].lies_in if district.code in formats.authorities() else ""
        return _registered(upper) if upper else self._official(lies_in) if lies_in else None

    def in_sets(self, spot: Spot) -> tuple[AreaOfSet, ...]:
        """Small areas and wards, newest first within a kind."""
        pairs = zip(self.sets, spot.hits, strict=True)
        return tuple(AreaOfSet(area_set, self.by_id[area]) for area_set, area in pairs if area is not None)

    def is_inside(self, spot: Spot, roots: set[UUID]) -> bool:
        """Whether it lies in one of these areas. What the directory says goes before an outline, which is generalised.

        An outline decides where the directory is silent, or where a root is smaller than the directory's district.
        """
        if not spot.authority:
            return bool(roots & self.around(spot).keys())
        district = self.by_code.get(spot.authority)
        if district is None or roots & self._named(spot).keys():
            return district is not None
        drawn = (self._upwards([self.by_id[area]]) for area in spot.hits if area is not None)
        return any(roots & chain.keys() and district.pk in chain for chain in drawn)

    def around(self, spot: Spot) -> dict[UUID, Area]:
        """Every registered area it stands in, the directory's district with what it lies in first."""
        named = self._named(spot)
        drawn = self._upwards([self.by_id[area] for area in spot.hits if area is not None])
        return named | {area: found for area, found in drawn.items() if area not in named}

    def _named(self, spot: Spot) -> dict[UUID, Area]:
        return self._upwards([area] if (area := self.by_code.get(spot.authority)) else [])

    def _upwards(self, areas: list[Area]) -> dict[UUID, Area]:
        found = {area.pk: area for area in areas}
        waiting = list(areas)
        while waiting:
            wholes = self.above.get(waiting.pop(0).pk, [])
            waiting += [whole for whole in wholes if whole.pk not in found]
            found |= {whole.pk: whole for whole in wholes}
        return found

    def _official(self, code: str) -> Official | None:
        area, known = self.by_code.get(code), formats.authorities().get(code)
        return _registered(area) if area else Official(code, known.name) if known else None


def ground_of(asked: Sequence[Asked], *, on: date) -> Ground:
    """Where everything asked for stands. Four queries, and two for each further 500 areas."""
    sets = drawn_sets()
    hits = areas_at([one.point for one in asked], sets)
    spots = [Spot(one.authority, held) for one, held in zip(asked, hits, strict=True)]
    codes = {spot.authority for spot in spots if spot.authority}
    ids = {area for spot in set(spots) for area in spot.hits if area is not None}
    by_code, by_id = _areas_by_code(codes), _areas_by_id(ids)
    above = _above([*ids, *(area.pk for area in by_code.values())], on=on)
    by_code |= {area.code: area for held in above.values() for area in held if area.code}
    return Ground(on, sets, spots, by_code, by_id, above)


def _areas_by_code(codes: Iterable[str]) -> dict[str, Area]:
    found = Area.objects.filter(code__in=sorted(codes)).select_related("type")
    return {area.code: area for area in found if area.code} if codes else {}


def _areas_by_id(ids: Iterable[UUID]) -> dict[UUID, Area]:
    rows = (Area.objects.filter(pk__in=batch).select_related("type") for batch in in_batches(ids))
    return {area.pk: area for batch in rows for area in batch}


def _above(ids: Iterable[UUID], *, on: date) -> dict[UUID, list[Area]]:
    """Every one of these areas, and every area that holds another → the areas it lies in directly on the day."""
    holds_others = Exists(Containment.objects.filter(whole=OuterRef("part")))
    queries = [Containment.objects.filter(part__in=batch) for batch in in_batches(ids)]
    above: dict[UUID, dict[UUID, Area]] = {}
    for rows in (*queries, Containment.objects.filter(holds_others)):
        for step in rows.select_related("whole__type"):
            if holds_on(on, step.valid_from, step.valid_until):
                above.setdefault(step.part_id, {})[step.whole_id] = step.whole
    return {part: sorted(held.values(), key=lambda area: -area.type.order) for part, held in above.items()}


def _is_lowest(area: Area) -> bool:
    kind = formats.type_of_code(area.code or "")
    return kind is not None and kind.property == DISTRICTS


def _registered(area: Area) -> Official:
    return Official(area.code or area.slug, area.name, area.slug, area.pk)
