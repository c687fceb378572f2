"""Scenario 1: a locality manager, one release, three maps. Its meetings come with the groups."""

from tests.journeys.place import Enter, said
from tests.world import World

MAPS = {"Seven localities (2013)": 7, "Six localities (2015)": 6, "Three localities (proposed)": 3}
OTHER_VINTAGE = "162,873"


def test_children_are_168481_on_each_map_and_none_is_lost_between_them(place: World, site: str, enter: Enter) -> None:
    manager = enter("desktop", "Locality manager")
    manager.page.get_by_role("link", name="Open Nottinghamshire").click()
    for label, localities in MAPS.items():
        if label not in manager.page.locator(".cg-place > p").first.inner_text():
            manager.page.get_by_text("Other maps of this place").click()
            manager.page.get_by_role("link", name=f"Nottinghamshire on the map {label}").click()
        manager.page.get_by_label("Figure to show").select_option("Children 0 to 17")
        manager.page.get_by_role("button", name="Show").click()
        words = said(manager.page)
        assert "has 168,481 children and young people aged 0 to 17 (mid-2020)" in words
        assert "Together 168,481; not placed 0." in words
        assert label in words
        assert OTHER_VINTAGE not in words
        cells = manager.page.locator("figure").first.locator("tbody td").all_text_contents()
        assert len(cells) == localities
        assert sum(int(cell.replace(",", "")) for cell in cells) == 168_481
        manager.check()
        manager.picture(f"nottinghamshire-{localities}")


def test_the_other_vintage_stands_only_under_its_own_name(place: World, site: str, enter: Enter) -> None:
    analyst = enter("desktop", "Analyst")
    analyst.open(f"{site}/evidence/children-0-17-rebased/nottinghamshire/2020/")
    assert OTHER_VINTAGE in said(analyst.page)
    assert "rebased" in said(analyst.page)
    analyst.open(f"{site}/evidence/children-0-17/nottinghamshire/2020/")
    assert "168,481" in said(analyst.page)
    assert OTHER_VINTAGE not in said(analyst.page)
    analyst.check()
