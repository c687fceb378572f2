"""PDF/UA: what a screen reader is told, and what no text of people can do."""

import io
import itertools
import re
import shutil
import subprocess
from collections import Counter

import pdfua
import pikepdf
import pytest

from commonground.foundation.documents import signs
from commonground.foundation.documents.render import to_pdf
from commonground.foundation.documents.report import (
    Column,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Picture,
    Points,
    Section,
    Table,
)
from commonground.foundation.documents.tests.drawn import HOSTILE, TREND, profile
from commonground.foundation.kernel.errors import Invalid


def read(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def tags(pdf: pikepdf.Pdf):
    """Every structure element in reading order: its tag and its dictionary."""
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        node = waiting.pop()
        if "/S" in node:
            yield str(node.S), node
        kids = node.get("/K", [])
        kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        waiting.extend(kid for kid in reversed(kids) if isinstance(kid, pikepdf.Dictionary))


def text_of(content: bytes, tmp_path) -> str:
    """The words of a PDF as a reader sees them."""
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not on this machine")
    path = tmp_path / "report.pdf"
    path.write_bytes(content)
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    return done.stdout.decode().replace("\N{ZERO WIDTH SPACE}", "")


@pytest.fixture(scope="module")
def paper() -> bytes:
    return to_pdf(profile())


def test_it_says_that_it_is_pdf_ua_and_what_it_is_called(paper):
    pdf = read(paper)
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"] == "Mansfield and Ashfield"
    assert pdf.Root.Lang == "en-GB"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_headings_lists_tables_and_pictures_are_tagged(paper):
    found = Counter(tag for tag, _ in tags(read(paper)))
    assert found["/H1"] == 3
    assert found["/H2"] == 2
    assert found["/LI"] == 2
    assert found["/Table"] == found["/THead"] == 4
    columns, rows = 4 + 4 + 4 + 2, found["/TR"] - 4
    assert found["/TH"] == columns + rows
    assert found["/Caption"] == 4 + 2
    assert found["/Figure"] == 2


def test_the_first_cell_of_a_row_is_its_head_and_the_others_name_it(paper):
    pdf = read(paper)
    named = {str(name): element for name, element in pikepdf.NameTree(pdf.Root.StructTreeRoot.IDTree).items()}
    rows = [node for tag, node in tags(pdf) if tag == "/TR" and node.P.S == "/TBody"]
    assert len(rows) > 10
    for row in rows:
        head, *cells = row.K
        attributes = [one for one in head.A if one.O == "/Table"]
        assert (head.S, attributes[0].Scope) == ("/TH", "/Row")
        assert named[str(head.ID)].objgen == head.objgen
        for cell in cells:
            told = next([str(name) for name in one.Headers] for one in cell.A if one.O == "/Table")
            assert cell.S == "/TD"
            assert told[1:] == [str(head.ID)]
            assert named[told[0]].P.P.S == "/THead"


def test_no_heading_level_is_skipped(paper):
    levels = [int(tag[2:]) for tag, _ in tags(read(paper)) if re.fullmatch("/H[1-6]", tag)]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels))


def test_every_picture_has_its_words(paper):
    words = [str(node.Alt) for tag, node in tags(read(paper)) if tag == "/Figure"]
    assert words[0] == f"{TREND.title}. {TREND.summary}"
    assert all(words)


def test_the_checker_of_pdf_ua_finds_nothing(paper, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(paper)
    assert [(finding.rule_id, finding.message) for finding in pdfua.validate(str(path)).findings] == []


def test_it_reads_as_it_was_meant(paper, tmp_path):
    text = text_of(paper, tmp_path)
    for words in [
        "1 Summary",
        "2.1 Repeat referrals",
        "Table 2: Referrals by district",
        "Figure 1: Share of referrals that repeat",
        "Source: Department for Education, children in need 2024",
        "Mansfield and Ashfield · as at 4 June 2026",
        "page 1 of",
        "Contact: Insight team, insight@example.org",
        "671.3",
        "\N{MINUS SIGN}0.1",
    ]:
        assert words in text


def test_the_head_of_a_long_table_stands_on_each_of_its_pages(tmp_path):
    long = Table("Long", [Column("District"), Column("Figure", "number")], [[f"row {row}", row] for row in range(120)])
    content = to_pdf(profile(sections=[Section("Long", [long])]))
    pages = text_of(content, tmp_path).split("\f")
    with_rows = [page for page in pages if "row " in page]
    assert len(with_rows) >= 3
    assert all("District" in page for page in with_rows)
    assert Counter(tag for tag, _ in tags(read(content)))["/Table"] == 1


def test_a_long_report_begins_with_its_contents(tmp_path):
    content = to_pdf(profile(sections=[Section(f"Part {part}", [Paragraph("Words.")]) for part in range(5)]))
    assert "Contents" in text_of(content, tmp_path)
    assert "Contents" not in text_of(to_pdf(profile()), tmp_path)


def test_the_same_report_gives_the_same_bytes(paper):
    assert to_pdf(profile()) == paper


def test_a_table_that_is_not_for_paper_is_refused_with_the_way_out():
    endless = Table("Endless", [Column("a")], [["row"]] * 10_001)
    with pytest.raises(Invalid, match="10,001 rows"):
        to_pdf(profile(sections=[Section("S", [endless])]))


def test_an_empty_report_says_so(tmp_path):
    text = text_of(to_pdf(profile(sections=[], source_note="")), tmp_path)
    assert "There is nothing in this report yet." in text
    assert "Contact: Insight team" in text


def test_a_report_of_nothing_but_a_title_is_still_a_document():
    content = to_pdf(profile(title="", subtitle="", contact="", source_note="", sections=[Section("")]))
    assert len(read(content).pages) == 1


def hostile_report(text: str):
    table = Table(text, [Column(text), Column("Figure", "number")], [[text, text], ["a", 1]], source=text, notes=[text])
    blocks = [Paragraph(text), Points([text]), table, KeyFigures([KeyFigure(text, text, text, text, text)], text)]
    return profile(
        title=text,
        subtitle=text,
        contact=text,
        source_note=text,
        sections=[Section(text, blocks, [Section(text, [Picture(TREND, text)])])],
    )


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_that_people_type_is_read_as_markup(text):
    assert to_pdf(hostile_report(text)).startswith(b"%PDF")


@pytest.mark.parametrize("text", HOSTILE[:4])
def test_markup_that_people_type_is_printed_as_they_typed_it(text, tmp_path):
    printed = text_of(to_pdf(profile(sections=[Section("One", [Points([text])])])), tmp_path)
    assert re.sub(r"\s", "", text) in re.sub(r"\s", "", printed)


def test_signs_without_a_picture_are_replaced_and_the_report_says_so(tmp_path):
    content = to_pdf(profile(sections=[Section("One", [Paragraph("before \U0001f600 after")])]))
    text = text_of(content, tmp_path)
    assert f"before {signs.MISSING} after" in text
    assert "Some signs could not be printed" in text


def test_names_in_other_alphabets_are_printed(tmp_path):
    names = "Łukasz Żółć · Ştefan · Nguyễn · Ελένη · Привет"
    text = text_of(to_pdf(profile(sections=[Section("One", [Paragraph(names)])])), tmp_path)
    assert names in text
    assert signs.MISSING not in text


def test_a_text_of_every_sign_there_is_does_not_hold_the_server_up(monkeypatch):
    tried = []
    monkeypatch.setattr(signs, "_can_print", lambda together: tried.append(together))
    every = "".join(map(chr, range(0x3000, 0x20000)))
    signs.without_missing({"sections": [], "title": every})
    assert len(tried) <= signs.BLOCKS * (signs.SINGLES + 1)


def test_without_our_own_typeface_another_is_taken(monkeypatch, tmp_path):
    monkeypatch.setattr(signs, "FONTS", tmp_path / "not built")
    signs.typefaces.cache_clear()
    signs.families.cache_clear()
    try:
        assert signs.OWN_FONT not in signs.families()
        assert to_pdf(profile()).startswith(b"%PDF")
    finally:
        monkeypatch.undo()
        signs.typefaces.cache_clear()
        signs.families.cache_clear()
