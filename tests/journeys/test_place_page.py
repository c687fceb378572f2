"""The page of a place: at a desk, on a phone, without scripts; and what can be taken away from it."""

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
from python_calamine import CalamineWorkbook

from tests.journeys.browser import KINDS, Visitor
from tests.journeys.place import said
from tests.journeys.saving import save
from tests.world import World

SLUGS = ("nottinghamshire", "mansfield-and-ashfield", "rushcliffe", "derbyshire")


def test_a_place_opens_at_a_desk_on_a_phone_and_without_scripts(
    place: World, site: str, visit: Callable[[str], Visitor]
) -> None:
    for visitor, slug in ((visitor, slug) for visitor in map(visit, KINDS) for slug in SLUGS):
        visitor.open(f"{site}/places/{slug}/")
        assert "children and young people aged 0 to 17" in said(visitor.page)
        visitor.check()
        visitor.check_reflow()
        visitor.picture(f"place-{slug}")


def test_a_figure_is_chosen_for_map_and_trend_with_and_without_scripts(
    place: World, site: str, visit: Callable[[str], Visitor]
) -> None:
    for visitor in map(visit, KINDS):
        choose_figures(visitor, site)


def choose_figures(visitor: Visitor, site: str) -> None:
    visitor.open(f"{site}/places/nottinghamshire/")
    visitor.page.get_by_label("Figure to show").select_option("Children in most deprived tenth")
    visitor.page.get_by_role("button", name="Show").click()
    visitor.page.wait_for_load_state()  # the address is there before the page is
    assert "figure=children-most-deprived-tenth" in visitor.page.url
    listed = visitor.page.locator("figure").first.locator("ol li").all_inner_texts()
    assert listed[0].startswith("Mansfield and Ashfield")
    assert len(listed) == 6
    visitor.page.get_by_label("Figure to show").select_option("Re-referrals")
    visitor.page.get_by_role("button", name="Show").click()
    assert "Re-referrals within 12 months: Nottinghamshire, 2013 to 2024" in said(visitor.page)
    visitor.check()


def test_a_part_is_opened_from_the_list_beside_the_map_and_keeps_its_map(
    place: World, site: str, visitor: Visitor
) -> None:
    visitor.open(f"{site}/places/nottinghamshire/?map=localities/three-localities-proposed")
    visitor.page.locator("figure ol").get_by_role("link", name="South Nottinghamshire").click()
    assert "70,097 children" in said(visitor.page)
    assert "Three localities (proposed)" in said(visitor.page)
    assert "Proposed" in said(visitor.page)


def test_the_way_around_by_keyboard_alone(place: World, site: str, visitor: Visitor) -> None:
    visitor.open(f"{site}/places/mansfield/")
    visitor.page.keyboard.press("Tab")
    assert visitor.focused() == "Skip to main content"
    visitor.page.keyboard.press("Enter")
    summary = visitor.page.get_by_text("Other maps of this place")
    for _ in range(12):
        visitor.page.keyboard.press("Tab")
        if visitor.focused() == summary.inner_text():
            break
    visitor.page.keyboard.press("Enter")
    assert "Mansfield is part of" in said(visitor.page)


def test_what_is_taken_away_opens_and_says_the_same(place: World, site: str, visitor: Visitor, tmp_path: Path) -> None:
    visitor.open(f"{site}/places/mansfield-and-ashfield/")
    kept = {suffix: save(visitor, f"Profile of Mansfield and Ashfield ({name})", tmp_path) for suffix, name in
            (("pdf", "PDF"), ("xlsx", "Excel"), ("csv", "CSV"))}  # fmt: skip
    with pikepdf.open(io.BytesIO(kept["pdf"])) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert len(pdf.pages) >= 2
    book = CalamineWorkbook.from_filelike(io.BytesIO(kept["xlsx"]))
    cells = [cell for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row]
    assert 49_945 in cells
    assert ",49945," in kept["csv"].decode("utf-8-sig")
    picture = save(visitor, "Picture (PNG)", tmp_path)
    assert picture.startswith(b"\x89PNG")


def test_search_and_the_list_of_places_lead_to_a_place(
    place: World, site: str, visit: Callable[[str], Visitor]
) -> None:
    for visitor in map(visit, KINDS):
        find_newark(visitor, site)


def find_newark(visitor: Visitor, site: str) -> None:
    visitor.open(f"{site}/places/")
    visitor.check()
    visitor.check_reflow()
    visitor.page.get_by_role("searchbox").fill("newark")
    visitor.page.get_by_role("button", name="Search").click()
    visitor.check()
    visitor.page.get_by_role("link", name="Newark and Sherwood", exact=True).first.click()
    assert "24,611 children" in said(visitor.page)
