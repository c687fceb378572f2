"""A map from outlines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.safestring import SafeString

from commonground.foundation.design.drawing import INK, Drawing, element, together, told
from commonground.foundation.design.maps.palette import ORDERED, Palette, hatch_name, linked, map_of, no_figure_pattern
from commonground.foundation.kernel.errors import Invalid

PATH = re.compile(r"[MLHVCSQTAZmlhvcsqtaz0-9eE+\-.,\s]*")
STEPS = re.compile(r"[-+]?\d*\.?\d+(?:e[-+]?\d+)?", re.IGNORECASE)


@dataclass(frozen=True)
class Shape:
    """An area with its outline: an SVG path in the box of the map, a step of the ladder 0 to 4 or None, its value.

    `label` is written in the area; needed where bands are groups, so that colour never carries meaning alone. It stands
    at `middle`, or else in the middle of the box around the outline.
    """

    key: str
    name: str
    path: str
    value_text: str = ""
    band: int | None = None
    href: str = ""
    label: str = ""
    middle: tuple[float, float] | None = None


def choropleth(
    shapes: Sequence[Shape],
    *,
    title: str,
    legend: Sequence[str] = (),
    palette: Palette = ORDERED,
    size: tuple[float, float] = (1000.0, 1000.0),
    headers: tuple[str, str] = ("Area", "Value"),
) -> Drawing:
    """Areas coloured by band, in the order of the list beside. `legend`: what each band means, in words.

    Raises Invalid for a path that is not an SVG path.
    """
    for shape in shapes:
        if not PATH.fullmatch(shape.path):
            raise Invalid(f"The outline of {shape.name} is not an SVG path.")
    body = partial(_body, shapes, palette, hatch_name(title, shapes))
    return map_of(shapes, title=title, body=body, size=size, legend=legend, palette=palette, headers=headers)


def _body(shapes: Sequence[Shape], palette: Palette, hatch: str) -> SafeString:
    areas = [linked(shape, _area(shape, palette, hatch)) for shape in shapes]
    labels = [_label(shape, palette) for shape in shapes if shape.label]
    return together([no_figure_pattern(hatch, 24), *areas, *labels])


def _area(shape: Shape, palette: Palette, hatch: str) -> SafeString:
    return element(
        "path",
        element("title", f"{shape.name}: {shape.value_text or 'no figure'}"),
        d=shape.path,
        fill=f"url(#{hatch})" if shape.band is None else palette.fill(shape.band),
        fill_rule="evenodd",
        stroke=INK,
        stroke_width=2,
        stroke_linejoin="round",
        class_="cg-map__area",
    )


def _label(shape: Shape, palette: Palette) -> SafeString:
    x, y = shape.middle or _middle(shape.path)
    return element(
        "text",
        told(f"{shape.name}: {shape.value_text}", shape.label),
        x=x,
        y=y + 11,
        text_anchor="middle",
        font_size=32,
        font_weight="bold",
        fill=palette.ink(shape.band),
        pointer_events="none",
    )


def _middle(path: str) -> tuple[float, float]:
    """The middle of the box around an outline of absolute steps; good enough for a letter."""
    steps = [float(step) for step in STEPS.findall(path)]
    across, down = steps[::2], steps[1::2]
    if not down:
        return 0.0, 0.0
    return (min(across) + max(across)) / 2, (min(down) + max(down)) / 2
