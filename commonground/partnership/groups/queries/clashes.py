"""What a meeting would clash with, as far as the viewer may know: the venue, its chair, people who sit on both."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Q

from commonground.foundation.kernel.viewer import ENGLAND, Viewer
from commonground.partnership.groups.access.standing import AT_THE_TABLE
from commonground.partnership.groups.models import Group, Holding, Meeting, OfficeHeld, Venue
from commonground.partnership.groups.rules import calendar
from commonground.partnership.groups.rules.states import MeetingState
from commonground.partnership.groups.rules.words import Office, Part

STANDS = (MeetingState.PLANNED, MeetingState.PUBLISHED)
WITH_A_DIARY = (Office.CHAIR, Office.VICE_CHAIR, Office.CLERK)
CHAIRS = (Office.CHAIR,)


def people_of(group: Group, on: date) -> Q:
    """Whoever comes to a group's meetings: at the table, or its officers. A condition on `practitioner`; no query."""
    held = Holding.objects.current_on(on).filter(seat__group=group, part=Part.HOLDER, mode__in=AT_THE_TABLE)
    offices = OfficeHeld.objects.current_on(on).filter(group=group, office__in=WITH_A_DIARY)
    return Q(practitioner__in=held.order_by().values("practitioner")) | Q(
        practitioner__in=offices.order_by().values("practitioner")
    )


def shared_people(group: Group, *, viewer: Viewer, on: date) -> dict[UUID, int]:
    """How many people of a group sit on each other group that the viewer may know of. Two queries."""
    people = people_of(group, on)
    known = Group.objects.visible_to(viewer).exclude(pk=group.pk).order_by().values("pk")
    held = Holding.objects.current_on(on).filter(people, seat__group__in=known, part=Part.HOLDER, mode__in=AT_THE_TABLE)
    offices = OfficeHeld.objects.current_on(on).filter(people, group__in=known, office__in=WITH_A_DIARY)
    pairs = {
        *held.order_by().values_list("seat__group", "practitioner"),
        *offices.order_by().values_list("group", "practitioner"),
    }
    return dict(Counter(other for other, _ in pairs))


def warnings(
    group: Group,
    *,
    starts_at: datetime,
    ends_at: datetime,
    viewer: Viewer,
    venue: Venue | None = None,
    room: str = "",
    but: Meeting | None = None,
    people: bool = True,
) -> list[str]:
    """What stands in the way of a meeting, each as a sentence: the venue and, with `people`, who is expected
    elsewhere. Four queries at most."""
    there = (
        Meeting.objects.filter(starts_at__lt=ends_at, ends_at__gt=starts_at, status__in=STANDS)
        .filter(group__in=Group.objects.visible_to(viewer))
        .select_related("group", "venue")
    )
    others = list(there.exclude(pk=but.pk) if but else there)
    if not others or not people:
        return _of_venue(others, venue, room)
    on = starts_at.astimezone(ENGLAND).date()
    return [*_of_venue(others, venue, room), *_of_chair(group, others, on), *_of_people(group, others, viewer, on)]


def _of_venue(others: Iterable[Meeting], venue: Venue | None, room: str) -> list[str]:
    if venue is None:
        return []
    taken = [
        one
        for one in others
        if one.venue_id == venue.pk and (not room or not one.room or one.room.casefold() == room.casefold())
    ]
    return [f"{venue}{f', {room},' if room else ''} is taken by {_said(one)}." for one in taken]


def _of_chair(group: Group, others: Iterable[Meeting], on: date) -> list[str]:
    held = OfficeHeld.objects.current_on(on).filter(office__in=CHAIRS)
    groups = {one.group_id for one in others} | {group.pk}
    rows = list(held.filter(group__in=groups).values_list("group", "practitioner"))
    chairs = {person for of, person in rows if of == group.pk}
    also = {of for of, person in rows if person in chairs and of != group.pk}
    return [f"The chair also chairs {_said(one)}." for one in others if one.group_id in also]


def _of_people(group: Group, others: Iterable[Meeting], viewer: Viewer, on: date) -> list[str]:
    shared = shared_people(group, viewer=viewer, on=on)
    return [
        f"{_counted(shared[one.group_id])} of this group {'is' if shared[one.group_id] == 1 else 'are'} "
        f"also expected at {_said(one)}."
        for one in others
        if shared.get(one.group_id)
    ]


def days_taken(
    group: Group, *, viewer: Viewer, first: date, until: date, starts: time, ends: time
) -> Mapping[date, str]:
    """Days on which people of the group sit elsewhere at these hours, with the words. Three queries."""
    shared = shared_people(group, viewer=viewer, on=viewer.today)
    since, before = calendar.in_england(first, time(0)), calendar.in_england(until, time(23))
    meetings = Meeting.objects.filter(
        group__in=shared, status__in=STANDS, starts_at__gte=since, starts_at__lt=before
    ).select_related("group")
    found: dict[date, str] = {}
    for one in meetings if shared else ():
        begins, finishes = one.starts_at.astimezone(ENGLAND), one.ends_at.astimezone(ENGLAND)
        if begins.time() < ends and starts < finishes.time():
            found[begins.date()] = (
                f"the day of {one.group}, at the same time; {_counted(shared[one.group_id])} sit on both"
                if shared[one.group_id] > 1
                else f"the day of {one.group}, at the same time; one person sits on both"
            )
    return found


def _said(one: Meeting) -> str:
    begins, finishes = one.starts_at.astimezone(ENGLAND), one.ends_at.astimezone(ENGLAND)
    return f"{one.group}, {begins:%-d %B %Y, %H:%M} to {finishes:%H:%M}"


def _counted(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"
