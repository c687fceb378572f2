"""How a clerk holds a meeting of a group and minutes it, through its pages."""

import re
from datetime import date

from tests.journeys.browser import Visitor


def fill_day(visitor: Visitor, name: str, day: date) -> None:
    for part, number in enumerate((day.day, day.month, day.year)):
        visitor.page.locator(f"input[name='{name}_{part}']").fill(str(number))


def hold_the_meeting(clerk: Visitor, meeting: str, *, under: str, action: str, due: date) -> None:
    """Who came, then each item: what was said, a decision on each recommendation, an action under one of them."""
    page = clerk.page
    clerk.open(f"{meeting}attendance/")
    for choice in page.get_by_role("radio", name="Present").all():
        choice.check()
    page.locator("tr").filter(has_text="Adult services").get_by_role("radio", name="Absent").check()
    clerk.check()
    page.get_by_role("button", name="Save who came").click()
    page.get_by_text("the quorum was reached").first.wait_for()
    decided = 0
    for _ in range(5):
        title = page.get_by_role("heading", level=1).inner_text()
        page.get_by_label("What the minutes say").fill(f"The group talked about this: {title}.")
        for choice in page.locator("select[name^='outcome-']").all():
            choice.select_option(label="Agreed")
            decided += 1
        if under in title:
            add_an_action(clerk, action, due)
        clerk.check()
        page.get_by_role("button", name=re.compile("^Save (and go to the next|the) item$")).click()
        page.get_by_text(f"Item {title.split()[0]} is saved.").wait_for()
    assert decided == 2
    clerk.picture("minute-item")
    page.get_by_role("button", name="Put the minutes to the group").click()
    clerk.check()
    page.get_by_role("button", name="Put them to the group").click()
    page.get_by_text("The minutes are with the group.").wait_for()
    clerk.check()
    clerk.open(f"{meeting}minutes/approve/", status=403)


def add_an_action(clerk: Visitor, title: str, due: date) -> None:
    page = clerk.page
    page.get_by_text("Add an action", exact=True).click()
    page.get_by_label("What is to be done").fill(title)
    page.get_by_label("By which organisation").select_option(label="Nottinghamshire County Council")
    page.get_by_label("By whom").select_option(label="Hana Brook")
    fill_day(clerk, "action_due_on", due)
