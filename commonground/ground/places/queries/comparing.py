"""Two maps of one place, compared (P5)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from commonground.foundation.kernel.errors import Invalid
from commonground.ground.places import rules
from commonground.ground.places.models import AreaSet, FootprintLevel, FootprintVersion
from commonground.ground.places.queries.areas import areas_by_key
from commonground.ground.places.queries.board import before_of
from commonground.ground.places.queries.completeness import placed
from commonground.ground.places.queries.footprints import areas_of_level, finest_level
from commonground.ground.places.queries.membership import parts_within_areas
from commonground.ground.places.rules import Crossing


@dataclass(frozen=True)
class VersionCrosswalk:
    """How the areas of one version meet those of another. `parts` names the kind of area that both come down to."""

    before: FootprintVersion
    after: FootprintVersion
    parts: AreaSet
    crossings: list[Crossing]

    @property
    def in_words(self) -> str:
        """How many areas of the first map lie wholly in one of the second, and which are split."""
        times = Counter(crossing.before for crossing in self.crossings if crossing.before)
        split = [area for area, found in times.items() if found > 1]
        if not split:
            return f"Each of the {len(times)} areas of {self.before.label} lies in one area of {self.after.label}."
        whole = len(times) - len(split)
        return f"{whole} of {len(times)} areas of {self.before.label} lie in one area; split are {', '.join(split)}."


def crosswalk(
    before: FootprintVersion,
    after: FootprintVersion,
    *,
    before_level: FootprintLevel | None = None,
    after_level: FootprintLevel | None = None,
    weights: Mapping[str, float] | None = None,
) -> VersionCrosswalk:
    """Cross a level (by default the finest) of two versions, of one footprint or of two, by the parts they share.

    `weights` (code → children, say) turn counts of parts into shares of what they hold.
    """
    maps = [wholes_of_parts(before, before_level), wholes_of_parts(after, after_level)]
    parts = _shared_set(before, after, maps)
    keys = _keys_of(parts)
    crossing = [{part: whole for part, whole in held.items() if part in keys} for held in maps]
    return VersionCrosswalk(before, after, parts, rules.crosswalk(*crossing, weights=weights))


def wholes_of_parts(version: FootprintVersion, level: FootprintLevel | None) -> dict[str, str]:
    """Every official area within a level of a version, of any kind, by key → name of the whole. Three queries."""
    names = {area.key: area.name for area in areas_of_level(version, level)}
    within = parts_within_areas(version, names)
    inside = {part: names[whole] for whole, parts in within.items() for part in parts}
    return {key: name for key, name in names.items() if not key.startswith("draft-")} | inside


def _shared_set(before: FootprintVersion, after: FootprintVersion, maps: list[dict[str, str]]) -> AreaSet:
    """The set to count in: a base of either version, else the largest areas that both maps place."""
    others = AreaSet.objects.exclude(pk__in=[before.base_id, after.base_id])
    for candidate in (before.base, after.base, *others):
        keys = _keys_of(candidate)
        if all(keys & held.keys() for held in maps):
            return candidate
    raise Invalid(f"{before} and {after} have no areas in common, so they cannot be compared.")


def _keys_of(area_set: AreaSet) -> set[str]:
    return {code or slug for code, slug in area_set.areas.values_list("code", "slug")}


@dataclass(frozen=True)
class Moved:
    """What moves when a version takes the place of `before`: (part, from, to) by name."""

    before: FootprintVersion
    moves: list[tuple[str, str, str]]


def moves_of(version: FootprintVersion, *, today: date) -> Moved | None:
    """Which parts of the finest level a version places elsewhere than the map before it; None for the first.

    Four queries. Before a version in force stands the one it was drawn from, before any other the one in force.
    """
    before = version.drawn_from if version.published_at else before_of(version, today=today)
    if before is None:
        return None
    level = finest_level(version.footprint)
    changes = rules.changes(placed(before, level), placed(version, level))
    names = areas_by_key(move.part for move in changes.moves)
    listed = [(names[move.part].name, move.before, move.after) for move in changes.moves if move.part in names]
    return Moved(before, sorted(listed))
