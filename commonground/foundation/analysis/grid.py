"""Coordinates on the National Grid of Great Britain: metres east and north, so that lengths and areas are real."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy.typing import NDArray

WGS84, NATIONAL_GRID = 4326, 27700


def to_national_grid(degrees: "NDArray") -> "NDArray":
    """Longitude and latitude (n × 2, degrees of WGS84) as easting and northing (n × 2, metres of EPSG:27700).

    Right to about 5 metres: the national correction grid of the Ordnance Survey is not needed to draw maps. The same
    degrees always give the same metres, so borders that were shared stay shared.
    """
    return _carried(degrees, WGS84, NATIONAL_GRID)


def to_degrees(metres: "NDArray") -> "NDArray":
    """The other way: easting and northing (n × 2, metres) as longitude and latitude (n × 2, degrees of WGS84)."""
    return _carried(metres, NATIONAL_GRID, WGS84)


def _carried(points: "NDArray", system: int, into: int) -> "NDArray":
    """Points (n × 2) from one system of coordinates into another."""
    import numpy  # noqa: PLC0415 heavy: only boundaries and places of services need it
    import pyproj  # noqa: PLC0415 heavy: only boundaries and places of services need it

    transformer = pyproj.Transformer.from_crs(system, into, always_xy=True)
    return numpy.column_stack(transformer.transform(points[:, 0], points[:, 1]))


def beyond(homes: "NDArray", offered: Iterable[tuple[float, float]], *, metres: float) -> int:
    """How many of `homes` (n × 2, metres of the National Grid) are further than that from every one of `offered`, in a
    straight line.

    All of them where nothing is offered. What is near one is not asked of the next, so that many places cost little.
    """
    left = homes.astype(float)
    for east, north in offered:
        if not len(left):
            break
        left = left[(left[:, 0] - east) ** 2 + (left[:, 1] - north) ** 2 > metres**2]
    return len(left)
