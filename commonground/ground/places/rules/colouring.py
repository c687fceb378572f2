"""Colours of groups on a map."""

from collections import Counter
from collections.abc import Mapping, Sequence


def colours(groups: Sequence[str], beside: Mapping[str, frozenset[str]], *, most: int) -> dict[str, int]:
    """A number for every group, all different; its remainder by `most` is its colour, unlike its neighbours'.

    Greedy in the order given: each group takes a colour of its own while there are enough. Where even `most` are
    not, a neighbour's colour is used again: the numbers on the map still tell the groups apart.
    """
    if len(groups) <= most:
        return {group: number for number, group in enumerate(groups)}
    chosen: dict[str, int] = {}
    used: Counter[int] = Counter()
    for group in groups:
        taken = {chosen[other] % most for other in beside.get(group, frozenset()) if other in chosen}
        free = [colour for colour in range(most) if colour not in taken] or range(most)
        colour = min(free, key=lambda one: (used[one], one))
        chosen[group] = colour + most * used[colour]
        used[colour] += 1
    return chosen


def beside_each_other(whole_of: Mapping[str, str], beside: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Neighbours among wholes, from neighbours among their parts."""
    found: dict[str, set[str]] = {whole: set() for whole in whole_of.values()}
    for part, others in beside.items():
        for other in others:
            one, another = whole_of.get(part), whole_of.get(other)
            if one is not None and another is not None and one != another:
                found[one].add(another)
                found[another].add(one)
    return {whole: frozenset(others) for whole, others in found.items()}
