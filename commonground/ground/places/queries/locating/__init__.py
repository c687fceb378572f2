"""Where a postcode or a point lies on a day: its authority, district, small areas, ward, and area of each footprint.

    queries.locate("NG18 1AA", on=viewer.today).district.name                      # "Mansfield"
    queries.locate_point(453800, 361000, on=day).area_of("localities").name        # "Mansfield and Ashfield"
    [one.problem for one in queries.locate_many(postcodes, on=day) if one.problem]

Nothing raises: what cannot be placed says why in `problem`, what is not known stands in `notes`.
"""

from collections.abc import Iterable
from datetime import date

from commonground.ground.places.queries.locating.asking import Asked, asked
from commonground.ground.places.queries.locating.located import AreaOfSet, InFootprint, Located, Official
from commonground.ground.places.queries.locating.placing import placed
from commonground.ground.places.queries.locating.tallying import LevelTally, Tally, tally
from commonground.ground.places.rules import Point

__all__ = [
    "AreaOfSet",
    "Asked",
    "InFootprint",
    "LevelTally",
    "Located",
    "Official",
    "Tally",
    "locate",
    "locate_many",
    "locate_point",
    "looked_up",
    "tally",
]


def looked_up(postcode_text: str) -> Asked:
    """A postcode as the directory knows it: the code of its authority and its middle. No query."""
    return asked([postcode_text])[0]


def locate(postcode_text: str, *, on: date) -> Located:
    """Where a postcode lies on a day, as typed. At most nine queries."""
    return locate_many([postcode_text], on=on)[0]


def locate_point(easting: float, northing: float, *, on: date) -> Located:
    """Where a point of the National Grid (metres, EPSG:27700) lies on a day. At most nine queries."""
    return locate_many([Point(easting, northing)], on=on)[0]


def locate_many(wanted: Iterable[str | Point], *, on: date) -> list[Located]:
    """Where many postcodes or points lie on a day, in their order.

    The number of queries grows with the areas they stand in (two for each 500 areas), not with how many they are:
    72,895 postcodes of ten districts take four seconds.
    """
    return placed(asked(wanted), on=on)
