"""Reports that a viewer may read, and what each says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence.rules import frozen
from commonground.insight.reports.models import BoardReport, ReportSection
from commonground.insight.reports.rules.audience import PARTNERS, Audience, at_least_as_wide
from commonground.insight.reports.rules.content import Generated, ReportContent, SectionContent
from commonground.insight.reports.rules.kinds import period_words
from commonground.insight.reports.rules.states import ReportState
from commonground.partnership.groups import queries as groups

if TYPE_CHECKING:
    from commonground.partnership.groups.models import Group

NO_REPORT = "There is no such report."
LONG = ("content",)


@dataclass(frozen=True)
class ReportPage:
    """A report, what the viewer is to its group, its sections as rows while it is written, and all it says."""

    report: BoardReport
    here: groups.Standing
    sections: Sequence[ReportSection]
    content: ReportContent


def visible_to(viewer: Viewer, *, inside: "Mapping[UUID, groups.Inside] | None" = None) -> QuerySet[BoardReport]:
    """Frozen ones for their readers; put to the chair, for those inside the group; the others for who serves it.

    Nothing of a group that the viewer may not know of. One query beforehand, for somebody who takes part in groups;
    none where it is known what groups they are inside of.
    """
    inside = groups.my_groups(viewer) if inside is None else inside
    served = [group for group, one in inside.items() if one.chairs or one.clerks]
    is_partner = all(viewer.may(permission) for permission in PARTNERS)
    readers = [Audience.PUBLIC, *([Audience.PARTNERS] if is_partner else [])]
    known = BoardReport.objects.filter(group__in=groups.groups(viewer).order_by().values("pk"))
    if viewer.may("groups.keep"):
        return known
    seen = Q(status=ReportState.FROZEN, audience__in=readers)
    seen |= Q(status__in=(ReportState.FROZEN, ReportState.SUBMITTED), group__in=list(inside))
    return known.filter(seen | Q(group__in=served))


def reports(viewer: Viewer) -> QuerySet[BoardReport]:
    """All that the viewer may read, the latest period first, without what they say."""
    return visible_to(viewer).select_related("group").defer(*LONG)


def reports_of(group: "Group", *, viewer: Viewer) -> list[BoardReport]:
    """Those of one group."""
    return list(reports(viewer).filter(group=group))


def reports_sent_to(group: "Group", *, viewer: Viewer) -> QuerySet[BoardReport]:
    """Those of other groups that were sent to this one, the last first: a board has dozens each year."""
    return reports(viewer).filter(sent_to_group=group).order_by("-sent_on", "title", "pk")


def may_bring(report: BoardReport, *, viewer: Viewer) -> bool:
    """Whether the viewer writes papers for the group that it was sent to. One query where it was sent to one."""
    if report.sent_to_group is None or not report.is_frozen:
        return False
    there = groups.standing_in(report.sent_to_group, viewer=viewer)
    return there.sits or there.serves or bool(there.offices)


def report(pk: UUID, *, viewer: Viewer) -> BoardReport:
    """One report with its group. Raises NotFound where there is none or the viewer may not read it: the same words."""
    found = (
        visible_to(viewer).select_related("group__host", "group__type", "before", "sent_to_group").filter(pk=pk).first()
    )
    if found is None:
        raise NotFound(NO_REPORT)
    return found


def section(pk: UUID, *, report: BoardReport) -> ReportSection:
    """One section of it. Raises NotFound."""
    found = ReportSection.objects.filter(pk=pk, report=report).first()
    if found is None:
        raise NotFound("There is no such section in this report.")
    found.report = report
    return found


def report_page(pk: UUID, *, viewer: Viewer) -> ReportPage:
    """Raises NotFound. Four queries."""
    found = report(pk, viewer=viewer)
    rows = [] if found.content else list(found.sections.all())
    return ReportPage(found, groups.standing_in(found.group, viewer=viewer), rows, content_of(found, rows))


def content_of(report: BoardReport, rows: Sequence[ReportSection] | None = None) -> ReportContent:
    """What it says: as it was frozen, else as it is written now. Raises Invalid where the frozen text was changed."""
    if report.content:
        return frozen.unpack(ReportContent, report.content, sha256=report.sha256)
    found = report.sections.all() if rows is None else rows
    return ReportContent(
        title=report.title,
        group=report.group.name,
        kind=report.kind,
        audience=report.audience,
        since=report.since.isoformat(),
        until=report.until.isoformat(),
        as_at=report.as_at.isoformat(),
        contact=report.contact,
        sections=tuple(
            SectionContent(one.key, one.heading, generated_of(one), one.words) for one in found if says_something(one)
        ),
        before=period_words(report.before.since, report.before.until) if report.before else "",
    )


def generated_of(section: ReportSection) -> Generated | None:
    """What of it was made from the record."""
    return frozen.revived(Generated, section.generated) if section.generated else None


def says_something(section: ReportSection) -> bool:
    return bool(section.generated or section.words)


def report_before(group: "Group", *, kind: str, since: date, audience: str) -> BoardReport | None:
    """The latest frozen report of the kind on a time before, which every reader of this audience may read too."""
    earlier = BoardReport.objects.filter(group=group, kind=kind, status=ReportState.FROZEN, until__lte=since)
    return earlier.filter(audience__in=at_least_as_wide(audience)).order_by("-until", "-frozen_at").first()
