"""PDF/UA-1 through typst: tagged, titled, in English, every picture with its words, every table with its heading row.

Nothing people typed is read as markup: the document is one fixed template, and the report reaches it as JSON.
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import typst

from commonground.foundation.documents.cells import (
    READ,
    clean,
    headline,
    notes_of,
    shown,
    table_of_drawing,
    table_of_headlines,
)
from commonground.foundation.documents.report import (
    Block,
    KeyFigures,
    Paragraph,
    Picture,
    Points,
    Report,
    Section,
    Table,
)
from commonground.foundation.documents.signs import families, typefaces, without_missing

TEMPLATE = Path(__file__).with_name("typst") / "report.typ"
CONTENTS_FROM = 4  # sections, from which a list of contents helps
DEEPEST = 4  # level of headings
LONG_WORD = re.compile(r"\S{26}")
BREAK = "\N{ZERO WIDTH SPACE}"


def to_pdf(report: Report) -> bytes:
    """The report as PDF/UA-1. The same report gives the same bytes."""
    data = without_missing(data_of(report))
    return typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        format="pdf",
        pdf_standards="ua-1",
        timestamp=0,
        sys_inputs={"report": json.dumps(data, ensure_ascii=False)},
        font_paths=typefaces(),
    )


def data_of(report: Report) -> dict[str, Any]:
    """The report as the template reads it: texts, and tables of texts."""
    standing = f"As at {shown(report.as_at)}"
    return {
        "title": clean(report.title) or "Report",
        "subtitle": clean(report.subtitle),
        "day": [report.as_at.year, report.as_at.month, report.as_at.day],
        "footer": f"{clean(report.title)} · {standing[0].lower()}{standing[1:]}",
        "standing": f"{standing}. Contact: {clean(report.contact)}" if report.contact else standing,
        "fonts": families(),
        "contents": len(report.sections) >= CONTENTS_FROM,
        "sections": [*(_section(section, 1) for section in report.sections), *_about(report)],
    }


def _about(report: Report) -> list[dict[str, Any]]:
    """The last section: where the figures come from and whom to ask; for a report with nothing in it, that too."""
    texts = [] if any(report.walk()) else ["There is nothing in this report yet."]
    texts += [clean(report.source_note)] if report.source_note else []
    texts += [f"Contact: {clean(report.contact)}"] if report.contact else []
    blocks = [one for text in texts for one in paragraphs(text)]
    return [{"heading": "About this report", "blocks": blocks, "parts": []}] if blocks else []


def _section(section: Section, level: int) -> dict[str, Any]:
    return {
        "heading": clean(section.heading) or "Untitled",
        "blocks": [data for block in section.blocks for data in _block(block)],
        "parts": [_section(part, min(level + 1, DEEPEST)) for part in section.parts],
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


def paragraphs(text: str) -> list[dict[str, Any]]:
    pieces = [piece.strip() for piece in re.split(r"\n\s*\n", clean(text))]
    return [{"kind": "paragraph", "text": _wrapped(piece)} for piece in pieces if piece]


def _table(table: Table) -> dict[str, Any]:
    columns = table.columns
    rows = [
        [_wrapped(shown(cell, column.decimals)) for cell, column in zip(row, columns, strict=True)]
        for row in table.rows
    ]
    wide = [place for place, column in enumerate(columns) if column.kind == "text"][:1]
    return {
        "kind": "table",
        "caption": clean(table.caption),
        "columns": [
            {"name": _wrapped(clean(column.name)), "number": column.kind == "number", "wide": place in wide}
            for place, column in enumerate(columns)
        ],
        "rows": rows,
        "size": 9.5 if len(columns) <= 5 else 8.5 if len(columns) <= 8 else 7,
        "notes": notes_of(table),
    }


def _headlines(block: KeyFigures) -> dict[str, Any]:
    table = table_of_headlines(block)
    data = _table(Table(table.caption, [table.columns[place] for place in READ], [], table.source))
    rows = [[_wrapped(text) for text in headline(one)] for one in block.figures]
    return {**data, "rows": rows, "notes": notes_of(table)}


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
    }
    return [picture, table] if block.with_table else [picture]


def _wrapped(text: str) -> str:
    """Long words may break, or they would run out of the page."""
    return LONG_WORD.sub(lambda match: match[0] + BREAK, text)
