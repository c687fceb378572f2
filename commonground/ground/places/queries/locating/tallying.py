"""How many of many lie where. Nothing is left out: what is placed and what is not add up to all, on every map."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from commonground.ground.places.queries.locating.located import InFootprint, Located
from commonground.ground.places.rules import Trouble

if TYPE_CHECKING:
    from commonground.ground.places.models import Area


@dataclass(frozen=True)
class LevelTally:
    """One level of a map: how many lie in each of its areas, and how many of those placed here lie in none, and why."""

    of: InFootprint
    areas: "dict[Area, int]"
    none: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.areas.values()) + sum(self.none.values())


@dataclass(frozen=True)
class Tally:
    """`placed` and the kinds of `not_placed` are all; each of `levels` adds up to `placed`."""

    total: int
    placed: int
    not_placed: dict[Trouble, int]
    levels: tuple[LevelTally, ...]


def tally(located: Iterable[Located]) -> Tally:
    """Counts by kind of trouble, and for every level of every footprint."""
    total = 0
    troubles: Counter[Trouble] = Counter()
    # Thousands share one tuple of footprints: counted by identity, so that each is looked at once.
    shared: dict[int, tuple[InFootprint, ...]] = {}
    seen: Counter[int] = Counter()
    for one in located:
        total += 1
        if one.problem is not None:
            troubles[one.problem.kind] += 1
        else:
            shared[id(one.footprints)] = one.footprints
            seen[id(one.footprints)] += 1
    return Tally(total, sum(seen.values()), dict(troubles), _levels([(shared[key], n) for key, n in seen.items()]))


def _levels(standing: list[tuple[tuple[InFootprint, ...], int]]) -> tuple[LevelTally, ...]:
    levels: dict[tuple[object, object], LevelTally] = {}
    for held, times in standing:
        for one in held:
            key = (one.footprint.pk, one.level.pk if one.level else None)
            counts = levels.setdefault(key, LevelTally(one, {}, {}))
            if one.area is not None:
                counts.areas[one.area] = counts.areas.get(one.area, 0) + times
            else:
                counts.none[one.why] = counts.none.get(one.why, 0) + times
    return tuple(levels.values())
