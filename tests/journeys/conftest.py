"""The browser and the example place, for every journey."""

from tests.journeys.browser import any_visitor, browser, site, visit, visitor
from tests.journeys.clock import it_is
from tests.journeys.place import enter
from tests.security.addresses import addressed_place
from tests.world import place

__all__ = ["addressed_place", "any_visitor", "browser", "enter", "it_is", "place", "site", "visit", "visitor"]
