"""Colours of groups on a map."""

from collections.abc import Mapping, Sequence


def colours(groups: Sequence[str], beside: Mapping[str, frozenset[str]], *, most: int) -> dict[str, int]:
    """A colour from 0 for every group: each its own where there are enough, else none like its neighbours'.

    Greedy in the order given. Five colours are in practice enough for any map; where even `most` are not, a
    neighbour's colour is used again: the letters on the map still tell the groups apart.
    """
    if len(groups) <= most:
        return {group: number for number, group in enumerate(groups)}
    chosen: dict[str, int] = {}
    for group in groups:
        taken = {chosen[other] for other in beside.get(group, frozenset()) if other in chosen}
        chosen[group] = next((colour for colour in range(most) if colour not in taken), len(chosen) % most)
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
