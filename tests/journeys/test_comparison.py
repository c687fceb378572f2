"""An analyst holds a figure against England, region, neighbours, its level and an own target, and marks a change."""

from tests.journeys.browser import Visitor
from tests.journeys.place import Enter, said
from tests.world import World

FIGURE = "/evidence/re-referrals/nottinghamshire/2024/"
# what re-referrals of 25.8% are beside each: England 22.4%, East Midlands 25.9%, neighbours with a figure here 23.1%
BESIDE = {
    "East Midlands": ("25.9%", "Similar"),
    "Statistical neighbours": ("23.1%", "Worse (99.8%)"),
    "The middle of all local authorities (median)": ("20.0%", "Worse (99.8%)"),
    "England": ("22.4%", "Worse (99.8%)"),
}


def press(visitor: Visitor, name: str) -> None:
    visitor.page.get_by_role("button", name=name).click()


def row_of(visitor: Visitor, name: str) -> str:
    """The words of the row of the comparison that a measure names."""
    table = visitor.page.get_by_role("table").filter(has_text="Trend of five years")
    return table.get_by_role("row").filter(has=visitor.page.get_by_role("link", name=name, exact=True)).inner_text()


def test_from_the_catalogue_to_every_comparison_of_a_figure(place: World, site: str, enter: Enter) -> None:
    analyst = enter("desktop", "Joe Hallam")
    find_the_figure(analyst)
    compare(analyst)
    aim_at_a_target(analyst)
    look_at_the_funnel(analyst)
    mark_a_change(analyst, site)


def find_the_figure(analyst: Visitor) -> None:
    """Catalogue → indicator → figure, with its interval, what it is compared with and where it comes from."""
    page = analyst.page
    page.get_by_role("navigation").get_by_role("link", name="Evidence").click()
    page.get_by_role("searchbox", name="Find a figure").fill("repeat referals")  # its other name, with a slip
    press(analyst, "Search")
    page.get_by_role("link", name="Re-referrals", exact=True).click()
    assert "Partnership board (six-monthly)" in said(page)
    analyst.check()
    page.get_by_role("link", name="Nottinghamshire", exact=True).click()
    words = said(page)
    for told in ("25.8%", "95% interval 24.9% to 26.8%", "Worse than England", "Lower is better", "Release 1"):
        assert told in words
    analyst.check()


def compare(analyst: Visitor) -> None:
    page = analyst.page
    page.get_by_role("link", name="Nottinghamshire compared with England, its region and its").click()
    page.get_by_label("Theme").select_option(label="All themes")  # it opens with the theme of the figure
    press(analyst, "Show")
    assert "Of 17 measures that can be compared with England, 3 are better, 3 are similar, 2 are worse" in said(page)
    for name, (value, word) in BESIDE.items():
        page.get_by_label("Compare with").select_option(label=name)
        press(analyst, "Show")
        row = row_of(analyst, "Re-referrals")
        assert value in row, f"{name}: {row}"
        assert word in row, f"{name}: {row}"
        assert page.get_by_role("figure").locator("svg").first.is_visible()  # the spine
        analyst.check()
    assert "2nd highest of 11, highest fifth" in row
    assert "the set of April 2021" in said(page)
    analyst.check_reflow()
    analyst.picture("comparison-spine")


def aim_at_a_target(analyst: Visitor) -> None:
    """A target on the wrong side is refused with a reason; the right one becomes a comparator."""
    page = analyst.page
    page.get_by_role("link", name="Targets and changes of Nottinghamshire").click()
    page.get_by_role("link", name="Set a target").click()
    page.get_by_label("Figure", exact=True).select_option(label="Re-referrals within 12 months")
    page.get_by_label("Period").fill("2024")
    page.get_by_label("Target", exact=True).fill("30")
    for label, text in (("Day", "4"), ("Month", "6"), ("Year", "2026")):
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("Reason").fill("Board, 4 June 2026")
    press(analyst, "Set target")
    assert "A target of 30.0% would be to get worse." in said(page)
    analyst.check()
    page.get_by_label("Target", exact=True).fill("20")
    press(analyst, "Set target")
    assert "not met" in said(page)
    analyst.check()
    analyst.picture("targets")
    page.get_by_role("link", name="Nottinghamshire compared").click()
    page.get_by_label("Compare with").select_option(label="Own target")
    press(analyst, "Show")
    row = row_of(analyst, "Re-referrals")
    assert "20.0%" in row
    assert "Worse" in row
    analyst.check()


def look_at_the_funnel(analyst: Visitor) -> None:
    page = analyst.page
    page.get_by_role("table").get_by_role("link", name="Re-referrals", exact=True).click()
    page.get_by_role("link", name="All local authorities: ranks, fifths and funnel").click()
    page.get_by_label("Mark", exact=True).select_option(label="Nottinghamshire")
    press(analyst, "Show")
    assert "Nottinghamshire, 25.8%, is above the 99.8% limit." in said(page)
    analyst.check()
    analyst.check_reflow()
    analyst.picture("funnel")


def mark_a_change(analyst: Visitor, site: str) -> None:
    """The day of a new way of working stands in the yearly chart at once, with its words."""
    page = analyst.page
    analyst.open(f"{site}{FIGURE}")
    page.get_by_role("link", name="Targets and changes of Nottinghamshire").click()
    page.get_by_role("link", name="Mark a change").click()
    page.get_by_label("What changed").fill("A new front door opened")
    for label, text in (("Day", "1"), ("Month", "7"), ("Year", "2019")):
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("Where this is known from").fill("Board, 4 June 2019")
    press(analyst, "Mark change")
    analyst.check()
    analyst.open(f"{site}{FIGURE}")
    assert "Change 1: A new front door opened (1 July 2019)" in said(page)
    analyst.check()
    analyst.picture("figure-with-change")
