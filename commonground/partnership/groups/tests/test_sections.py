"""The two levels of links over the pages about all groups."""

import pytest
from django.template.loader import render_to_string

from commonground.foundation.kernel.viewer import Viewer, public
from commonground.partnership.groups.templatetags.sections_of_groups import SECTIONS, pages_of_groups
from commonground.partnership.groups.tests.bodies import NOW, cast

pytestmark = pytest.mark.django_db


def _labels(viewer: Viewer, open_page: str) -> tuple[list[str], list[str]]:
    levels = pages_of_groups(viewer, open_page)
    return [link.label for link in levels["sections"]], [link.label for link in levels["pages"]]


def test_the_public_sees_only_sections_with_a_page_for_everybody() -> None:
    sections, pages = _labels(public(NOW), "questions")
    assert sections == ["Groups", "Issues and oversight"]
    assert pages == ["Questions", "Approvals", "Reviews"]


def test_a_member_sees_every_section_but_not_the_load_of_others() -> None:
    sections, pages = _labels(cast().sees("member"), "hours")
    assert sections == list(SECTIONS)
    assert pages == ["Your load", "Who is missing", "Overlap", "Hours"]


@pytest.mark.parametrize("name", [page.name for pages in SECTIONS.values() for page in pages])
def test_exactly_the_open_page_is_marked_as_the_page(name: str) -> None:
    html = render_to_string("groups/parts/sections.html", {"viewer": cast().sees("manager"), "page_name": name})
    assert html.count('aria-current="page"') == 1
    assert html.count('aria-current="true"') == 1


def test_a_section_leads_to_its_first_page_that_is_theirs() -> None:
    by_label = {link.label: link.href for link in pages_of_groups(public(NOW), "every")["sections"]}
    assert by_label["Issues and oversight"] == "/groups/questions/"
