"""Scenario 11: one figure of a place that is unlike its neighbours, down to the row it comes from."""

import re
from collections.abc import Callable

from tests.journeys.browser import KINDS, Visitor
from tests.journeys.place import said
from tests.world import World


def test_from_a_place_to_definition_counts_release_file_and_row_in_two_clicks(
    place: World, site: str, visit: Callable[[str], Visitor]
) -> None:
    for visitor in map(visit, KINDS):
        follow_a_figure(visitor, site)


def follow_a_figure(visitor: Visitor, site: str) -> None:
    visitor.open(f"{site}/places/nottinghamshire/")
    assert "60.4%" in said(visitor.page)  # twice England's 30.3%
    visitor.page.get_by_role("link", name="Assessed not in need").first.click()  # one
    words = said(visitor.page)
    assert "the percentage whose assessment found the child not to be in need" in words  # definition
    assert "5,107" in words  # numerator
    assert "8,462" in words  # denominator
    assert "Release 1" in words
    visitor.check()
    visitor.picture("figure-not-in-need")
    visitor.page.get_by_role("link", name=re.compile(r"^c1_children_in_need.*row 72$")).click()  # two
    words = said(visitor.page)
    assert "Row 72" in words
    assert "60.4" in words
    visitor.check()
    visitor.picture("row-not-in-need")
