"""Who may write, freeze and send reports of groups. Each check raises Refused with a sentence fit for the person.

Rights follow from what somebody is to the group (`standing_in` of groups). Whoever may not know of a report never gets
this far.
"""

from commonground.foundation.kernel.errors import Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.insight.reports.models import BoardReport
from commonground.insight.reports.rules.states import ReportState
from commonground.partnership.groups.queries import Standing

WRITERS = ("groups.take-part", "groups.keep")  # the doors; what lies behind is decided here


def check_can_write(here: Standing) -> None:
    """Begin, write, put to the chair and send: whoever serves the group."""
    if not here.serves:
        raise Refused("Reports of this group are written by its clerk, its chair and locality managers.")


def check_is_draft(report: BoardReport) -> None:
    """Only a draft is written."""
    if report.status == ReportState.SUBMITTED:
        raise Refused("This report is with the chair. It can be changed when the chair sends it back.")
    if report.status != ReportState.DRAFT:
        raise Refused("This report is not changed any more. What is wrong in it is put right in the next one.")


def leads(here: Standing) -> bool:
    """The chair and whoever keeps groups; not the clerk, who has no vote (M14)."""
    return here.chairs or here.keeps


def check_can_freeze(viewer: Viewer, here: Standing, report: BoardReport) -> None:
    """Freeze, send back and withdraw. Nobody freezes what they put forward themselves."""
    if not leads(here):
        raise Refused("Only the chair does this. The clerk prepares it.")
    if report.status == ReportState.SUBMITTED and viewer.id is not None and report.submitted_by_id == viewer.id:
        raise Refused("You put this report forward, so somebody else freezes it.")
