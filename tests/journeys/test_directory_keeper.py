"""Whoever keeps the directory reads that of another council, corrects what could not be taken, puts an entry right by
hand, and closes it: each time a family sees it at once."""

import json
from pathlib import Path

from playwright.sync_api import Page

from commonground.ground.directory.models import Service
from commonground.ground.directory.tests.feeds import whole_service
from tests.journeys.browser import Visitor
from tests.journeys.place import Enter, said
from tests.journeys.working import work_off
from tests.world import World

KEEPER = "Winifred Okoro"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def look(visitor: Visitor, picture: str) -> None:
    visitor.check()
    visitor.check_reflow()
    visitor.picture(picture)


def a_directory(folder: Path) -> Path:
    """One good service, one without a good address of mail, one at sea."""
    at_sea = whole_service("Swimming")
    at_sea["service_at_locations"][0]["location"] |= {"latitude": 0.5, "longitude": 0.5}
    path = folder / "services.json"
    path.write_text(json.dumps([whole_service(), {**whole_service("Parents' talk"), "email": "none"}, at_sea]))
    return path


def hand_in(keeper: Visitor, site: str, file: Path) -> None:
    page = keeper.page
    keeper.open(f"{site}/services/keep/")
    look(keeper, "keep-the-directory")
    page.get_by_role("link", name="Directories of others").click()
    page.get_by_role("button", name="Read a directory of others").click()
    look(keeper, "read-a-directory")
    page.get_by_label("What the directory is called here").fill("Directory of the district")
    press(page, "Read it")
    assert "Give a file or an address, one of the two." in said(page)
    page.locator("input[type=file]").set_input_files(file)
    press(page, "Read it")
    page.wait_for_url("**/jobs/*/")
    work_off()


def test_a_directory_is_read_and_what_could_not_be_taken_is_corrected(
    place: World, site: str, enter: Enter, tmp_path: Path
) -> None:
    keeper = enter("desktop", KEEPER)
    page = keeper.page
    hand_in(keeper, site, a_directory(tmp_path))
    keeper.open(f"{site}/services/keep/feeds/")
    page.get_by_role("link", name="Directory of the district").click()
    look(keeper, "directory-read")
    assert "which is no e-mail address" in said(page)
    page.get_by_role("link", name="Parents' talk").click()
    look(keeper, "not-taken")
    page.get_by_label("Email", exact=True).fill("still none")
    press(page, "Take it in")
    look(keeper, "not-taken-still-wrong")
    assert "/email: is “still none”, which is no e-mail address" in said(page)
    page.get_by_label("Email", exact=True).fill("parents@example.org")
    press(page, "Take it in")
    assert "Parents' talk is taken in." in page.content().replace("&#x27;", "'")
    page.get_by_role("link", name="Swimming").click()
    page.get_by_label("Why it is not taken").fill("Nobody swims there")
    press(page, "Set it aside")
    look(keeper, "all-settled")
    assert "Nobody swims there" in said(page)
    visitor = enter("phone", "Helen Marsh")
    visitor.open(f"{site}/services/?q=parents+talk")
    assert "Parents' talk" in said(visitor.page)
    assert not Service.objects.filter(name="Swimming").exists()


def test_hours_that_never_come_are_refused_and_a_closed_service_is_found_no_more(
    place: World, site: str, enter: Enter
) -> None:
    keeper = enter("desktop", KEEPER)
    page, service = keeper.page, Service.objects.get(name="Advice on money and rent")
    mine = f"{site}/services/keep/services/{service.slug}/"
    keeper.open(mine)
    look(keeper, "an-entry-kept")
    page.get_by_role("link", name="Add to: When").click()
    look(keeper, "hours-of-an-entry")
    page.get_by_label("Repeats").select_option(label="Weekly")
    page.get_by_label("Thursday").check()
    for label, day in (("From the day", "2"), ("Until the day", "3")):  # a Monday and a Tuesday
        dated = page.get_by_role("group", name=label, exact=True)
        for part, typed in (("Day", day), ("Month", "3"), ("Year", "2026")):
            dated.get_by_label(part).fill(typed)
    press(page, "Add it")
    look(keeper, "hours-that-never-come")
    assert "never occurs" in said(page)
    page.get_by_role("group", name="Until the day", exact=True).get_by_label("Year").fill("2027")
    page.get_by_role("textbox", name="From", exact=True).fill("10:00")
    page.get_by_role("textbox", name="Until", exact=True).fill("12:30")
    press(page, "Add it")
    assert "Thursdays, 10:00 to 12:30" in said(page)
    keeper.open(f"{site}/services/of/{service.slug}/")
    assert "Thursdays, 10:00 to 12:30" in said(page)
    keeper.open(f"{mine}close/")
    page.get_by_label("Not running").check()
    page.get_by_label("Why").fill("Its money ended")
    press(page, "Save")
    keeper.open(f"{site}/services/?q=money+and+rent")
    assert "Advice on money and rent" not in said(page)
