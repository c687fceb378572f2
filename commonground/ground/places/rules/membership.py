"""Which areas lie in which, through any number of steps."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple, TypeVar
from uuid import UUID

from commonground.foundation.kernel.errors import Invalid, Problem

Key = TypeVar("Key", str, UUID)


class Edge(NamedTuple):
    """A part lies wholly in a whole. Both by key."""

    part: str
    whole: str


def parts_within(edges: Iterable[tuple[Key, Key]]) -> dict[Key, frozenset[Key]]:
    """Every whole → all areas within it, through any number of steps (small area → district → county).

    `edges` are (part, whole). An area reached by two paths counts once. Raises Invalid where an area would lie
    in itself.
    """
    children: dict[Key, set[Key]] = defaultdict(set)
    for part, whole in edges:
        children[whole].add(part)
    within: dict[Key, frozenset[Key]] = {}
    for whole in _smallest_first(children):
        held = children[whole]
        within[whole] = frozenset(held.union(*(within[part] for part in held if part in within)))
    return within


def _smallest_first(children: Mapping[Key, set[Key]]) -> list[Key]:
    """The wholes, each after those within it. Parts that are nobody's whole need no order: most areas are."""
    wholes = {whole: held & children.keys() for whole, held in children.items()}
    try:
        return list(TopologicalSorter(wholes).static_order())
    except CycleError as cycle:
        around = " in ".join(map(str, cycle.args[1]))
        raise Invalid(
            "An area cannot lie in itself.",
            [Problem(where=around, what="go round in a circle.", do="Remove one of these steps.")],
        ) from cycle
