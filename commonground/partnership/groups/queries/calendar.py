"""The calendar of groups that the viewer may know of, by month, and that of one group."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby

from django.db.models import Max, QuerySet

from commonground.foundation.kernel.viewer import ENGLAND, Viewer
from commonground.partnership.groups.models import Group, Meeting
from commonground.partnership.groups.queries.meetings import meetings
from commonground.partnership.groups.queries.mine import my_groups
from commonground.partnership.groups.queries.terms import agreed_terms
from commonground.partnership.groups.rules import calendar
from commonground.partnership.groups.rules.states import MeetingState
from commonground.partnership.groups.rules.terms import months_after

AHEAD = (MeetingState.PLANNED, MeetingState.PUBLISHED)


@dataclass(frozen=True)
class Month:
    """One month of the calendar: its meetings by day, and the months beside it."""

    first: date
    days: Sequence[tuple[date, Sequence[Meeting]]]
    before: date
    after: date
    only_mine: bool

    @property
    def count(self) -> int:
        return sum(len(held) for _, held in self.days)


def month(viewer: Viewer, *, first: date, only_mine: bool = False) -> Month:
    """Every meeting of a month that the viewer may know of. Three queries at most."""
    until = months_after(first, 1)
    found = meetings(viewer).filter(
        starts_at__gte=calendar.in_england(first, time(0)), starts_at__lt=calendar.in_england(until, time(0))
    )
    if only_mine:
        found = found.filter(group__in=my_groups(viewer))
    days = [(day, list(held)) for day, held in groupby(found.order_by("starts_at", "group__name"), lambda one: one.day)]
    return Month(first, days, months_after(first, -1), until, only_mine)


@dataclass(frozen=True)
class Meets:
    """When a group meets: what is to come, what was, and whether it keeps to its terms (G2)."""

    coming: Sequence[Meeting]
    past: QuerySet[Meeting]
    a_year: int | None
    drift: str


def meets(group: Group, *, viewer: Viewer) -> Meets:
    """The calendar of one group. Three queries, and those of the pages of what was."""
    found = Meeting.objects.filter(group=group).select_related("group", "venue")
    coming = list(found.filter(starts_at__gte=viewer.now).order_by("starts_at"))
    terms = agreed_terms(group)
    a_year = terms.meetings_a_year if terms else None
    return Meets(
        coming,
        found.filter(starts_at__lt=viewer.now).order_by("-starts_at"),
        a_year,
        _drift(group, coming, a_year=a_year, viewer=viewer),
    )


def _drift(group: Group, coming: Sequence[Meeting], *, a_year: int | None, viewer: Viewer) -> str:
    """Where the group meets less often than its terms ask, in words. One query, none without a frequency."""
    if not a_year or (group.ends_on is not None and group.ends_on <= viewer.today):
        return ""
    held = Meeting.objects.filter(group=group, starts_at__lt=viewer.now).exclude(status=MeetingState.CANCELLED)
    last = held.aggregate(last=Max("starts_at"))["last"]
    following = next((one.day for one in coming if one.status in AHEAD), None)
    return calendar.drift_words(_day(last), following, a_year=a_year, today=viewer.today)


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(ENGLAND).date() if moment else None
