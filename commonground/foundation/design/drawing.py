"""What a chart or a map is made of: an accessible picture, a sentence, and its figures as a table.

Pictures are SVG written here (decision record 0010). Every text goes through Django's escaping; there is no style
attribute, so that the content security policy holds; colours are presentation attributes and contrast is tested.
"""

import hashlib
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString

from commonground.foundation.analysis.rates import rounded
from commonground.foundation.kernel.errors import Invalid

FONT = "Arial, Arimo, sans-serif"
FONTS = Path(__file__).resolve().parent / "fonts"
INK = "#0b0c0c"
GREY = "#484949"
LINE = "#b1b4b6"
FAINT = "#d9dcde"
LARGEST = 1e15
Attributes = dict[str, str | float | None]


class Table(NamedTuple):
    """The figures of a drawing: heads of the columns, and rows of texts. The first column names the row."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Row:
    """A row of the twin beside a map: its texts, where it leads, the sample of its colour."""

    cells: tuple[str, ...]
    href: str = ""
    swatch: SafeString = field(default_factory=SafeString)


@dataclass(frozen=True)
class Cell:
    text: str
    href: str


class Column(NamedTuple):
    label: str
    kind: str


@dataclass(frozen=True)
class Key:
    """One entry of a legend: a sample and what it means."""

    swatch: SafeString
    words: str


@dataclass(frozen=True)
class Frame:
    """How large a picture is drawn (in its own units) and with what size of letters."""

    width: float
    height: float
    font: float
    is_paper: bool = False


WIDE = Frame(720, 340, 15)
NARROW = Frame(340, 290, 13)
PAPER = Frame(720, 380, 15, is_paper=True)


@dataclass(frozen=True)
class Drawing:
    """A chart or a map, drawn when asked for.

    `svg` for the page, `small` the same for a phone ('' where one picture serves both), `paper` with title and key
    inside for documents and PNG, `summary` one sentence or two, `table` the figures; `words` are the heads of those of
    its columns, beside the first, that hold words.
    """

    title: str
    summary: str
    table: Table
    draw: Callable[[Frame], SafeString]
    legend: tuple[Key, ...] = ()
    rows: tuple[Row, ...] = ()
    has_small: bool = False
    words: tuple[str, ...] = ()

    @cached_property
    def svg(self) -> SafeString:
        return self.draw(WIDE)

    @cached_property
    def small(self) -> SafeString:
        return self.draw(NARROW) if self.has_small else SafeString()

    @cached_property
    def paper(self) -> SafeString:
        return self.draw(PAPER)

    @property
    def columns(self) -> list[Column]:
        """For `<c-table>`: the first column is words, the others are figures or `words`."""
        kinds = ("text", *("text" if label in self.words else "number" for label in self.table.headers[1:]))
        return [Column(label, kind) for label, kind in zip(self.table.headers, kinds, strict=True)]

    @property
    def linked_rows(self) -> list[list[str | Cell]]:
        """For `<c-table>`: the rows of the table, the first cell a link where the row leads somewhere."""
        hrefs = [row.href for row in self.rows] or [""] * len(self.table.rows)
        return [
            [Cell(cells[0], href) if href else cells[0], *cells[1:]]
            for cells, href in zip(self.table.rows, hrefs, strict=True)
        ]

    def png(self, scale: float = 2.0) -> bytes:
        """The paper picture as PNG. Loads a renderer into the process at the first call (see decision 0010)."""
        import vl_convert  # noqa: PLC0415 heavy: only who asks for PNG needs it

        if FONTS.is_dir():
            vl_convert.register_font_directory(str(FONTS))
        return bytes(vl_convert.svg_to_png(str(self.paper), scale=scale))


def element(name: str, content: str | SafeString = "", /, **attributes: str | float | None) -> SafeString:
    """One SVG element; attribute names with _ for -, None left out, every text escaped.

    Written without format_html, which takes five times as long; a chart has hundreds of these.
    """
    written = [f"<{name}"]
    for key, value in attributes.items():
        if value is not None:
            text = escape(value) if isinstance(value, str) else number(value)
            written.append(f' {key.rstrip("_").replace("_", "-")}="{text}"')
    return SafeString(
        f"{''.join(written)}>{conditional_escape(content)}</{name}>" if content else f"{''.join(written)}/>"
    )


def told(words: str, content: str | SafeString) -> SafeString:
    """Content with words that are told to whoever points at it or hears it."""
    return together([element("title", words), conditional_escape(content)])


def together(parts: Iterable[SafeString]) -> SafeString:
    """Safe pieces one after another."""
    return SafeString("".join(parts))


def picture(
    content: SafeString, *, title: str, summary: str, frame: Frame, css: str = "", links: bool = False
) -> SafeString:
    """The root element, named by title and described by summary. With links inside it is a group, not one image."""
    name = (
        "d"
        + hashlib.sha1(
            f"{title}{summary}{frame}{len(content)}".encode("utf-8", "replace"), usedforsecurity=False
        ).hexdigest()[:10]
    )
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'role="{role}" aria-labelledby="{name}-t" aria-describedby="{name}-d" font-family="{font}" font-size="{size}" '
        'class="{css}"><title id="{name}-t">{title}</title><desc id="{name}-d">{summary}</desc>{content}</svg>',
        width=number(frame.width),
        height=number(frame.height),
        role="group" if links else "img",
        name=name,
        font=FONT,
        size=number(frame.font),
        css=css,
        title=title,
        summary=summary,
        content=content,
    )


def heading(title: str, frame: Frame) -> SafeString:
    """The title, only on paper: on a page it stands above the picture."""
    if not frame.is_paper:
        return SafeString()
    size = frame.font + 2
    words = shortened(title, frame.width, size)
    return element("text", words, x=0, y=frame.font * 1.2, font_size=size, font_weight="bold", fill=INK)


def number(value: float) -> str:
    """A length or a place in a picture: one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")


def check_number(value: float | None, where: str) -> None:
    """Raises Invalid for what cannot be drawn: not a number, infinite, or beyond 10^15."""
    if value is not None and (not math.isfinite(value) or abs(value) > LARGEST):
        raise Invalid(f"{where} cannot be drawn: {value} is not a figure.")


def value_text(value: float | None, unit: str) -> str:
    """A figure as people read it: 1,234 or 24.1 or 24.1%. The unit is written only where it is a sign."""
    if value is None:
        return "no figure"
    whole = float(value).is_integer() and abs(value) >= 100
    return f"{rounded(value, 0 if whole else 1):,}{unit if unit in ('%', '‰') else ''}"


def shortened(text: str, width: float, font: float) -> str:
    """What of a text fits into a width; letters of Arial are 0.55 of their size on average."""
    fits = max(4, int(width / (font * 0.55)))
    return text if len(text) <= fits else text[: fits - 1].rstrip() + "…"


def text_width(text: str, font: float) -> float:
    return len(text) * font * 0.55
