"""The same report in each format keeps every figure, and leaves only after it is on record."""

import csv
import io
import itertools
import re
import shutil
import subprocess

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from python_calamine import CalamineWorkbook

from commonground.foundation.audit.models import AuditEvent
from commonground.foundation.design.doors import open_to
from commonground.foundation.documents.cells import shown, tables_of
from commonground.foundation.documents.doors import FORMATS, download, filename
from commonground.foundation.documents.render import report_csv, to_excel, to_html, to_pdf
from commonground.foundation.documents.report import Report
from commonground.foundation.documents.tests.drawn import HOSTILE, profile
from commonground.foundation.documents.tests.test_paper import hostile_report
from commonground.foundation.kernel.errors import NotFound


def figures(report: Report) -> set[str]:
    """Every figure and symbol of the report's tables, as people read them."""
    return {
        shown(cell, column.decimals)
        for table in tables_of(report)
        for row in table.rows
        for cell, column in zip(row, table.columns, strict=True)
        if column.kind == "number" and cell is not None
    }


def printed(report: Report, tmp_path) -> str:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not on this machine")
    (tmp_path / "r.pdf").write_bytes(to_pdf(report))
    done = subprocess.run(["pdftotext", "-layout", str(tmp_path / "r.pdf"), "-"], capture_output=True, check=True)
    return done.stdout.decode()


def cells_of_workbook(report: Report) -> set[object]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(to_excel(report)))
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    return {cell for sheet in sheets for row in sheet for cell in row}


def test_the_page_and_the_paper_keep_every_figure(tmp_path):
    report = profile()
    assert len(figures(report)) > 15
    paper, page = printed(report, tmp_path), to_html(report)
    for figure in figures(report):
        assert figure in paper
        assert figure in page


def test_the_workbook_and_the_csv_keep_every_figure_in_full():
    report = profile()
    in_book = cells_of_workbook(report)
    rows = csv.reader(io.StringIO(report_csv(report).decode("utf-8-sig"), newline=""))
    in_csv = {cell for row in rows for cell in row}
    for table in tables_of(report):
        for row in table.rows:
            for cell, column in zip(row, table.columns, strict=True):
                if column.kind == "number" and cell is not None:
                    assert cell in in_book
                    assert str(cell).removesuffix(".0") in in_csv


@pytest.mark.parametrize("text", HOSTILE[:4])
def test_nothing_that_people_type_is_markup_of_the_page(text):
    page = to_html(hostile_report(text))
    assert "<script>" not in page
    assert "<img" not in page
    assert "{%" not in page.replace(text.replace("'", "&#x27;").replace('"', "&quot;"), "")


def test_headings_of_the_page_go_down_by_one_level(tmp_path):
    levels = [int(level) for level in re.findall(r"<h([1-6])", to_html(profile()))]
    assert levels[0] == 2
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))


def test_an_empty_report_is_said_to_be_empty_on_the_page():
    assert "There is nothing in this report yet." in to_html(profile(sections=[]))


@open_to("public")
def view(request: HttpRequest, suffix: str) -> HttpResponse:
    return download(request, profile(), suffix)


urlpatterns = [path("report.<suffix>", view), path("", include("commonground.config.urls"))]
on_site = pytest.mark.urls(__name__)


@pytest.mark.django_db
@on_site
@pytest.mark.parametrize("suffix", list(FORMATS))
def test_a_file_leaves_after_its_export_is_on_record(client: Client, suffix):
    before = AuditEvent.objects.count()
    response = client.get(f"/report.{suffix}")
    assert response.status_code == 200
    assert response["Content-Type"] == FORMATS[suffix].content_type
    assert response["Content-Disposition"] == f'attachment; filename="mansfield-and-ashfield-2026-06-04.{suffix}"'
    assert AuditEvent.objects.count() == before + 1
    assert AuditEvent.objects.latest("position").verb == "exported"


@pytest.mark.django_db
@on_site
def test_as_html_it_is_a_page_of_the_site(client: Client):
    page = client.get("/report.html").content.decode()
    assert "<h1" in page
    assert "Referrals by district" in page


@pytest.mark.django_db
@on_site
def test_an_unknown_format_is_not_found_and_nothing_is_recorded(client: Client):
    assert client.get("/report.odt").status_code == 404
    assert AuditEvent.objects.filter(verb="exported").count() == 0


def test_an_unknown_format_is_refused_before_anything_is_made():
    with pytest.raises(NotFound, match="PDF, Word, Excel or CSV"):
        download(HttpRequest(), profile(), "exe")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Mansfield and Ashfield", "mansfield-and-ashfield-2026-06-04.pdf"),
        ("../../etc/passwd\r\nX: y", "etc-passwd-x-y-2026-06-04.pdf"),
        ("Šibenik “Żółć”", "sibenik-zoc-2026-06-04.pdf"),
        ("\u6f22\u5b57", "report-2026-06-04.pdf"),
        ("a" * 200, "a" * 80 + "-2026-06-04.pdf"),
    ],
)
def test_the_name_of_a_file_holds_nothing_that_harms(title, name):
    assert filename(profile(title=title), "pdf") == name
