"""Scenario 2: of thirteen sectors ten come, one by a deputy; the chair sees who is missing, and who misses twice."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.journeys.browser import Visitor
from tests.journeys.locality_group import CHAIR, CLERK, DEPUTY, OUTSIDER, Locality, seat_everybody, today
from tests.journeys.place import said

Visit = Callable[[str], Visitor]
BEFORE = ("police", "social-care")  # who missed the meeting before
AWAY = ("Neighbourhood inspector", "Social care service manager", "Jobcentre partnership manager")


@pytest.mark.usefixtures("place")
def test_the_clerk_writes_down_who_came_and_the_chair_sees_who_is_missing(site: str, visit: Visit) -> None:
    locality = seat_everybody()
    locality.attended(locality.meeting(today() - timedelta(days=61)), without=BEFORE)
    latest = locality.meeting(today())
    locality.put_on_agenda(latest, "Places for two-year-olds")
    sheet = f"{site}/groups/{locality.group.slug}/meetings/{latest.key}/attendance/"
    clerk = locality.sign_in(visit("desktop"), CLERK, site)
    write_down_who_came(clerk, sheet)
    for kind in ("desktop", "phone"):
        read_who_is_missing(locality.sign_in(visit(kind), CHAIR, site), site, locality)
    outsider = locality.sign_in(visit("no-script"), OUTSIDER, site)
    outsider.open(sheet, status=403)
    stranger = visit("desktop")
    stranger.open(f"{site}/groups/{locality.group.slug}/", status=404)
    assert locality.group.name not in said(stranger.page)


def write_down_who_came(clerk: Visitor, sheet: str) -> None:
    """All seats in one screen: who holds each is there unless the clerk says otherwise."""
    page = clerk.page
    clerk.open(sheet)
    clerk.check()
    clerk.check_reflow()
    rows = page.get_by_role("table").get_by_role("row")
    assert rows.count() == 14  # thirteen seats and the head
    for row in rows.all()[1:]:
        title = row.get_by_role("rowheader").inner_text()
        came = "Absent" if title.startswith(AWAY) else "Deputy" if title.startswith("Mental health") else "Present"
        row.get_by_role("radio", name=came).check()
    page.get_by_label("Deputy for Mental health team manager").select_option(label=DEPUTY)
    clerk.picture("who-came")
    page.get_by_role("button", name="Save who came").click()
    page.get_by_text("Attendance is written down: seats filled: 10, needed: 5; the quorum was reached").wait_for()
    clerk.check()


def read_who_is_missing(chair: Visitor, site: str, locality: Locality) -> None:
    """The head teacher chairs; the clerk is the council's. Coverage with its base, and an alert for two alone."""
    page = chair.page
    group = f"{site}/groups/{locality.group.slug}/"
    chair.open(group)
    words = said(page)
    assert "10 of 13 required sectors came" in words
    assert "76.9%" in words
    assert "Children's social care and Police have missed two meetings or more in a row" in words
    facts = page.locator(".govuk-summary-list__row")
    assert CHAIR in facts.filter(has_text="Chair").first.inner_text()
    clerk = facts.filter(has_text="Clerk").first.inner_text()
    assert CLERK in clerk
    assert "Nottinghamshire County Council" in clerk
    chair.check()
    chair.check_reflow()
    chair.picture("group-who-is-missing")
    chair.open(f"{group}taking-part/")
    lines = page.get_by_role("listitem").filter(has_text="miss")
    assert lines.filter(has_text="missed 2 meetings running").count() == 2
    assert "Alert" not in lines.filter(has_text="missed this meeting").inner_text()
    chair.check()
    chair.picture("taking-part")
    chair.open(f"{site}/groups/missing/")
    row = page.get_by_role("row").filter(has_text=locality.group.name)
    cells = row.get_by_role("cell")
    assert cells.nth(0).inner_text().split() == ["76.9%", "10", "of", "13"]
    assert cells.nth(1).inner_text().split("\n") == ["Children's social care: 2 Police: 2"]
    assert "Jobcentre" in cells.nth(2).inner_text()
    assert "Police" not in cells.nth(2).inner_text()
    chair.check()
    chair.check_reflow()
    chair.picture("missing")
