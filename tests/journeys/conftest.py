"""The browser, for every journey."""

from tests.journeys.browser import any_visitor, browser, site, visit, visitor

__all__ = ["any_visitor", "browser", "site", "visit", "visitor"]
