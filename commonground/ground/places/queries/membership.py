"""Which official area lies in which larger area, of any kind: what every roll-up joins on."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from commonground.ground.places.formats import POINTS
from commonground.ground.places.models import (
    Area,
    AreaMembership,
    Containment,
    Fingerprint,
    FootprintLevel,
    FootprintVersion,
)
from commonground.ground.places.queries.redrawing import changes_table, fits_table
from commonground.ground.places.rules import Edge, parts_within


class MembershipRow(NamedTuple):
    """An official area (by key, which is its code where it has one, with its type) lies wholly in an area (by key).

    `version_id` is a version that says so, None where it is official. An area never changes its extent, so
    each pair comes once however many versions hold it.
    """

    part_code: str
    part_type: str
    whole_key: str
    version_id: UUID | None


def membership_table() -> list[MembershipRow]:
    """For every official area and every area of a version that is open to all: all official areas within it.

    Of every kind and size, so a figure published by ward, district or small area finds its wholes by its
    code. A school counts only towards its cluster: it covers no ground, so the schools of a district do not add up to
    the district. Three or four queries; about a second for all 41,000 areas of England.
    """
    return _rows(_versions_edges(_open_versions()), _official_steps(points=False))


def membership_of(version: FootprintVersion) -> list[MembershipRow]:
    """The same for the areas of one version alone, also of a draft."""
    rows = _rows(_versions_edges([version.pk]), _official_steps())
    return [row for row in rows if row.version_id is not None]


def parts_within_levels(
    maps: Sequence[tuple[FootprintVersion, FootprintLevel | None]],
) -> list[dict[str, tuple[str, frozenset[str]]]]:
    """Of each version the areas of a level (by default the finest), by key: their names, and all areas within them as
    the version and official steps say.

    With what lies within a district that is an area of the version by itself. Two queries for all of them.
    """
    official = _official_steps()
    rows = AreaMembership.objects.filter(version__in=[version for version, _ in maps]).select_related(
        "level", "part", "whole"
    )
    by_version: dict[UUID, list[AreaMembership]] = {version.pk: [] for version, _ in maps}
    for row in rows:
        by_version[row.version_id].append(row)
    return [_within_level(by_version[version.pk], level, official) for version, level in maps]


def _within_level(
    rows: Sequence[AreaMembership], level: FootprintLevel | None, official: Sequence[tuple[str, str]]
) -> dict[str, tuple[str, frozenset[str]]]:
    if not rows:
        return {}
    chosen = level.pk if level else max(rows, key=lambda row: row.level.order).level_id
    steps = [Edge(row.part.key, row.whole.key) for row in rows if row.part_id != row.whole_id]
    within = parts_within([*official, *steps])
    wholes = {row.whole.key: row.whole.name for row in rows if row.level_id == chosen}
    return {key: (name, within.get(key, frozenset())) for key, name in wholes.items()}


def fingerprint() -> str:
    """Changes whenever `membership_table`, `changes_table` or `fits_table` would. One small query."""
    return Fingerprint.objects.values_list("value", flat=True).first() or "empty"


def compute_fingerprint() -> str:
    """The hash that `fingerprint` should read: over every area with its kind, every step of membership, what became of
    small areas and which larger area each is counted to.

    The steps decide what lies within what, so their hash stands for the whole table at a fifth of the work.
    """
    content = sha256()
    steps = {*_official_steps(points=False), *_versions_edges(_open_versions())}
    areas = {(code or slug, kind) for code, slug, kind in Area.objects.settled().values_list("code", "slug", "type")}
    redrawn = (*changes_table(), *fits_table())
    for pair in (*sorted(areas), *sorted(steps), *redrawn):
        content.update(" ".join(pair).encode() + b"\n")
    return content.hexdigest()


def _open_versions() -> list[UUID]:
    return list(FootprintVersion.objects.open_to_all().values_list("pk", flat=True))


def _versions_edges(versions: Iterable[UUID]) -> dict[Edge, UUID]:
    rows = AreaMembership.objects.filter(version__in=versions).order_by("version__drafted_at", "version")
    steps = rows.values_list("part__code", "part__slug", "whole__code", "whole__slug", "version")
    edges: dict[Edge, UUID] = {}
    for part_code, part_slug, whole_code, whole_slug, version in steps:
        edge = Edge(part_code or part_slug, whole_code or whole_slug)
        if edge.part != edge.whole:
            edges.setdefault(edge, version)
    return edges


def _rows(version_edges: dict[Edge, UUID], official: list[tuple[str, str]]) -> list[MembershipRow]:
    official_areas = Area.objects.filter(footprint=None).values_list("code", "slug", "type")
    types = {code or slug: kind for code, slug, kind in official_areas}
    said_by = {edge.whole: version for edge, version in version_edges.items()}
    within = parts_within([*official, *version_edges])
    return [
        MembershipRow(part, types[part], whole, said_by.get(whole))
        for whole in sorted(within)
        for part in sorted(within[whole])
        if part in types
    ]


def _official_steps(*, points: bool = True) -> list[tuple[str, str]]:
    """What lies in what, officially; without `points`, of ground alone."""
    rows = Containment.objects.all() if points else Containment.objects.exclude(part__type__in=POINTS)
    steps = rows.values_list("part__code", "part__slug", "whole__code", "whole__slug")
    return [(part or part_slug, whole or whole_slug) for part, part_slug, whole, whole_slug in steps]
