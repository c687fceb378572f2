"""How a member writes a paper for a group and others sign it, through its pages."""

import re

from tests.journeys.browser import Visitor
from tests.journeys.place import said


def write_paper(author: Visitor, group: str, *, title: str, purpose: str, recommends: str) -> str:
    """Begun, written with "there is none" wherever there is nothing to say, with what it recommends. Its address."""
    page = author.page
    author.open(f"{group}papers/new/")
    page.get_by_label("Title of the paper").fill(title)
    page.get_by_label("Whom to ask").fill("Voluntary sector forum, 0115 496 0000")
    author.check()
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("heading", name="Write the paper").wait_for()
    for box in page.locator("input[name^='none-']:not([name='none-purpose'])").all():
        box.check()
    page.locator("[name='text-purpose']").fill(purpose)
    author.check()
    author.picture("paper-write")
    page.get_by_role("button", name="Save the paper").click()
    page.get_by_text("The paper is saved.").wait_for()
    address = page.url
    page.get_by_role("link", name="Recommendations").click()
    page.get_by_label("Recommendation 1", exact=True).fill(recommends)
    author.check()
    page.get_by_role("button", name="Save the recommendations").click()
    page.get_by_text("The recommendations are saved.").wait_for()
    author.check()
    return address


def sign_paper(signer: Visitor, address: str, key: str) -> None:
    signer.open(f"{address}sign/{key}/")
    signer.check()
    signer.page.get_by_label("Comment").fill("Nothing to add.")
    signer.page.get_by_role("button", name="Sign", exact=True).click()
    signer.page.get_by_text("is signed.").wait_for()


def make_ready(author: Visitor, address: str) -> None:
    author.open(address)
    author.page.get_by_role("button", name="Mark as ready").click()
    author.page.get_by_text("The paper is ready. The clerk can publish it.").wait_for()
    author.check()


def put_under(clerk: Visitor, address: str, item: str) -> None:
    page = clerk.page
    clerk.open(f"{address}table/")
    clerk.check()
    choices = page.get_by_label("Under which item?")
    found = choices.locator("option").filter(has_text=item).first.inner_text()
    choices.select_option(label=found)
    page.get_by_role("button", name="Put it there").click()
    page.get_by_text("The paper is under").wait_for()


def numbers_of(member: Visitor, meeting: str, title: str) -> list[str]:
    """Items of the pack as numbered, and the paragraphs of one of them."""
    page = member.page
    member.open(f"{meeting}pack/")
    headings = [one.inner_text() for one in page.locator("main h2[id^='item-']").all()]
    page.get_by_role("link", name=re.compile(f"^[0-9]+ {title}")).click()
    number = page.get_by_role("heading", level=1).inner_text().split()[0]
    paragraphs = re.findall(rf"^{number}\.\d+.*$", said(page), re.MULTILINE)
    assert paragraphs
    return [*headings, *paragraphs]
