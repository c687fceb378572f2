"""Which groups have people, areas and papers in common, and what they ask of each body a year."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import F, FloatField, Func, Min, Sum
from django.db.models.functions import Coalesce

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import queries as partners
from commonground.partnership.groups.models import Attendance, Group, GroupArea, current_on
from commonground.partnership.groups.queries.cover import OVER
from commonground.partnership.groups.queries.load import (
    YEAR,
    Advised,
    asks,
    coming,
    days_apart,
    hourly_costs,
    papers_shared,
    seated,
)
from commonground.partnership.groups.queries.schedule import TypeInAYear, meetings_in_a_year
from commonground.partnership.groups.rules import load as rules
from commonground.partnership.groups.rules.attendance import FILLED
from commonground.partnership.groups.rules.load import BodyAsked, Chair, GroupAsks, Overlap

NO_BODY = "No one body"


@dataclass(frozen=True)
class OverlapOfGroups:
    """Two groups by name, and what they share."""

    first: GroupAsks
    second: GroupAsks
    shared: Overlap


@dataclass(frozen=True)
class Overlaps:
    """Every two groups that share people or papers, and what could be done about it."""

    groups: int
    rows: Sequence[OverlapOfGroups]
    advice: Sequence[Advised]


def overlaps(viewer: Viewer) -> Overlaps:
    """Six queries, whatever the number of groups."""
    known = asks(viewer)
    people: dict[UUID, set[UUID]] = defaultdict(set)
    for group, person in seated(known, viewer).values_list("seat__group", "practitioner"):
        people[group].add(person)
    areas: dict[UUID, set[UUID]] = defaultdict(set)
    for group, area in GroupArea.objects.filter(current_on(viewer.today), group__in=known).values_list("group", "area"):
        areas[group].add(area)
    papers: dict[UUID, set[UUID]] = defaultdict(set)
    for paper in papers_shared(known, viewer):
        for group in paper.groups:
            papers[group].add(paper.id)
    found = rules.overlaps(people, areas, papers)
    days = days_apart(coming(known, viewer))
    together = {
        (one.first, one.second)
        for one in found
        if not days.get(one.first) or not days.get(one.second) or days[one.first] & days[one.second]
    }
    made = rules.of_groups(found, {one.id: one.name for one in known.values()}, together)
    return Overlaps(
        len(known),
        [OverlapOfGroups(known[one.first], known[one.second], one) for one in found],
        [Advised(one, known[one.first], known[one.second]) for one in made],
    )


@dataclass(frozen=True)
class BodyInAYear:
    """What the terms ask of a body a year, and what it gave in the year until today."""

    asked: BodyAsked
    given: timedelta | None

    @property
    def hours_given(self) -> Decimal | None:
        return None if self.given is None else rules.hours(round(self.given.total_seconds() / 60))


@dataclass(frozen=True)
class HoursInAYear:
    """Hours of all bodies, meetings by kind of group, and from where costs are known."""

    bodies: Sequence[BodyInAYear]
    kinds: Sequence[TypeInAYear]
    sources: Sequence[str]

    @property
    def meetings(self) -> int:
        return sum(one.meetings for one in self.kinds)

    @property
    def hours(self) -> Decimal:
        return rules.hours(sum(one.asked.minutes for one in self.bodies))

    @property
    def without_terms(self) -> int:
        return sum(one.without_terms for one in self.kinds)


def hours_in_a_year(viewer: Viewer) -> HoursInAYear:
    """Seven queries, whatever the number of groups (G29)."""
    known, costs = asks(viewer), hourly_costs()
    heights = {one.order: one.pk for one in partners.seniorities()}
    current = current_on(viewer.today, "practitioner__posts__")
    rows = (
        seated(known, viewer)
        .annotate(height=Min("practitioner__posts__seniority__order", filter=current))
        .values_list("seat__group", "seat__organisation__name", "height")
    )
    chairs = [
        Chair(body or NO_BODY, heights.get(height, ""), known[group].minutes_a_year, known[group].meetings or 0)
        for group, body, height in rows
    ]
    given = _given(viewer)
    bodies = rules.of_bodies(chairs, costs)
    listed = {one.body for one in bodies}
    gone = [BodyAsked(body, 0, 0, 0, None, 0) for body in sorted(given.keys() - listed)]
    return HoursInAYear(
        [BodyInAYear(one, given.get(one.body)) for one in (*bodies, *gone)],
        meetings_in_a_year(viewer),
        sorted({one.source for one in costs.values()}),
    )


def _given(viewer: Viewer) -> Mapping[str, timedelta]:
    """Time for which seats were filled at meetings held since a year ago, by body. One query."""
    lasted = _Minutes("meeting__starts_at", "meeting__ends_at")
    rows = Attendance.objects.filter(
        meeting__group__in=Group.objects.visible_to(viewer).order_by().values("pk"),
        meeting__status__in=OVER,
        meeting__starts_at__gte=viewer.now - YEAR,
        seat__isnull=False,
        came__in=FILLED,
    )
    by_body = rows.order_by().values_list(Coalesce("seat__organisation__name", "organisation__name"))
    found = by_body.annotate(minutes=Sum(lasted))
    return {body or NO_BODY: timedelta(minutes=round(minutes)) for body, minutes in found}


class _Minutes(Func):
    """Minutes from one moment to another. What Django offers is worked out in Python on SQLite, row by row: it took
    longer than the rest of the page."""

    function = "EXTRACT"
    template = "%(function)s(EPOCH FROM %(expressions)s) / 60"
    arg_joiner = " - "
    output_field = FloatField()

    def __init__(self, start: str, end: str) -> None:
        super().__init__(F(end), F(start))

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return super().as_sqlite(
            compiler, connection, template="(JULIANDAY(%(expressions)s)) * 1440", arg_joiner=") - JULIANDAY(", **context
        )
