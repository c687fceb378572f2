"""Everything on the drawing board: one level of a draft, what it may place, and the map it would take the place of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.places import rules
from commonground.ground.places.models import Area, FootprintLevel, FootprintVersion
from commonground.ground.places.queries.areas import areas_in_set
from commonground.ground.places.queries.completeness import level_problems, placed_in_each
from commonground.ground.places.queries.footprints import (
    areas_of_level,
    finest_level,
    level_below,
    maps_of_footprint,
    maps_read,
    version_for,
    version_on,
)
from commonground.ground.places.rules import Changes, Placing, Status
from commonground.ground.places.rules.checks import Check, completeness_check, date_check


@dataclass(frozen=True)
class Board:
    """One level of a version as saved. `parts` are to be placed; `placed` says where each is (key → name).

    `before` is the map that changes are told against, `former` the published one that this would supersede,
    `gaps_elsewhere` how many problems each other level has as saved.
    """

    version: FootprintVersion
    level: FootprintLevel
    levels: tuple[FootprintLevel, ...]
    parts: tuple[Area, ...]
    placed: Mapping[str, str]
    before: FootprintVersion | None
    placed_before: Mapping[str, str]
    former: FootprintVersion | None = None
    gaps_elsewhere: tuple[tuple[FootprintLevel, int], ...] = ()

    @property
    def part_names(self) -> dict[str, str]:
        return {part.key: part.name for part in self.parts}

    def checks(self, placings: Mapping[str, str], *, names: Sequence[str], starts_on: date | None) -> list[Check]:
        """What must be true before it is published, of placings (key → name) into `names` as they are typed."""
        listed = [Placing(part, whole) for part, whole in placings.items()]
        noun = self.level.name.lower()
        missing = rules.partition_problems(self.part_names, listed, wholes=names, level=noun)
        former = self.former
        return [
            completeness_check(missing, level=noun),
            *(
                Check(f"Every {level.name.lower()} is complete.", passed=not gaps, do=f"Open the level {level.plural}.")
                for level, gaps in self.gaps_elsewhere
            ),
            date_check(
                starts_on, former=former.label if former else "", former_starts_on=former.valid_from if former else None
            ),
        ]

    def changes(self, placings: Mapping[str, str]) -> Changes:
        """What these placings would change, compared with the map in force or the one drawn from."""
        return rules.changes(self.placed_before, {part: placings[part] for part in self.part_names if part in placings})


def board(viewer: Viewer, *, footprint_slug: str, version_slug: str, level_slug: str = "") -> Board:
    """The drawing board of a draft at a level (by default the finest). Raises NotFound.

    Three queries, and two for each other level.
    """
    version = version_for(viewer, footprint_slug=footprint_slug, version_slug=version_slug, maps=maps_of_footprint())
    levels = tuple(version.footprint.levels.all())
    level = next((one for one in levels if one.slug == level_slug), None) or finest_level(version.footprint)
    if level_slug and level.slug != level_slug:
        raise NotFound
    maps = maps_read(version)
    before = before_of(version, today=viewer.today, others=maps)
    held = placed_in_each([version, *([before] if before else [])], level)
    return Board(
        version=version,
        level=level,
        levels=levels,
        parts=tuple(_parts(version, level)),
        placed=held[version.pk],
        before=before,
        placed_before=held[before.pk] if before else {},
        former=next((one for one in maps if one.status == Status.PUBLISHED), None),
        gaps_elsewhere=tuple((other, len(level_problems(version, other))) for other in levels if other != level),
    )


def before_of(
    version: FootprintVersion, *, today: date, others: Iterable[FootprintVersion] | None = None
) -> FootprintVersion | None:
    """The map that a version would take the place of: the one in force today, else the one it was drawn from.

    `others` are maps that were read already, with all of this footprint but perhaps itself: then no query, else one.
    """
    if others is None:
        in_force = version_on(version.footprint, today)
    else:
        own = (one for one in others if one.footprint_id == version.footprint_id)
        in_force = next((one for one in own if one.is_in_force(today)), None)
    return in_force if in_force is not None and in_force != version else version.drawn_from


def _parts(version: FootprintVersion, level: FootprintLevel) -> list[Area]:
    below = level_below(version.footprint, level)
    if below is not None:
        return areas_of_level(version, below)
    return areas_in_set(version.base, root=version.footprint.root, on=version.valid_from)
