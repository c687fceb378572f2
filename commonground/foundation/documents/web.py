"""The report as a page: the same blocks made of the components of the look."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from commonground.foundation.design import drawing
from commonground.foundation.documents.cells import READ, clean, headline, notes_of, shown, table_of_headlines
from commonground.foundation.documents.paper import paragraphs
from commonground.foundation.documents.report import (
    Block,
    Cell,
    Column,
    Grid,
    KeyFigures,
    Linked,
    Listed,
    Paragraph,
    Picture,
    Points,
    Report,
    Section,
    Table,
    Words,
)

DEEPEST = 6  # level of headings in HTML


def to_html(report: Report, request: HttpRequest | None = None) -> str:
    """The report as a whole page of the site for `request`; without one, the article alone."""
    template = "documents/report.html" if request is not None else "documents/article.html"
    return render_to_string(template, context_of(report), request)


def context_of(report: Report) -> dict[str, Any]:
    """What the templates are given."""
    return {
        "report": report,
        "as_at": shown(report.as_at),
        "sections": [_section(section, 2) for section in report.all_sections],
        "source_note": [one["text"] for one in paragraphs(report.source_note)],
        "is_empty": not any(report.walk()),
    }


def _section(section: Section, level: int) -> dict[str, Any]:
    return {
        "heading": clean(section.heading),
        "mark": section.mark,
        "level": f"h{level}",
        "size": {2: "l", 3: "m"}.get(level, "s"),
        "below": f"h{min(level + 1, DEEPEST)}",
        "blocks": [_block(block) for block in section.blocks],
        "parts": [_section(part, min(level + 1, DEEPEST)) for part in section.parts],
    }


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph(text):
            return {"kind": "paragraphs", "texts": [one["text"] for one in paragraphs(text)]}
        case Points(items):
            return {"kind": "points", "items": [clean(item) for item in items]}
        case KeyFigures():
            return {"kind": "table", **_headlines(block)}
        case Picture(drawn):
            return {"kind": "picture", "drawing": drawn, "source": block.source}
        case Table():
            return {"kind": "table", **_table(block)}
        case Words(line, number):
            return {"kind": "words", "line": line, "number": number}
        case Listed(items, is_ordered):
            return {"kind": "listed", "items": items, "tag": "ol" if is_ordered else "ul", "is_ordered": is_ordered}
        case Grid(head, rows):
            return {"kind": "grid", "head": head, "rows": rows}


def _table(table: Table) -> dict[str, Any]:
    rows = [[_cell(cell, column) for cell, column in zip(row, table.columns, strict=True)] for row in table.rows]
    columns = [{"label": column.name, "kind": column.kind} for column in table.columns]
    return {"caption": clean(table.caption), "columns": columns, "rows": rows, "notes": notes_of(table)}


def _cell(cell: Cell, column: Column) -> str | drawing.Cell:
    words = shown(cell, column.decimals)
    return drawing.Cell(words, cell.href) if isinstance(cell, Linked) else words


def _headlines(block: KeyFigures) -> dict[str, Any]:
    table = table_of_headlines(block)
    columns = [{"label": table.columns[place].name, "kind": table.columns[place].kind} for place in READ]
    rows = [headline(one) for one in block.figures]
    return {"caption": clean(block.caption), "columns": columns, "rows": rows, "notes": notes_of(table)}
