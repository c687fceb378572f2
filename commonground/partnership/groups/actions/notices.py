"""Whom the site tells of what in the calendar of groups. A notice names no closed group and repeats no free text."""

from datetime import datetime

from django.urls import reverse

from commonground.foundation.kernel.viewer import ENGLAND, Viewer
from commonground.foundation.post import actions as post
from commonground.partnership.groups.models import Escalation, Group, Meeting
from commonground.partnership.groups.queries import notices as queries
from commonground.partnership.groups.queries.missing_notices import AlertBegun
from commonground.partnership.groups.rules.states import EscalationState


def meeting_moved(meeting: Meeting, *, was: datetime, by: Viewer) -> None:
    """Tell those who come that the day or the hour is another."""
    before, now = was.astimezone(ENGLAND), meeting.starts_at.astimezone(ENGLAND)
    told = f"{_whose(meeting.group)} of {before:%-d %B %Y} is moved"
    _tell(meeting, told, (f"It begins on {now:%A %-d %B %Y} at {now:%H:%M}.",), by=by)


def meeting_placed(meeting: Meeting, *, by: Viewer) -> None:
    """Tell those who come that the venue or the way to join is another."""
    told = f"{_whose(meeting.group)} of {meeting.day:%-d %B %Y}: where it is held has changed"
    _tell(meeting, told, (), by=by)


def meeting_cancelled(meeting: Meeting, *, by: Viewer) -> None:
    """Tell those who would have come that they need not."""
    _tell(meeting, f"{_whose(meeting.group)} of {meeting.day:%-d %B %Y} is cancelled", (), by=by)


def due(group: Group, told: str, *, path: str, key: str, by: Viewer) -> int:
    """Remind chair and clerk of something that falls due, once for each key. Returns how many were told."""
    subject = told if group.is_closed else f"{group.name}: {told[:1].lower()}{told[1:]}"
    return post.notify(
        recipients=queries.officers_to_tell(group, on=by.today),
        notice=post.Notice(kind=queries.DUE, subject=subject, path=path, about=str(group.pk)),
        never=[group.name] if group.is_closed else [],
        key=key,
        by=by,
    )


def sector_missing(begun: AlertBegun, *, by: Viewer) -> int:
    """Tell chair and clerk that a required sector has missed two meetings running: once for each time that begins.

    Of a closed group neither its name nor who sits on it. Returns how many were told.
    """
    group = begun.group
    open_words = f"{group.name}: nobody of {begun.required.name} came to two meetings running"
    closed_words = "A sector that the terms of a group of yours ask for has missed two meetings running"
    return post.notify(
        recipients=queries.officers_to_tell(group, on=by.today),
        notice=post.Notice(
            kind=queries.SECTOR_MISSING,
            subject=closed_words if group.is_closed else open_words,
            path=reverse("groups:taking-part", args=[group.slug]),
            about=str(group.pk),
        ),
        never=[group.name, begun.required.name] if group.is_closed else [],
        key=f"sector-missing:{group.pk}:{begun.required.sector}:{begun.on}",
        by=by,
    )


def issue_came(escalation: Escalation, *, by: Viewer) -> None:
    """Tell chair and clerk of the group that an issue is with that it came. Neither what it is nor from where."""
    to = escalation.to
    open_words, closed_words = f"An issue has come up to {to.name}", "An issue has come up to a group of yours"
    _tell_officers(to, escalation, closed_words if to.is_closed else open_words, queries.ISSUE_CAME, by=by)


def issue_moved(escalation: Escalation, *, by: Viewer) -> None:
    """Tell chair and clerk of the group that it came from where it is now: accepted, passed up, answered, declined."""
    origin = escalation.origin
    whose = "a group of yours" if origin.is_closed else origin.name
    what = MOVED[EscalationState(escalation.status)]
    _tell_officers(origin, escalation, f"{what}: an issue of {whose}", queries.ISSUE_MOVED, by=by)


MOVED = {
    EscalationState.ACCEPTED: "Accepted",
    EscalationState.PASSED_UP: "Passed further up",
    EscalationState.ANSWERED: "Answered",
    EscalationState.DECLINED: "Not taken on",
    EscalationState.NOTED: "Noted",
}


def _tell_officers(group: Group, escalation: Escalation, subject: str, kind: str, *, by: Viewer) -> None:
    post.notify(
        recipients=[one for one in queries.officers_to_tell(group, on=by.today) if one.account != by.id],
        notice=post.Notice(
            kind=kind,
            subject=subject,
            path=reverse("groups:escalation", args=[escalation.pk]),
            about=str(group.pk),
        ),
        never=[group.name] if group.is_closed else [],
        by=by,
    )


def _tell(meeting: Meeting, subject: str, lines: tuple[str, ...], *, by: Viewer) -> None:
    group = meeting.group
    post.notify(
        recipients=queries.people_to_tell(group, on=by.today, but=by.id),
        notice=post.Notice(
            kind=queries.MEETING_CHANGED,
            subject=subject,
            lines=lines,
            path=reverse("groups:meeting", args=[group.slug, meeting.key]),
            about=str(meeting.pk),
        ),
        never=[group.name] if group.is_closed else [],
        by=by,
    )


def _whose(group: Group) -> str:
    return "A meeting of yours" if group.is_closed else f"The meeting of {group.name}"
