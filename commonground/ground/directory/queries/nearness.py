"""Where somebody looks from, and how far services are: in a straight line, to places that are told."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy
from django.db.models import Exists, F, FloatField, OuterRef, Q, Subquery
from django.db.models.functions import Cast

from commonground.foundation.analysis.grid import to_degrees
from commonground.foundation.kernel.errors import Ambiguous, NotFound, Problem
from commonground.ground.directory.models import ServiceArea, ServiceAtLocation
from commonground.ground.directory.rules.distances import DEGREE, Point
from commonground.ground.places import queries as places

if TYPE_CHECKING:
    from commonground.ground.places.models import Area


@dataclass(frozen=True)
class Whence:
    """Where somebody looks: a postcode with the area that it lies in, or an area with its middle.

    `point` is None where nobody knows, `area` where the postcode lies in none of this site.
    """

    label: str
    area: "Area | None"
    point: Point | None
    is_postcode: bool = False


def whence(typed: str, *, on: date) -> "Whence | Problem":
    """The postcode or area that is meant, or what is wrong. At most three queries."""
    looked_up = places.looked_up(typed)
    if looked_up.postcode is None:
        named = _named(typed, on=on)
        return named if isinstance(named, Problem) else Whence(named.name, named, _degrees(places.middle_of(named)))
    if looked_up.point is None and looked_up.problem is not None:
        return Problem(looked_up.problem.what, looked_up.problem.do)
    area = places.areas_by_key([looked_up.authority]).get(looked_up.authority) if looked_up.authority else None
    at = (looked_up.point.easting, looked_up.point.northing) if looked_up.point else None
    return Whence(str(looked_up.postcode), area, _degrees(at), is_postcode=True)


def _named(typed: str, *, on: date) -> "Area | Problem":
    try:
        return places.area_by_reference(typed, on=on)
    except Ambiguous as several:
        return Problem(f"“{typed}” is several areas: {', '.join(one.what for one in several.problems)}.", "Choose one.")
    except NotFound:
        return Problem(f"“{typed}” is no postcode and no area that is known here.", "Check it, or leave it empty.")


def _degrees(at: tuple[float, float] | None) -> Point | None:
    if at is None:
        return None
    ((east, north),) = to_degrees(numpy.array([at])).tolist()
    return Point(north, east)


def how_far(near: Point) -> Subquery:
    """Kilometres to the nearest place of a service, squared: None where none has coordinates.

    On a plane around the point, so that every database can say it; within 100 km right to half a percent.
    """
    told = ServiceAtLocation.objects.in_the_open().filter(service=OuterRef("pk"), location__latitude__isnull=False)
    far: Any = distance_squared(near, to="location__")
    return Subquery(told.order_by(far).values_list(far)[:1])


def distance_squared(near: Point, *, to: str = "") -> Cast:
    """Of a place, whose columns are named with `to` in front."""
    north = (F(f"{to}latitude") - near.latitude) * DEGREE
    east = (F(f"{to}longitude") - near.longitude) * near.across
    return Cast(north * north + east * east, FloatField())


def reaching(whence: Whence, *, on: date) -> Q:
    """Services for who lives there: those that name the area or a part or whole of it, or that name none.

    Of those that name none: with a postcode all, since people cross borders; with an area those in it, and those that
    are nowhere, which come to everybody.
    """
    if whence.area is None:
        return Q()
    near = places.reach(whence.area, on=on)
    here = OuterRef("pk")
    named = ServiceArea.objects.filter(service=here, area__isnull=False)
    concerned = Q(Exists(named.filter(near.concerning("area"))))
    if whence.is_postcode:
        return concerned | Q(~Exists(named))
    at = ServiceAtLocation.objects.in_the_open().filter(service=here, location__area__isnull=False)
    inside = Q(Exists(at.filter(near.within("location__area"))))
    return concerned | Q(~Exists(named)) & (inside | Q(~Exists(at)))
