"""Every read of reports. `from commonground.insight.reports import queries`."""

from commonground.insight.reports.queries.due import DuePage, DueReport, ToDo, due_of, due_of_all, to_do
from commonground.insight.reports.queries.kinds import kinds
from commonground.insight.reports.queries.making import asked_of, made_from_record
from commonground.insight.reports.queries.notices import NOTICES, REPORT_CAME, receivers
from commonground.insight.reports.queries.parts import PARTS
from commonground.insight.reports.queries.reading import (
    ReportPage,
    content_of,
    generated_of,
    may_bring,
    report,
    report_before,
    report_page,
    reports,
    reports_of,
    reports_sent_to,
    section,
    visible_to,
)

__all__ = [
    "NOTICES",
    "PARTS",
    "REPORT_CAME",
    "DuePage",
    "DueReport",
    "ReportPage",
    "ToDo",
    "asked_of",
    "content_of",
    "due_of",
    "due_of_all",
    "generated_of",
    "kinds",
    "made_from_record",
    "may_bring",
    "receivers",
    "report",
    "report_before",
    "report_page",
    "reports",
    "reports_of",
    "reports_sent_to",
    "section",
    "to_do",
    "visible_to",
]
