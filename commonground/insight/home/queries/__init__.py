"""What home reads from the rooms below, put together for a page."""

from commonground.insight.home.queries.found import Found, search
from commonground.insight.home.queries.impact import Impact, version_impact
from commonground.insight.home.queries.lists import Divided, PlacesList, places_list
from commonground.insight.home.queries.place import ENGLAND, PlacePage, place_page
from commonground.insight.home.queries.standing import Standing
from commonground.insight.home.queries.themes import Theme
from commonground.insight.home.queries.today import Measure, OwnPlace, Today, today
from commonground.insight.home.queries.working import Working, working

__all__ = [
    "ENGLAND",
    "Divided",
    "Found",
    "Impact",
    "Measure",
    "OwnPlace",
    "PlacePage",
    "PlacesList",
    "Standing",
    "Theme",
    "Today",
    "Working",
    "place_page",
    "places_list",
    "search",
    "today",
    "version_impact",
    "working",
]
