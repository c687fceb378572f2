"""Addresses of this room for the harness of every URL by every role. All are open to everybody."""

from tests.security.routes import HIDDEN, Route

ROUTES = [
    Route("home:today", tells=("Nottinghamshire",)),
    Route("home:search"),
    Route("home:places", tells=("Mansfield and Ashfield",)),
    Route("home:place", arguments=lambda world: {"slug": "mansfield-and-ashfield"}, tells=("49,945",)),
    Route("home:working", arguments=lambda world: {"slug": "mansfield-and-ashfield"}, tells=("Who works here",)),
    Route(
        "home:version_impact",
        arguments=lambda world: {"footprint_slug": "localities", "version_slug": "three-localities-proposed"},
        tells=("70,097",),
    ),
    Route(
        "home:version_impact",
        open_to=frozenset({"locality-manager", "board-member"}),
        arguments=lambda world: {"footprint_slug": "childrens-services", "version_slug": "north-west-and-south"},
        otherwise=HIDDEN,
        tells=("Not placed",),
        note="draft",
    ),
    Route(
        "home:place-file",
        arguments=lambda world: {"slug": "mansfield", "name": "profile", "suffix": "csv"},
        tells=("22924",),
    ),
]
