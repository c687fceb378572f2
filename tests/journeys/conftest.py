"""The browser and the example place, for every journey."""

from tests.journeys.browser import any_visitor, browser, site, visit, visitor
from tests.journeys.place import enter
from tests.world import place

__all__ = ["any_visitor", "browser", "enter", "place", "site", "visit", "visitor"]
