"""How groups stand to each other: who reports to whom on a day, several parents, and never in a circle (G7, G9)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Generic, TypeVar

from commonground.partnership.groups.rules.words import Link

Key = TypeVar("Key")
UPWARDS = frozenset({Link.REPORTS_TO, Link.PART_OF})  # a tie between equals has no direction to go round in


@dataclass(frozen=True)
class Tie(Generic[Key]):
    """One group stands under another from a day until, not including, another."""

    group: Key
    to: Key
    starts_on: date
    ends_on: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


@dataclass(frozen=True)
class Circle(Generic[Key]):
    """The first day on which reporting would go round, and the groups it would go through."""

    on: date
    through: Sequence[Key]


def circle(ties: Sequence[Tie[Key]], new: Tie[Key]) -> Circle[Key] | None:
    """The circle that a new tie would close on any day it holds; None where it closes none.

    Which ties hold changes only where one begins, so that it is enough to look at those days.
    """
    days = sorted({new.starts_on, *(tie.starts_on for tie in ties if new.holds_on(tie.starts_on))})
    for day in days:
        path = path_up(parents_on(ties, day), start=new.to, end=new.group)
        if path:
            return Circle(day, [new.group, *path])
    return None


def parents_on(ties: Iterable[Tie[Key]], day: date) -> Mapping[Key, Sequence[Key]]:
    """The groups directly above each group on a day."""
    above: dict[Key, list[Key]] = {}
    for tie in ties:
        if tie.holds_on(day):
            above.setdefault(tie.group, []).append(tie.to)
    return above


def path_up(parents: Mapping[Key, Sequence[Key]], *, start: Key, end: Key) -> list[Key]:
    """One way up from `start` to `end`, both among it; [] where there is none."""
    came_from: dict[Key, Key | None] = {start: None}
    around = [start]
    while around and end not in came_from:
        steps = [(parent, group) for group in around for parent in parents.get(group, ()) if parent not in came_from]
        came_from |= dict(steps)
        around = [parent for parent, _ in dict(steps).items()]
    path: list[Key] = []
    at: Key | None = end if end in came_from else None
    while at is not None:
        path.append(at)
        at = came_from[at]
    return path[::-1]


def above(parents: Mapping[Key, Sequence[Key]], group: Key) -> list[Key]:
    """Every group above one, the nearest first: those it reports to, those that these report to, and so on."""
    found: dict[Key, None] = {}
    around = [group]
    while around:
        around = [parent for one in around for parent in parents.get(one, ()) if parent not in found]
        found |= dict.fromkeys(around)
    return [one for one in found if one != group]


def layers(groups: Sequence[Key], parents: Mapping[Key, Sequence[Key]]) -> list[list[Key]]:
    """Groups from the top down: each stands one row below the lowest of the groups it reports to.

    The order of `groups` is kept within a row, and drawn towards the middle of the parents of the row above.
    """
    known = set(groups)
    depth: dict[Key, int] = {}

    def depth_of(group: Key) -> int:
        if group not in depth:
            depth[group] = 0  # a circle that slipped in ends here instead of going round for ever
            depth[group] = max((depth_of(one) + 1 for one in parents.get(group, ()) if one in known), default=0)
        return depth[group]

    rows: list[list[Key]] = [[] for _ in range(max((depth_of(one) for one in groups), default=-1) + 1)]
    for group in groups:
        rows[depth[group]].append(group)
    for above, row in pairwise(rows):
        at = {group: place for place, group in enumerate(above)}
        row.sort(key=lambda group: _middle([at[one] for one in parents.get(group, ()) if one in at]))
    return rows


def _middle(places: Sequence[int]) -> float:
    return sum(places) / len(places) if places else float("inf")
