"""What changes when one map takes the place of another: before → after."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

NOT_PLACED = ""


@dataclass(frozen=True)
class Move:
    """A part, by its key, leaves one whole for another. An empty name: it was, or will be, in none."""

    part: str
    before: str
    after: str


@dataclass(frozen=True)
class Changes:
    """How many wholes there were and will be, which parts move, and which wholes only change their name."""

    wholes_before: int
    wholes_after: int
    moves: tuple[Move, ...]
    renamed: tuple[tuple[str, str], ...]

    @property
    def is_nothing(self) -> bool:
        return not self.moves and not self.renamed


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> Changes:
    """Compare two maps (part → whole, by name), in the order of their parts.

    A whole that keeps all its parts and gains none has only been renamed, so none of its parts moves.
    """
    parts_before, parts_after = _parts_of(before), _parts_of(after)
    renamed = {
        (was, whole): None
        for part, whole in after.items()
        if (was := before.get(part, NOT_PLACED)) != whole and was and parts_before[was] == parts_after[whole]
    }
    moves = [
        Move(part, was, will_be)
        for part in {**before, **after}
        if (was := before.get(part, NOT_PLACED)) != (will_be := after.get(part, NOT_PLACED))
        and (was, will_be) not in renamed
    ]
    return Changes(len(parts_before), len(parts_after), tuple(moves), tuple(renamed))


def _parts_of(placed: Mapping[str, str]) -> dict[str, set[str]]:
    parts: dict[str, set[str]] = defaultdict(set)
    for part, whole in placed.items():
        parts[whole].add(part)
    return parts
