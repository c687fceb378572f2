"""A practitioner finds no service and says so; said often it becomes a gap that somebody answers for and closes."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from commonground.foundation.kernel.viewer import operator, public
from commonground.ground.directory import actions
from commonground.ground.directory.models import NoneFound
from commonground.ground.places import queries as places
from tests.journeys.browser import Visitor
from tests.journeys.place import Enter, said

Visit = Callable[[str], Visitor]
NEED, WHERE = "Alcohol and drugs", "Gedling"


@pytest.mark.usefixtures("place")
def test_what_many_did_not_find_becomes_a_gap_that_somebody_closes(site: str, enter: Enter, visit: Visit) -> None:
    practitioner = enter("phone", "Grace Adeyemi")
    finds_nothing_and_says_so(practitioner, site)
    visitor = visit("no-script")
    visitor.open(f"{site}/services/none-found/")
    choose(visitor.page)
    visitor.page.get_by_role("heading", name="It is counted").wait_for()
    (held,) = NoneFound.objects.filter(need="substance")
    assert held.count == 2
    said_before_by_others()
    keeper = enter("desktop", "Winifred Okoro")
    makes_it_a_gap(keeper, site)
    manager = enter("phone", "Helen Marsh")
    closes_it(manager, site)
    stranger = visit("desktop")
    stranger.open(f"{site}/services/gaps/")
    assert "Gap of" not in said(stranger.page)
    stranger.check()


def finds_nothing_and_says_so(who: Visitor, site: str) -> None:
    """The form knows what was looked for; one code is left to choose."""
    who.open(f"{site}/services/?need=substance&age=12&where={WHERE}&q=zebra")
    page = who.page
    page.get_by_role("heading", name="No service fits").wait_for()
    who.check()
    who.check_reflow()
    who.picture("none-found")
    form = page.locator("form[action$='/services/none-found/']")
    assert form.get_by_label("What about").locator("option:checked").inner_text() == NEED
    assert form.get_by_label("For whom").locator("option:checked").inner_text() == "11 to 15 years"
    assert form.get_by_label("Where").locator("option:checked").inner_text() == WHERE
    form.get_by_label("Why nothing fits").select_option(label="Nothing is listed")
    form.get_by_role("button", name="Count it").click()
    page.get_by_role("heading", name="It is counted").wait_for()
    assert page.url == f"{site}/services/none-found/counted/"
    who.check()


def choose(page: Page) -> None:
    page.get_by_label("What about").select_option(label=NEED)
    page.get_by_label("For whom").select_option(label="11 to 15 years")
    page.get_by_label("Where").select_option(label=WHERE)
    page.get_by_label("Why nothing fits").select_option(label="Nothing is listed")
    page.get_by_role("button", name="Count it").click()


def said_before_by_others() -> None:
    """Six times, in a week that is over."""
    then = public(timezone.now() - timedelta(weeks=1))
    area = places.area_by_reference("gedling", on=then.today).pk
    for _ in range(6):
        actions.say_none_found(need="substance", band="11-15", area=area, why="nothing-listed", by=then)
    rights = frozenset({"directory.read-gaps", "directory.keep-gaps"})
    actions.close_weeks(by=operator(timezone.now(), permissions=rights))


def makes_it_a_gap(keeper: Visitor, site: str) -> None:
    page = keeper.page
    keeper.open(f"{site}/services/gaps/worked-on/")
    keeper.check()
    keeper.check_reflow()
    keeper.picture("gaps-worked-on")
    row = page.get_by_role("row").filter(has_text=NEED)
    assert WHERE in row.inner_text()
    row.get_by_role("link", name="Make it a gap").click()
    assert page.get_by_label("What is missing", exact=True).locator("option:checked").inner_text() == NEED
    assert page.get_by_role("radio", name="Said by people who found no service").is_checked()
    page.get_by_role("button", name="Open it").click()
    page.get_by_text("There is a problem").wait_for()
    keeper.check()
    page.get_by_label("Which organisation answers for it").select_option(label="Gedling Borough Council")
    page.get_by_label("What is done next").fill("Ask the county's service for a day a week in Arnold")
    day = timezone.now().date() + timedelta(days=60)
    for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        page.get_by_label(part, exact=True).fill(str(value))
    page.get_by_role("button", name="Open it").click()
    page.get_by_text("The gap is open.").wait_for()
    keeper.check()
    keeper.picture("gap-open")


def closes_it(manager: Visitor, site: str) -> None:
    page = manager.page
    manager.open(f"{site}/services/gaps/worked-on/")
    page.get_by_role("link", name=f"{NEED}: {WHERE}").first.click()
    page.get_by_role("button", name="Close it").click()
    manager.check()
    page.get_by_role("radio", name="Something new is offered").check()
    page.get_by_role("button", name="Close it").click()
    page.get_by_text("Say what changed for families").first.wait_for()
    manager.check()
    page.get_by_label("What changed for families, and how that is known").fill("A worker is in Arnold on Tuesdays.")
    page.get_by_role("button", name="Close it").click()
    page.get_by_text("Saved.").wait_for()
    words = said(page)
    assert "A worker is in Arnold on Tuesdays." in words
    assert "Opened" in words
    manager.check()
    manager.check_reflow()
    manager.picture("gap-closed")
