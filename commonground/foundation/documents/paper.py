"""PDF/UA-1 through typst: tagged, titled, in English, every picture with its words, every table with the heads of its
columns and rows.

Nothing people typed is read as markup: the document is one fixed template, and the report reaches it as JSON.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typst

from commonground.foundation.design.drawing import WIDE
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
from commonground.foundation.documents.report import (
    Block,
    Column,
    Grid,
    KeyFigures,
    Line,
    Listed,
    Paragraph,
    Picture,
    Points,
    Report,
    Section,
    Series,
    Table,
    Words,
)
from commonground.foundation.documents.row_heads import with_row_heads
from commonground.foundation.documents.signs import families, typefaces, without_missing
from commonground.foundation.documents.widths import widths
from commonground.foundation.kernel.errors import Invalid

TEMPLATE = Path(__file__).with_name("typst") / "report.typ"
DEEPEST = 4  # level of headings
MOST_ROWS = 10_000  # about two hundred pages, and five seconds of a processor
SIZE = re.compile(r'<svg\b[^>]*? width="([0-9.]+)" height="([0-9.]+)"')
FULL_WIDTH = WIDE.width  # units of a drawing that fill the page from margin to margin
HIGHEST = 0.75  # of a picture, in parts of the width of the text: about half a page
LONG_WORD = re.compile(r"\S{26}")
BREAK = "\N{ZERO WIDTH SPACE}"


def to_pdf(report: Report) -> bytes:
    """The report as PDF/UA-1. The same report gives the same bytes. Raises Invalid for more rows than paper is for."""
    count = sum(len(table.rows) for table in tables_of(report))
    if count > MOST_ROWS:
        raise Invalid(
            f"This report has {count:,} rows of tables, more than paper is for. Take the workbook or the CSV."
        )
    return with_row_heads(typst.compile(TEMPLATE, format="pdf", pdf_standards="ua-1", timestamp=0, **_given(report)))


def _given(report: Report) -> dict[str, Any]:
    """What the template is given, to print it or to ask it for pages."""
    data = json.dumps(without_missing(data_of(report)), ensure_ascii=False)
    return {"root": TEMPLATE.parent, "sys_inputs": {"report": data}, "font_paths": typefaces()}


@dataclass(frozen=True)
class LaidOut:
    """On which pages of a report things stand: the first page of each section with a mark, the last of each series."""

    marks: Mapping[str, int]
    last: Mapping[str, int]


def pages_of(report: Report) -> LaidOut:
    """Where the pages of the PDF would break. As long as printing it."""
    asked = json.loads(typst.query(TEMPLATE, "<page>", field="value", **_given(report)))
    return LaidOut(
        marks={one["name"]: one["page"] for one in asked if one["kind"] == "mark"},
        last={one["name"]: one["page"] for one in asked if one["kind"] == "last"},
    )


def data_of(report: Report) -> dict[str, Any]:
    """The report as the template reads it: texts, and tables of texts."""
    standing = f"As at {shown(report.as_at)}"
    return {
        "title": clean(report.title) or "Report",
        "subtitle": clean(report.subtitle),
        "day": [report.as_at.year, report.as_at.month, report.as_at.day],
        "footer": f"{clean(report.title)} · {standing[0].lower()}{standing[1:]}",
        "standing": standing,
        "fonts": families(),
        "contents": report.has_contents,
        "counts": not report.has_own_numbers,
        "first": report.first_page,
        "prefix": report.page_prefix,
        "sections": [*(_section(section, 1) for section in report.sections), *_about(report)],
        "after": [_series(series) for series in report.after],
    }


def _series(series: Series) -> dict[str, Any]:
    return {
        "prefix": series.prefix,
        "first": series.first,
        "sections": [_section(section, 1) for section in series.sections],
    }


def _about(report: Report) -> list[dict[str, Any]]:
    """The last section: where the figures come from and whom to ask; for a report with nothing in it, that too."""
    texts = [] if any(report.walk()) else ["There is nothing in this report yet."]
    texts += [clean(report.source_note)] if report.source_note else []
    texts += [f"Contact: {clean(report.contact)}"] if report.contact else []
    blocks = [one for text in texts for one in paragraphs(text)]
    about = Section("About this report")
    return [{**_section(about, 1), "blocks": blocks, "together": True}] if blocks else []


def _section(section: Section, level: int) -> dict[str, Any]:
    return {
        "heading": clean(section.heading) or "Untitled",
        "blocks": [data for block in section.blocks for data in _block(block)],
        "parts": [_section(part, min(level + 1, DEEPEST)) for part in section.parts],
        "together": False,
        "mark": section.mark,
        "opens": section.on_new_page,
        "page": section.page,
    }


def _block(block: Block) -> Iterable[dict[str, Any]]:
    match block:
        case Paragraph(text):
            return paragraphs(text)
        case Points(items):
            return [{"kind": "points", "items": [_wrapped(clean(item)) for item in items]}]
        case Table():
            return [_table(block)]
        case KeyFigures():
            return [_headlines(block)]
        case Picture():
            return _picture(block)
        case Words(line, number):
            return [{"kind": "words", "line": _line(line), "number": clean(number)}]
        case Listed(items, is_ordered):
            return [{"kind": "listed", "items": [_line(item) for item in items], "ordered": is_ordered}]
        case Grid(head, rows):
            return [{"kind": "grid", "head": _cells(head), "rows": [_cells(row) for row in rows]}]


def _line(line: Line) -> list[list[Any]]:
    """Each run as [text, is bold, is italic, link]."""
    return [[_wrapped(clean(run.text)), run.bold, run.italic, clean(run.link)] for run in line]


def _cells(row: Sequence[Line]) -> list[list[list[Any]]]:
    return [_line(cell) for cell in row]


def paragraphs(text: str) -> list[dict[str, Any]]:
    pieces = [piece.strip() for piece in re.split(r"\n\s*\n", clean(text))]
    return [{"kind": "paragraph", "text": _wrapped(piece)} for piece in pieces if piece]


def _table(table: Table) -> dict[str, Any]:
    rows = [
        [shown(cell, column.decimals) for cell, column in zip(row, table.columns, strict=True)] for row in table.rows
    ]
    return _printed(table.caption, table.columns, rows, notes_of(table))


def _printed(
    caption: str, columns: Sequence[Column], rows: Sequence[Sequence[str]], notes: list[str]
) -> dict[str, Any]:
    """A table of texts, its columns as wide as they need to be."""
    heads = [clean(column.name) for column in columns]
    is_number = [column.kind == "number" for column in columns]
    measured = widths(heads, rows, is_number)
    return {
        "kind": "table",
        "caption": clean(caption),
        "columns": [
            {"name": _wrapped(head), "number": number, "width": width}
            for head, number, width in zip(heads, is_number, measured.columns, strict=True)
        ],
        "rows": [[_wrapped(cell) for cell in row] for row in rows],
        "size": measured.size,
        "notes": notes,
    }


def _headlines(block: KeyFigures) -> dict[str, Any]:
    table = table_of_headlines(block)
    columns = [table.columns[place] for place in READ]
    return _printed(block.caption, columns, [headline(one) for one in block.figures], notes_of(table))


def _picture(block: Picture) -> list[dict[str, Any]]:
    drawing = block.drawing
    table = _table(table_of_drawing(block))
    picture = {
        "kind": "picture",
        "caption": clean(block.caption or drawing.title),
        "svg": clean(str(drawing.paper)),
        "alt": clean(f"{drawing.title}. {drawing.summary}"),
        "summary": _wrapped(clean(drawing.summary)),
        "notes": [] if block.with_table else table["notes"],
        "width": picture_width(str(drawing.paper)),
    }
    return [picture, table] if block.with_table else [picture]


def picture_width(svg: str) -> float:
    """How much of the page's width a picture takes: what it was drawn for, and never more than half a page high."""
    size = SIZE.search(svg)
    if size is None:
        return 1.0
    width, height = float(size[1]), float(size[2])
    return min(1.0, width / FULL_WIDTH, HIGHEST * width / max(height, 1.0))


def _wrapped(text: str) -> str:
    """Long words may break, or they would run out of the page."""
    return LONG_WORD.sub(lambda match: match[0] + BREAK, text)
