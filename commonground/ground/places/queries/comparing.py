"""Two maps of one place, compared (P5)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from commonground.foundation.kernel.errors import Invalid
from commonground.ground.places import rules
from commonground.ground.places.models import AreaMembership, AreaSet, FootprintLevel, FootprintVersion
from commonground.ground.places.queries.board import before_of
from commonground.ground.places.queries.completeness import Drawn
from commonground.ground.places.queries.footprints import finest_level, localities
from commonground.ground.places.queries.membership import parts_within_levels
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
    maps = wholes_of_parts((before, before_level), (after, after_level))
    parts = _shared_set(before, after, maps)
    keys = _keys_of(parts)
    crossing = [{part: whole for part, whole in held.items() if part in keys} for held in maps]
    return VersionCrosswalk(before, after, parts, rules.crosswalk(*crossing, weights=weights))


def wholes_of_parts(*maps: tuple[FootprintVersion, FootprintLevel | None]) -> list[dict[str, str]]:
    """Of each version: every official area within a level (by default the finest), of any kind, by key → name of the
    whole. Two queries for all of them."""
    held = parts_within_levels(maps)
    return [
        {key: name for key, (name, _) in formed.items() if not key.startswith("draft-")}
        | {part: name for name, parts in formed.values() for part in parts}
        for formed in held
    ]


def _shared_set(before: FootprintVersion, after: FootprintVersion, maps: list[dict[str, str]]) -> AreaSet:
    """The set to count in: a base of either version, else the largest areas that both maps place."""
    others = AreaSet.objects.exclude(pk__in=[before.base_id, after.base_id])
    for candidate in chain((before.base, after.base), others.iterator()):
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


def moves_of(
    version: FootprintVersion,
    *,
    today: date,
    drawn: Drawn | None = None,
    others: Sequence[FootprintVersion] | None = None,
) -> Moved | None:
    """Which parts of the finest level a version places elsewhere than the map before it; None for the first.

    Before a version in force stands the one it was drawn from, before any other the one in force. Three queries; one
    where the version (`drawn`) and the open maps of the place (`others`) were read already.
    """
    before = version.drawn_from if version.published_at else before_of(version, today=today, others=others)
    if before is None:
        return None
    level = finest_level(version.footprint)
    parts = {
        part.key: (part.name, one.area.name) for one in (drawn or localities(version))[level] for part in one.parts
    }
    rows = AreaMembership.objects.filter(version=before, level=level).select_related("part", "whole")
    former = {row.part.key: (row.part.name, row.whole.name) for row in rows}
    names = {key: name for key, (name, _) in (former | parts).items()}
    changes = rules.changes(*({key: whole for key, (_, whole) in held.items()} for held in (former, parts)))
    return Moved(before, sorted((names[move.part], move.before, move.after) for move in changes.moves))
