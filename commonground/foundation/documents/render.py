"""One report, five formats. Each keeps every figure; the page and the PDF are for people, the workbook for both."""

from commonground.foundation.documents.cells import tables_of
from commonground.foundation.documents.paper import LaidOut, pages_of, to_pdf
from commonground.foundation.documents.report import Report
from commonground.foundation.documents.separated import to_csv
from commonground.foundation.documents.web import context_of as article_of
from commonground.foundation.documents.web import to_html
from commonground.foundation.documents.word import to_word
from commonground.foundation.documents.workbook import to_excel

__all__ = ["LaidOut", "article_of", "pages_of", "report_csv", "to_csv", "to_excel", "to_html", "to_pdf", "to_word"]


def report_csv(report: Report) -> bytes:
    """The CSV of a report: its `data` where it names one, else every table."""
    return to_csv(report.data) if report.data is not None else to_csv(*tables_of(report))
