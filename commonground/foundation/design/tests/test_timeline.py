"""A timeline: every span and every day in it is told, drawn and in the table, and states differ by more than colour."""

from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.design.charts.timeline import Mark, Span, timeline
from commonground.foundation.design.drawing import NARROW, PAPER, WIDE

TODAY = date(2026, 11, 30)
STATES = st.sampled_from(["done", "open", "late"])
DAYS = st.dates(date(2015, 1, 1), date(2040, 1, 1))
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C",)), min_size=1, max_size=60)
MARKS = st.builds(Mark, on=DAYS, name=WORDS, state=STATES, words=WORDS)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(DAYS)
    end = draw(st.none() | st.integers(1, 4000).map(lambda days: start + timedelta(days=days)))
    return Span(
        draw(WORDS), draw(st.sampled_from(["Short", "Long"])), start, end, "On track", draw(st.lists(MARKS, max_size=4))
    )


@given(st.lists(spans(), max_size=6))
def test_any_timeline_is_drawn_within_its_frame_and_told_whole(held: list[Span]) -> None:
    drawing = timeline(held, title="Work & <days>", today=TODAY)
    assert len(drawing.table.rows) == len(held) + sum(len(one.marks) for one in held) == len(drawing.rows)
    for frame in (WIDE, NARROW, PAPER):
        root = ElementTree.fromstring(str(drawing.draw(frame)))
        width, height = (float(root.attrib[name]) for name in ("width", "height"))
        for text in root.iter("{http://www.w3.org/2000/svg}text"):
            assert -1 <= float(text.attrib["x"]) <= width + 1
            assert 0 <= float(text.attrib["y"]) <= height + 1
            if text.attrib.get("text-anchor") == "middle":
                half = len(text.text or "") * float(text.attrib["font-size"]) / 4  # letters are half as wide as high
                assert half <= float(text.attrib["x"]) <= width - half


def test_the_table_says_what_the_picture_shows() -> None:
    launch = Mark(date(2027, 1, 4), "Launch", "open", "to come")
    span = Span("Front door", "Short term", date(2026, 1, 5), None, "On track", [launch])
    drawing = timeline([span], title="Work", today=TODAY)
    assert drawing.table.rows == (
        ("Front door", "Short term", "5 January 2026", "no end named", "On track"),
        ("Launch", "Front door", "", "4 January 2027", "to come"),
    )
    assert drawing.summary == "1 row with 1 dated milestone, 0 of them late today. Next: Launch, 4 January 2027."
    assert "Launch: 4 January 2027, to come" in drawing.svg


@pytest.mark.parametrize(("state", "shape"), [("done", "circle"), ("open", 'fill="#ffffff"'), ("late", "l7.5 7.5")])
def test_a_state_is_told_by_its_shape(state: str, shape: str) -> None:
    span = Span("Front door", "Short term", date(2026, 1, 5), None, "", [Mark(TODAY, "Launch", state, state)])
    assert shape in timeline([span], title="Work", today=TODAY).svg
