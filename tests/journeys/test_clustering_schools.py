"""Clusters of schools: a head says what the school thinks, the manager draws and answers, the board publishes."""

import pytest
from playwright.sync_api import Page

from tests.journeys.browser import Visitor
from tests.journeys.place import Enter, said
from tests.world import World

CLUSTERS = "/places/footprints/primary-clusters"
DRAFT = f"{CLUSTERS}/invented-clusters-for-2027"
SCHOOL = "Lake View Primary and Nursery School"


def press(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name=name).click()


def say(head: Visitor, site: str) -> None:
    """The head finds the draft, sees who else is in the cluster, and says with whom the school would rather be."""
    head.open(f"{site}{DRAFT}/")
    head.page.get_by_role("link", name="Say what the school thinks of its cluster").click()
    assert "Heatherley Primary School" in said(head.page)
    press(head.page, "Send")
    assert "Choose what does the school think" in said(head.page)
    head.check()
    head.page.get_by_label("We would rather be with others").check()
    head.page.get_by_label("With whom would it rather be?").fill("Mansfield South")
    head.page.get_by_label("Why").fill("Invented: our families use the family hub there.")
    head.check()
    press(head.page, "Send")
    head.page.get_by_text("Not answered").first.wait_for()
    head.check()
    head.picture("heads-comment")


def move(manager: Visitor, site: str, kind: str) -> None:
    """The manager reads the comment beside the school and moves it, by the keyboard's own select."""
    manager.open(f"{site}{DRAFT}/edit/")
    page = manager.page
    assert "We would rather be with Mansfield South." in said(page)
    assert "3 comments wait for an answer." in said(page)
    page.get_by_label(SCHOOL, exact=True).select_option("6 Mansfield South")
    if kind == "no-script":
        press(page, "Show what this changes")
    page.get_by_label(SCHOOL, exact=True).wait_for()
    page.wait_for_load_state("networkidle")
    manager.check()
    manager.picture("drawing-clusters")
    press(page, "Save this map")
    page.get_by_text("is saved.").wait_for()


def answer(manager: Visitor, site: str) -> None:
    page = manager.page
    for _ in range(3):
        manager.open(f"{site}{DRAFT}/comments/")
        page.get_by_role("link", name="Answer").first.click()
        page.get_by_label("Done as asked").check()
        page.get_by_label("Answer", exact=True).fill("The map follows what you asked for.")
        manager.check()
        press(page, "Send the answer")
        page.get_by_text("is answered.").wait_for()
    manager.check()


@pytest.mark.parametrize("kind", ["desktop", "no-script"])
def test_a_head_is_heard_before_clusters_are_published(place: World, site: str, enter: Enter, kind: str) -> None:
    say(enter(kind, "Nadia Crewe"), site)
    manager = enter(kind, "Helen Marsh")
    move(manager, site, kind)

    board = enter(kind, "Catherine Bell")
    board.open(f"{site}{DRAFT}/publish/")
    press(board.page, "Publish this map")
    assert "has said something that is not answered" in said(board.page)
    answer(manager, site)
    board.open(f"{site}{DRAFT}/publish/")
    press(board.page, "Publish this map")
    board.page.get_by_text("is published.").wait_for()
    board.check()

    everybody = enter(kind, "Nadia Crewe")
    everybody.open(f"{site}/places/schools/122674/")
    assert "Mansfield South" in said(everybody.page)
    assert "No end planned" in said(everybody.page)
    everybody.check()
    everybody.open(f"{site}{DRAFT}/comments/")
    assert "The map follows what you asked for." in said(everybody.page)
    assert "Tuxford" not in said(everybody.page)
    everybody.open(f"{site}{DRAFT}/beside/")
    assert "5 in Mansfield and Ashfield, 1 in Newark and Sherwood" in said(everybody.page)
    everybody.check()
    everybody.check_reflow()
    everybody.picture("clusters-beside-localities")
