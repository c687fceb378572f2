"""A map of equal tiles, one for each area, roughly where it lies: for a place without boundaries."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.safestring import SafeString

from commonground.foundation.design.drawing import INK, Attributes, Drawing, element, shortened, together
from commonground.foundation.design.maps.palette import ORDERED, Palette, hatch_name, linked, map_of, no_figure_pattern

SIDE = 100.0
GAP = 6.0


@dataclass(frozen=True)
class Tile:
    """An area as a tile in a column and a row, counted from the top left. `label` is short; without one, initials."""

    key: str
    name: str
    column: int
    row: int
    value_text: str = ""
    band: int | None = None
    href: str = ""
    label: str = ""


def tiles(
    items: Sequence[Tile],
    *,
    title: str,
    legend: Sequence[str] = (),
    palette: Palette = ORDERED,
    headers: tuple[str, str] = ("Area", "Value"),
) -> Drawing:
    """Tiles coloured by band, in the order of the list beside. `legend`: what each band means, in words."""
    left = min((tile.column for tile in items), default=0)
    top = min((tile.row for tile in items), default=0)
    size = (
        SIDE * (max((tile.column for tile in items), default=0) - left + 1),
        SIDE * (max((tile.row for tile in items), default=0) - top + 1),
    )
    body = partial(_body, items, palette, (left, top), hatch_name(title, items))
    return map_of(items, title=title, body=body, size=size, legend=legend, palette=palette, headers=headers)


def short_label(name: str) -> str:
    """Ashfield: Ashf; Newark and Sherwood: N&S; Mansfield East: ME."""
    words = name.replace("-", " ").split()
    if len(words) < 2:
        return name[:4]
    return "".join("&" if word.casefold() in ("and", "&") else word[0].upper() for word in words)[:4]


def _body(items: Sequence[Tile], palette: Palette, start: tuple[int, int], hatch: str) -> SafeString:
    drawn = [linked(tile, _tile(tile, palette, start, hatch)) for tile in items]
    return together([no_figure_pattern(hatch, 12), *drawn])


def _tile(tile: Tile, palette: Palette, start: tuple[int, int], hatch: str) -> SafeString:
    x, y = (tile.column - start[0]) * SIDE, (tile.row - start[1]) * SIDE
    side = SIDE - GAP
    label = tile.label or short_label(tile.name)
    ink = palette.ink(tile.band)
    centre: Attributes = {"x": x + SIDE / 2, "text_anchor": "middle", "fill": ink}
    box: Attributes = {"x": x + GAP / 2, "y": y + GAP / 2, "width": side, "height": side}
    value = shortened(tile.value_text, side - 4, 19)
    return element(
        "g",
        together([
            element("title", f"{tile.name}: {tile.value_text or 'no figure'}"),
            element(
                "rect",
                **box,
                fill=f"url(#{hatch})" if tile.band is None else palette.fill(tile.band),
                stroke=INK,
                stroke_width=1.5,
                class_="cg-map__area",
            ),
            _plate(x, y) if tile.band is None else SafeString(),
            element("text", label, **centre, y=y + 46, font_size=28, font_weight="bold"),
            element("text", value, **centre, y=y + 74, font_size=19) if value else SafeString(),
        ]),
    )  # fmt: skip


def _plate(x: float, y: float) -> SafeString:
    """White under the letters where a tile is hatched."""
    return element("rect", x=x + 14, y=y + 20, width=SIDE - 28, height=62, fill="#ffffff")
