"""What became of small areas when they were drawn anew: kept, split, merged or redrawn."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

Pair = tuple[str, str]  # former, successor


class ChangeRow(NamedTuple):
    """A former area and a successor that share ground and are not the same, by key; and the sets they stand in."""

    former: str
    successor: str
    before: str
    after: str


class FitRow(NamedTuple):
    """A small area, the larger area it is counted to by best fit, both by key; and the sets they stand in."""

    part: str
    whole: str
    base: str
    fitted_to: str


class Kind(StrEnum):
    """How a former area and its successor hang together. The words are those of the ONS lookups, by their letter."""

    UNCHANGED = "unchanged"  # U: the same ground under the same code
    SPLIT = "split"  # S: the successor is one of several parts of the former
    MERGED = "merged"  # M: the former is one of several parts of the successor
    COMPLEX = "complex"  # X: the ground was divided anew between several

    @property
    def letter(self) -> str:
        return _LETTERS[self]

    @property
    def sentence(self) -> str:
        return _SENTENCES[self]


_LETTERS = {Kind.UNCHANGED: "U", Kind.SPLIT: "S", Kind.MERGED: "M", Kind.COMPLEX: "X"}
_SENTENCES = {
    Kind.UNCHANGED: "The same ground under the same code.",
    Kind.SPLIT: "One area became several; each lies wholly in the former one.",
    Kind.MERGED: "Several areas became one, which holds all of each.",
    Kind.COMPLEX: "The ground was divided anew between several areas, which do not fit into each other.",
}
BY_LETTER: Mapping[str, Kind] = {letter: kind for kind, letter in _LETTERS.items()}


def kinds(pairs: Iterable[Pair]) -> dict[Pair, Kind]:
    """What each pair of a whole lookup is, from the pairs alone."""
    listed = set(pairs)
    successors, formers = _ends(listed)
    return {
        (former, successor): _kind(former, successor, successors[former], formers[successor], successors, formers)
        for former, successor in sorted(listed)
    }


def _kind(
    former: str,
    successor: str,
    beside: set[str],
    together: set[str],
    successors: Mapping[str, set[str]],
    formers: Mapping[str, set[str]],
) -> Kind:
    if len(beside) == len(together) == 1 and former == successor:
        return Kind.UNCHANGED
    if len(beside) > 1 and all(len(formers[one]) == 1 for one in beside):
        return Kind.SPLIT
    if len(together) > 1 and all(len(successors[one]) == 1 for one in together):
        return Kind.MERGED
    return Kind.COMPLEX


def hanging_together(pairs: Iterable[Pair]) -> list[list[Pair]]:
    """The pairs in groups that share no area: what is counted on one group never leaves it."""
    listed = sorted(set(pairs))
    ends = _ends(listed)
    groups: list[list[Pair]] = []
    met: set[Pair] = set()
    for first in listed:
        if first not in met:
            groups.append(sorted(_reached([first], *ends)))
            met.update(groups[-1])
    return groups


def touching(pairs: Iterable[Pair], wanted: Iterable[Pair]) -> set[Pair]:
    """The wanted pairs with all that hang together with them, so that no area is known by half."""
    return _reached(wanted, *_ends(pairs))


def _reached(start: Iterable[Pair], successors: Mapping[str, set[str]], formers: Mapping[str, set[str]]) -> set[Pair]:
    """The pairs that can be reached from some by going from an area to those it shares ground with."""
    met: set[Pair] = set()
    waiting = list(start)
    while waiting:
        pair = waiting.pop()
        if pair not in met:
            met.add(pair)
            waiting += [(pair[0], one) for one in successors[pair[0]]]
            waiting += [(one, pair[1]) for one in formers[pair[1]]]
    return met


def _ends(pairs: Iterable[Pair]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    successors: dict[str, set[str]] = defaultdict(set)
    formers: dict[str, set[str]] = defaultdict(set)
    for former, successor in pairs:
        successors[former].add(successor)
        formers[successor].add(former)
    return successors, formers
