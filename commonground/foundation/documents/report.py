"""One report, whatever it is printed as: what a room's `papers.py` builds and `render` turns into a file.

Figures stay figures until they are shown: a number column holds numbers, or the symbol that stands where there is none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple, Protocol

Cell = str | int | float | Decimal | date | None


class FiguresOfDrawing(Protocol):
    """The figures of a drawing: heads and rows of texts."""

    @property
    def headers(self) -> Sequence[str]: ...
    @property
    def rows(self) -> Sequence[Sequence[str]]: ...


class PrintableDrawing(Protocol):
    """What documents need of `design.drawing.Drawing`: `paper` is SVG with title and key inside."""

    @property
    def title(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def table(self) -> FiguresOfDrawing: ...
    @property
    def paper(self) -> str: ...
    def png(self, scale: float = 2.0) -> bytes: ...


@dataclass(frozen=True)
class Column:
    """Head of a column. `decimals` rounds what is shown of a number; without it every digit is shown."""

    name: str
    kind: Literal["text", "number"] = "text"
    decimals: int | None = None


@dataclass(frozen=True)
class Paragraph:
    """Plain words. Nothing in them is markup; an empty line begins a new paragraph."""

    text: str


@dataclass(frozen=True)
class Points:
    """A list, one sentence or so each."""

    items: Sequence[str]


@dataclass(frozen=True)
class Table:
    """A table with its caption and source. The first column names the row."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    source: str = ""
    notes: Sequence[str] = ()

    def __post_init__(self) -> None:
        wrong = next((row for row in self.rows if len(row) != len(self.columns)), None)
        if wrong is not None:
            raise ValueError(f"table “{self.caption}”: a row has {len(wrong)} cells for {len(self.columns)} columns")


@dataclass(frozen=True)
class Picture:
    """A chart or map. Its figures follow as a table on paper unless `with_table` is off (they stand elsewhere)."""

    drawing: PrintableDrawing
    caption: str = ""
    source: str = ""
    with_table: bool = True


class KeyFigure(NamedTuple):
    """One headline: what, how much, when, how it compares."""

    label: str
    value: Cell
    unit: str = ""
    period: str = ""
    comparison: str = ""
    decimals: int | None = None


@dataclass(frozen=True)
class KeyFigures:
    """The headlines of a section, in one table."""

    figures: Sequence[KeyFigure]
    caption: str = "Key figures"
    source: str = ""


Block = Paragraph | Points | Table | Picture | KeyFigures


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it; `parts` are the headings one level lower."""

    heading: str
    blocks: Sequence[Block] = ()
    parts: Sequence["Section"] = ()

    def walk(self) -> Iterator[Block]:
        """Every block of this section and of its parts, in order."""
        yield from self.blocks
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True)
class Report:
    """`as_at` is the day the figures stand for; `contact` whom to ask; `data` the table that the CSV is of.

    Without `data` the CSV holds every table of the report, one after another.
    """

    title: str
    as_at: date
    contact: str
    subtitle: str = ""
    sections: Sequence[Section] = ()
    source_note: str = ""
    data: Table | None = None
    name: str = field(default="", kw_only=True)  # of the file, without suffix; made from the title when empty

    def walk(self) -> Iterator[Block]:
        """Every block of the report, in order."""
        for section in self.sections:
            yield from section.walk()
