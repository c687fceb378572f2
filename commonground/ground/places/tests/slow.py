"""The slow, obvious twins that the rules are held to."""

from collections.abc import Iterable, Mapping, Sequence

from commonground.ground.places.rules import Placing


def is_partition(parts: Iterable[str], placings: Sequence[Placing]) -> bool:
    """Every part is placed exactly once, and nothing else is placed."""
    listed = list(parts)
    for part in listed:
        times = 0
        for placing in placings:
            if placing.part == part:
                times += 1
        if times != 1:
            return False
    return all(placing.part in listed for placing in placings)


def lies_in(edges: Iterable[tuple[str, str]], part: str, whole: str) -> bool:
    """Follow every step upwards from `part` until `whole` is met, or there are no more."""
    steps = list(edges)
    around = {part}
    while True:
        further = around | {above for below, above in steps if below in around}
        if whole in further - {part}:
            return True
        if further == around:
            return False
        around = further


def crossings(before: Mapping[str, str], after: Mapping[str, str]) -> dict[tuple[str, str], int]:
    """How many parts each pair of areas shares, by looking at every pair and every part."""
    parts = sorted({*before, *after})
    counted = {}
    for first in {before.get(part, "") for part in parts}:
        for second in {after.get(part, "") for part in parts}:
            shared = [part for part in parts if before.get(part, "") == first and after.get(part, "") == second]
            if shared:
                counted[first, second] = len(shared)
    return counted


def moved(before: Mapping[str, str], after: Mapping[str, str]) -> set[str]:
    """Parts whose companions changed: those that were together with it, or those that will be, are not the same."""
    found = set()
    for part in {*before, *after}:
        was = {other for other in before if before[other] == before.get(part)}
        will_be = {other for other in after if after[other] == after.get(part)}
        if was != will_be:
            found.add(part)
    return found
