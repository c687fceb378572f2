"""Telling a group that a report came. An e-mail names no closed group, and neither the report nor whose it is."""

from django.urls import reverse

from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.post import actions as post
from commonground.insight.reports import queries
from commonground.insight.reports.models import BoardReport


def report_came(report: BoardReport, *, by: Viewer) -> int:
    """Tell chair and clerk of the group that it was sent to, but whoever sent it. Returns how many were told."""
    to = report.sent_to_group
    if to is None:
        return 0
    return post.notify(
        recipients=[one for one in queries.receivers(report, on=by.today) if one.account != by.id],
        notice=post.Notice(
            kind=queries.REPORT_CAME,
            subject=f"A report has come to {'a group of yours' if to.is_closed else to.name}",
            path=reverse("reports:report", args=[report.pk]),
            about=str(report.pk),
        ),
        never=[to.name] if to.is_closed else [],
        by=by,
    )
