"""A needs profile from a note of what is known to the printed page: told, read, written, frozen, taken away."""

import io
from collections.abc import Callable

import pikepdf
from docx import Document

from tests.journeys.browser import Visitor
from tests.journeys.place import Enter, said
from tests.world import World

KNOWN = "Youth workers hear that there is nowhere warm to meet after six."
SHORT = "What children here need first is somewhere to be."


def test_what_people_know_stands_beside_the_figures_of_a_frozen_profile(
    place: World, site: str, enter: Enter, visit: Callable[[str], Visitor]
) -> None:
    member = enter("phone", "Tom Okafor")
    note = write_a_note(member, site)
    manager = enter("desktop", "Helen Marsh")
    read_the_note(manager, note)
    address = write_a_profile(manager, site)
    reader = visit("no-script")
    assert reader.page.request.get(address).status == 404  # a draft is nobody else's
    freeze(manager, address)
    take_away(reader, address)


def write_a_note(member: Visitor, site: str) -> str:
    """Refused while it points to a person, then kept."""
    page = member.page
    member.open(f"{site}/evidence/notes/write/?area=mansfield")
    page.get_by_label("What practitioners or the community know").check()
    page.get_by_label("What is known").fill("Ann Example, 4.6.2015, of NG18 1AA")
    page.get_by_label("How it is known").fill("Meeting of youth workers")
    for label, text in (("Day", "1"), ("Month", "10"), ("Year", "2026")):
        page.get_by_label(label).fill(text)
    page.get_by_role("button", name="Save the note").click()
    assert "This looks like a name with a date of birth." in said(page)
    member.check()
    page.get_by_label("What is known").fill(KNOWN)
    page.get_by_role("button", name="Save the note").click()
    assert "Waits to be read" in said(page)
    member.check()
    return page.url


def read_the_note(manager: Visitor, note: str) -> None:
    manager.open(note)
    manager.page.get_by_role("button", name="Read and decide").click()
    manager.check()
    manager.page.get_by_label("Yes, show it beside the figures").check()
    manager.page.get_by_role("button", name="Save").click()
    assert "Everybody can read it now." in said(manager.page)


def write_a_profile(manager: Visitor, site: str) -> str:
    """From the page of the place to a draft with a text."""
    page = manager.page
    manager.open(f"{site}/places/mansfield-and-ashfield/")
    page.get_by_role("link", name="Needs profiles of Mansfield and Ashfield").click()
    page.get_by_role("button", name="Start a profile").click()
    page.get_by_label("Kept by").select_option(label="Nottinghamshire County Council")
    page.get_by_role("button", name="Start the draft").click()
    assert KNOWN in said(page)
    manager.check()
    address = page.url
    page.get_by_role("link", name="In short").click()
    page.get_by_label("Text").fill(SHORT)
    page.get_by_role("button", name="Save the section").click()
    assert SHORT in said(page)
    manager.picture("needs-profile-draft")
    return address


def freeze(manager: Visitor, address: str) -> None:
    page = manager.page
    page.get_by_role("button", name="Freeze").click()
    assert "A frozen profile is never changed." in said(page)
    manager.check()
    page.get_by_role("button", name="Freeze it").click()
    assert page.url == address
    assert "Run id" in said(page)
    manager.check()
    manager.picture("needs-profile-frozen")


def take_away(reader: Visitor, address: str) -> None:
    """Somebody who has not signed in reads it and takes it away."""
    reader.open(address)
    words = said(reader.page)
    assert SHORT in words
    assert f"{KNOWN}" in words
    assert "Tom Okafor" in words
    reader.check()
    paper = reader.page.request.get(f"{address}profile.pdf").body()
    assert pikepdf.open(io.BytesIO(paper)).Root.Lang == "en-GB"
    word = Document(io.BytesIO(reader.page.request.get(f"{address}profile.docx").body()))
    assert SHORT in [found.text for found in word.paragraphs]
