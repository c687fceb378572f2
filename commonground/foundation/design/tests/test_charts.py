"""Charts hold for any figures, say what they show, and let no text become markup."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from commonground.foundation.design.charts import Bar, Change, Comparator, Point, Series, bars, sparkline, trend
from commonground.foundation.design.drawing import Drawing
from commonground.foundation.design.tests.attacks import attacks, harmless_like
from commonground.foundation.kernel.errors import Invalid

FIGURES = st.none() | st.floats(min_value=-1e15, max_value=1e15) | st.integers(min_value=-(10**9), max_value=10**9)
TEXTS = st.text(max_size=40)
POINTS = st.builds(
    Point, period=TEXTS, value=FIGURES, symbol=st.sampled_from(["", "c", "x"]), lower=FIGURES, upper=FIGURES
)
LINES = st.lists(st.builds(Series, name=TEXTS, points=st.lists(POINTS, max_size=12)), max_size=5)
BARS = st.builds(Bar, name=TEXTS, value=FIGURES, lower=FIGURES, upper=FIGURES, highlighted=st.booleans())
SVG = "{http://www.w3.org/2000/svg}"
# characters that XML has no place for: a browser reads HTML, but documents read XML
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def pictures(drawing: Drawing) -> list[etree._Element]:
    """Every picture of a drawing, read as XML: so it is well-formed."""
    texts = [text for text in (drawing.svg, drawing.small, drawing.paper) if text]
    return [etree.fromstring(NOT_XML.sub("", text).encode()) for text in texts]


def places(root: etree._Element) -> list[float]:
    """All numbers of places and lengths."""
    names = ("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "width", "height", "points", "d")
    texts = [element.get(name) for element in root.iter() for name in names if element.get(name)]
    return [float(found) for text in texts for found in re.findall(r"-?(?:\d+\.?\d*|nan|inf)", text)]


def check(drawing: Drawing) -> None:
    for root in pictures(drawing):
        assert root[0].tag == f"{SVG}title"
        assert root[1].tag == f"{SVG}desc"
        assert all(math.isfinite(place) for place in places(root))
        assert not root.xpath("//@style")
    assert drawing.summary
    assert all(len(row) == len(drawing.table.headers) for row in drawing.table.rows)


@given(LINES, TEXTS, st.sampled_from(["%", "", "per 10,000 children"]))
def test_a_trend_is_drawn_for_any_figures(series: list[Series], title: str, unit: str) -> None:
    check(trend(series, title=title, unit=unit))


@given(st.lists(BARS, max_size=12), TEXTS, st.none() | st.builds(Comparator, TEXTS, st.floats(-1e15, 1e15)))
def test_bars_are_drawn_for_any_figures(items: list[Bar], title: str, comparator: Comparator | None) -> None:
    check(bars(items, title=title, unit="%", comparator=comparator))


@given(st.lists(POINTS, max_size=12), TEXTS)
def test_a_sparkline_is_drawn_for_any_figures(points: list[Point], title: str) -> None:
    check(sparkline(points, title=title))


@pytest.mark.parametrize("wrong", [math.nan, math.inf, -math.inf, 1e300])
def test_what_is_no_figure_is_refused_and_says_where(wrong: float) -> None:
    with pytest.raises(Invalid, match="Mansfield, 2024"):
        trend([Series("Mansfield", [Point("2024", wrong)])], title="x")
    with pytest.raises(Invalid, match="Mansfield"):
        bars([Bar("Mansfield", 1, upper=wrong)], title="x")
    with pytest.raises(Invalid, match="England"):
        bars([], title="x", comparator=Comparator("England", wrong))
    with pytest.raises(Invalid):
        sparkline([Point("2024", wrong)], title="x")


def test_a_chart_has_at_most_five_lines() -> None:
    with pytest.raises(Invalid, match="at most five"):
        trend([Series(str(at), []) for at in range(6)], title="x")


def mansfield(*values: float | None) -> Series:
    return Series(
        "Mansfield", [Point(str(2020 + at), value, "c" if value is None else "") for at, value in enumerate(values)]
    )


def test_the_sentence_says_first_last_highest_lowest_and_what_is_missing() -> None:
    england = Series("England", [Point("2020", 21.9), Point("2024", 22.4)])
    assert trend([mansfield(22.3, None, 27.1, 24.0), england], title="x", unit="%").summary == (
        "Mansfield: 22.3% in 2020, 24.0% in 2023; highest 27.1% (2022), lowest 22.3% (2020). "
        "Latest of the others: England 22.4% (2024). Mansfield has no figure for 2021."
    )
    assert trend([mansfield(22.3)], title="x", unit="%").summary == "Mansfield: 22.3% in 2020."
    assert trend([mansfield(None)], title="x").summary == "There are no figures to draw."


def test_a_change_is_marked_at_its_day_among_the_points() -> None:
    gap = Series("England", [Point("2021-22", 1.0)])
    drawn = trend([mansfield(22.3, 22.0, 27.1), gap], title="x", unit="%", changes=[Change(1.25, "a new front door")])
    assert drawn.summary.endswith("Changed before 2022: a new front door.")
    assert [row[-1] for row in drawn.table.rows] == ["", "", "", "a new front door"]
    for root in pictures(drawn):
        (line,) = root.iter(f"{SVG}polyline")
        _, before, after = (float(place.split(",")[0]) for place in line.get("points").split())
        (change,) = (line for line in root.iter(f"{SVG}line") if line.get("stroke-dasharray") == "2 3")
        assert before < float(change.get("x1")) < after


@given(st.floats(-1, 12), st.integers(0, 9))
def test_a_change_is_drawn_wherever_it_lies(place: float, count: int) -> None:
    check(trend([mansfield(*[float(at) for at in range(count)])], title="x", changes=[Change(place, "a new door")]))


def test_bars_say_the_range_and_how_many_are_above_the_comparator() -> None:
    items = [Bar("Ashfield", 24.0), Bar("Mansfield", 27.1), Bar("Gedling", None, symbol="c")]
    assert bars(items, title="x", unit="%", comparator=Comparator("England", 25)).summary == (
        "From 24.0% in Ashfield to 27.1% in Mansfield. England: 25.0%; 1 of 2 are above it. No figure for Gedling."
    )


def test_a_line_is_broken_where_there_is_no_figure_and_the_symbol_stands_there() -> None:
    root = pictures(trend([mansfield(22.3, 22.0, None, 24.0, 25.0)], title="x", unit="%"))[0]
    assert len(root.findall(f".//{SVG}polyline")) == 2
    assert "Mansfield, 2022: no figure (c)c" in ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


def test_the_table_has_every_figure_of_the_picture() -> None:
    series = [
        Series("Mansfield", [Point("2023", 26.0, lower=24.1, upper=28.0), Point("2024", None, "c")]),
        Series("England", [Point("2024", 22.4)]),
    ]
    assert trend(series, title="x", unit="%").table == (
        ("Period", "Mansfield", "England", "95% interval, Mansfield"),
        (("2023", "26.0%", "", "24.1% to 28.0%"), ("2024", "c", "22.4%", "")),
    )


def test_periods_of_several_series_stand_in_one_order() -> None:
    series = [
        Series("a", [Point("2019", 1), Point("2021", 2)]),
        Series("b", [Point("2018", 1), Point("2020", 1), Point("2021", 1), Point("2022", 1)]),
    ]
    assert [row[0] for row in trend(series, title="x").table.rows] == ["2018", "2019", "2020", "2021", "2022"]


def test_an_axis_that_does_not_start_at_zero_says_so() -> None:
    assert "The scale does not start at zero." in trend([mansfield(22, 23)], title="x").svg
    assert "The scale does not start at zero." not in trend([mansfield(2, 23)], title="x").svg


def test_bars_start_at_zero_also_below_it() -> None:
    root = pictures(bars([Bar("a", -5), Bar("b", 10)], title="x"))[0]
    below, above = root.findall(f".//{SVG}rect")
    assert float(below.get("x")) + float(below.get("width")) == pytest.approx(float(above.get("x")), abs=0.2)


def test_on_paper_the_title_stands_in_the_picture() -> None:
    drawing = trend([mansfield(22, 23)], title="Re-referrals rose")
    assert drawing.paper.count("Re-referrals rose") == 2
    assert drawing.svg.count("Re-referrals rose") == 1


def test_no_text_becomes_markup() -> None:
    for attack in attacks():
        for harmful, harmless in zip(_all_texts(attack), _all_texts(harmless_like(attack)), strict=True):
            assert _tags(harmful) == _tags(harmless), attack


def _all_texts(text: str) -> list[etree._Element]:
    points = [Point("2023", 1, text=text, lower=0, upper=2), Point(f"{text} 2", None, symbol=text), Point("2024", 2)]
    drawings = [
        trend([Series(text, points), Series(text, points)], title=text, unit=text),
        bars(
            [Bar(text, 1, 0, 2, text=text, href=text), Bar(text, None, symbol=text)],
            title=text,
            unit=text,
            comparator=Comparator(text, 1, text),
        ),
        sparkline(points, title=text, unit=text),
    ]
    return [root for drawing in drawings for root in pictures(drawing)]


def _tags(root: etree._Element) -> list[tuple[str, tuple[str, ...]]]:
    return [(str(element.tag), tuple(element.attrib)) for element in root.iter()]


def test_a_picture_is_made_into_png() -> None:
    assert trend([mansfield(22.3, None, 24.0)], title="x").png(scale=1)[:8] == b"\x89PNG\r\n\x1a\n"
