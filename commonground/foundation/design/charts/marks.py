"""Lines told apart by colour, by dash and by the shape of their marks, so that they are readable in grey."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from commonground.foundation.design.drawing import element, together, told


@dataclass(frozen=True)
class Stroke:
    """How one line looks. `ink` is its colour as text: darker where the line's own does not reach 4.5 to 1 on white."""

    colour: str
    ink: str
    width: float
    dash: str | None
    shape: str


# the accessible palette of the Government Analysis Function, each at least 3 to 1 on white
STROKES = (
    Stroke("#12436d", "#12436d", 3.5, None, "circle"),
    Stroke("#3d3d3d", "#3d3d3d", 2, "7 4", "square"),
    Stroke("#28a197", "#176b64", 2, "2 4", "triangle"),
    Stroke("#801650", "#801650", 2, "12 4 2 4", "diamond"),
    Stroke("#f46a25", "#a83b05", 2, "5 3 1 3 1 3", "cross"),
)


def path(places: str, stroke: Stroke) -> SafeString:
    """A line through places."""
    return element(
        "polyline",
        points=places,
        fill="none",
        stroke=stroke.colour,
        stroke_width=stroke.width,
        stroke_dasharray=stroke.dash,
        stroke_linejoin="round",
    )


def mark(stroke: Stroke, x: float, y: float, words: str) -> SafeString:
    """One figure of a line, telling what it is to whoever points at it."""
    return element("g", told(words, shape(stroke, x, y)))


def shape(stroke: Stroke, x: float, y: float, size: float = 4) -> SafeString:
    colour = stroke.colour
    if stroke.shape == "circle":
        return element("circle", cx=x, cy=y, r=size, fill=colour)
    if stroke.shape == "square":
        return element("rect", x=x - size + 0.5, y=y - size + 0.5, width=2 * size - 1, height=2 * size - 1, fill=colour)
    if stroke.shape == "triangle":
        return element("path", d=f"M{x:.1f} {y - size:.1f}l{size} {2 * size - 1}h{-2 * size}z", fill=colour)
    if stroke.shape == "diamond":
        return element(
            "path",
            d=f"M{x:.1f} {y - size - 1:.1f}l{size} {size + 1}l{-size} {size + 1}l{-size} {-size - 1}z",
            fill=colour,
        )
    return element(
        "path",
        d=f"M{x - size:.1f} {y - size:.1f}l{2 * size} {2 * size}m0 {-2 * size}l{-2 * size} {2 * size}",
        stroke=colour,
        stroke_width=2.5,
    )


def sample(stroke: Stroke, x: float, y: float, length: float) -> SafeString:
    """A short piece of a line with its mark, for a key."""
    line = element(
        "line",
        x1=x,
        x2=x + length,
        y1=y,
        y2=y,
        stroke=stroke.colour,
        stroke_width=stroke.width,
        stroke_dasharray=stroke.dash,
    )
    return together([line, shape(stroke, x + length / 2, y)])
