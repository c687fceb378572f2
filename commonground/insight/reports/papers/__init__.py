"""Reports of groups on paper, on their page and as lists."""

from commonground.insight.reports.papers.due import due_report
from commonground.insight.reports.papers.report import report_paper

__all__ = ["due_report", "report_paper"]
