"""Is a footprint complete? Every part in exactly one whole of each level (P1, P3, P4; invariant 1)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from commonground.foundation.kernel.errors import Problem


@dataclass(frozen=True)
class Placing:
    """A part, by its key, belongs to a whole, by its name."""

    part: str
    whole: str


def partition_problems(
    parts: Mapping[str, str], placings: Sequence[Placing], *, wholes: Iterable[str] = (), level: str = "locality"
) -> list[Problem]:
    """What keeps placings from being a partition of `parts` (key → name) into `wholes` (names that must be used).

    Every problem names its area and says what to do. In the order of `parts`, then of `placings`, so that
    the same mistakes always read the same.
    """
    return [*gaps(parts, placings, wholes=wholes, level=level), *contradictions(parts, placings)]


def gaps(
    parts: Mapping[str, str], placings: Sequence[Placing], *, wholes: Iterable[str] = (), level: str = "locality"
) -> list[Problem]:
    """What is still missing: parts in no whole, wholes without parts. A draft may have gaps."""
    placed = {placing.part for placing in placings}
    used = {placing.whole for placing in placings}
    return [
        *(_left_out(name, level) for key, name in parts.items() if key not in placed),
        *(_empty(whole) for whole in wholes if whole not in used),
    ]


def contradictions(parts: Mapping[str, str], placings: Sequence[Placing]) -> list[Problem]:
    """What cannot be, not even in a draft: a part in two wholes, or a part that is none of ours."""
    placed: dict[str, list[str]] = defaultdict(list)
    for placing in placings:
        placed[placing.part].append(placing.whole)
    return [
        *(_held_twice(parts.get(key, key), held) for key, held in placed.items() if len(held) > 1),
        *(_foreign(key, held[0]) for key, held in placed.items() if key not in parts),
    ]


def as_partition(placings: Sequence[Placing]) -> dict[str, str]:
    """Part → whole, of placings that `partition_problems` found nothing wrong with."""
    return {placing.part: placing.whole for placing in placings}


def _left_out(name: str, level: str) -> Problem:
    return Problem(where=name, what=f"is in no {level}.", do="Choose the one it belongs to.")


def _held_twice(name: str, held: Sequence[str]) -> Problem:
    times = "twice" if len(held) == 2 else f"{len(held)} times"
    where = " and ".join(f"“{whole}”" for whole in dict.fromkeys(held))
    return Problem(where=name, what=f"is placed {times}, in {where}.", do="Keep one of them.")


def _foreign(key: str, whole: str) -> Problem:
    return Problem(
        where=key,
        what=f"is placed in “{whole}” but is not one of the areas this footprint is put together from.",
        do="Remove it, or check its code.",
    )


def _empty(whole: str) -> Problem:
    return Problem(where=whole, what="has no areas in it.", do="Place at least one there, or remove it.")
