"""The drawing of who reports to whom: boxes in rows from the top down, with a list of the same as its twin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString

from commonground.foundation.design.drawing import (
    GREY,
    INK,
    Drawing,
    Frame,
    Row,
    Table,
    element,
    heading,
    picture,
    text_width,
    together,
    told,
)
from commonground.partnership.groups.models import Group
from commonground.partnership.groups.queries import Landscape
from commonground.partnership.groups.rules.words import Link

HEADS = ("Group", "Kind", "Reports to or works for", "Aligned with")
GAP, BETWEEN = 14, 46  # between boxes of a row, and between rows
LINES = 3  # lines of a name before it is cut
SMALLEST = 150  # width of a box below which names can no longer be read
FILL, RUNS = "#f3f8fb", "#1d4f60"


class Box(NamedTuple):
    """Where a group stands in the picture. In a row that goes on in further lines every box has beside it a `lane` for
    the lines of the others, from `top` to `bottom` of the whole row."""

    group: Group
    x: float
    y: float
    width: float
    height: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def lane(self) -> float:
        return self.x - GAP / 2

    @property
    def is_below_others(self) -> bool:
        return self.y > self.top

    @property
    def is_above_others(self) -> bool:
        return self.y + self.height < self.bottom


@dataclass(frozen=True)
class Plan:
    """The boxes of a picture and how high it is."""

    boxes: Mapping[UUID, Box]
    height: float


def diagram(held: Landscape) -> Drawing:
    """Who reports to whom on the day of the landscape. Groups that no link joins to another are not drawn."""
    day = f"{held.on:%-d %B %Y}"
    return Drawing(
        title=f"Who reports to whom on {day}",
        summary=_summary(held),
        table=Table(HEADS, tuple(_row(held, one) for one in held.top_down)),
        draw=partial(_draw, held, f"Who reports to whom on {day}", _summary(held)),
        rows=tuple(Row(cells=(), href=_address(one)) for one in held.top_down),
        has_small=True,
        words=HEADS[1:],
    )


def _summary(held: Landscape) -> str:
    top = [one.name for one in held.rows[0]] if held.rows else []
    if not top:
        return "No group is linked to another on this day."
    several = sum(len(one) > 1 for one in held.parents.values())
    words = f"{len(held.linked)} groups in {len(held.rows)} levels; at the top: {', '.join(top)}."
    return words + (
        f" {several} {'groups report' if several > 1 else 'group reports'} to more than one." if several else ""
    )


def _row(held: Landscape, group: Group) -> tuple[str, str, str, str]:
    above = [
        f"{held.by_id[link.to_id].name}{' (works for)' if link.kind == Link.PART_OF else ''}"
        for link in held.above(group)
    ]
    beside = [one.name for one in held.beside(group)]
    return group.name, group.type.name, "; ".join(above) or "nobody", "; ".join(beside)


def _address(group: Group) -> str:
    return reverse("groups:group", args=[group.slug])


def plan(rows: Sequence[Sequence[Group]], frame: Frame) -> Plan:
    """Boxes as wide as the frame allows; a row that is too long goes on in the next line, in the same columns."""
    boxes: dict[UUID, Box] = {}
    height = frame.font * (LINES * 1.25 + 1.2)
    y = frame.font * 2.2 if frame.is_paper else 4.0
    most = max(1, int((frame.width - GAP) // (SMALLEST * frame.font / 15 + GAP)))
    for row in rows:
        columns, lines = min(most, len(row)), -(-len(row) // most)
        width = min(230.0, (frame.width - GAP * (columns + 1)) / columns)
        left = (frame.width - columns * width - GAP * (columns - 1)) / 2
        bottom = y + lines * height + (lines - 1) * GAP
        for place, group in enumerate(row):
            line, column = divmod(place, most)
            x, at = left + column * (width + GAP), y + line * (height + GAP)
            boxes[group.pk] = Box(group, x, at, width, height, y, bottom)
        y = bottom + BETWEEN
    return Plan(boxes, max(y - BETWEEN + 6, 40))


def _draw(held: Landscape, title: str, summary: str, frame: Frame) -> SafeString:
    planned = plan(held.rows, frame)
    lines = [
        _line(planned.boxes[group], planned.boxes[parent])
        for group, parents in held.parents.items()
        for parent in parents
        if group in planned.boxes and parent in planned.boxes
    ]
    ties = [
        _tie(planned.boxes[link.group_id], planned.boxes[link.to_id])
        for link in held.links
        if link.kind == Link.ALIGNED_WITH and {link.group_id, link.to_id} <= set(planned.boxes)
    ]
    boxes = [_box(one, frame) for one in planned.boxes.values()]
    sized = Frame(frame.width, planned.height, frame.font, frame.is_paper)
    content = together([heading(title, frame), *lines, *ties, *boxes])
    return picture(content, title=title, summary=summary, frame=sized, links=True)


def _line(below: Box, above: Box) -> SafeString:
    """From the top of a box up to the bottom of the one above, beside the boxes of its own row and of the other's."""
    bend = above.bottom + BETWEEN / 2
    start = f"M{below.middle:.1f} {below.y:.1f}"
    if below.is_below_others:
        start += f"V{below.y - GAP / 2:.1f}H{below.lane:.1f}"
    end = f"V{bend:.1f}H{above.middle:.1f}V{above.y + above.height:.1f}"
    if above.is_above_others:
        under = above.y + above.height + GAP / 2
        end = f"V{bend:.1f}H{above.lane:.1f}V{under:.1f}H{above.middle:.1f}V{above.y + above.height:.1f}"
    return element("path", d=start + end, fill="none", stroke=GREY, stroke_width=1.5)


def _tie(one: Box, other: Box) -> SafeString:
    return element(
        "line",
        x1=one.middle,
        y1=one.y + one.height / 2,
        x2=other.middle,
        y2=other.y + other.height / 2,
        stroke=GREY,
        stroke_width=1.5,
        stroke_dasharray="5 4",
    )


def _box(box: Box, frame: Frame) -> SafeString:
    group = box.group
    shape = element(
        "rect", x=box.x, y=box.y, width=box.width, height=box.height, rx=4, fill=FILL, stroke=RUNS, stroke_width=1.5
    )
    lines = wrapped(group.name, box.width - 16, frame.font)
    top = box.y + box.height / 2 - (len(lines) - 1) * frame.font * 0.62 + frame.font * 0.34
    texts = [
        element("text", line, x=box.middle, y=top + at * frame.font * 1.25, text_anchor="middle", fill=INK)
        for at, line in enumerate(lines)
    ]
    inside = told(f"{group.name}, {group.type.name.lower()}", together([shape, *texts]))
    return element("a", inside, href=_address(group))


def wrapped(text: str, width: float, font: float) -> list[str]:
    """A name in lines that fit, cut after the third."""
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}", font) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    kept = lines[:LINES]
    if len(lines) > LINES:
        kept[-1] += "…"
    return kept
