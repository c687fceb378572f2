"""Scenario 10: a councillor reads what was measured, how sure it is, and nothing that is not theirs to see."""

import re

from django.utils import timezone

from commonground.foundation.kernel.viewer import operator
from commonground.showcase import actions as showcase
from commonground.showcase import formats
from tests.journeys.browser import Visitor
from tests.journeys.place import Enter, said
from tests.world import World

SECRET = "Colleagues are asked to say nothing yet of the centre that may close."
CAVEAT = re.compile("difference, not a proof of a cause")


def test_a_councillor_reads_measures_report_and_impact_and_meets_nothing_restricted(
    place: World, site: str, enter: Enter
) -> None:
    by = operator(timezone.now(), permissions=showcase.PERMISSIONS)
    showcase.tell_beside_figures(pack=formats.read_pack("nottinghamshire"), by=by, tell=lambda said: None)
    restricted = keep_things_back(enter, site)
    panel = open_a_panel(enter("desktop", "Joe Hallam"), site)
    councillor = enter("phone", "Alan Whitworth")
    read_five_measures(councillor)
    read_the_report(councillor, site)
    read_the_impact(councillor, panel)
    meet_nothing_restricted(councillor, site, restricted)


def keep_things_back(enter: Enter, site: str) -> list[str]:
    """A draft of a profile, and a note that nobody has read yet."""
    manager = enter("desktop", "Helen Marsh")
    manager.open(f"{site}/evidence/profiles/start/?area=mansfield")
    manager.page.get_by_label("Kept by").select_option(label="Nottinghamshire County Council")
    manager.page.get_by_role("button", name="Start the draft").click()
    draft = manager.page.url
    member = enter("desktop", "Tom Okafor")
    page = member.page
    member.open(f"{site}/evidence/notes/write/?area=mansfield")
    page.get_by_label("What practitioners or the community know").check()
    page.get_by_label("What is known").fill(SECRET)
    page.get_by_label("How it is known").fill("Meeting of youth workers")
    for label, text in (("Day", "1"), ("Month", "10"), ("Year", "2026")):
        page.get_by_label(label).fill(text)
    page.get_by_role("button", name="Save the note").click()
    return [draft, page.url]


def open_a_panel(analyst: Visitor, site: str) -> str:
    """Two periods of a figure as before and now of a change."""
    page = analyst.page
    analyst.open(f"{site}/evidence/impact/open/nottinghamshire/")
    page.get_by_label("Title of the panel").fill("The new front door")
    page.get_by_label("What changed").fill("the opening of the new front door")
    for label, text in (("Day", "1"), ("Month", "7"), ("Year", "2019")):
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("Source").fill("Board, 4 June 2026")
    page.get_by_role("button", name="Open panel").click()
    analyst.check()
    page.get_by_role("link", name="Add two periods of a figure").click()
    page.get_by_label("Figure", exact=True).select_option(label="Re-referrals within 12 months")
    page.get_by_label("Period before").fill("2019")
    page.get_by_label("Period of now").fill("2024")
    page.get_by_role("button", name="Add", exact=True).click()
    assert CAVEAT.search(said(page))
    analyst.check()
    return page.url


def read_five_measures(councillor: Visitor) -> None:
    """For the division: what each is, of when, beside England, which way it went or that nothing says."""
    page = councillor.page
    words = said(page)
    assert "Nothing needs you today." in words
    assert words.count("Up from") + words.count("Down from") + words.count("No earlier figure") == 5
    assert "Up from 24.8% (year to 31 March 2023)" in words
    councillor.check()
    councillor.picture("councillor-today")


def read_the_report(councillor: Visitor, site: str) -> None:
    """Sixteen comparable measures: eight better, four less well, four that the source does not name; and the source of
    a figure of today's report in two clicks."""
    page = councillor.page
    councillor.open(f"{site}/evidence/performance/")
    page.get_by_role("link", name="Children, Young People and Families Plan, as reported for September 2012").click()
    page.get_by_role("link", name="30 September 2012").first.click()
    words = said(page)
    assert "16 can be compared with England: eight do better, four do less well" in words
    assert "of four the source does not say how they stood" in words
    councillor.check()
    councillor.picture("report-2012")
    councillor.open(f"{site}/evidence/performance/childrens-social-care/")
    page.get_by_role("link", name="31 March 2024").first.click()
    councillor.check()
    councillor.picture("report-2024")
    page.get_by_role("table").get_by_role("link", name="Re-referrals within 12 months").first.click()  # one
    assert "2,186" in said(page)
    page.get_by_role("link", name=re.compile("^c1_children_in_need.*row 72$")).click()  # two
    assert "Row 72" in said(page)
    councillor.check()


def read_the_impact(councillor: Visitor, panel: str) -> None:
    """The caveat stands with the number."""
    page = councillor.page
    councillor.open(panel)
    words = said(page)
    assert "28.0%" in words  # 2019
    assert "25.8%" in words  # 2024
    assert CAVEAT.search(words)
    assert page.get_by_role("link", name="Add two periods of a figure").count() == 0
    councillor.check()
    councillor.picture("impact")


def meet_nothing_restricted(councillor: Visitor, site: str, restricted: list[str]) -> None:
    page = councillor.page
    for address in restricted:
        councillor.open(address, status=404)
    for address in ("/evidence/notes/?area=mansfield", "/evidence/profiles/?area=mansfield", "/places/mansfield/"):
        councillor.open(f"{site}{address}")
        assert SECRET not in page.content()
        assert not any(one in page.content() for one in (draft.removeprefix(site) for draft in restricted))
    for address in ("/evidence/load/", "/evidence/own/new/", "/evidence/aims/mansfield/set-target/"):
        assert page.request.get(f"{site}{address}", max_redirects=0).status in (403, 404)
    councillor.open(f"{site}/")
    page.get_by_role("button", name="Menu").click()
    assert page.get_by_role("link", name="Jobs").count() == 0
