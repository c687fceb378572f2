"""The way out for a report: as a page, or as a file whose leaving is on record before its first byte."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from commonground.foundation.audit import actions as audit
from commonground.foundation.documents.render import report_csv, to_excel, to_html, to_pdf, to_word
from commonground.foundation.documents.report import Report
from commonground.foundation.documents.separated import csv_lines
from commonground.foundation.kernel.errors import NotFound

LONGEST = 80  # letters of a file name


class Format(NamedTuple):
    """What a file of this suffix is called and made by."""

    label: str
    content_type: str
    render: Callable[[Report], bytes]


FORMATS = {
    "pdf": Format("PDF", "application/pdf", to_pdf),
    "docx": Format("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", to_word),
    "xlsx": Format("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_excel),
    "csv": Format("CSV", "text/csv; charset=utf-8", report_csv),
}


def download(request: HttpRequest, report: Report, suffix: str, *, persons: Iterable[UUID] = ()) -> HttpResponse:
    """The report by the suffix of its address: html, pdf, docx, xlsx or csv. Raises NotFound for another.

    A file is made first, then its export recorded with the `persons` it tells of, then sent. A page is no export: say
    whom it shows with `audit.shown`, as every page does.
    """
    if suffix == "html":
        return HttpResponse(to_html(report, request))
    chosen = FORMATS.get(suffix)
    if chosen is None:
        raise NotFound("A report comes as a web page, PDF, Word, Excel or CSV, not in this format.")
    content = chosen.render(report)
    name = filename(report, suffix)
    audit.export(request, what=f"{report.title} as {chosen.label}", details={"file": name}, persons=persons)
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(content, chosen.content_type, headers={"Content-Disposition": disposition})


def stream_csv(
    request: HttpRequest, name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]
) -> StreamingHttpResponse:
    """Rows as CSV for programs, sent while they are read: UTF-8 without a mark before it, which would stand in the
    first head. Text that would begin a formula is neutralised, as in every file that leaves here.

    Its export is recorded before the first byte; what can go wrong has to go wrong before this is called.
    """
    audit.export(request, what=f"{name} as CSV", details={"asked": request.get_full_path()[:500]})
    disposition = content_disposition_header(as_attachment=True, filename=f"{name}.csv") or "attachment"
    headers = {"Content-Disposition": disposition}
    return StreamingHttpResponse(csv_lines(heads, rows), content_type="text/csv; charset=utf-8", headers=headers)


def filename(report: Report, suffix: str) -> str:
    """mansfield-and-ashfield-2026-06-04.pdf: small letters, figures and hyphens, whatever the title holds."""
    plain = unicodedata.normalize("NFKD", report.name or report.title).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:LONGEST].strip("-")
    return f"{words or 'report'}-{report.as_at.isoformat()}.{suffix}"
