"""How the areas of one map meet those of another, by the parts they share (P5)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

NOT_PLACED = ""


@dataclass(frozen=True)
class Crossing:
    """What two areas of different maps share. An empty name stands for parts that one map does not place.

    `parts` counts the shared parts; `share` is their part of the area on the first map, between 0 and 1, by
    weight where weights are given (children, say), else by count.
    """

    before: str
    after: str
    parts: int
    share: float

    @property
    def percent(self) -> str:
        """“66.7”; whole percentages without a decimal."""
        return f"{self.share * 100:.1f}".removesuffix(".0")


def crosswalk(
    before: Mapping[str, str], after: Mapping[str, str], *, weights: Mapping[str, float] | None = None
) -> list[Crossing]:
    """Cross two maps (part → whole), every part of either counted once; ordered by first area, then by share.

    A part without a weight weighs nothing. An area whose parts all weigh nothing is shared out by count.
    """
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    for part in {**before, **after}:
        shared[before.get(part, NOT_PLACED), after.get(part, NOT_PLACED)].append(part)
    shares = _shares(shared, weights)
    crossings = [Crossing(*pair, parts=len(parts), share=shares[pair]) for pair, parts in shared.items()]
    return sorted(crossings, key=lambda crossing: (crossing.before, -crossing.share, crossing.after))


def _shares(
    shared: Mapping[tuple[str, str], list[str]], weights: Mapping[str, float] | None
) -> dict[tuple[str, str], float]:
    weight_of = (
        {pair: sum(weights.get(part, 0.0) for part in parts) for pair, parts in shared.items()} if weights else {}
    )
    count_of = {pair: float(len(parts)) for pair, parts in shared.items()}
    totals, counts = _totals(weight_of), _totals(count_of)
    return {
        pair: weight_of[pair] / totals[pair[0]] if totals.get(pair[0]) else count_of[pair] / counts[pair[0]]
        for pair in shared
    }


def _totals(amounts: Mapping[tuple[str, str], float]) -> dict[str, float]:
    totals: dict[str, float] = defaultdict(float)
    for (before, _), amount in amounts.items():
        totals[before] += amount
    return totals
