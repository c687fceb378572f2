"""Days on which something changed, in a chart through time: a dashed line with a number, and the number's words."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from commonground.foundation.design.drawing import GREY, INK, Attributes, Frame, Key, element, shortened, together, told

DASH = "2 3"
LINE = 1.5  # height of a note, in parts of the letters


@dataclass(frozen=True)
class Change:
    """Something that changed. `place` is among the points, counted from 0: 2.5 is halfway from the third to the next.

    A place below 0 or beyond the last point is within the first or the last period.
    """

    place: float
    words: str

    def next_of(self, count: int) -> int:
        """The first of so many points that comes after it; the last where none does."""
        return min(max(math.ceil(self.place), 0), count - 1)


def told_changes(changes: Sequence[Change], periods: Sequence[str]) -> str:
    """Changed before 2020: a new front door opened."""
    said = []
    for one in changes:
        is_last = one.place > len(periods) - 1
        where = "after" if is_last else "before" if one.place % 1 else "in"
        said.append(f" Changed {where} {periods[one.next_of(len(periods))]}: {one.words}.")
    return "".join(said)


def change_mark(one: Change, at: int, *, x: float, top: float, bottom: float, font: float) -> SafeString:
    """The line of a change, its number above."""
    line: Attributes = {"x1": x, "x2": x, "y1": top - font * 0.4, "y2": bottom}
    name = element("text", str(at), x=x, y=top - font * 0.8, text_anchor="middle", fill=INK, font_weight="bold")
    drawn = together([element("line", **line, stroke=INK, stroke_width=2, stroke_dasharray=DASH), name])
    return element("g", told(_numbered(at, one), drawn))


def change_keys(changes: Sequence[Change]) -> tuple[Key, ...]:
    """What the numbers mean, beside the picture on a page."""
    size: Attributes = {"width": 26, "height": 16, "viewBox": "0 0 26 16"}
    upright = element("line", x1=13, x2=13, y1=0, y2=16, stroke=INK, stroke_width=2, stroke_dasharray=DASH)
    swatch = element("svg", upright, aria_hidden="true", **size)
    return tuple(Key(swatch, _numbered(at, one)) for at, one in enumerate(changes, start=1))


def taller(frame: Frame, changes: Sequence[Change]) -> Frame:
    """The frame with room for the notes of `change_notes`."""
    more = frame.font * LINE * len(changes) if frame.is_paper else 0
    return Frame(frame.width, frame.height + more, frame.font, frame.is_paper)


def change_notes(changes: Sequence[Change], frame: Frame) -> SafeString:
    """What the numbers mean, on paper: at the foot of a frame that is `taller`."""
    if not frame.is_paper:
        return SafeString()
    font = frame.font
    foot = frame.height - font * LINE * (len(changes) - 1) - font * 0.4
    notes = [shortened(_numbered(at, one), frame.width, font) for at, one in enumerate(changes, start=1)]
    return together(element("text", words, x=0, y=foot + font * LINE * at, fill=GREY) for at, words in enumerate(notes))


def _numbered(at: int, one: Change) -> str:
    return f"Change {at}: {one.words}"
