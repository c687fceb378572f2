"""Telling members of minutes, and people of what they are to do. No title, nothing that somebody typed."""

from django.urls import reverse

from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.post import actions as post
from commonground.foundation.post.rules import Recipient
from commonground.partnership.groups import queries
from commonground.partnership.groups.models import Action, Group, Meeting


def minutes_out(meeting: Meeting, *, approved: bool, by: Viewer) -> None:
    """Tell those inside the group that minutes are there to be read, or hold from now on."""
    what = "Minutes are approved" if approved else "Draft minutes are there to read"
    post.notify(
        recipients=queries.readers_of_minutes(meeting, on=by.today, but=by.id),
        notice=post.Notice(
            kind=queries.MINUTES_OUT,
            subject=f"{what}: {_of(meeting.group)} of {meeting.day:%-d %B %Y}",
            path=reverse("groups:minutes", args=[meeting.group.slug, meeting.key]),
            about=str(meeting.pk),
        ),
        never=_never(meeting.group),
        by=by,
    )


def action_given(action: Action, *, by: Viewer) -> None:
    """Tell the owner that there is something to do. Not whoever wrote it down themselves."""
    owner = action.owner
    if owner is None or owner.account_id is None or owner.account_id == by.id:
        return
    post.notify(
        recipients=[Recipient(owner.account_id, owner.email, owner.name)],
        notice=post.Notice(
            kind=queries.ACTION_GIVEN,
            subject=f"You have an action from {_of(action.group)}, due on {action.due_on:%-d %B %Y}",
            path=reverse("groups:action", args=[action.pk]),
            about=str(action.pk),
        ),
        never=_never(action.group),
        by=by,
    )


def _of(group: Group) -> str:
    return "a group of yours" if group.is_closed else group.name


def _never(group: Group) -> list[str]:
    return [group.name] if group.is_closed else []
