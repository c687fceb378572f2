"""The days that a frequency gives a group, and what a change of it does to the calendar and to people's time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache
from pathlib import Path

from django.db.models import Count, Q

from commonground.foundation.kernel.viewer import ENGLAND, Viewer
from commonground.ground.partners import queries as partners
from commonground.partnership.groups.access.standing import AT_THE_TABLE
from commonground.partnership.groups.formats.holidays import read_holidays
from commonground.partnership.groups.models import Group, Holding, Meeting, current_on
from commonground.partnership.groups.queries.clashes import days_taken
from commonground.partnership.groups.queries.terms import agreed_terms
from commonground.partnership.groups.rules import calendar
from commonground.partnership.groups.rules.states import MeetingState, TermsState
from commonground.partnership.groups.rules.words import Part

PACK = Path(__file__).parents[1] / "packs" / "school_terms.toml"
NEAR = timedelta(days=7)  # a meeting that close is the one of the pattern already


@dataclass(frozen=True)
class ProposedSchedule:
    """Days for a calendar: those to plan, those near a meeting that is planned, and what could not be looked at."""

    free: Sequence[calendar.Slot]
    planned: Sequence[calendar.Slot]
    unknown_years: Sequence[str]
    place: str


@dataclass(frozen=True)
class Frequency:
    """What meeting so often asks of a group: meetings, hours, and hours of all its people together, a year."""

    meetings: int
    minutes: int
    people: int

    @property
    def hours(self) -> str:
        return calendar.hours_words(self.meetings * self.minutes)

    @property
    def hours_of_people(self) -> int:
        return round(self.meetings * self.minutes * self.people / 60)


def proposed_schedule(
    group: Group, *, asked: calendar.Round, starts: time, ends: time, viewer: Viewer
) -> ProposedSchedule:
    """Where a frequency puts the meetings of a group, as far as the viewer may know of other groups. Seven queries."""
    place, holidays = school_holidays()
    taken = days_taken(group, viewer=viewer, first=asked.first, until=asked.until, starts=starts, ends=ends)
    slots = [
        slot
        for slot in calendar.schedule(asked, calendar.Diary(holidays, taken))
        if slot.on >= group.starts_on and (group.ends_on is None or slot.on < group.ends_on)
    ]
    there = _days_planned(group, asked)
    near = [slot for slot in slots if any(abs(day - slot.on) < NEAR for day in there)]
    unknown = calendar.days_unknown([slot.on for slot in slots], holidays)
    return ProposedSchedule([slot for slot in slots if slot not in near], near, unknown, place)


def _days_planned(group: Group, asked: calendar.Round) -> list[date]:
    since = calendar.in_england(asked.first - NEAR, time(0))
    before = calendar.in_england(asked.until + NEAR, time(23))
    held = Meeting.objects.filter(group=group, starts_at__gte=since, starts_at__lt=before)
    starts = held.exclude(status=MeetingState.CANCELLED).values_list("starts_at", flat=True)
    return [one.astimezone(ENGLAND).date() for one in starts]


def school_holidays() -> tuple[str, calendar.Holidays]:
    """The place of this site and its school holidays; none where its dates are not in the pack. One query."""
    partnership = partners.partnership()
    if partnership is None:
        return "", calendar.Holidays()
    return partnership.area.name, _pack().get(partnership.area.code or "", calendar.Holidays())


@cache
def _pack() -> "dict[str, calendar.Holidays]":
    return dict(read_holidays(PACK.read_text(encoding="utf-8")))


def frequency(group: Group, *, a_year: int, on: date, minutes: int | None = None) -> Frequency:
    """What so many meetings a year ask of the group as it is seated on a day. Two queries."""
    terms = agreed_terms(group) if minutes is None else None
    held = Holding.objects.current_on(on).filter(seat__group=group, part=Part.HOLDER, mode__in=AT_THE_TABLE)
    return Frequency(a_year, minutes or (terms.minutes_long if terms else 120), held.count())


@dataclass(frozen=True)
class TypeInAYear:
    """All groups of a kind together: how many, how many meetings a year by their terms, and hours of their people."""

    name: str
    groups: int
    meetings: int
    hours_of_people: int
    without_terms: int


def meetings_in_a_year(viewer: Viewer) -> list[TypeInAYear]:
    """Meetings a year that the terms ask for, by kind of group: six groups of six are 36. Two queries."""
    agreed = Q(terms__status=TermsState.AGREED)
    seated = current_on(viewer.today, "seats__holdings__") & Q(
        seats__holdings__part=Part.HOLDER, seats__holdings__mode__in=AT_THE_TABLE
    )
    rows = (
        Group.objects.visible_to(viewer)
        .current_on(viewer.today)
        .order_by("type__order", "type__name")
        .annotate(people=Count("seats__holdings", filter=seated, distinct=True))
        .values_list("pk", "type__plural", "people")
    )
    asks = {
        group: (a_year or 0, minutes)
        for group, a_year, minutes in Group.objects.visible_to(viewer)
        .filter(agreed, terms__meetings_a_year__isnull=False)
        .values_list("pk", "terms__meetings_a_year", "terms__minutes_long")
    }
    found: dict[str, TypeInAYear] = {}
    for group, name, people in rows:
        before = found.get(name, TypeInAYear(name, 0, 0, 0, 0))
        a_year, minutes = asks.get(group, (0, 0))
        found[name] = TypeInAYear(
            name,
            before.groups + 1,
            before.meetings + a_year,
            before.hours_of_people + round(a_year * minutes * people / 60),
            before.without_terms + (group not in asks),
        )
    return list(found.values())
