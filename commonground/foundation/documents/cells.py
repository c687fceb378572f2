"""How a cell reads on paper, and how it goes into a spreadsheet without becoming a formula."""

import math
import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeGuard

from commonground.foundation.analysis.rates import rounded
from commonground.foundation.analysis.symbols import MEANINGS
from commonground.foundation.documents.report import (
    Cell,
    Column,
    KeyFigure,
    KeyFigures,
    Picture,
    PrintableDrawing,
    Report,
    Table,
)

MINUS = "\N{MINUS SIGN}"
# What begins a formula or a command in a spreadsheet (OWASP, CSV injection), also in the wide letters of East Asia.
DANGEROUS = tuple("=+-@\t\r\n") + tuple("\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}")
DANGEROUS += tuple("\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}")
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
NUMBER = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")


def clean(text: str) -> str:
    """Without signs that no reader sees and that files of some formats may not hold."""
    return UNPRINTABLE.sub("", text)


def neutral(text: str) -> str:
    """Text that a spreadsheet takes as text: an apostrophe before what would begin a formula."""
    cleaned = clean(text)
    return f"'{cleaned}" if cleaned.startswith(DANGEROUS) else cleaned


def shown(cell: Cell, decimals: int | None = None) -> str:
    """A cell as people read it: 1,234.5 with a real minus; 4 June 2026; text as it is; nothing for None."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, date):
        return f"{cell.day} {cell:%B %Y}"
    if is_number(cell):
        return _number(cell, decimals)
    return clean(str(cell))


def is_number(cell: Cell) -> TypeGuard[int | float | Decimal]:
    """A figure that can be calculated with: not a truth, not infinite, not "not a number"."""
    return isinstance(cell, int | float | Decimal) and not isinstance(cell, bool) and math.isfinite(cell)


def figure_of(text: str) -> Cell:
    """The number that a drawing wrote as text ("1,234"), or the text where it is none ("c", "24.1%")."""
    plain = text.strip().replace(MINUS, "-")
    if not NUMBER.fullmatch(plain):
        return text
    digits = plain.replace(",", "")
    return float(digits) if "." in digits else int(digits)


def table_of_drawing(picture: Picture) -> Table:
    """The figures of a chart or map as a table of the report: numbers where the drawing wrote numbers as text."""
    drawing: PrintableDrawing = picture.drawing
    rows = drawing.table.rows
    columns: list[Column] = []
    cells: list[list[Cell]] = []
    for place, name in enumerate(drawing.table.headers):
        texts = [row[place] for row in rows]
        column, figures = _column_of_drawing(name, texts)
        columns.append(column if place else Column(name))
        cells.append(figures if place else [*texts])
    return Table(drawing.title, columns, list(zip(*cells, strict=True)), source=picture.source)


def _column_of_drawing(name: str, texts: Sequence[str]) -> tuple[Column, list[Cell]]:
    """Where all its numbers end in %, that is said once, in the head."""
    if _is_percent(texts):
        name, texts = f"{name} (%)", [text.removesuffix("%") for text in texts]
    figures = [figure_of(text) for text in texts]
    digits = [len(text.partition(".")[2]) for text, figure in zip(texts, figures, strict=True) if is_number(figure)]
    return Column(name, "number", max(digits, default=None)), figures


def _is_percent(texts: Sequence[str]) -> bool:
    numbers = [text for text in texts if is_number(figure_of(text.removesuffix("%")))]
    return bool(numbers) and all(text.endswith("%") for text in numbers)


CLOSE = ("%", "‰")
READ = (0, 1, 3, 4)  # columns of headlines where people read; the unit stands with the value


def table_of_headlines(block: KeyFigures) -> Table:
    """Key figures as a table: figure, value, unit, period, comparison."""
    columns = [Column("Figure"), Column("Value", "number"), Column("Unit"), Column("Period"), Column("Comparison")]
    rows = [(one.label, one.value, one.unit, one.period, one.comparison) for one in block.figures]
    return Table(block.caption, columns, rows, source=block.source)


def headline(one: KeyFigure) -> tuple[str, str, str, str]:
    """One key figure as people read it; a symbol has no unit, and only signs stand close to the number."""
    unit = clean(one.unit) if is_number(one.value) else ""
    space = " " if unit and unit not in CLOSE else ""
    return clean(one.label), f"{shown(one.value, one.decimals)}{space}{unit}", clean(one.period), clean(one.comparison)


def tables_of(report: Report) -> Iterator[Table]:
    """Every table of a report in order, those of its drawings and headlines too."""
    for block in report.walk():
        if isinstance(block, Table):
            yield block
        elif isinstance(block, KeyFigures):
            yield table_of_headlines(block)
        elif isinstance(block, Picture):
            yield table_of_drawing(block)


def symbols_in(table: Table) -> dict[str, str]:
    """The symbols that stand in number columns of a table, with their meaning."""
    places = [place for place, column in enumerate(table.columns) if column.kind == "number"]
    found = {row[place] for row in table.rows for place in places if isinstance(row[place], str)}
    return {symbol: words for symbol, words in MEANINGS.items() if symbol in found}


def notes_of(table: Table) -> list[str]:
    """The notes below a table: its own, what its symbols mean, its source."""
    notes = [clean(note) for note in table.notes]
    meanings = [f"{symbol} {words}" for symbol, words in symbols_in(table).items()]
    if meanings:
        notes.append(f"Symbols: {'; '.join(meanings)}.")
    if table.source:
        notes.append(f"Source: {clean(table.source)}")
    return notes


def _number(cell: Cell, decimals: int | None) -> str:
    exact = Decimal(str(cell))
    figure = exact if decimals is None else rounded(exact, decimals)
    if decimals is None and figure == figure.to_integral_value():
        figure = figure.to_integral_value()
    text = f"{abs(figure):,f}"
    return f"{MINUS}{text}" if figure < 0 else text
