"""A report as its writers open it, and the way back to it from a form."""

from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from commonground.foundation.design.asking import Back, ask
from commonground.foundation.design.doors import viewer_of
from commonground.foundation.kernel.viewer import Viewer
from commonground.insight.reports import queries
from commonground.insight.reports.models import BoardReport
from commonground.partnership.groups import queries as groups

if TYPE_CHECKING:
    from commonground.partnership.groups.models import Group

__all__ = ["Opened", "ask", "opened", "way_to"]


class Opened(NamedTuple):
    """A report, who opens it, and what they are to its group."""

    viewer: Viewer
    report: BoardReport
    here: groups.Standing


def opened(request: HttpRequest, pk: UUID) -> Opened:
    """Raises NotFound for whom there is no such report."""
    viewer = viewer_of(request)
    report = queries.report(pk, viewer=viewer)
    return Opened(viewer, report, groups.standing_in(report.group, viewer=viewer))


def way_to(group: "Group", report: BoardReport | None = None) -> list[Back]:
    """From a group to its reports, or to one of them."""
    way = [
        Back(group.name, reverse("groups:group", args=[group.slug])),
        Back("Reports", reverse("reports:of-group", args=[group.slug])),
    ]
    if report is not None:
        way.append(Back(f"{report.last_day:%B %Y}", reverse("reports:report", args=[report.pk])))
    return way
