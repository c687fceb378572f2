"""The same offer twice in one place, which is worth a conversation and not yet a fault (S5, S7)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, product

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


@dataclass(frozen=True)
class Crowd:
    """So many services of several providers for one need, kind of help and area that pairs of them tell nothing."""

    need: str
    grouping: str
    area: str
    services: int
    providers: int


def overlaps(offers: Sequence[Offer], *, most: int) -> tuple[list[Overlap], list[Crowd]]:
    """Pairs that share a need, a grouping, an area and an age; those that share most areas and needs first. And where
    more than `most` services share the first three, these together instead of their pairs, the largest first.

    Two services of one provider are that provider's own division of labour and are left out.
    """
    kept: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for place, one in enumerate(offers):
        for key in product(one.needs, one.groupings, one.areas):
            kept[key].append(place)
    crowded = {key: together for key, together in kept.items() if len(together) > most}
    pairs = {pair for key, together in kept.items() if key not in crowded for pair in combinations(together, 2)}
    found = [held for one, other in sorted(pairs) if (held := _between(offers[one], offers[other]))]
    crowds = [
        Crowd(*key, services=len(together), providers=len({offers[place].provider for place in together}))
        for key, together in crowded.items()
    ]
    return (
        sorted(found, key=lambda held: (-len(held.areas), -len(held.needs), held.one.name, held.other.name)),
        sorted((one for one in crowds if one.providers > 1), key=lambda one: (-one.services, one.need, one.area)),
    )


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
