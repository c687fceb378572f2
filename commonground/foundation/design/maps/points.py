"""A map of points, such as schools, over the outlines of the ground they stand on."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.safestring import SafeString

from commonground.foundation.design.drawing import GREY, INK, Drawing, element, together, told
from commonground.foundation.design.maps.choropleth import PATH, Shape
from commonground.foundation.design.maps.palette import NOT_ORDERED, Palette, linked, map_of
from commonground.foundation.kernel.errors import Invalid

RADIUS = 14
GROUND = "#f8f8f8"


@dataclass(frozen=True)
class Point:
    """Something that stands at a place in the box of the map, in a group (`band`), with the group's number in it."""

    key: str
    name: str
    x: float
    y: float
    value_text: str = ""
    band: int | None = None
    href: str = ""
    label: str = ""


def points(
    held: Sequence[Point],
    *,
    title: str,
    ground: Sequence[Shape] = (),
    legend: Sequence[str] = (),
    palette: Palette = NOT_ORDERED,
    size: tuple[float, float] = (1000.0, 1000.0),
    headers: tuple[str, str] = ("Place", "Group"),
    noun: str = "places",
    summary: str = "",
) -> Drawing:
    """Points coloured by group, in the order of the list beside.

    `ground`: outlines drawn below, if there are any; `noun`: what several points are called; `summary`: see `map_of`.

    Raises Invalid for a path that is not an SVG path.
    """
    for shape in ground:
        if not PATH.fullmatch(shape.path):
            raise Invalid(f"The outline of {shape.name} is not an SVG path.")
    body = partial(_body, held, ground, palette)
    return map_of(
        held,
        title=title,
        body=body,
        size=size,
        legend=legend,
        palette=palette,
        headers=headers,
        noun=noun,
        summary=summary,
    )


def _body(held: Sequence[Point], ground: Sequence[Shape], palette: Palette) -> SafeString:
    below = [
        element(
            "path",
            element("title", shape.name),
            d=shape.path,
            fill=GROUND,
            fill_rule="evenodd",
            stroke=GREY,
            stroke_width=2,
            stroke_linejoin="round",
        )
        for shape in ground
    ]
    return together([*below, *(linked(point, _dot(point, palette)) for point in held)])


def _dot(point: Point, palette: Palette) -> SafeString:
    said = element("title", f"{point.name}: {point.value_text or 'in none'}")
    circle = element(
        "circle",
        said,
        cx=round(point.x, 1),
        cy=round(point.y, 1),
        r=RADIUS,
        fill=palette.fill(point.band),
        stroke=INK,
        stroke_width=1.5,
        class_="cg-map__area",
    )
    if not point.label:
        return circle
    number = element(
        "text",
        told(f"{point.name}: {point.value_text}", point.label),
        x=round(point.x, 1),
        y=round(point.y + 6, 1),
        text_anchor="middle",
        font_size=17,
        font_weight="bold",
        fill=palette.ink(point.band),
        pointer_events="none",
    )
    return element("g", together([circle, number]))
