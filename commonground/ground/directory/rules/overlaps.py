"""The same offer twice in one place, which is worth a conversation and not yet a fault (S5, S7)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from commonground.ground.directory.rules import ages
from commonground.ground.directory.rules.gaps import Offer


@dataclass(frozen=True)
class Overlap:
    """Two services of different providers. What both have: areas, needs, groupings, and ages where both name any."""

    one: Offer
    other: Offer
    areas: frozenset[str]
    needs: frozenset[str]
    groupings: frozenset[str]
    youngest: int
    oldest: int | None

    @property
    def ages(self) -> str:
        return ages.in_words(Decimal(self.youngest), None if self.oldest is None else Decimal(self.oldest)).lower()


def overlaps(offers: Sequence[Offer]) -> list[Overlap]:
    """Pairs that share a need, a grouping, an area and an age; those that share most areas and needs first.

    Two services of one provider are that provider's own division of labour and are left out.
    """
    by_need: dict[tuple[str, str], list[int]] = {}
    for place, one in enumerate(offers):
        for need in one.needs:
            for area in one.areas:
                by_need.setdefault((need, area), []).append(place)
    pairs = sorted({pair for together in by_need.values() for pair in combinations(together, 2)})
    found = [held for one, other in pairs if (held := _between(offers[one], offers[other]))]
    return sorted(found, key=lambda held: (-len(held.areas), -len(held.needs), held.one.name, held.other.name))


def by_grouping(found: Iterable[Overlap]) -> dict[str, int]:
    """How many pairs overlap at each grouping."""
    counted: dict[str, int] = {}
    for held in found:
        for grouping in held.groupings:
            counted[grouping] = counted.get(grouping, 0) + 1
    return counted


def _between(one: Offer, other: Offer) -> Overlap | None:
    areas, needs, groupings = one.areas & other.areas, one.needs & other.needs, one.groupings & other.groupings
    youngest = max(one.youngest or 0, other.youngest or 0)
    ends = [age for age in (one.oldest, other.oldest) if age is not None]
    oldest = min(ends) if ends else None
    is_apart = oldest is not None and youngest > oldest
    if one.provider == other.provider or is_apart or not (areas and needs and groupings):
        return None
    return Overlap(one, other, areas, needs, groupings, youngest, oldest)
