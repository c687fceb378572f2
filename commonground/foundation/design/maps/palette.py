"""Colours of areas. Bands of values get darker step by step, so that they read in grey; groups get a letter too."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.utils.safestring import SafeString

from commonground.foundation.design.drawing import (
    INK,
    Attributes,
    Drawing,
    Frame,
    Key,
    Row,
    Table,
    element,
    heading,
    picture,
    together,
)

BANDS = ("#f1f6fa", "#c3d9eb", "#8ab4d8", "#3876ab", "#12436d")
GROUPS = (
    "#9fc5e8", "#f9cb9c", "#b6d7a8", "#d5a6bd", "#ffe599", "#b4a7d6",
    "#a2c4c9", "#e6b8af", "#cfe2f3", "#d9d2e9", "#d9ead3", "#fce5cd",
)  # fmt: skip
NO_FIGURE = "#ffffff"
WHITE = "#ffffff"


@dataclass(frozen=True)
class Palette:
    """What a band's number means: a step of a ladder (0 to 4), or one of several groups that have no order."""

    colours: tuple[str, ...]
    is_ordered: bool

    def fill(self, band: int | None) -> str:
        return NO_FIGURE if band is None else self.colours[band % len(self.colours)]

    def ink(self, band: int | None) -> str:
        """Letters that can be read on a band."""
        return WHITE if self.is_ordered and band is not None and band >= 3 else INK


ORDERED = Palette(BANDS, is_ordered=True)
NOT_ORDERED = Palette(GROUPS, is_ordered=False)


class Area(Protocol):
    """What shapes and tiles have in common."""

    @property
    def name(self) -> str: ...
    @property
    def value_text(self) -> str: ...
    @property
    def band(self) -> int | None: ...
    @property
    def href(self) -> str: ...


def map_of(
    areas: Sequence[Area],
    *,
    title: str,
    body: Callable[[], SafeString],
    size: tuple[float, float],
    legend: Sequence[str],
    palette: Palette,
    headers: tuple[str, str],
    noun: str = "areas",
    summary: str = "",
) -> Drawing:
    """The drawing of a map: the same areas as picture, as list in the order given, and as table.

    `summary`: what it shows in a sentence, where counting its areas or groups says nothing.
    """
    summary = summary or (_summary(areas) if palette.is_ordered else _summary_of_groups(areas, noun))
    keys = _keys(areas, legend, palette)

    def draw(frame: Frame) -> SafeString:
        return _picture(body(), keys, title=title, summary=summary, size=size, frame=frame, areas=areas)

    return Drawing(
        title=title,
        summary=summary,
        table=Table(headers=headers, rows=tuple((area.name, area.value_text) for area in areas)),
        draw=draw,
        legend=keys,
        rows=tuple(
            Row((area.name, area.value_text), area.href, swatch(palette, area.band, len(legend))) for area in areas
        ),
    )


def _summary(areas: Sequence[Area]) -> str:
    if not areas:
        return "There are no areas to draw."
    held = [area for area in areas if area.band is not None]
    missing = len(areas) - len(held)
    without = f" {missing} without a figure." if missing else ""
    if not held:
        return f"{len(areas)} areas.{without}"
    first, last = held[0], held[-1]
    if len(held) == 1:
        return f"{first.name}: {first.value_text}.{without}"
    return f"{len(areas)} areas, from {first.name} ({first.value_text}) to {last.name} ({last.value_text}).{without}"


def _summary_of_groups(areas: Sequence[Area], noun: str) -> str:
    groups = {area.band for area in areas if area.band is not None}
    outside = sum(1 for area in areas if area.band is None)
    return f"{len(areas)} {noun} in {len(groups)} groups." + (f" {outside} in none." if outside else "")


def _keys(areas: Sequence[Area], legend: Sequence[str], palette: Palette) -> tuple[Key, ...]:
    keys = [Key(swatch(palette, band, len(legend)), words) for band, words in enumerate(legend)]
    if any(area.band is None for area in areas):
        keys.append(Key(swatch(palette, None, len(legend)), "No figure"))
    return tuple(keys)


def swatch(palette: Palette, band: int | None, bands: int) -> SafeString:
    """A sample of a band's colour; the words beside it say what it means, so it is hidden from who hears the page."""
    return element(
        "svg",
        together([element("rect", x=1, y=1, width=14, height=14, fill=palette.fill(band), stroke=INK), _slash(band)]),
        xmlns="http://www.w3.org/2000/svg",
        viewBox="0 0 16 16",
        width=16,
        height=16,
        aria_hidden="true",
    )


def _slash(band: int | None) -> SafeString:
    return element("path", d="M1 15L15 1", stroke=INK) if band is None else SafeString()


def hatch_name(title: str, areas: Sequence[Area]) -> str:
    """An id that two maps on one page do not share."""
    named = "|".join([title, *(f"{area.name}{area.band}" for area in areas)])
    return "h" + hashlib.sha1(named.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()[:8]


def no_figure_pattern(name: str, size: float) -> SafeString:
    """Hatching for areas without a figure: not a colour that could be taken for a band."""
    lines = element("path", d=f"M0 {size}L{size} 0", stroke="#6f777b", stroke_width=size / 8)
    ground = element("rect", width=size, height=size, fill=NO_FIGURE)
    box: Attributes = {"width": size, "height": size, "patternUnits": "userSpaceOnUse"}
    return element("defs", element("pattern", together([ground, lines]), id=name, **box))


def linked(area: Area, content: SafeString) -> SafeString:
    """An area that leads somewhere. The list beside holds the same links for the keyboard, so tab passes over these."""
    return element("a", content, href=area.href, tabindex="-1") if area.href else content


def _picture(
    body: SafeString,
    keys: Iterable[Key],
    *,
    title: str,
    summary: str,
    size: tuple[float, float],
    frame: Frame,
    areas: Sequence[Area],
) -> SafeString:
    width, height = size
    links = any(area.href for area in areas)
    if not frame.is_paper:
        return picture(body, title=title, summary=summary, frame=Frame(width, height, 15), css="cg-map", links=links)
    # on paper: the title above, the key below, all in one size of letters whatever the map's own units are
    wide = min(720.0, width * 1.2)
    tall = height * wide / width
    paper = Frame(max(wide, 480), tall, 15, is_paper=True)
    inner = element("svg", body, x=0, y=40, width=wide, height=tall, viewBox=f"0 0 {width:g} {height:g}", font_size=15)
    rows = list(keys)
    lines = [
        element("g", _key_line(key), transform=f"translate(0 {50 + tall + 24 * at:.0f})") for at, key in enumerate(rows)
    ]
    whole = Frame(max(wide, 480), tall + 60 + 24 * len(rows), 15, is_paper=True)
    return picture(together([heading(title, paper), inner, *lines]), title=title, summary=summary, frame=whole)


def _key_line(key: Key) -> SafeString:
    return together([key.swatch, element("text", key.words, x=26, y=13, fill=INK)])
