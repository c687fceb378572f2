"""Meetings are planned, moved and cancelled."""

from collections.abc import Mapping
from datetime import datetime

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel import states, working_days
from commonground.foundation.kernel.errors import Conflict, Invalid, Problem, Refused
from commonground.foundation.kernel.viewer import ENGLAND, Viewer
from commonground.partnership.groups import access, queries
from commonground.partnership.groups.actions import notices
from commonground.partnership.groups.models import Group, Meeting, Venue
from commonground.partnership.groups.queries import clashes
from commonground.partnership.groups.rules import calendar
from commonground.partnership.groups.rules.states import MEETING_MOVES, MeetingState
from commonground.partnership.groups.rules.words import Where

NOT_KEPT = "The meeting was not kept."
AHEAD = (MeetingState.PLANNED, MeetingState.PUBLISHED)


@audit.atomic()
def plan_meeting(
    *,
    group: Group,
    starts_at: datetime,
    ends_at: datetime,
    where: str = Where.IN_PERSON,
    venue: Venue | None = None,
    room: str = "",
    join_link: str = "",
    join_words: str = "",
    title: str = "",
    moved_because: str = "",
    despite: bool = False,
    by: Viewer,
) -> Meeting:
    """Put a meeting into the calendar, under the terms that are in force. Raises Refused, Invalid.

    A clash, a weekend or a bank holiday is Invalid unless `despite` says that it is meant.
    """
    access.check_can_clerk(access.standing(by, group))
    _check_when(group, starts_at, ends_at)
    _check_where(where, venue, join_link, join_words)
    if not despite:
        _check_clear(group, starts_at, ends_at, venue, room, by=by)
    day = starts_at.astimezone(ENGLAND).date()
    Group.objects.select_for_update().get(pk=group.pk)  # two who plan the same day take turns: keys differ
    taken = set(Meeting.objects.filter(group=group, key__startswith=day.isoformat()).values_list("key", flat=True))
    made = Meeting.objects.create(
        group=group,
        key=calendar.key_for(day, taken),
        title=title.strip(),
        starts_at=starts_at,
        ends_at=ends_at,
        where=where,
        venue=venue,
        room=room.strip(),
        join_link=join_link,
        join_words=join_words.strip(),
        moved_because=moved_because.strip(),
        terms=queries.agreed_terms(group),
        dated_at=by.now,
    )
    audit.record("meeting planned", by=by, about=made, details={"starts": starts_at, "title": made.title})
    return made


@audit.atomic()
def move_meeting(
    *,
    meeting: Meeting,
    based_on: int,
    starts_at: datetime,
    ends_at: datetime,
    because: str,
    despite: bool = False,
    by: Viewer,
) -> None:
    """Give a meeting another day or hour, and say why. Its address stays. Raises Refused, Invalid, Conflict."""
    access.check_can_clerk(access.standing(by, meeting.group))
    _check_ahead(meeting, "moved")
    _check_when(meeting.group, starts_at, ends_at)
    if not because.strip():
        raise Invalid(NOT_KEPT, [Problem("Say why the meeting is moved.", column="because")])
    if not despite:
        _check_clear(meeting.group, starts_at, ends_at, meeting.venue, meeting.room, by=by, but=meeting)
    was = meeting.starts_at
    change(
        meeting,
        based_on=based_on,
        starts_at=starts_at,
        ends_at=ends_at,
        moved_because=because.strip(),
        sequence=meeting.sequence + 1,
        dated_at=by.now,
    )
    details = {"from": was, "to": starts_at, "because": because.strip()}
    audit.record("meeting moved", by=by, about=meeting, details=details)
    notices.meeting_moved(meeting, was=was, by=by)


@audit.atomic()
def place_meeting(
    *,
    meeting: Meeting,
    based_on: int,
    where: str,
    venue: Venue | None = None,
    room: str = "",
    join_link: str = "",
    join_words: str = "",
    title: str = "",
    despite: bool = False,
    by: Viewer,
) -> None:
    """Say where a meeting is held, how to join it and what it is called. Raises Refused, Invalid, Conflict."""
    access.check_can_clerk(access.standing(by, meeting.group))
    _check_ahead(meeting, "changed")
    _check_where(where, venue, join_link, join_words)
    if venue is not None and not despite:
        _check_clear(meeting.group, meeting.starts_at, meeting.ends_at, venue, room, by=by, but=meeting, people=False)
    change(
        meeting,
        based_on=based_on,
        where=where,
        venue=venue,
        room=room.strip(),
        join_link=join_link,
        join_words=join_words.strip(),
        title=title.strip(),
        sequence=meeting.sequence + 1,
        dated_at=by.now,
    )
    audit.record("meeting placed", by=by, about=meeting, details={"where": where, "venue": str(venue or "")})
    notices.meeting_placed(meeting, by=by)


@audit.atomic()
def cancel_meeting(*, meeting: Meeting, based_on: int, because: str, by: Viewer) -> None:
    """Cancel a meeting and say why. It stays on record. Raises Refused, Invalid, Conflict."""
    access.check_can_clerk(access.standing(by, meeting.group))
    states.check_move(MEETING_MOVES, MeetingState(meeting.status), MeetingState.CANCELLED, what="This meeting")
    if not because.strip():
        raise Invalid(NOT_KEPT, [Problem("Say why the meeting is cancelled.", column="because")])
    change(
        meeting,
        based_on=based_on,
        status=MeetingState.CANCELLED,
        why_cancelled=because.strip(),
        sequence=meeting.sequence + 1,
        dated_at=by.now,
    )
    audit.record("meeting cancelled", by=by, about=meeting, details={"because": because.strip()})
    notices.meeting_cancelled(meeting, by=by)


def count_up(meeting: Meeting, *, based_on: int, yours: Mapping[str, object]) -> None:
    """Something of the meeting's agenda changes: its version goes up, and whoever had an older one is told of both.

    `yours` is what was about to be done, by label.
    """
    try:
        change(meeting, based_on=based_on)
    except Conflict as late:
        standing = [str(item) for item in meeting.items.filter(is_restricted=False)]
        theirs = {"The agenda": "; ".join(standing)} | dict.fromkeys(yours, "")
        raise Conflict(
            "Somebody else changed this agenda while you were at it. Nothing of yours was saved.",
            theirs=theirs,
            yours=dict(yours),
        ) from late


def _check_ahead(meeting: Meeting, what: str) -> None:
    if meeting.status not in AHEAD:
        raise Refused(f"This meeting is {states.in_words(MeetingState(meeting.status))}: it is not {what} any more.")


def _check_when(group: Group, starts_at: datetime, ends_at: datetime) -> None:
    calendar.check_times(starts_at, ends_at)
    day = starts_at.astimezone(ENGLAND).date()
    if day < group.starts_on:
        problem = Problem(f"The group begins on {group.starts_on:%-d %B %Y}.", "Choose a later day.", column="on")
        raise Invalid(NOT_KEPT, [problem])
    if group.ends_on is not None and day >= group.ends_on:
        problem = Problem(f"The group has ended by {group.ends_on:%-d %B %Y}.", "Choose an earlier day.", column="on")
        raise Invalid(NOT_KEPT, [problem])


def _check_where(where: str, venue: Venue | None, join_link: str, join_words: str) -> None:
    is_told_how = bool(join_link or join_words.strip())
    if where == Where.ONLINE and venue is not None:
        what = "A meeting that is only online has no venue."
        raise Invalid(NOT_KEPT, [Problem(what, "Choose in person and online, or no venue.", column="venue")])
    if where == Where.IN_PERSON and is_told_how:
        what = "A meeting in person has no way to join online."
        raise Invalid(NOT_KEPT, [Problem(what, "Choose in person and online, or leave it empty.", column="where")])


def _check_clear(
    group: Group,
    starts_at: datetime,
    ends_at: datetime,
    venue: Venue | None,
    room: str,
    *,
    by: Viewer,
    but: Meeting | None = None,
    people: bool = True,
) -> None:
    """Raise Invalid with everything that stands in the way. `people`: whether the day itself is new."""
    found = clashes.warnings(
        group, starts_at=starts_at, ends_at=ends_at, viewer=by, venue=venue, room=room, but=but, people=people
    )
    day = starts_at.astimezone(ENGLAND).date()
    if people and not working_days.is_working_day(day):
        found.insert(0, f"{day:%A %-d %B %Y} is a weekend or a bank holiday.")
    if found:
        sentence = "Something stands in the way. Tick the box at the end if this is meant all the same."
        raise Invalid(sentence, [Problem(one) for one in found])
