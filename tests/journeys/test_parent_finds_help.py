"""S8, S10, S11: a parent with a telephone looks for help near home, keeps two services, and sends them to a friend."""

from collections.abc import Callable

import pytest

from tests.journeys.browser import KINDS, Visitor
from tests.journeys.place import said
from tests.world import World

AT_HOME = "NG18 1AA"


@pytest.mark.parametrize("kind", KINDS)
def test_a_parent_finds_help_near_home(place: World, site: str, visit: Callable[[str], Visitor], kind: str) -> None:
    visitor = visit(kind)
    visitor.open(f"{site}/places/")
    visitor.page.get_by_role("link", name="Find help for a child").click()
    visitor.check()
    look(visitor, about="Play, health and learning before school", age="1", where=AT_HOME)
    found = said(visitor.page)
    assert f"The nearest to {AT_HOME} come first" in found
    assert found.index("Baby talk") < found.index("Showing")
    assert "Mansfield family hub" in found
    visitor.check()
    visitor.check_reflow()
    visitor.picture("find-help")
    keep_and_send(visitor, site)


def look(visitor: Visitor, *, about: str, age: str, where: str) -> None:
    page = visitor.page
    page.get_by_label("What about", exact=True).select_option(about)
    page.get_by_label("Age of the child").fill(age)
    page.get_by_label("Where", exact=True).fill(where)
    page.get_by_role("button", name="Apply").click()
    page.get_by_text("come first").wait_for()


def keep_and_send(visitor: Visitor, site: str) -> None:
    """Two services onto the short list, which stays while looking on; its address alone opens it for somebody else."""
    page = visitor.page
    page.get_by_role("button", name="Put on a short list Baby talk").click()
    page.get_by_text("1 service on your short list").wait_for()
    assert page.get_by_label("Where", exact=True).input_value() == AT_HOME, "what was asked is still asked"
    page.get_by_label("What about", exact=True).select_option("Anything")
    page.get_by_role("button", name="Apply").click()
    page.get_by_role("button", name="Put on a short list Family workers").click()
    page.get_by_text("2 services on your short list").wait_for()
    page.get_by_role("link", name="Look at it, print or send it").click()
    visitor.check()
    visitor.picture("short-list")
    sent = page.locator(".cg-address", has_text="short-list").inner_text()
    assert AT_HOME.replace(" ", "") not in sent.replace("+", "").replace("%20", "")
    visitor.open(sent)
    assert said(page).index("Baby talk") < said(page).index("Family workers")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Short list (PDF)").click()
    assert waiting.value.suggested_filename.endswith(".pdf")
    page.get_by_role("link", name="Baby talk").first.click()
    visitor.check()
    visitor.picture("service-card")


def test_a_slip_of_the_pen_still_finds_and_the_refuge_is_on_no_map(place: World, site: str, visitor: Visitor) -> None:
    visitor.open(f"{site}/services/?q=councelling")
    assert "Shown is what says “counselling”" in said(visitor.page)
    visitor.open(f"{site}/services/?where={AT_HOME}&q=refuge")
    assert "Refuge for families" in said(visitor.page)
    visitor.page.get_by_role("link", name="Map", exact=True).click()
    assert "Nothing to draw" in said(visitor.page)
    visitor.check()


def test_hubs_are_found_with_what_is_offered_there(place: World, site: str, visitor: Visitor) -> None:
    visitor.open(f"{site}/services/hubs/?where={AT_HOME}")
    told = said(visitor.page)
    assert told.index("Mansfield family hub") < told.index("Sutton children’s centre")
    visitor.check()
    visitor.check_reflow()
    visitor.open(f"{site}/services/rooms/")
    assert "contact visits" in said(visitor.page)
    visitor.check()
