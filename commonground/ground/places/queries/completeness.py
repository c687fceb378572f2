"""What a version places, and what is missing."""

from collections.abc import Mapping

from commonground.foundation.kernel.errors import Problem
from commonground.ground.places import rules
from commonground.ground.places.models import Area, AreaMembership, FootprintLevel, FootprintVersion
from commonground.ground.places.queries.areas import areas_in_set
from commonground.ground.places.queries.footprints import areas_of_level, finest_level, level_below
from commonground.ground.places.rules import Placing


def parts_to_place(version: FootprintVersion, level: FootprintLevel) -> dict[str, str]:
    """What one level has to place (key → name): the areas of the level below, or of the base set within the root."""
    below = level_below(version.footprint, level)
    if below is not None:
        areas = areas_of_level(version, below)
    else:
        areas = areas_in_set(version.base, root=version.footprint.root, on=version.valid_from)
    return {area.key: area.name for area in sorted(areas, key=lambda area: rules.natural_order(area.name))}


def placed(version: FootprintVersion, level: FootprintLevel) -> dict[str, str]:
    """What one level places: key of the part → name of the whole. One query."""
    rows = AreaMembership.objects.filter(version=version, level=level).select_related("part", "whole")
    return {row.part.key: row.whole.name for row in rows.order_by("part__name")}


def problems_of(version: FootprintVersion) -> list[Problem]:
    """What keeps a version from being complete, level by level, the finest first; each names its area."""
    levels = sorted(version.footprint.levels.all(), key=lambda level: -level.order)
    return [problem for level in levels for problem in level_problems(version, level)]


def level_problems(version: FootprintVersion, level: FootprintLevel) -> list[Problem]:
    """What keeps one level of a version, as saved, from being complete. Two or three queries."""
    parts: Mapping[str, str] = parts_to_place(version, level)
    if not parts:
        what = f"has no areas of “{version.base}” in it."
        return [Problem(where=str(version.footprint.root), what=what, do="Register them, or choose another set.")]
    placings = [Placing(part, whole) for part, whole in placed(version, level).items()]
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
