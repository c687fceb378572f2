"""P14, P16: a postcode, and the place it has on a day, before and after the maps changed."""

from collections.abc import Callable

from tests.journeys.browser import KINDS, Visitor
from tests.journeys.place import said
from tests.world import World


def ask(visitor: Visitor, postcode: str, *, day: str, month: str, year: str) -> str:
    """Type a postcode and a date and read the answer."""
    page = visitor.page
    page.get_by_label("Postcode", exact=True).fill(postcode)
    for box, value in (("Day", day), ("Month", month), ("Year", year)):
        page.get_by_label(box, exact=True).fill(value)
    page.get_by_role("button", name="Find").click()
    page.get_by_role("heading", level=2).first.wait_for()
    return said(page)


def test_a_postcode_lies_in_different_localities_before_and_after_a_change_of_the_map(
    place: World, site: str, visit: Callable[[str], Visitor]
) -> None:
    for visitor in map(visit, KINDS):
        find_mansfield(visitor, site)


def find_mansfield(visitor: Visitor, site: str) -> None:
    visitor.open(f"{site}/places/")
    visitor.page.get_by_role("link", name="Find a place by postcode").click()
    visitor.check()
    before = ask(visitor, "ng181aa", day="31", month="12", year="2014")
    assert "NG18 1AA as at 31 December 2014" in before
    assert "Seven localities (2013)" in before
    assert "Mansfield and Ashfield" not in before
    after = ask(visitor, "NG18 1AA", day="1", month="1", year="2015")
    assert "Six localities (2015)" in after
    assert "Mansfield and Ashfield" in after
    visitor.check()
    visitor.check_reflow()
    visitor.picture("find-a-place")
    visitor.page.get_by_role("link", name="NG18 1AA as at 1 January 2013").click()
    assert "on=2013-01-01" in visitor.page.url
    visitor.page.get_by_role("link", name="Mansfield", exact=True).last.click()
    assert visitor.page.url.endswith("/places/mansfield/?map=localities/seven-localities-2013")


def test_what_cannot_be_found_is_told_apart_and_what_was_typed_stays(
    place: World, site: str, any_visitor: Visitor
) -> None:
    visitor = any_visitor
    visitor.open(f"{site}/places/find/")
    told = {
        "NG18": "is only the first half of a postcode",
        "NG99 9ZZ": "is not in the postcode directory",
        "NG1 5FS": "is not in Nottinghamshire. It lies in Nottingham.",
        "EH1 1AA": "lies in Scotland",
    }
    for postcode, words in told.items():
        assert words in ask(visitor, postcode, day="22", month="11", year="2026")
        assert visitor.page.get_by_label("Postcode", exact=True).input_value() == postcode
        visitor.check()
    visitor.picture("find-a-place-elsewhere")


def test_a_postcode_typed_into_search_leads_there(place: World, site: str, visitor: Visitor) -> None:
    visitor.open(f"{site}/search/?q=ng181aa")
    visitor.check()
    visitor.page.get_by_role("link", name="Where NG18 1AA lies").click()
    assert "Mansfield and Ashfield" in said(visitor.page)
