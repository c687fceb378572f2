"""What may follow what: a report is drafted, put to the chair, frozen. Drawn in docs/reference/states.md."""

from enum import StrEnum


class ReportState(StrEnum):
    """A report is written, put to the chair, frozen for good. One can be withdrawn, with a reason."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    FROZEN = "frozen"
    WITHDRAWN = "withdrawn"


REPORT_MOVES: dict[ReportState, set[ReportState]] = {
    ReportState.DRAFT: {ReportState.SUBMITTED, ReportState.WITHDRAWN},
    ReportState.SUBMITTED: {ReportState.DRAFT, ReportState.FROZEN},
    ReportState.FROZEN: {ReportState.WITHDRAWN},
    ReportState.WITHDRAWN: set(),
}
