"""Maps say in words what they show, and let no text become markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from commonground.foundation.design.maps import NOT_ORDERED, Point, Shape, Tile, choropleth, points, tiles
from commonground.foundation.design.maps.tiles import short_label
from commonground.foundation.design.tests.attacks import attacks, harmless_like
from commonground.foundation.design.tests.test_charts import SVG, check, pictures
from commonground.foundation.kernel.errors import Invalid

TEXTS = st.text(max_size=30)
BANDS = st.none() | st.integers(0, 4)
TILES = st.builds(
    Tile,
    key=TEXTS,
    name=TEXTS,
    column=st.integers(-50, 50),
    row=st.integers(-50, 50),
    value_text=TEXTS,
    band=BANDS,
    label=TEXTS,
)
SQUARE = "M0 0L100 0L100 100L0 100Z"
SHAPES = st.builds(
    Shape, key=TEXTS, name=TEXTS, path=st.sampled_from(["", SQUARE]), value_text=TEXTS, band=BANDS, label=TEXTS
)


@given(st.lists(TILES, max_size=10), st.lists(TEXTS, max_size=5))
def test_tiles_are_drawn_for_any_areas(items: list[Tile], legend: list[str]) -> None:
    check(tiles(items, title="x", legend=legend))


@given(st.lists(SHAPES, max_size=10), st.lists(TEXTS, max_size=5))
def test_outlines_are_drawn_for_any_areas(shapes: list[Shape], legend: list[str]) -> None:
    check(choropleth(shapes, title="x", legend=legend))


def notts(**more: object) -> list[Tile]:
    return [
        Tile("a", "Bassetlaw", 1, 0, "27.1%", 4, href="/places/bassetlaw/"),
        Tile("b", "Newark and Sherwood", 2, 1, "22.1%", 2, href="/places/newark/"),
        Tile("c", "Broxtowe", 0, 3, "c", None, href="/places/broxtowe/"),
    ]


POINTS = st.builds(
    Point,
    key=TEXTS,
    name=TEXTS,
    x=st.floats(-1e4, 1e4),
    y=st.floats(-1e4, 1e4),
    value_text=TEXTS,
    band=st.none() | st.integers(0, 40),
    label=TEXTS,
    href=TEXTS,
)


@given(st.lists(POINTS, max_size=8), st.lists(SHAPES, max_size=3))
def test_points_are_drawn_over_any_ground(held: list[Point], ground: list[Shape]) -> None:
    check(points(held, title="Schools", ground=ground))


def test_a_point_says_its_name_and_group_with_its_number_in_it() -> None:
    held = [Point("a", "Hill School", 10, 20, "1 North", 0, label="1"), Point("b", "Dale School", 30, 40)]
    drawing = points(held, title="Clusters", ground=[Shape("d", "Dale", SQUARE)], noun="schools")
    assert drawing.summary == "2 schools in 1 groups. 1 in none."
    assert "Hill School: 1 North" in drawing.svg
    assert "Dale School: in none" in drawing.svg
    assert drawing.table.rows == (("Hill School", "1 North"), ("Dale School", ""))
    with pytest.raises(Invalid):
        points(held, title="Clusters", ground=[Shape("d", "Dale", "javascript")])


def test_an_area_says_its_name_and_value_and_leads_on() -> None:
    root = pictures(tiles(notts(), title="x"))[0]
    links = root.findall(f".//{SVG}a")
    assert [link.get("href") for link in links] == ["/places/bassetlaw/", "/places/newark/", "/places/broxtowe/"]
    assert [link.find(f".//{SVG}title").text for link in links] == [
        "Bassetlaw: 27.1%",
        "Newark and Sherwood: 22.1%",
        "Broxtowe: c",
    ]


def test_links_of_a_map_are_passed_over_by_the_keyboard_since_the_list_has_them() -> None:
    drawing = tiles(notts(), title="x")
    root = pictures(drawing)[0]
    assert root.get("role") == "group"
    assert {link.get("tabindex") for link in root.findall(f".//{SVG}a")} == {"-1"}
    assert [row.href for row in drawing.rows] == ["/places/bassetlaw/", "/places/newark/", "/places/broxtowe/"]


def test_a_map_without_links_is_one_image() -> None:
    assert pictures(tiles([Tile("a", "Bassetlaw", 0, 0, "1", 0)], title="x"))[0].get("role") == "img"


def test_the_key_is_in_words_and_names_what_has_no_figure() -> None:
    drawing = tiles(notts(), title="x", legend=["low", "", "in between", "", "high"])
    assert [key.words for key in drawing.legend] == ["low", "", "in between", "", "high", "No figure"]
    assert "in between" in drawing.paper
    assert "in between" not in drawing.svg


def test_the_sentence_says_the_range_or_the_groups() -> None:
    assert (
        tiles(notts(), title="x").summary
        == "3 areas, from Bassetlaw (27.1%) to Newark and Sherwood (22.1%). 1 without a figure."
    )
    assert tiles(notts(), title="x", palette=NOT_ORDERED).summary == "3 areas in 2 groups. 1 in none."
    assert tiles([], title="x").summary == "There are no areas to draw."


def test_an_area_without_a_figure_is_hatched_not_coloured() -> None:
    root = pictures(choropleth([Shape("a", "A", SQUARE), Shape("b", "B", SQUARE, band=0)], title="x"))[0]
    fills = [path.get("fill") for path in root.iter(f"{SVG}path") if path.get("class")]
    assert fills[0].startswith("url(#h")
    assert fills[1] == "#f1f6fa"


@pytest.mark.parametrize("path", ['M0 0"/><script>', "M0 0 url(x)", "javascript:alert(1)"])
def test_an_outline_that_is_no_path_is_refused(path: str) -> None:
    with pytest.raises(Invalid, match="outline of Ashfield"):
        choropleth([Shape("a", "Ashfield", path)], title="x")


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Ashfield", "Ashf"),
        ("Newark and Sherwood", "N&S"),
        ("Mansfield East", "ME"),
        ("Stoke-on-Trent", "SOT"),
        ("", ""),
    ],
)
def test_tiles_have_short_labels(name: str, label: str) -> None:
    assert short_label(name) == label


def test_no_text_becomes_markup() -> None:
    for attack in attacks():
        for harmful, harmless in zip(_all_texts(attack), _all_texts(harmless_like(attack)), strict=True):
            assert _tags(harmful) == _tags(harmless), attack


def _all_texts(text: str) -> list[etree._Element]:
    drawings = [
        tiles([Tile(text, text, 0, 0, text, 1, href=text, label=text)], title=text, legend=[text]),
        choropleth(
            [Shape(text, text, SQUARE, text, 1, href=text, label=text)], title=text, legend=[text], headers=(text, text)
        ),
    ]
    return [root for drawing in drawings for root in pictures(drawing)]


def _tags(root: etree._Element) -> list[tuple[str, tuple[str, ...]]]:
    return [(str(element.tag), tuple(element.attrib)) for element in root.iter()]
