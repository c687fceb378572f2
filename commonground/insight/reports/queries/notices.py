"""Who is told that a report came to their group, and whether they may still be told when the e-mail leaves."""

from datetime import date, datetime

from commonground.foundation.kernel.viewer import ENGLAND
from commonground.foundation.post.rules import Kind, Recipient
from commonground.insight.reports.models import BoardReport
from commonground.insight.reports.rules.states import ReportState
from commonground.partnership.groups import queries as groups

REPORT_CAME = "reports.report-came"


def receivers(report: BoardReport, *, on: date) -> list[Recipient]:
    """Chair and clerk of the group that it was sent to; nobody once it is withdrawn. One query, or none."""
    if report.sent_to_group is None or report.status != ReportState.FROZEN:
        return []
    return groups.officers_to_tell(report.sent_to_group, on=on)


def _may_still(recipient: Recipient, *, about: str, now: datetime) -> bool:
    report = BoardReport.objects.select_related("sent_to_group").filter(pk=about).first()
    if report is None:
        return False
    told = receivers(report, on=now.astimezone(ENGLAND).date())
    return any(one.account == recipient.account and one.address == recipient.address for one in told)


NOTICES = (
    Kind(
        slug=REPORT_CAME,
        title="Reports that are sent to your groups",
        because="you chair or clerk the group",
        may_still=_may_still,
    ),
)
