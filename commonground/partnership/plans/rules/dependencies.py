"""What has to be reached before what: milestones wait for others, never in a circle."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from commonground.foundation.kernel.errors import Invalid, Problem


class Edge(NamedTuple):
    """`later` waits for `earlier`."""

    later: UUID
    earlier: UUID


def check_dependency(edge: Edge, held: Iterable[Edge], *, names: Mapping[UUID, str]) -> None:
    """Raises Invalid for a milestone that would wait for itself, twice for one other, or in a circle, naming it."""
    known = set(held)
    if edge.later == edge.earlier:
        raise _wrong("A milestone cannot wait for itself.")
    if edge in known:
        raise _wrong("It waits for that one already.")
    way = path(edge.earlier, edge.later, known)
    if way:
        circle = " → ".join(f"“{names.get(one, 'another')}”" for one in [edge.later, *way])
        raise _wrong(f"They would wait for each other in a circle: {circle}.")


def path(start: UUID, end: UUID, edges: Iterable[Edge]) -> list[UUID]:
    """From a milestone to one that it waits for, by the shortest way: both ends included, empty where there is none."""
    waits: dict[UUID, list[UUID]] = {}
    for later, earlier in edges:
        waits.setdefault(later, []).append(earlier)
    came: dict[UUID, UUID | None] = {start: None}
    front = [start]
    while front and end not in came:
        at = front.pop(0)
        new = [one for one in waits.get(at, []) if one not in came]
        came.update(dict.fromkeys(new, at))
        front += new
    return _back(end, came) if end in came else []


def check_order(*, due_on: date | None, earlier: Iterable[tuple[str, date]], later: Iterable[tuple[str, date]]) -> None:
    """Raises Invalid for a day before something it waits for is due, or after something that waits for it.

    Refused and not only warned of: dates that cannot all be kept would make every status that is read from them wrong.
    """
    if due_on is None:
        return
    problems = [
        Problem(
            f"It waits for “{name}”, which is due {day:%-d %B %Y}.", "Choose that day or a later one.", column="due_on"
        )
        for name, day in earlier
        if due_on < day
    ]
    problems += [
        Problem(f"“{name}” waits for it and is due {day:%-d %B %Y}.", "Move that one first.", column="due_on")
        for name, day in later
        if due_on > day
    ]
    if problems:
        raise Invalid("The milestone was not saved.", problems)


def _wrong(sentence: str) -> Invalid:
    return Invalid("The dependency was not saved.", [Problem(sentence, column="earlier")])


def _back(end: UUID, came: Mapping[UUID, UUID | None]) -> list[UUID]:
    way: list[UUID] = []
    at: UUID | None = end
    while at is not None:
        way.append(at)
        at = came[at]
    return way[::-1]
