"""Addresses of this room for the harness of every URL by every role. All are open to everybody."""

from tests.security.routes import Route

ROUTES = [
    Route("home:today", tells=("Nottinghamshire",)),
    Route("home:search"),
    Route("home:places", tells=("Mansfield and Ashfield",)),
    Route("home:place", arguments=lambda world: {"slug": "mansfield-and-ashfield"}, tells=("49,945",)),
    Route(
        "home:place-file",
        arguments=lambda world: {"slug": "mansfield", "name": "profile", "suffix": "csv"},
        tells=("22924",),
    ),
]
