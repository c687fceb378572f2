"""Somebody walks through the components and the error pages, at a desk, on a phone and without scripts."""

from collections.abc import Callable

from commonground.foundation.design.error_pages import HEADINGS
from commonground.foundation.design.specimens import GROUPS
from tests.journeys.browser import Visitor

PAGES = ["", "form/", *(f"components/{slug}/" for slug in GROUPS), *(f"errors/{status}/" for status in HEADINGS)]


def test_every_page_of_the_look_is_accessible_and_quiet(site: str, any_visitor: Visitor) -> None:
    for path in PAGES:
        any_visitor.open(f"{site}/design/{path}")
        any_visitor.check()
        any_visitor.picture(f"design-{path.replace('/', '-').strip('-') or 'index'}")
        assert any_visitor.page.locator("h1").count() == 1


def test_at_400_percent_nothing_sticks_out(site: str, visitor: Visitor) -> None:
    for path in PAGES:
        visitor.open(f"{site}/design/{path}")
        visitor.check_reflow()
    assert visitor.page.url.endswith(PAGES[-1])


def test_the_keyboard_reaches_the_content_first(site: str, visitor: Visitor) -> None:
    visitor.open(f"{site}/design/")
    visitor.page.keyboard.press("Tab")
    assert visitor.focused() == "Skip to main content"
    visitor.page.keyboard.press("Enter")
    assert visitor.page.evaluate("document.activeElement.id") == "main-content"


def test_wrong_input_comes_back_as_typed_and_the_summary_leads_to_the_field(
    site: str, visit: Callable[[str], Visitor]
) -> None:
    for kind in ("desktop", "no-script"):
        visitor = visit(kind)
        visitor.open(f"{site}/design/form/")
        visitor.page.get_by_label("Share of the cost").fill("a lot")
        visitor.page.get_by_role("button", name="Continue").click()
        assert visitor.page.get_by_label("Share of the cost").input_value() == "a lot"
        assert visitor.page.title().startswith("Error: ")
        visitor.page.get_by_role("link", name="Share of the cost must be a number").click()
        reached = "document.activeElement.id" if kind == "desktop" else "location.hash.slice(1)"
        assert visitor.page.evaluate(reached) == "id_share"
        visitor.check()


def test_a_missing_page_is_answered_with_404_and_a_way_on(site: str, visitor: Visitor) -> None:
    visitor.open(f"{site}/no/such/page/", status=404)
    assert visitor.page.get_by_role("heading", name="Page not found").is_visible()
    visitor.check()
