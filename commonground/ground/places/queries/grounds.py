"""The ground that an area of a version covers: the base areas it comes down to."""

from collections import defaultdict

from commonground.ground.places.models import Area, AreaMembership, Footprint, FootprintVersion
from commonground.ground.places.rules import Edge, parts_within

Ground = frozenset[str]


def ground_of(version: FootprintVersion) -> dict[str, Ground]:
    """Every area of a version, by key → the keys of the base areas that it comes down to. One query."""
    rows = AreaMembership.objects.filter(version=version).select_related("part", "whole")
    return _grounds([(row.part.key, row.whole.key) for row in rows])


def grounds_of(footprint: Footprint) -> dict[tuple[str, Ground], Area]:
    """The settled areas of a footprint, by name and ground, from all its versions. One query."""
    rows = AreaMembership.objects.filter(version__footprint=footprint, whole__is_draft=False)
    by_version: dict[object, list[AreaMembership]] = defaultdict(list)
    for row in rows.select_related("part", "whole"):
        by_version[row.version_id].append(row)
    known: dict[tuple[str, Ground], Area] = {}
    for held in by_version.values():
        grounds = _grounds([(row.part.key, row.whole.key) for row in held])
        known |= {(row.whole.name, grounds[row.whole.key]): row.whole for row in held}
    return known


def _grounds(steps: list[tuple[str, str]]) -> dict[str, Ground]:
    """Areas that are nobody's whole but their own are ground."""
    wholes = {whole for part, whole in steps if part != whole}
    within = parts_within(Edge(part, whole) for part, whole in steps if part != whole)
    grounds = {whole: frozenset(part for part in parts if part not in wholes) for whole, parts in within.items()}
    return grounds | {whole: frozenset({whole}) for part, whole in steps if part == whole and whole not in grounds}
