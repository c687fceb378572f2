"""One report, whatever it is printed as: what a room's `papers.py` builds and `render` turns into a file.

Figures stay figures until they are shown: a number column holds numbers, or the symbol that stands where there is none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple, Protocol, Self

Cell = str | int | float | Decimal | date | None


class Linked(str):
    """Words of a cell that lead to a page of the site. Only pages make a link of it; other formats show the words."""

    __slots__ = ("href",)
    href: str

    def __new__(cls, words: str, href: str) -> Self:
        made = super().__new__(cls, words)
        made.href = href
        return made


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


CONTENTS_FROM = 4  # sections, from which a list of contents helps


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


class Run(NamedTuple):
    """A stretch of a line that looks alike."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


Line = Sequence[Run]


@dataclass(frozen=True)
class Words:
    """A paragraph with a few marks, perhaps with the number by which people cite it (6.3)."""

    line: Line
    number: str = ""


@dataclass(frozen=True)
class Listed:
    """A list of lines with a few marks, numbered or with points."""

    items: Sequence[Line]
    is_ordered: bool = False


@dataclass(frozen=True)
class Grid:
    """A simple table that somebody wrote into a text: no caption, no figures to calculate with."""

    head: Sequence[Line]
    rows: Sequence[Sequence[Line]]


Block = Paragraph | Points | Table | Picture | KeyFigures | Words | Listed | Grid


@dataclass(frozen=True)
class Section:
    """A heading and what stands below it; `parts` are the headings one level lower.

    On paper one with a `mark` can be asked for its page (`paper.pages_of`); `on_new_page` begins one, which has the
    number `page` where that was given once and for all.
    """

    heading: str
    blocks: Sequence[Block] = ()
    parts: Sequence["Section"] = ()
    mark: str = field(default="", kw_only=True)
    on_new_page: bool = field(default=False, kw_only=True)
    page: int | None = field(default=None, kw_only=True)

    def walk(self) -> Iterator[Block]:
        """Every block of this section and of its parts, in order."""
        yield from self.blocks
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True)
class Series:
    """Sections whose pages are counted together: R1, R2 … with the prefix R. They begin on a new page."""

    sections: Sequence[Section]
    prefix: str = ""
    first: int = 1


@dataclass(frozen=True)
class Report:
    """`as_at` is the day the figures stand for; `contact` whom to ask; `data` the table that the CSV is of.

    Without `data` the CSV holds every table of the report, one after another. With `has_own_numbers` headings carry
    the numbers that people gave them and are not counted; pages then go without "of so many", because more may follow.
    `after` are sections whose pages are counted on their own. `is_short`: a page or two, without a list of contents.
    """

    title: str
    as_at: date
    contact: str
    subtitle: str = ""
    sections: Sequence[Section] = ()
    source_note: str = ""
    data: Table | None = None
    name: str = field(default="", kw_only=True)  # of the file, without suffix; made from the title when empty
    has_own_numbers: bool = field(default=False, kw_only=True)
    first_page: int = field(default=1, kw_only=True)
    page_prefix: str = field(default="", kw_only=True)
    after: Sequence[Series] = field(default=(), kw_only=True)
    is_short: bool = field(default=False, kw_only=True)

    @property
    def has_contents(self) -> bool:
        return len(self.sections) >= CONTENTS_FROM and not self.is_short

    @property
    def all_sections(self) -> Sequence[Section]:
        """Those of the report and of what comes after."""
        return [*self.sections, *(section for series in self.after for section in series.sections)]

    def walk(self) -> Iterator[Block]:
        """Every block of the report, in order."""
        for section in self.all_sections:
            yield from section.walk()


def table_of(drawing: PrintableDrawing) -> Table:
    """The figures of a drawing as it wrote them."""
    columns = [Column(header) for header in drawing.table.headers]
    return Table(drawing.title, columns, [list(row) for row in drawing.table.rows])


def figures_of(drawing: PrintableDrawing, *, as_at: date, contact: str, name: str) -> Report:
    """What is taken away with “Figures of this chart”: the figures of a drawing and nothing else."""
    return Report(title=drawing.title, as_at=as_at, contact=contact, data=table_of(drawing), name=name)
