"""Telling members that a pack or a supplement is out. No title of an item, no reason that somebody typed."""

from django.urls import reverse

from commonground.foundation.kernel.viewer import ENGLAND, Viewer
from commonground.foundation.post import actions as post
from commonground.partnership.groups import queries
from commonground.partnership.groups.models import PackIssue


def pack_published(issue: PackIssue, *, by: Viewer) -> int:
    """Tell everybody who reads it, but whoever published it. Returns how many were told."""
    meeting = issue.meeting
    group, day = meeting.group, meeting.starts_at.astimezone(ENGLAND)
    what = "Papers were added to the pack" if issue.number else "The pack is out"
    whose = "for a meeting of yours" if group.is_closed else f"for the meeting of {group.name}"
    told = queries.readers_to_tell(group, on=by.today, only_table=queries.is_for_table_only(issue))
    return post.notify(
        recipients=[one for one in told if one.account != by.id],
        notice=post.Notice(
            kind=queries.PACK_PUBLISHED,
            subject=f"{what} {whose} on {day:%-d %B %Y}",
            path=reverse("groups:pack", args=[group.slug, meeting.key]),
            about=str(issue.pk),
        ),
        never=[group.name] if group.is_closed else [],
        by=by,
    )
