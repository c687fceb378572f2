"""How far one place is from another: in a straight line, which is never longer than the way."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

EARTH = 6371.0088  # kilometres, the mean radius (IUGG)
DEGREE = radians(1) * EARTH  # kilometres of a degree of latitude
NEAR = 10.0  # kilometres below which a tenth of one is told


@dataclass(frozen=True)
class Point:
    """Degrees of WGS84."""

    latitude: float
    longitude: float

    @property
    def across(self) -> float:
        """Kilometres of a degree of longitude here."""
        return DEGREE * cos(radians(self.latitude))


def kilometres(one: Point, other: Point) -> float:
    """Along the surface of a sphere: right to half a percent."""
    north = radians(other.latitude - one.latitude) / 2
    east = radians(other.longitude - one.longitude) / 2
    half = sin(north) ** 2 + cos(radians(one.latitude)) * cos(radians(other.latitude)) * sin(east) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(half)))


def in_words(far: float) -> str:
    """“about 400 m”, “about 2.3 km”, “about 14 km”: postcodes stand for their middle, so more digits would be false."""
    if far < 1:
        return f"about {max(100, round(far * 10) * 100)} m"
    return f"about {far:.1f} km" if far < NEAR else f"about {far:.0f} km"
