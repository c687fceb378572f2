"""Which entries may be one service written down twice (S5), and why. No Django, no clock.

Entries are compared where they share a rare word of their name, a telephone number, a postcode or a provider. What
speaks for a pair is weighed; the weights are ours, and a person decides.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from commonground.foundation.kernel.states import Labelled


class Why(Labelled):
    """What speaks for two entries being one service."""

    SAME_NAME = "same-name", "The same name"
    LIKE_NAME = "like-name", "Nearly the same name"
    PROVIDER = "provider", "The same provider"
    PHONE = "phone", "The same telephone number"
    POSTCODE = "postcode", "The same postcode"
    FEEDS = "feeds", "From two directories"


class Standing(Labelled):
    """What was decided of two entries."""

    OPEN = "open", "To be looked at"
    APART = "apart", "Kept as two"
    MERGED = "merged", "Made one"


MOVES: dict[Standing, set[Standing]] = {
    Standing.OPEN: {Standing.APART, Standing.MERGED},
    Standing.APART: {Standing.OPEN},
    Standing.MERGED: {Standing.OPEN},
}
WEIGHTS = {Why.SAME_NAME: 4, Why.LIKE_NAME: 2, Why.PROVIDER: 1, Why.PHONE: 2, Why.POSTCODE: 1, Why.FEEDS: 1}
ENOUGH = 5  # the same name and one thing more; or nearly the same name and three things or so
LIKE = 0.5  # share of the letters in threes that two names have in common
MOST_IN_COMMON = 60  # what more entries than this share says nothing of two of them
DIGITS = re.compile(r"[^0-9]")


@dataclass(frozen=True)
class Entry:
    """One entry as it is compared. `feed` is empty for one that was written here."""

    key: str
    name: str
    provider: str
    phones: frozenset[str] = frozenset()
    postcodes: frozenset[str] = frozenset()
    feed: str = ""


@dataclass(frozen=True)
class Pair:
    """Two entries and what speaks for their being one. `first` is the one with the lower key."""

    first: str
    second: str
    why: tuple[Why, ...]

    @property
    def weight(self) -> int:
        return sum(WEIGHTS[one] for one in self.why)


def telephone(text: str) -> str:
    """The digits by which two numbers are one; "" for a short number that many have, such as 111."""
    digits = DIGITS.sub("", text.replace("+44", "0"))
    return digits if len(digits) > 6 else ""


def pairs(entries: Iterable[Entry]) -> list[Pair]:
    """What may be the same, the likeliest first."""
    known = {one.key: one for one in entries}
    letters = {one.key: _threes(one.name) for one in known.values()}
    found = []
    for first, second in sorted(_met(known.values())):
        why = _why(known[first], known[second], letters[first], letters[second])
        pair = Pair(first, second, tuple(why))
        if pair.weight >= ENOUGH:
            found.append(pair)
    return sorted(found, key=lambda one: (-one.weight, one.first, one.second))


def _met(entries: Iterable[Entry]) -> set[tuple[str, str]]:
    """Pairs of keys that share something that few share."""
    sharing: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for one in entries:
        for mark in _marks(one):
            sharing[mark].append(one.key)
    return {
        (min(pair), max(pair))
        for keys in sharing.values()
        if len(keys) <= MOST_IN_COMMON
        for pair in combinations(keys, 2)
    }


def _marks(one: Entry) -> Iterator[tuple[str, str]]:
    yield "name", _folded(one.name)
    yield from (("word", word) for word in set(_folded(one.name).split()))
    yield "provider", _folded(one.provider)
    yield from (("phone", number) for number in one.phones)
    yield from (("postcode", code) for code in one.postcodes)


def _why(first: Entry, second: Entry, of_first: frozenset[str], of_second: frozenset[str]) -> list[Why]:
    why: list[Why] = []
    if _folded(first.name) == _folded(second.name):
        why.append(Why.SAME_NAME)
    elif len(of_first & of_second) >= LIKE * len(of_first | of_second):
        why.append(Why.LIKE_NAME)
    else:
        return []  # names that are not alike are two services, whatever else they share
    shared = {
        Why.PROVIDER: _folded(first.provider) == _folded(second.provider),
        Why.PHONE: bool(first.phones & second.phones),
        Why.POSTCODE: bool(first.postcodes & second.postcodes),
        Why.FEEDS: first.feed != second.feed,
    }
    return [*why, *(one for one, holds in shared.items() if holds)]


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _threes(text: str) -> frozenset[str]:
    padded = f"  {_folded(text)} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))
