"""The annual report of a group, through its pages: begun from its record, written, frozen by the chair, sent."""

from datetime import date, timedelta

from tests.journeys.browser import Visitor
from tests.journeys.meeting_of_group import fill_day
from tests.journeys.place import said

THEIR_WORDS = "The mornings brought families whom nobody had met before."
SECTIONS = ("What the group did", "Who took part", "What was decided", "What was done")
RAISED = "What was raised, and what was answered"


def begin_the_report(clerk: Visitor, group: str, *, since: date, until: date) -> str:
    """On a period, for partners, as what the terms ask for. The address of the draft."""
    page = clerk.page
    clerk.open(f"{group.replace('/groups/', '/reports/of/')}")
    clerk.check()
    page.get_by_role("button", name="Begin a report").click()
    page.get_by_label("Annual report", exact=True).check()
    fill_day(clerk, "since", since)
    fill_day(clerk, "last_day", until - timedelta(days=1))
    page.get_by_label("Everybody who works in the partnership").check()
    page.get_by_label("Which report of the terms of reference is it?").select_option(index=1)
    clerk.check()
    page.get_by_role("button", name="Begin the report").click()
    page.get_by_text("The report is begun.").wait_for()
    clerk.check()
    clerk.check_reflow()
    clerk.picture("report-draft")
    return page.url


def write_beside(clerk: Visitor, report: str, heading: str) -> None:
    """What people say in one section; what the record says stands beside it."""
    page = clerk.page
    clerk.open(report)
    page.get_by_role("complementary").get_by_role("link", name=heading).click()
    assert "From the record" in said(page)
    page.get_by_label("What you say").fill(THEIR_WORDS)
    clerk.check()
    clerk.picture("report-section")
    page.get_by_role("button", name="Save the section").click()
    page.get_by_text(f"“{heading}” is saved.").wait_for()


def freeze_and_send(clerk: Visitor, chair: Visitor, report: str) -> None:
    """Put to the chair by the clerk, frozen by the chair, sent by the clerk."""
    clerk.open(report)
    clerk.page.get_by_role("button", name="Put it to the chair").click()
    clerk.page.get_by_role("button", name="Put it to the chair").click()
    clerk.page.get_by_text("The report is with the chair.").wait_for()
    clerk.open(f"{report}freeze/", status=403)
    chair.open(report)
    chair.check()
    chair.page.get_by_role("button", name="Freeze it").click()
    chair.check()
    chair.page.get_by_role("button", name="Freeze it").click()
    chair.page.get_by_text("The report is frozen.").wait_for()
    chair.check()
    clerk.open(report)
    clerk.page.get_by_role("button", name="Send it").click()
    clerk.page.get_by_role("button", name="Send it").click()
    clerk.page.get_by_text("The report is sent, and the duty is met.").wait_for()
    clerk.check()
    clerk.picture("report-frozen")
