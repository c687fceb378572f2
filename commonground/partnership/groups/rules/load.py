"""How much groups ask of people and bodies, what meets itself, and what could be dropped. No Django, no clock."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from itertools import combinations
from uuid import UUID

MINUTES_AN_HOUR = 60
FEW = 2  # people shared from which it is worth to meet on one day
HALF = 2  # of the smaller group shared, from which two groups are said to be much the same


@dataclass(frozen=True)
class HourlyCost:
    """What an hour costs at one seniority, in pounds, and who says so."""

    pounds: Decimal
    source: str


@dataclass(frozen=True)
class GroupAsks:
    """What the terms of a group ask: meetings a year and how long each lasts. None where no terms say it."""

    id: UUID
    slug: str
    name: str
    kind: str
    meetings: int | None = None
    minutes: int = 0

    @property
    def minutes_a_year(self) -> int:
        return (self.meetings or 0) * self.minutes


@dataclass(frozen=True, order=True)
class Sitting:
    """When a meeting of a group is."""

    starts_at: datetime
    ends_at: datetime
    group: UUID
    key: str


def clashes(sittings: Iterable[Sitting]) -> list[tuple[Sitting, Sitting]]:
    """Pairs of meetings of two groups that run at the same time. One that begins when another ends is no clash."""
    found: list[tuple[Sitting, Sitting]] = []
    running: list[Sitting] = []
    for one in sorted(sittings):
        running = [other for other in running if other.ends_at > one.starts_at]
        found += [(other, one) for other in running if other.group != one.group]
        running.append(one)
    return found


def hours(minutes: int) -> Decimal:
    """Hours with one digit: 90 minutes are 1.5."""
    return (Decimal(minutes) / MINUTES_AN_HOUR).quantize(Decimal("0.1"))


@dataclass(frozen=True)
class Overlap:
    """Two groups, and how many people, areas and papers they have in common (M11)."""

    first: UUID
    second: UUID
    people: int
    areas: int
    papers: int
    smaller: int  # people of the smaller of the two

    @property
    def is_much_the_same(self) -> bool:
        """At least half of the smaller group sits on the other, and they share ground or papers."""
        return self.smaller > 0 and self.people * HALF >= self.smaller and bool(self.areas or self.papers)


def overlaps(
    people: Mapping[UUID, Collection[UUID]],
    areas: Mapping[UUID, Collection[UUID]],
    papers: Mapping[UUID, Collection[UUID]],
) -> list[Overlap]:
    """Every two groups that share people or papers, the closest first. Each mapping is by group."""
    shared = {name: _shared(rows) for name, rows in (("people", people), ("areas", areas), ("papers", papers))}
    found = [
        Overlap(
            first,
            second,
            shared["people"].get((first, second), 0),
            shared["areas"].get((first, second), 0),
            shared["papers"].get((first, second), 0),
            min(len(people.get(first, ())), len(people.get(second, ()))),
        )
        for first, second in shared["people"].keys() | shared["papers"].keys()
    ]
    return sorted(found, key=lambda one: (-one.people, -one.papers, -one.areas, str(one.first), str(one.second)))


def _shared(rows: Mapping[UUID, Collection[UUID]]) -> dict[tuple[UUID, UUID], int]:
    """How many things each two groups have in common."""
    groups_of: dict[UUID, set[UUID]] = defaultdict(set)
    for group, things in rows.items():
        for thing in things:
            groups_of[thing].add(group)
    counted: dict[tuple[UUID, UUID], int] = defaultdict(int)
    for groups in groups_of.values():
        for first, second in combinations(sorted(groups), 2):
            counted[first, second] += 1
    return counted


class Advice(StrEnum):
    """What could be done about load."""

    DELEGATE = "delegate"
    CO_DATE = "co-date"
    MERGE = "merge"


@dataclass(frozen=True)
class Suggestion:
    """Something to consider, with the groups it is about, the reason first of all."""

    advice: Advice
    first: UUID
    second: UUID
    why: str


def of_person(seats: Sequence[GroupAsks], clashing: Collection[tuple[UUID, UUID]]) -> list[Suggestion]:
    """Which seats somebody could delegate: one of two groups that meet at the same time, then one of two of a kind
    (M9, M10). It is the seat that asks less; each is told once.
    """
    found: list[tuple[bool, Suggestion]] = []
    ordered = sorted(seats, key=lambda one: (one.minutes_a_year, one.name))
    for number, first in enumerate(ordered):
        others = ordered[number + 1 :]
        meets = next((one for one in others if (min(first.id, one.id), max(first.id, one.id)) in clashing), None)
        alike = next((one for one in others if one.kind == first.kind), None)
        if meets is not None:
            why = f"{first.name} and {meets.name} meet at the same time."
            found.append((False, Suggestion(Advice.DELEGATE, first.id, meets.id, why)))
        elif alike is not None:
            why = f"{first.name} and {alike.name} are groups of one kind. One seat may do for both."
            found.append((True, Suggestion(Advice.DELEGATE, first.id, alike.id, why)))
    return [made for _, made in sorted(found, key=lambda one: one[0])]


def of_groups(
    found: Iterable[Overlap], names: Mapping[UUID, str], same_day: Collection[tuple[UUID, UUID]]
) -> list[Suggestion]:
    """Merge two groups that are much the same; let two that share people meet on one day, one after the other."""
    made: list[Suggestion] = []
    for one in found:
        both = f"{names[one.first]} and {names[one.second]}"
        if one.is_much_the_same:
            why = f"{one.people} of the {one.smaller} people of the smaller of {both} sit on both."
            made.append(Suggestion(Advice.MERGE, one.first, one.second, why))
        elif one.people >= FEW and (one.first, one.second) not in same_day:
            why = f"{one.people} people sit on {both}, which meet on different days."
            made.append(Suggestion(Advice.CO_DATE, one.first, one.second, why))
    return made


@dataclass(frozen=True)
class Chair:
    """One seat as hours are counted: whose it is, and the seniority of its holder."""

    body: str
    seniority: str
    minutes: int  # a year, by the terms of its group
    meetings: int


@dataclass(frozen=True)
class BodyAsked:
    """What groups ask of one body a year: seats, seat-meetings, hours, and their cost where all of it is known."""

    body: str
    seats: int
    meetings: int
    minutes: int
    cost: Decimal | None
    uncosted: int  # seats whose seniority, or what it costs, is not known

    @property
    def hours(self) -> Decimal:
        return hours(self.minutes)


def of_bodies(chairs: Iterable[Chair], costs: Mapping[str, HourlyCost]) -> list[BodyAsked]:
    """By body, the most hours first. A cost is given only where it is known for every seat that meets."""
    by_body: dict[str, list[Chair]] = defaultdict(list)
    for one in chairs:
        by_body[one.body].append(one)
    found = [_of_body(body, held, costs) for body, held in by_body.items()]
    return sorted(found, key=lambda one: (-one.minutes, one.body))


def _of_body(body: str, chairs: Sequence[Chair], costs: Mapping[str, HourlyCost]) -> BodyAsked:
    unknown = sum(1 for one in chairs if one.minutes and one.seniority not in costs)
    pounds = sum(
        (costs[one.seniority].pounds * one.minutes / MINUTES_AN_HOUR for one in chairs if one.seniority in costs),
        Decimal(0),
    )
    return BodyAsked(
        body=body,
        seats=len(chairs),
        meetings=sum(one.meetings for one in chairs),
        minutes=sum(one.minutes for one in chairs),
        cost=None if unknown else pounds.quantize(Decimal(1)),
        uncosted=unknown,
    )
