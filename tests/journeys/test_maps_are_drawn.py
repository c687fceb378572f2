"""Two people draw one map; somebody else publishes it from a day; every day keeps the map it had (P5, P14)."""

from collections.abc import Callable

from click.testing import CliRunner

from commonground.foundation.work.commands import work
from tests.journeys.browser import Visitor
from tests.journeys.place import Enter, said
from tests.world import World

MAP = "/places/footprints/childrens-services/north-west-and-south/"
LOCALITIES = ("North", "West", "South")
PLACED = {
    "Bassetlaw": "North",
    "Newark and Sherwood": "North",
    "Mansfield": "West",
    "Ashfield": "West",
    "Broxtowe": "South",
    "Gedling": "South",
    "Rushcliffe": "South",
}


def add_locality(visitor: Visitor, number: int, name: str) -> None:
    visitor.page.get_by_role("button", name="Add a locality").click()
    visitor.page.get_by_label("Name", exact=True).nth(number - 1).fill(name)
    visitor.page.keyboard.press("Tab")
    visitor.page.wait_for_load_state("networkidle")


def put(visitor: Visitor, part: str, locality: int) -> None:
    """Choose a locality by its number. With scripts the board is drawn anew, so wait until it has been."""
    visitor.page.get_by_label(part, exact=True).select_option(value=str(locality))
    visitor.page.wait_for_load_state("networkidle")


def draw(visitor: Visitor, site: str) -> None:
    """Three localities with all seven districts, without any script."""
    for number, name in enumerate(LOCALITIES, start=1):
        add_locality(visitor, number, name)
    visitor.page.get_by_role("button", name="Show what this changes").click()
    for part, whole in PLACED.items():
        put(visitor, part, LOCALITIES.index(whole) + 1)
    first_day = visitor.page.get_by_role("group", name="In force from")
    for label, value in (("Day", "1"), ("Month", "4"), ("Year", "2027")):
        first_day.get_by_label(label).fill(value)


def test_two_people_draw_and_a_third_publishes_from_a_day(
    place: World, site: str, enter: Enter, visit: Callable[[str], Visitor]
) -> None:
    helen, asha, board_member = enter("no-script", "Locality manager"), visit("desktop"), visit("desktop")
    asha.sign_in(place.account("locality-manager"), site)
    board_member.sign_in(place.account("board-member"), site)

    # both open the same draft; the first to save wins, the second sees both values and what she had typed
    helen.open(f"{site}{MAP}edit/")
    asha.open(f"{site}{MAP}edit/")
    draw(helen, site)
    helen.page.get_by_role("button", name="Save this map").click()
    assert "is saved" in said(helen.page)
    add_locality(asha, 1, "The whole county")
    put(asha, "Ashfield", 1)
    asha.page.get_by_role("button", name="Save this map").click()
    asha.page.get_by_text("Somebody").first.wait_for()
    assert "West" in said(asha.page)
    assert "The whole county" in said(asha.page)
    asha.picture("map-conflict")

    # who has drawn it cannot publish it
    helen.open(f"{site}{MAP}publish/", status=403)

    # somebody else can, from a day
    board_member.open(f"{site}{MAP}")
    assert "Newark and Sherwood" in said(board_member.page)
    board_member.page.get_by_role("button", name="Publish from a date").click()
    board_member.check()
    board_member.page.get_by_role("button", name="Publish this map").click()
    board_member.page.get_by_text("is published").wait_for()
    board_member.check()
    board_member.picture("map-published")

    both_views_reproduce(visit("desktop"), site)


def both_views_reproduce(visitor: Visitor, site: str) -> None:
    """Before the day the old map, from the day the new one, the same children under both."""
    visitor.open(f"{site}/places/nottinghamshire/?on=2027-06-01")
    assert "Figures are being prepared" in said(visitor.page)
    done = CliRunner().invoke(work, ["--once"])
    assert done.exit_code == 0, done.output
    for day, label, localities in (
        ("2027-03-31", "Six localities (2015)", 6),
        ("2027-04-01", "North, West and South", 3),
        ("2014-01-01", "Seven localities (2013)", 7),
    ):
        visitor.open(f"{site}/places/nottinghamshire/?on={day}&figure=children-0-17")
        assert label in visitor.page.locator(".cg-place > p").first.inner_text()
        assert "Together 168,481; not placed 0." in said(visitor.page)
        assert visitor.page.locator("figure").first.locator("tbody tr").count() == localities
        assert "Figures are being prepared" not in said(visitor.page)
    visitor.open(f"{site}/places/south/")
    assert "70,097 children" in said(visitor.page)
    visitor.check()


def test_what_a_map_changes_is_shown_while_it_is_drawn(place: World, site: str, enter: Enter) -> None:
    helen = enter("desktop", "Locality manager")
    helen.open(f"{site}{MAP}edit/")
    add_locality(helen, 1, "North")
    put(helen, "Bassetlaw", 1)
    helen.page.get_by_role("table", name="Children and deprivation, before and after").wait_for()
    helen.page.get_by_role("row", name="Areas not placed 7 6").wait_for()
    helen.check()
    helen.check_reflow()
    helen.picture("map-drawn")
