"""The example place as a browser meets it, and how its invented people come in."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from commonground.foundation.kernel.viewer import operator
from commonground.showcase import actions as showcase
from tests.journeys.browser import Visitor

Enter = Callable[[str, str], Visitor]


@pytest.fixture
def enter(site: str, visit: Callable[[str], Visitor]) -> Enter:
    """`enter("desktop", "Helen Marsh")`: a visitor who chose an invented person on the demonstration's page."""

    def come_in(kind: str, name: str) -> Visitor:
        visitor = visit(kind)
        visitor.open(f"{site}/sign-in/demonstration/")
        visitor.page.get_by_role("row").filter(has_text=name).get_by_role("button").click()
        visitor.page.get_by_role("heading", name="Today").wait_for()
        return visitor

    return come_in


def prepare_figures() -> None:
    """What the worker does after maps have changed."""
    showcase.prepare_figures(by=operator(timezone.now(), permissions=showcase.PERMISSIONS), tell=lambda said: None)


def said(page: Page) -> str:
    """The words of the page's content."""
    return page.locator("main").inner_text()
