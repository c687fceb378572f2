"""Which areas make up which larger one, so that adding them up leaves nobody out."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple


class Pair(NamedTuple):
    """A part lies wholly in a whole. Both by key."""

    part: str
    whole: str


class Layered(NamedTuple):
    """A pair, and the layer (a set of areas drawn up together) through which the part counts towards the whole."""

    part: str
    whole: str
    layer: str


def covering(pairs: Iterable[Pair], layers: Mapping[str, Collection[str]]) -> list[Layered]:
    """Those layers of each whole that cover it, as far as is registered.

    `layers`: area → the sets it stands in. A layer covers a whole where its areas are among the largest parts of it,
    or where each of some layer of its largest parts has an area of this layer within: small areas of five districts
    out of seven do not make a county.
    """
    parts_of: dict[str, set[str]] = defaultdict(set)
    wholes_of: dict[str, set[str]] = defaultdict(set)
    for part, whole in pairs:
        parts_of[whole].add(part)
        wholes_of[part].add(whole)
    return [
        Layered(part, whole, layer)
        for whole in sorted(parts_of)
        for layer, members in sorted(_by_layer(parts_of[whole], layers).items())
        if _covers(members, _largest(parts_of[whole], wholes_of, layers), wholes_of)
        for part in sorted(members)
    ]


def _by_layer(parts: Collection[str], layers: Mapping[str, Collection[str]]) -> dict[str, set[str]]:
    members: dict[str, set[str]] = defaultdict(set)
    for part in parts:
        for layer in layers.get(part, ()):
            members[layer].add(part)
    return dict(members)


def _largest(
    parts: set[str], wholes_of: Mapping[str, set[str]], layers: Mapping[str, Collection[str]]
) -> list[set[str]]:
    """The parts that lie in no other part, layer by layer.

    Areas of a set do not overlap, so a layer that holds only some of the areas of another leaves ground out: small
    areas of 2021 that bear the code they had in 2011 are not all there is.
    """
    found = list(_by_layer([part for part in parts if not wholes_of[part] & parts], layers).values())
    return [areas for areas in found if not any(areas < other for other in found)]


def _covers(members: set[str], largest: Iterable[set[str]], wholes_of: Mapping[str, set[str]]) -> bool:
    reached = members.union(*(wholes_of[member] for member in members))
    return any(areas <= reached for areas in largest)
