"""Starting groups, changing what is known of them, and closing them."""

import secrets
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.actions.areas import set_areas
from commonground.partnership.groups.actions.chairs import seat_chairs
from commonground.partnership.groups.actions.offices import appoint
from commonground.partnership.groups.models import Group, GroupLink, GroupType, Holding, Meeting, OfficeHeld, Seat
from commonground.partnership.groups.rules.slugs import silent_slug, slug_of
from commonground.partnership.groups.rules.states import MeetingState
from commonground.partnership.groups.rules.words import Office, Openness

if TYPE_CHECKING:
    from commonground.ground.partners.models import Organisation, Practitioner
    from commonground.ground.places.models import Area

NOT_KEPT = "The group was not kept."
STILL_TO_COME = (MeetingState.PLANNED, MeetingState.PUBLISHED)


@audit.atomic()
def start_group(
    *,
    name: str,
    type: GroupType,  # noqa: A002 as the field is called
    openness: Openness,
    host: "Organisation",
    starts_on: date,
    about: str = "",
    ends_on: date | None = None,
    seats_chairs: bool = False,
    also: str = "",
    source: str = "",
    is_invented: bool = False,
    areas: "Sequence[Area]" = (),
    clerk: "Practitioner | None" = None,
    by: Viewer,
) -> Group:
    """A new group. A closed one needs its clerk from the start: nobody else knows of it. Raises Invalid, Refused."""
    access.check_can_keep(by)
    _check_dates(type, openness, clerk, starts_on, ends_on)
    made = Group.objects.create(
        slug=_slug(name, openness),
        name=" ".join(name.split()),
        type=type,
        openness=openness,
        about=about.strip(),
        host=host,
        seats_chairs=seats_chairs,
        starts_on=starts_on,
        ends_on=ends_on,
        source=source,
        also=also.strip(),
        is_invented=is_invented,
    )
    audit.record("group started", by=by, about=made, details={"type": type.pk, "openness": openness})
    if clerk is not None:
        appoint(
            group=made,
            office=Office.CLERK,
            practitioner=clerk,
            starts_on=starts_on,
            ends_on=ends_on,
            by=by,
            is_first=True,
        )
    if areas:
        set_areas(group=made, areas=areas, on=starts_on, by=by, is_first=True)
    return made


@audit.atomic()
def change_group(
    *,
    group: Group,
    based_on: int,
    name: str,
    type: GroupType,  # noqa: A002 as the field is called
    openness: Openness,
    host: "Organisation",
    about: str,
    also: str = "",
    seats_chairs: bool,
    ends_on: date | None = None,
    by: Viewer,
) -> None:
    """Change what is known of a group. Its address changes where it becomes closed or open. Raises Invalid, Refused,
    Conflict."""
    access.check_can_manage(access.standing(by, group))
    _check_end(group, ends_on)
    if type.must_end and ends_on is None:
        raise _wrong("ends_on", f"A {type.name.lower()} ends.", "Say from which day it is no more.")
    was_closed = group.is_closed
    values: dict[str, object] = {}
    if was_closed != (openness == Openness.CLOSED):
        _check_known_inside(group, openness, by)
        values["slug"] = _slug(name, openness)
    change(
        group,
        based_on=based_on,
        name=" ".join(name.split()),
        type=type,
        openness=openness,
        host=host,
        about=about.strip(),
        also=also.strip(),
        seats_chairs=seats_chairs,
        ends_on=ends_on,
        **values,
    )
    audit.record("group changed", by=by, about=group, details={"openness": openness})
    seat_chairs(group, by=by)


@audit.atomic()
def close_group(*, group: Group, on: date, outcome: str = "", based_on: int, by: Viewer) -> None:
    """The group is no more from `on`; its seats, offices and links end with it. A kind of group that must end says what
    came of it (G6). Raises Invalid where meetings are still to come, Refused, Conflict."""
    access.check_can_lead(access.standing(by, group))
    if group.closed_by:
        raise Invalid(f"{group.name} has been closed already.")
    if on <= group.starts_on:
        raise _wrong("on", f"The group started on {group.starts_on:%-d %B %Y}.", "It must end after that.")
    if group.type.must_end and not outcome.strip():
        raise _wrong("outcome", f"A {group.type.name.lower()} closes with its outcome.", "Say what came of it.")
    _check_calendar(group, on)
    change(group, based_on=based_on, ends_on=on, outcome=outcome.strip(), closed_by=by.label)
    audit.record("group closed", by=by, about=group, details={"on": on, "outcome": outcome.strip()})
    _end_what_belongs(group, on, by=by)


def _check_calendar(group: Group, on: date) -> None:
    left = Meeting.objects.filter(group=group, status__in=STILL_TO_COME, starts_at__date__gte=on).count()
    if left:
        raise _wrong(
            "on",
            f"{left} meeting{'s are' if left > 1 else ' is'} in the calendar on or after this day.",
            "Cancel or hold these first, or close the group later.",
        )


def _end_what_belongs(group: Group, on: date, *, by: Viewer) -> None:
    """Links, seats, offices. What was to begin later is over after its first day, so that it gives nobody a right."""
    rows: list[GroupLink | Holding | OfficeHeld | Seat] = [
        *GroupLink.objects.filter(Q(group=group) | Q(to=group)),
        *Holding.objects.filter(seat__group=group),
        *OfficeHeld.objects.filter(group=group),
        *Seat.objects.filter(group=group),
    ]
    for row in rows:
        last = max(on, row.starts_on + timedelta(days=1))
        if row.ends_on is None or row.ends_on > last:
            change(row, based_on=row.version, ends_on=last)
    for link in group.links_up.select_related("to"):
        seat_chairs(link.to, by=by)


def _slug(name: str, openness: Openness) -> str:
    if not " ".join(name.split()):
        raise _wrong("name", "The group needs a name.", "Write what people call it.")
    if openness == Openness.CLOSED:
        return silent_slug(secrets.token_hex(6))
    return slug_of(name, set(Group.objects.exclude(openness=Openness.CLOSED).values_list("slug", flat=True)))


def _check_dates(
    type: GroupType,  # noqa: A002 as the field is called
    openness: Openness,
    clerk: "Practitioner | None",
    starts_on: date,
    ends_on: date | None,
) -> None:
    problems = []
    if type.must_end and ends_on is None:
        problems.append(Problem(f"A {type.name.lower()} ends.", "Say by when.", column="ends_on"))
    if ends_on is not None and ends_on <= starts_on:
        problems.append(Problem("A group must end after it starts.", "Change one of the days.", column="ends_on"))
    if openness == Openness.CLOSED and clerk is None:
        words = "Nobody outside a closed group knows of it."
        problems.append(Problem(words, "Name its clerk, who adds the members.", column="clerk"))
    if problems:
        raise Invalid(NOT_KEPT, problems)


def _check_end(group: Group, ends_on: date | None) -> None:
    if ends_on is not None and ends_on <= group.starts_on:
        raise _wrong("ends_on", f"The group started on {group.starts_on:%-d %B %Y}.", "It must end after that.")
    if group.closed_by and ends_on != group.ends_on:
        raise _wrong("ends_on", "The group has been closed.", "Its last day stands.")


def _check_known_inside(group: Group, openness: Openness, by: Viewer) -> None:
    """A group that nobody inside serves would be lost to everybody once it is closed."""
    served = OfficeHeld.objects.current_on(by.today).filter(group=group, office__in=(Office.CHAIR, Office.CLERK))
    if openness == Openness.CLOSED and not served.exists():
        raise _wrong("openness", "Nobody chairs or clerks this group.", "Appoint somebody before it is closed.")


def _wrong(column: str, what: str, do: str) -> Invalid:
    return Invalid(NOT_KEPT, [Problem(what, do, column=column)])
