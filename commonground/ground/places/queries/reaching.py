"""Lists by place (P7): which areas lie in an area, which hold it, so that any list can be filtered or grouped by one.

    reach = places.queries.reach(area, on=viewer.today)
    Service.objects.filter(reach.within("area"))        # what is in it
    Group.objects.filter(reach.concerning("area"))      # and what works for it: a group of two districts, say

An area never changes its extent, so a row keeps the area it was recorded with, of whatever map, and is still found
under any area of another map. Combined areas stay combined: a group of Mansfield and Ashfield lies in neither of them,
concerns both, and is one row of a list by district.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import DateField, Q, UUIDField, Value

from commonground.ground.places.models import Area, AreaMembership, Containment, FootprintLevel, FootprintVersion
from commonground.ground.places.queries.footprints import finest_level
from commonground.ground.places.rules import holds_on, parts_within

Ids = frozenset[UUID]
Step = tuple[UUID, UUID]  # (part, whole)
NONE: Ids = frozenset()


@dataclass(frozen=True)
class Reach:
    """An area among all others, by id: those within it (itself too), those that hold it, those that share a part."""

    area: Area
    inside: Ids
    around: Ids
    crossing: Ids

    def within(self, field: str) -> Q:
        """Condition: the area that `field` points at lies wholly in this one."""
        return Q(**{f"{field}__in": self.inside})

    def concerning(self, field: str) -> Q:
        """Condition: the area that `field` points at shares ground with this one."""
        return Q(**{f"{field}__in": self.inside | self.around | self.crossing})


@dataclass(frozen=True)
class AreaChoices:
    """The areas of one level of a map in force, or official areas of one kind: a group of a list to choose from."""

    label: str
    areas: tuple[Area, ...]


def reach(area: Area, *, on: date) -> Reach:
    """How every official area and every area of a map that is open to all stands to `area`. One query.

    `on` decides where an official area has moved from one to another (a district to another county).
    """
    return _reach(_Grounds.load(on), area)


def reach_each(areas: Iterable[Area], *, on: date) -> dict[Area, Reach]:
    """`reach` of several areas. One query, however many."""
    grounds = _Grounds.load(on)
    return {area: _reach(grounds, area) for area in areas}


def grouped_by(
    areas: Iterable[UUID], *, version: FootprintVersion, level: FootprintLevel | None = None, on: date
) -> dict[UUID, Area]:
    """Each of these areas → the area of a level (by default the finest) of a map that it lies in.

    One that lies in none of them stands for itself: combined areas are kept combined, and nothing is dropped.
    Four queries.
    """
    wanted = set(areas)
    grounds = _Grounds.load(on)
    rows = AreaMembership.objects.filter(version=version, level=level or finest_level(version.footprint))
    wholes = {row.whole_id: row.whole for row in rows.select_related("whole__type")}
    themselves = Area.objects.select_related("type").in_bulk(wanted)
    found = {}
    for area in wanted & themselves.keys():
        base = grounds.base(area)
        whole = next((whole for whole in wholes if area == whole or base <= grounds.held(whole)), None)
        found[area] = wholes[whole] if whole is not None else themselves[area]
    return found


def area_choices(*, on: date) -> list[AreaChoices]:
    """What a list can be filtered by on a day: the areas of each level of each map in force, each once. One query."""
    rows = AreaMembership.objects.filter(version__in=FootprintVersion.objects.in_force(on))
    named = rows.select_related("version__footprint", "level", "whole__type").order_by(
        "version__footprint__name", "level__order", "whole__name"
    )
    held: dict[str, dict[Area, None]] = {}
    for row in named:
        label = f"{row.version.footprint.name}: {row.level.plural.lower()} ({row.version.label})"
        held.setdefault(label, {})[row.whole] = None
    return [AreaChoices(label, tuple(areas)) for label, areas in held.items()]


@dataclass(frozen=True)
class _Grounds:
    """What lies in what, by id: official areas, and areas of maps by the official areas they come down to."""

    below: Mapping[UUID, Ids]
    above: Mapping[UUID, Ids]
    bases: Mapping[UUID, Ids]
    drawn: Mapping[UUID, Ids]

    @classmethod
    def load(cls, on: date) -> "_Grounds":
        steps, of_maps = _steps(on)
        below = parts_within(steps)
        above: dict[UUID, set[UUID]] = defaultdict(set)
        for whole, parts in below.items():
            for part in parts:
                above[part].add(whole)
        bases, drawn = _maps(of_maps)
        return cls(below, {part: frozenset(wholes) for part, wholes in above.items()}, bases, drawn)

    def base(self, area: UUID) -> Ids:
        """The official areas that it is put together from; an official area is its own."""
        return self.bases.get(area, frozenset({area}))

    def held(self, area: UUID) -> Ids:
        """Every official area within it, itself too where it is one, and those that it covers part by part."""
        base = self.base(area)
        covered = set(base)
        every = self.drawn.get(area, NONE)
        for whole in {whole for part in base for whole in self.above.get(part, NONE)}:
            parts = self.below[whole] & every
            if parts and parts <= base:
                covered.add(whole)
        return frozenset(covered.union(*(self.below.get(part, NONE) for part in covered)))


def _steps(on: date) -> tuple[list[Step], Mapping[UUID, list[Step]]]:
    """(part, whole) of official areas on a day, and of every map that is open to all by its version. One query."""
    columns = ("part", "whole", "valid_from", "valid_until")
    official = Containment.objects.order_by().values_list(Value(None, UUIDField()), *columns)
    shown = AreaMembership.objects.filter(version__in=FootprintVersion.objects.open_to_all()).order_by()
    no_day = Value(None, DateField())
    rows = official.union(shown.values_list("version", "part", "whole", no_day, no_day), all=True)
    steps: list[Step] = []
    of_maps: dict[UUID, list[Step]] = defaultdict(list)
    for version, part, whole, starts, ends in rows:
        if version is not None:
            of_maps[version].append((part, whole))
        elif holds_on(on, starts, ends):
            steps.append((part, whole))
    return steps, of_maps


def _maps(of_maps: Mapping[UUID, Sequence[Step]]) -> tuple[dict[UUID, Ids], dict[UUID, Ids]]:
    """Area of a map → its base areas, and → all the base areas of its map; for every map that is open to all."""
    bases: dict[UUID, Ids] = {}
    drawn: dict[UUID, Ids] = {}
    for steps in of_maps.values():
        wholes = {whole for part, whole in steps if part != whole}
        every = frozenset(part for part, _ in steps if part not in wholes)
        within = parts_within((part, whole) for part, whole in steps if part != whole)
        bases |= {whole: parts & every for whole, parts in within.items()}
        drawn |= dict.fromkeys(within, every)
    return bases, drawn


def _reach(grounds: _Grounds, area: Area) -> Reach:
    base, held = grounds.base(area.pk), grounds.held(area.pk)
    drawn = {other: grounds.held(other) for other in grounds.bases if other != area.pk}
    above = frozenset(whole for part in held for whole in grounds.above.get(part, NONE))
    inside = held | {area.pk} | {other for other in drawn if grounds.base(other) <= held}
    around = {whole for whole in above if base <= grounds.held(whole)}
    around |= {other for other, ground in drawn.items() if base <= ground}
    sharing = above | {other for other, ground in drawn.items() if held & ground}
    return Reach(area, frozenset(inside), frozenset(around - inside), frozenset(sharing - inside - around))
