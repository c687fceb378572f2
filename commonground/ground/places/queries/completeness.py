"""What a version places, and what is missing."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from commonground.foundation.kernel.errors import Problem
from commonground.ground.places import rules
from commonground.ground.places.models import Area, AreaMembership, FootprintLevel, FootprintVersion
from commonground.ground.places.queries.areas import areas_in_set
from commonground.ground.places.queries.footprints import Locality, areas_of_level, finest_level, level_below
from commonground.ground.places.rules import Placing

Drawn = Mapping[FootprintLevel, Sequence[Locality]]  # a version as `localities` reads it


def parts_to_place(version: FootprintVersion, level: FootprintLevel, *, drawn: Drawn | None = None) -> dict[str, str]:
    """What one level has to place (key → name): the areas of the level below, or of the base set within the root.

    One query; none where the level below was read already.
    """
    below = level_below(version.footprint, level)
    if below is not None:
        areas = [one.area for one in drawn[below]] if drawn else areas_of_level(version, below)
    else:
        areas = areas_in_set(version.base, root=version.footprint.root, on=version.valid_from)
    return {area.key: area.name for area in sorted(areas, key=lambda area: rules.natural_order(area.name))}


def placed(version: FootprintVersion, level: FootprintLevel) -> dict[str, str]:
    """What one level places: key of the part → name of the whole. One query."""
    rows = AreaMembership.objects.filter(version=version, level=level).select_related("part", "whole")
    return {row.part.key: row.whole.name for row in rows.order_by("part__name")}


def placed_in_each(versions: Sequence[FootprintVersion], level: FootprintLevel) -> dict[UUID, dict[str, str]]:
    """The same of several versions, by their keys. One query."""
    rows = AreaMembership.objects.filter(version__in=versions, level=level).select_related("part", "whole")
    found: dict[UUID, dict[str, str]] = {one.pk: {} for one in versions}
    for row in rows.order_by("part__name"):
        found[row.version_id][row.part.key] = row.whole.name
    return found


def placed_in(localities: Sequence[Locality]) -> dict[str, str]:
    """The same of a level that was read already. No query."""
    return {part.key: one.area.name for one in localities for part in one.parts}


def problems_of(version: FootprintVersion, *, drawn: Drawn | None = None) -> list[Problem]:
    """What keeps a version from being complete, level by level, the finest first; each names its area.

    `drawn` is the version as it was read already: then one query, else two a level.
    """
    levels = sorted(version.footprint.levels.all(), key=lambda level: -level.order)
    return [problem for level in levels for problem in level_problems(version, level, drawn=drawn)]


def level_problems(version: FootprintVersion, level: FootprintLevel, *, drawn: Drawn | None = None) -> list[Problem]:
    """What keeps one level of a version, as saved, from being complete. Two queries, or one as `problems_of` says."""
    parts: Mapping[str, str] = parts_to_place(version, level, drawn=drawn)
    if not parts:
        what = f"has no areas of “{version.base}” in it."
        return [Problem(where=str(version.footprint.root), what=what, do="Register them, or choose another set.")]
    held = placed_in(drawn[level]) if drawn else placed(version, level)
    placings = [Placing(part, whole) for part, whole in held.items()]
    return rules.partition_problems(parts, placings, level=level.name.lower())


def not_placed(version: FootprintVersion) -> list[Area]:
    """The base areas within the root that a version leaves out. Reported wherever its figures are (invariant 1)."""
    held = set(
        AreaMembership.objects.filter(version=version, level=finest_level(version.footprint)).values_list(
            "part", flat=True
        )
    )
    areas = areas_in_set(version.base, root=version.footprint.root, on=version.valid_from)
    return [area for area in areas if area.pk not in held]
