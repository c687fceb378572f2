"""A year of meetings is planned at once, from how often the group meets."""

from collections.abc import Collection
from datetime import date, time

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import Invalid
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access, queries
from commonground.partnership.groups.actions.meetings import plan_meeting
from commonground.partnership.groups.models import Group, Meeting, Venue
from commonground.partnership.groups.rules import calendar
from commonground.partnership.groups.rules.words import Where


@audit.atomic()
def plan_schedule(
    *,
    group: Group,
    asked: calendar.Round,
    starts: time,
    ends: time,
    days: Collection[date] | None = None,
    where: str = Where.IN_PERSON,
    venue: Venue | None = None,
    room: str = "",
    join_link: str = "",
    join_words: str = "",
    by: Viewer,
) -> list[Meeting]:
    """Plan the meetings that a frequency gives, each on a day that will do, with the reason where it was moved.

    `days` are those of the proposal that are wanted; None takes all. A day on which the group meets already is left
    as it is. All or nothing. Raises Refused, Invalid.
    """
    access.check_can_clerk(access.standing(by, group))
    proposed = queries.proposed_schedule(group, asked=asked, starts=starts, ends=ends, viewer=by)
    wanted = [one for one in proposed.free if days is None or one.on in days]
    if not wanted:
        raise Invalid("No day was chosen.")
    made = [
        plan_meeting(
            group=group,
            starts_at=calendar.in_england(slot.on, starts),
            ends_at=calendar.in_england(slot.on, ends),
            where=where,
            venue=venue,
            room=room,
            join_link=join_link,
            join_words=join_words,
            moved_because=slot.because,
            despite=True,  # the proposal named every clash that is left
            by=by,
        )
        for slot in wanted
    ]
    details = {"a_year": asked.a_year, "meetings": len(made), "first": made[0].starts_at}
    audit.record("calendar planned", by=by, about=group, details=details)
    return made
