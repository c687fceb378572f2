"""Which areas lie in which, through any number of steps."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from commonground.foundation.kernel.errors import Invalid, Problem


class Edge(NamedTuple):
    """A part lies wholly in a whole. Both by key."""

    part: str
    whole: str


def parts_within(edges: Iterable[Edge]) -> dict[str, frozenset[str]]:
    """Every whole → all areas within it, through any number of steps (small area → district → county).

    An area reached by two paths counts once. Raises Invalid where an area would lie in itself.
    """
    children: dict[str, set[str]] = defaultdict(set)
    for part, whole in edges:
        children[whole].add(part)
    within: dict[str, frozenset[str]] = {}
    for whole in _smallest_first(children):
        if whole in children:
            found = set(children[whole])
            for part in children[whole]:
                found |= within.get(part, frozenset())
            within[whole] = frozenset(found)
    return within


def pairs_of(within: Mapping[str, frozenset[str]]) -> list[Edge]:
    """The same as (part, whole) pairs in a stable order."""
    return [Edge(part, whole) for whole in sorted(within) for part in sorted(within[whole])]


def _smallest_first(children: Mapping[str, set[str]]) -> list[str]:
    try:
        return list(TopologicalSorter(children).static_order())
    except CycleError as cycle:
        around = " in ".join(cycle.args[1])
        raise Invalid(
            "An area cannot lie in itself.",
            [Problem(where=around, what="go round in a circle.", do="Remove one of these steps.")],
        ) from cycle
