"""What home reads from the rooms below, put together for a page."""

from commonground.insight.home.queries.found import Found, search
from commonground.insight.home.queries.lists import Divided, PlacesList, places_list
from commonground.insight.home.queries.place import ENGLAND, PlacePage, Standing, Theme, place_page
from commonground.insight.home.queries.today import Today, today

__all__ = [
    "ENGLAND",
    "Divided",
    "Found",
    "PlacePage",
    "PlacesList",
    "Standing",
    "Theme",
    "Today",
    "place_page",
    "places_list",
    "search",
    "today",
]
