"""Which areas each area is ranked among, in words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from commonground.ground.places import queries as places
from commonground.ground.places.queries import MembershipRow

# Kinds that together are the authorities for children's services: they are ranked among each other.
AUTHORITIES = frozenset({"county", "unitary-authority", "metropolitan-district", "london-borough"})


@dataclass(frozen=True)
class Level:
    """Areas ranked together. `ranked` are those whose own rank this is; the others stand beside them."""

    label: str
    members: frozenset[str]
    ranked: frozenset[str]


def levels(membership: Sequence[MembershipRow], kinds: Mapping[str, str]) -> list[Level]:
    """Authorities among authorities; other official areas among those of their kind in the same smallest larger area;
    localities among the areas of their level and version. `kinds`: official area → kind."""
    return [*_official_levels(membership, kinds), *_version_levels()]


def _official_levels(membership: Sequence[MembershipRow], kinds: Mapping[str, str]) -> Iterable[Level]:
    sizes: dict[str, int] = defaultdict(int)
    for row in membership:
        sizes[row.whole_key] += 1
    smallest: dict[str, str] = {}
    for row in membership:
        if row.version_id is None and (
            row.part_code not in smallest or sizes[row.whole_key] < sizes[smallest[row.part_code]]
        ):
            smallest[row.part_code] = row.whole_key
    authorities = frozenset(area for area, kind in kinds.items() if kind in AUTHORITIES)
    yield Level("local authorities", authorities, authorities)
    groups: dict[tuple[str, str], set[str]] = defaultdict(set)
    for area, kind in kinds.items():
        if kind not in AUTHORITIES and area in smallest:
            groups[kind, smallest[area]].add(area)
    named = places.areas_by_key(whole for _, whole in groups)
    plurals = places.kind_plurals()
    for (kind, whole), members in sorted(groups.items()):
        name = named[whole].name if whole in named else whole
        yield Level(f"{plurals.get(kind, kind).lower()} of {name}", frozenset(members), frozenset(members))


def _version_levels() -> Iterable[Level]:
    """Newest versions first, so that an area of several versions is ranked in the newest."""
    seen: set[str] = set()
    for footprint in places.footprints():
        for version in places.versions(footprint):
            for level in footprint.levels.all():
                areas = places.areas_of_level(version, level)
                own = {area.key for area in areas if area.code is None} - seen
                seen |= own
                if own:
                    yield Level(
                        f"{level.plural.lower()} ({version.label})",
                        frozenset(area.key for area in areas),
                        frozenset(own),
                    )
