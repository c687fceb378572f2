"""Word: real heading styles and list, tables with heading rows that repeat, pictures with their words, in English.

What people typed only ever goes into text of the document, never into its XML. The same report gives the same bytes.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime, time
from itertools import count
from typing import TYPE_CHECKING, Any

from commonground.foundation.documents.cells import (
    READ,
    clean,
    headline,
    notes_of,
    shown,
    table_of_drawing,
    table_of_headlines,
    tables_of,
)
from commonground.foundation.documents.paper import DEEPEST, picture_width
from commonground.foundation.documents.report import (
    Block,
    Column,
    Grid,
    KeyFigures,
    Listed,
    Paragraph,
    Picture,
    Points,
    Report,
    Section,
    Table,
    Words,
)
from commonground.foundation.documents.widths import widths
from commonground.foundation.documents.word_styles import Styled, new_document
from commonground.foundation.kernel.errors import Invalid

if TYPE_CHECKING:
    from docx.document import Document

MOST_ROWS = 3_000  # about sixty pages, and some seconds of a processor
TEXT_WIDTH = 16.6  # centimetres between the margins
EMPTY = "There is nothing in this report yet."
STORED_AT = (1980, 1, 1, 0, 0, 0)  # what a ZIP file calls no time


def to_word(report: Report) -> bytes:
    """The report as .docx. Raises Invalid for more rows than a document is for."""
    rows = sum(len(table.rows) for table in tables_of(report))
    if rows > MOST_ROWS:
        raise Invalid(f"This report has {rows:,} rows of tables, more than a document is for. Take the workbook.")
    footer = f"{clean(report.title)} · as at {shown(report.as_at)}"
    document = new_document(footer=footer, counts=not report.has_own_numbers)
    _say_what_it_is(document, report)
    _Writer(document, Styled(document)).write(report)
    buffer = io.BytesIO()
    document.save(buffer)
    return _without_times(buffer.getvalue())


def _say_what_it_is(document: "Document", report: Report) -> None:
    about = document.core_properties
    about.title = clean(report.title) or "Report"
    about.subject = clean(report.subtitle)
    about.author = about.last_modified_by = ""
    about.comments = ""
    about.language = "en-GB"
    about.created = about.modified = datetime.combine(report.as_at, time(12))


class _Writer:
    """Writes a report from its title to its contact, counting tables and figures."""

    def __init__(self, document: "Document", styled: Styled) -> None:
        self.document, self.styled = document, styled
        self._tables, self._figures, self._marks = count(1), count(1), count(1)

    def write(self, report: Report) -> None:
        self.styled.paragraph(clean(report.title) or "Report", "Title")
        if report.subtitle:
            self.styled.paragraph(clean(report.subtitle), "Subtitle")
        self.styled.paragraph(f"As at {shown(report.as_at)}")
        after = [section for series in report.after for section in series.sections]
        sections = [*report.sections, *_about(report), *after]
        if report.has_contents:
            self.styled.contents(list(_headings(sections)))
        for section in sections:
            self._section(section, 1)

    def _section(self, section: Section, level: int) -> None:
        words = clean(section.heading) or "Untitled"
        self.styled.heading(words, level, mark=next(self._marks), on_new_page=section.on_new_page)
        for block in section.blocks:
            self._block(block)
        for part in section.parts:
            self._section(part, min(level + 1, DEEPEST))

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph(text):
                self._paragraphs(text)
            case Points(items):
                for item in items:
                    self.styled.paragraph(clean(item), "List Bullet")
            case Table():
                self._table(block)
            case KeyFigures():
                table = table_of_headlines(block)
                columns = [table.columns[place] for place in READ]
                self._printed(block.caption, columns, [headline(one) for one in block.figures], notes_of(table))
            case Picture():
                self._picture(block)
            case Words(line, number):
                self.styled.line(line, number=clean(number))
            case Listed(items, is_ordered):
                self.styled.listed(items, is_ordered=is_ordered)
            case Grid(head, rows):
                self.styled.grid(head, rows, width=TEXT_WIDTH)

    def _paragraphs(self, text: str) -> None:
        for piece in re.split(r"\n\s*\n", clean(text)):
            if piece.strip():
                self.styled.paragraph(piece.strip())

    def _table(self, table: Table) -> None:
        rows = [
            [shown(cell, column.decimals) for cell, column in zip(row, table.columns, strict=True)]
            for row in table.rows
        ]
        self._printed(table.caption, table.columns, rows, notes_of(table))

    def _printed(
        self, caption: str, columns: Sequence[Column], rows: Sequence[Sequence[str]], notes: Sequence[str]
    ) -> None:
        """A table of texts under its caption, its columns as wide as on paper."""
        heads = [clean(column.name) for column in columns]
        is_number = [column.kind == "number" for column in columns]
        words = clean(caption)
        self.styled.caption("Table", next(self._tables), words)
        measured = widths(heads, rows, is_number)
        widths_here = [share * TEXT_WIDTH for share in measured.columns]
        self.styled.table(heads, rows, is_number, widths=widths_here, size=measured.size, title=words)
        for note in notes:
            self.styled.paragraph(note, "Note")

    def _picture(self, block: Picture) -> None:
        drawing, table = block.drawing, table_of_drawing(block)
        self.styled.paragraph(clean(drawing.summary))
        width = picture_width(str(drawing.paper)) * TEXT_WIDTH
        self.styled.picture(drawing.png(), width, words=clean(f"{drawing.title}. {drawing.summary}"))
        self.styled.caption("Figure", next(self._figures), clean(block.caption or drawing.title))
        if block.with_table:
            self._table(table)
        else:
            for note in notes_of(table):
                self.styled.paragraph(note, "Note")


def _headings(sections: Sequence[Section], level: int = 1, mark: Any = None) -> Any:
    """(number, heading, level, bookmark) of the two highest levels, in the order in which they are written."""
    marks = mark or count(1)
    for section in sections:
        yield clean(section.heading) or "Untitled", level, next(marks)
        yield from _headings(section.parts, level + 1, marks)


def _about(report: Report) -> list[Section]:
    """The last section: where the figures come from and whom to ask; for a report with nothing in it, that too."""
    texts = [] if any(report.walk()) else [EMPTY]
    texts += [report.source_note] if report.source_note else []
    texts += [f"Contact: {report.contact}"] if report.contact else []
    return [Section("About this report", [Paragraph(text) for text in texts])] if texts else []


def _without_times(content: bytes) -> bytes:
    """The same parts, none of which tells when it was written."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as written, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in written.namelist():
            kept.writestr(zipfile.ZipInfo(name, STORED_AT), written.read(name), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
