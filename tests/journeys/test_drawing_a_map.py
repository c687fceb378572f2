"""The footprint editor, from a copy of the map in force to a new one from a date; with, and without, scripts."""

import pytest
from playwright.sync_api import Page

from commonground.ground.places import queries
from tests.journeys.browser import Visitor
from tests.journeys.place import Enter, said
from tests.world import World

MAPS = "/places/footprints"


def begin(manager: Visitor, site: str, label: str) -> Page:
    """The drawing board of a copy of the six localities."""
    manager.open(f"{site}{MAPS}/localities/")
    press(manager.page, "Draw a new version")
    manager.page.get_by_label("Name of this version").fill(label)
    manager.page.get_by_label("Begin with").select_option("A copy of “Six localities (2015)”")
    press(manager.page, "Begin drawing")
    manager.page.get_by_role("heading", name=label).wait_for()
    return manager.page


def place_in(page: Page, part: str, number: str) -> None:
    page.get_by_label(part, exact=True).select_option(number)


def press(page: Page, name: str) -> None:
    """Press a button once what was asked for has come: leaving in the middle of an answer is told to the console."""
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name=name).click()


def give_day(page: Page, *, day: str, month: str, year: str) -> None:
    for name, value in (("Day", day), ("Month", month), ("Year", year)):
        page.get_by_label(name).fill(value)


@pytest.mark.parametrize("kind", ["desktop", "phone", "no-script"])
def test_a_manager_moves_a_district_sees_what_changes_and_saves(
    place: World, site: str, enter: Enter, kind: str
) -> None:
    manager = enter(kind, "Locality manager")
    page = begin(manager, site, "Five localities (2027)")
    assert "Nothing changes yet." in said(page)
    manager.check()
    place_in(page, "Gedling", "4")
    if kind == "no-script":
        press(page, "Show what this changes")
    page.get_by_role("row").filter(has_text="Gedling").filter(has_text="Mansfield and Ashfield").first.wait_for()
    press(page, "Remove locality 3")
    give_day(page, day="1", month="4", year="2027")
    manager.check()
    manager.picture("drawing-a-map")
    press(page, "Save this map")
    page.get_by_text("“Five localities (2027)” is saved.").wait_for()
    version = queries.versions(queries.footprint("localities"), viewer=None)
    assert "Five localities (2027)" not in [one.label for one in version]
    assert said(page).count("Passed") >= 2
    assert "Not passed" not in said(page)
    manager.check()


def test_a_part_is_moved_by_the_keyboard_and_the_keyboard_stays_with_it(place: World, site: str, enter: Enter) -> None:
    page = begin(enter("desktop", "Locality manager"), site, "By keyboard")
    page.get_by_label("Gedling", exact=True).focus()
    page.keyboard.press("ArrowUp")
    page.get_by_role("row").filter(has_text="Gedling").filter(has_text="Broxtowe").first.wait_for()
    assert page.evaluate("document.activeElement.id") == "id_in-E07000173"


def test_a_part_is_moved_by_dragging_it(place: World, site: str, enter: Enter) -> None:
    manager = enter("desktop", "Locality manager")
    page = begin(manager, site, "By hand")
    page.set_viewport_size({"width": 1280, "height": 2600})
    part = page.locator('[data-drag="id_in-E07000173"] label').bounding_box()
    box = page.locator('[data-drop="6"] legend').bounding_box()
    assert part is not None
    assert box is not None
    page.mouse.move(part["x"] + 5, part["y"] + 5)
    page.mouse.down()
    page.mouse.move(part["x"] + 30, part["y"] + 30, steps=5)
    page.mouse.move(box["x"] + 20, box["y"] + 5, steps=10)
    page.mouse.up()
    page.get_by_role("row").filter(has_text="Gedling").filter(has_text="Rushcliffe").first.wait_for()
    assert page.get_by_label("Gedling", exact=True).input_value() == "6"
    manager.check()


def test_somebody_else_publishes_from_a_day_and_the_old_map_ends_then(place: World, site: str, enter: Enter) -> None:
    manager = enter("desktop", "Locality manager")
    page = begin(manager, site, "Five localities (2027)")
    place_in(page, "Gedling", "2")
    page.get_by_role("row").filter(has_text="Gedling").filter(has_text="Broxtowe").first.wait_for()
    press(page, "Remove locality 3")
    press(page, "Save this map")
    page.get_by_text("is saved.").wait_for()
    manager.open(f"{site}{MAPS}/localities/five-localities-2027/publish/", status=403)
    assert "somebody else has to publish it" in said(page)

    board = enter("desktop", "Board member")
    board.open(f"{site}{MAPS}/localities/five-localities-2027/")
    press(board.page, "Publish from a date")
    give_day(board.page, day="1", month="4", year="2027")
    board.check()
    press(board.page, "Publish this map")
    board.page.get_by_text("is published.").wait_for()
    board.open(f"{site}{MAPS}/localities/six-localities-2015/")
    assert "until 1 April 2027" in said(board.page)
    board.check()


def test_of_two_who_draw_at_once_the_second_sees_both_values_and_loses_nothing(
    place: World, site: str, enter: Enter
) -> None:
    first = enter("desktop", "Locality manager")
    address = begin(first, site, "Two at once").url
    second = enter("no-script", "Locality manager")
    second.open(address)
    for visitor, number in ((first, "1"), (second, "2")):
        place_in(visitor.page, "Gedling", number)
        press(visitor.page, "Save this map")
    words = said(second.page)
    assert "Somebody else saved" in words
    assert "Bassetlaw" in words
    assert "Broxtowe" in words
    second.open(address)
    assert "Somebody saved this map since you opened it" in said(second.page)
    assert second.page.get_by_label("Gedling", exact=True).input_value() == "2"
    press(second.page, "Go on with mine")
    press(second.page, "Save this map")
    assert "“Two at once” is saved." in said(second.page)


def test_every_page_of_maps_is_accessible_at_a_desk_on_a_phone_and_without_scripts(
    place: World, site: str, any_visitor: Visitor
) -> None:
    six = f"{MAPS}/localities/six-localities-2015"
    for path in (
        f"{MAPS}/",
        f"{MAPS}/localities/",
        f"{six}/",
        f"{six}/compare/",
        f"{six}/compare/?with=localities/three-localities-proposed",
    ):
        any_visitor.open(f"{site}{path}")
        any_visitor.check()
        any_visitor.check_reflow()
        any_visitor.picture(f"maps{path.split('footprints')[1].split('?')[0].replace('/', '-').rstrip('-')}")
    assert "Which areas of one map lie in which areas of the other" in said(any_visitor.page)
