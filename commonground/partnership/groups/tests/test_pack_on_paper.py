"""The pack as PDF and Word: tagged, with bookmarks, one numbering, pages that never move."""

import io
import zipfile
from datetime import date
from typing import Any

import pdfua
import pikepdf
import pytest

from commonground.foundation.documents.marks import as_plain, read_marks
from commonground.foundation.documents.render import pages_of, to_pdf, to_word
from commonground.partnership.groups.papers.packs import Shown, count_pages, pack_report
from commonground.partnership.groups.rules import packs as rules

AS_AT = date(2026, 11, 29)
MEETING = {
    "group": "Rushcliffe", "title": "", "on": "2026-12-14", "from": "14:00", "until": "16:00", "where": "Online",
    "venue": "",
}  # fmt: skip


def paper(number: str, title: str, pages: int = 1) -> dict[str, Any]:
    text = "\n\n".join(f"What **paragraph** {at} says. " * 30 for at in range(7 * pages))
    blocks = [as_plain(block) for block in read_marks(f"{text}\n\n- one\n- two\n\n|a|b|\n|-|-|\n|1|2|")]
    section = {"heading": "Purpose", "under": "", "lists": ""}
    return {
        "id": f"id-of-{title}", "title": title, "author": "Amit Author", "author_id": "", "organisation": "Police",
        "contact": "A team", "is_late": False, "withdrawn": "", "sign_offs": [], "files": [],
        "sections": [{**section, "blocks": rules.numbered(blocks, rules.paragraph_numbers(number))}],
    }  # fmt: skip


def item(number: str, *papers: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": number, "number": number, "title": f"Item called {number}", "purpose": "For decision", "minutes": 10,
        "sponsor": "Ruth Chair", "sponsor_id": "", "sponsor_words": "", "note": "", "why_restricted": "Names a family.",
        "is_restricted": number.startswith("R"), "is_new": True, "recommendations": [], "papers": list(papers),
    }  # fmt: skip


@pytest.fixture(scope="module")
def content() -> dict[str, Any]:
    items = [item("1", paper("1", "Plan", 3)), item("2", paper("2", "Clusters", 2)), item("R1", paper("R1", "Canary"))]
    made = {"meeting": MEETING, "number": 0, "items": items}
    return {**made, "starts": dict(count_pages(made, 1, 1).starts)}


def report(content: dict[str, Any], **more: Any) -> Any:
    return pack_report(content, on=AS_AT, shown=Shown(**more))


def bookmarks(pdf: pikepdf.Pdf) -> list[tuple[int, str]]:
    found = []

    def walk(items: Any, level: int) -> None:
        for one in items:
            found.append((level, str(one.title)))
            walk(one.children, level + 1)

    with pdf.open_outline() as outline:
        walk(outline.root, 1)
    return found


def test_it_is_pdf_ua_with_nested_bookmarks(content: dict[str, Any], tmp_path: Any) -> None:
    path = tmp_path / "pack.pdf"
    path.write_bytes(to_pdf(report(content)))
    pdf = pikepdf.open(path)
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Rushcliffe: pack of papers"
    held = bookmarks(pdf)
    assert (1, "1 Item called 1") in held
    assert (2, "Plan") in held
    assert (3, "Purpose") in held
    assert [(finding.rule_id, finding.message) for finding in pdfua.validate(str(path)).findings] == []


def test_the_open_file_knows_nothing_of_what_is_restricted(content: dict[str, Any]) -> None:
    open_pdf = to_pdf(report(rules.open_part(content)))
    pdf = pikepdf.open(io.BytesIO(open_pdf))
    assert not any("Canary" in title or "R1" in title for _, title in bookmarks(pdf))
    word = zipfile.ZipFile(io.BytesIO(to_word(report(rules.open_part(content))))).read("word/document.xml").decode()
    assert "Canary" not in word


def test_open_pages_are_the_same_in_both_files(content: dict[str, Any]) -> None:
    whole, cut = pages_of(report(content)), pages_of(report(rules.open_part(content)))
    assert whole.last[""] == cut.last[""]
    assert {mark: page for mark, page in whole.marks.items() if not mark.startswith(("R", "item-R"))} == cut.marks


def test_a_withdrawn_paper_moves_no_page_behind_it(content: dict[str, Any]) -> None:
    before = pages_of(report(content)).marks
    after = pages_of(report(content, withdrawn={"id-of-Plan": "Figures are wrong."})).marks
    assert after["2-id-of-Clusters"] == before["2-id-of-Clusters"]


def test_pages_of_a_supplement_go_on(content: dict[str, Any]) -> None:
    later = {"meeting": MEETING, "number": 1, "items": [item("3", paper("3", "Late news"))]}
    found = count_pages(later, 41, 5)
    assert found.starts["3-id-of-Late news"] == 42
    assert found.last >= 42
    assert found.last_restricted == 4


def test_word_has_headings_and_the_same_numbers(content: dict[str, Any]) -> None:
    packed = zipfile.ZipFile(io.BytesIO(to_word(report(content))))
    words = packed.read("word/document.xml").decode()
    for number in ("1.1", "1.21", "2.14", "R1.7"):
        assert f">{number}<" in words
    assert 'w:val="Heading1"' in words
    assert 'w:val="Heading3"' in words


def test_outsiders_read_bodies_not_names(content: dict[str, Any]) -> None:
    for names in (True, False):
        words = zipfile.ZipFile(io.BytesIO(to_word(report(content, names=names)))).read("word/document.xml").decode()
        assert ("Amit Author" in words) is names
        assert ("Ruth Chair" in words) is names
        assert "Police" in words
