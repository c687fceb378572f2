"""Reports to read: all of them, and one as a page and as a file."""

from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from commonground.foundation.design.doors import open_to, viewer_of
from commonground.foundation.documents.doors import download
from commonground.foundation.documents.render import article_of
from commonground.insight.reports import access, papers, queries

ON_A_PAGE = 25
KINDS = (("pdf", "PDF"), ("docx", "Word"), ("html", "Web page"), ("xlsx", "Excel"), ("csv", "CSV"))


@open_to("public")
def every(request: HttpRequest) -> HttpResponse:
    """Reports that the viewer may read, the latest period first."""
    page: Page[Any] = Paginator(queries.reports(viewer_of(request)), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "reports/every.html", {"page": page})


@open_to("public")
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """All it says; beside it what may be done with it."""
    viewer = viewer_of(request)
    page = queries.report_page(pk, viewer=viewer)
    held, here = page.report, page.here
    shown = {
        "page": page,
        "report": held,
        "group": held.group,
        "article": article_of(papers.report_paper(page.content, held, on_page=True)),
        "downloads": [("This report", reverse("reports:report-file", args=[pk, kind]), name) for kind, name in KINDS],
        "may_write": here.serves and held.is_draft,
        "may_freeze": access.leads(here) and held.status == "submitted" and held.submitted_by_id != viewer.id,
        "may_withdraw": (here.serves and held.is_draft) or (access.leads(here) and held.is_frozen),
        "may_bring": queries.may_bring(held, viewer=viewer),
        "may_send": here.serves and held.is_frozen and bool(held.duty) and held.sent_on is None,
        "tab": "reports",
    }
    return render(request, "reports/report.html", shown)


@open_to("public")
def report_file(request: HttpRequest, pk: UUID, suffix: str) -> HttpResponse:
    """The report as a page without the site around it, PDF, Word, Excel, or CSV of its figures."""
    page = queries.report_page(pk, viewer=viewer_of(request))
    return download(request, papers.report_paper(page.content, page.report), suffix)
