"""How many children live within a distance of somewhere that offers something, as the crow flies (S8).

Children are counted where the middle of their small area lies, which is the finest place that published counts have.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from commonground.ground.directory.rules.gaps import Reach

EARTH_KM = 6371.0088  # mean radius, IUGG


@dataclass(frozen=True)
class Point:
    """Degrees, WGS 84."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class Lived:
    """Children of an age band in one small area."""

    where: Point
    children: float


def kilometres(one: Point, other: Point) -> float:
    """Along a great circle."""
    north = radians(other.latitude - one.latitude) / 2
    east = radians(other.longitude - one.longitude) / 2
    across = cos(radians(one.latitude)) * cos(radians(other.latitude)) * sin(east) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(sin(north) ** 2 + across)))


def reach(lived: Iterable[Lived], offered: Sequence[Point], *, within_km: float) -> Reach:
    """Children no further than that from the nearest of the places; nobody where there is none."""
    near = whole = 0.0
    for here in lived:
        whole += here.children
        if any(kilometres(here.where, place) <= within_km for place in offered):
            near += here.children
    return Reach(near, whole)
