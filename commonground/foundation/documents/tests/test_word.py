"""Word: read back as a reader, a screen reader and a spreadsheet of its parts would."""

import io
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn

from commonground.foundation.documents.cells import clean, shown, tables_of
from commonground.foundation.documents.render import to_word
from commonground.foundation.documents.report import Column, Paragraph, Picture, Points, Section, Table
from commonground.foundation.documents.tests.drawn import HOSTILE, PARTS, REFERRALS, TREND, profile
from commonground.foundation.kernel.errors import Invalid


def read(content: bytes):
    return Document(io.BytesIO(content))


@pytest.fixture(scope="module")
def document():
    return read(to_word(profile()))


def test_it_says_what_it_is_called_and_in_which_language(document):
    assert document.core_properties.title == "Mansfield and Ashfield"
    assert document.core_properties.language == "en-GB"
    languages = {found.get(qn("w:val")) for found in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}


def test_headings_are_headings_and_word_counts_them(document):
    found = [(words.style.name, words.text) for words in document.paragraphs if words.style.name.startswith("Heading")]
    assert found == [
        ("Heading 1", "Summary"),
        ("Heading 1", "Referrals"),
        ("Heading 2", "Repeat referrals"),
        ("Heading 2", "By district"),
        ("Heading 1", "About this report"),
    ]
    assert [words.text for words in document.paragraphs if words.style.name == "Title"] == ["Mansfield and Ashfield"]
    for level in range(1, 5):
        properties = document.styles[f"Heading {level}"].element.pPr.numPr
        assert properties.find(qn("w:ilvl")).get(qn("w:val")) == str(level - 1)


def test_no_list_has_the_number_of_another(document):
    numbering = document.part.numbering_part.element
    for tag, name in (("w:abstractNum", "w:abstractNumId"), ("w:num", "w:numId")):
        ids = [found.get(qn(name)) for found in numbering.iter(qn(tag))]
        assert len(ids) == len(set(ids)), f"{tag}: {ids}"
    headings = document.styles["Heading 1"].element.pPr.numPr.find(qn("w:numId")).get(qn("w:val"))
    (number,) = (one for one in numbering.iter(qn("w:num")) if one.get(qn("w:numId")) == headings)
    (levels,) = (
        one
        for one in numbering.iter(qn("w:abstractNum"))
        if one.get(qn("w:abstractNumId")) == number.find(qn("w:abstractNumId")).get(qn("w:val"))
    )
    assert [one.get(qn("w:val")) for one in levels.iter(qn("w:pStyle"))] == [f"Heading{at}" for at in range(1, 5)]


def test_points_are_a_list(document):
    listed = [words.text for words in document.paragraphs if words.style.name == "List Bullet"]
    assert listed == ["Repeat referrals are rising.", "Child protection plans are not."]


def test_the_first_row_of_each_table_is_its_heading_on_every_page(document):
    assert len(document.tables) == 4
    for table in document.tables:
        first, *others = table.rows
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in others)
        look = table._tbl.tblPr.find(qn("w:tblLook"))
        assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "1")


def test_every_table_has_its_caption_above_it_and_its_source_below(document):
    captions = [words.text for words in document.paragraphs if words.style.name == "Caption"]
    assert [words.partition(": ")[2] for words in captions if words.startswith("Table")] == [
        table.caption for table in tables_of(profile())
    ]
    notes = [words.text for words in document.paragraphs if words.style.name == "Note"]
    assert "Source: Department for Education, children in need 2024" in notes
    assert any(note.startswith("Symbols: c ") for note in notes)


def test_tables_keep_every_figure_as_paper_shows_it(document):
    table = document.tables[1]
    found = [[cell.text for cell in row.cells] for row in table.rows]
    assert found[0] == [column.name for column in REFERRALS.columns]
    assert found[1:] == [
        [shown(cell, column.decimals) for cell, column in zip(row, REFERRALS.columns, strict=True)]
        for row in REFERRALS.rows
    ]


def test_every_picture_says_what_it_shows(document):
    words = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert words == [f"{one.title}. {one.summary}" for one in (TREND, PARTS)]


def test_the_foot_of_each_page_tells_title_day_and_page(document):
    foot = document.sections[0].footer.paragraphs[0]
    assert foot.text.startswith("Mansfield and Ashfield · as at 4 June 2026 · page")
    fields = [field.get(qn("w:instr")) for field in foot._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_a_long_report_begins_with_links_to_its_headings():
    document = read(to_word(profile(sections=[Section(f"Part {part}", [Paragraph("Words.")]) for part in range(5)])))
    links = [link.get(qn("w:anchor")) for link in document.element.iter(qn("w:hyperlink"))]
    marks = [mark.get(qn("w:name")) for mark in document.element.iter(qn("w:bookmarkStart"))]
    assert len(links) == 6
    assert links == marks


def test_the_same_report_gives_the_same_bytes():
    assert to_word(profile()) == to_word(profile())


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_what_people_type_is_text_of_the_document_and_nothing_else(text):
    table = Table(text, [Column(text), Column("Figure", "number")], [[text, text]], source=text, notes=[text])
    blocks = [Paragraph(text), Points([text]), table, Picture(TREND, text)]
    content = to_word(profile(title=text, subtitle=text, contact=text, sections=[Section(text, blocks)]))
    document = read(content)
    points = [words.text for words in document.paragraphs if words.style.name == "List Bullet"]
    assert "".join("".join(points).split()) == "".join(clean(text).split())
    assert len(document.tables) == 2
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert b"http://example.org" not in parts.read("word/_rels/document.xml.rels")


def test_an_empty_report_says_so():
    document = read(to_word(profile(sections=[], source_note="")))
    assert "There is nothing in this report yet." in [words.text for words in document.paragraphs]


def test_a_table_that_is_not_for_a_document_is_refused_with_the_way_out():
    endless = Table("Endless", [Column("a")], [["row"]] * 3_001)
    with pytest.raises(Invalid, match="3,001 rows"):
        to_word(profile(sections=[Section("S", [endless])]))
