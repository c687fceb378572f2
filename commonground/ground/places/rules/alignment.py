"""Which clusters lie wholly in one area of another map, and which cross a boundary (P10, 002:131)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commonground.ground.places.rules.names import natural_order

NOWHERE = "not on that map"


@dataclass(frozen=True)
class ClusterAlignment:
    """A cluster and how many of its schools lie in each area of the other map, the most first.

    Schools that the other map does not place are counted under `NOWHERE`.
    """

    cluster: str
    held: tuple[tuple[str, int], ...]

    @property
    def schools(self) -> int:
        return sum(count for _, count in self.held)

    @property
    def is_whole(self) -> bool:
        """All of its schools lie in one area."""
        return len(self.held) == 1 and self.held[0][0] != NOWHERE

    @property
    def main(self) -> str:
        """The area that most of its schools lie in; the first by name where several hold as many."""
        return next((name for name, _ in self.held if name != NOWHERE), NOWHERE)

    @property
    def where(self) -> str:
        """“North”, or “5 in North, 2 in Central”."""
        if self.is_whole:
            return self.main
        return ", ".join(f"{count} {name}" if name == NOWHERE else f"{count} in {name}" for name, count in self.held)

    @property
    def in_words(self) -> str:
        """“wholly in North”, or “crosses: 5 in North, 2 in Central”."""
        if self.is_whole:
            return f"wholly in {self.main}"
        placed = [(name, count) for name, count in self.held if name != NOWHERE]
        missing = "".join(f"{count} {name}" for name, count in self.held if name == NOWHERE)
        if len(placed) == 1:
            return f"in {placed[0][0]}, {missing}"
        crossing = f"crosses: {', '.join(f'{count} in {name}' for name, count in placed)}" if placed else ""
        return ", ".join(part for part in (crossing, missing) if part)


def alignment(clusters: Mapping[str, str], areas: Mapping[str, str]) -> list[ClusterAlignment]:
    """Hold clusters (school → cluster) against another map (school → area), by the name of the cluster."""
    held: dict[str, Counter[str]] = {}
    for school, cluster in clusters.items():
        held.setdefault(cluster, Counter())[areas.get(school, NOWHERE)] += 1
    return [
        ClusterAlignment(cluster, tuple(sorted(held[cluster].items(), key=_most_first)))
        for cluster in sorted(held, key=natural_order)
    ]


def _most_first(held: tuple[str, int]) -> tuple[bool, int, list[tuple[int, str]]]:
    name, count = held
    return name == NOWHERE, -count, natural_order(name)


def shares(found: Sequence[ClusterAlignment]) -> tuple[float, float] | None:
    """The share of clusters that lie wholly in one area, and of schools in the main area of their cluster."""
    schools = sum(one.schools for one in found)
    if not schools:
        return None
    in_main = sum(dict(one.held).get(one.main, 0) for one in found if one.main != NOWHERE)
    return sum(one.is_whole for one in found) / len(found), in_main / schools
