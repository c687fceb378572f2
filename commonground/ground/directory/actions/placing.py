"""Where places and areas of a directory lie: the smallest official area of a postcode, the area that is meant."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

import numpy

from commonground.foundation.analysis.grid import to_degrees, to_national_grid
from commonground.foundation.kernel.errors import Ambiguous, NotFound, Problem
from commonground.ground.directory.rules import entries
from commonground.ground.directory.rules.positions import what_is_wrong
from commonground.ground.places import queries as places
from commonground.ground.places.rules import Trouble

if TYPE_CHECKING:
    from commonground.ground.places.models import Area

CODE = re.compile(r"\b[EWSN][0-9]{8}\b")
NONE_SUCH = (Trouble.MALFORMED, Trouble.UNKNOWN)
LONGEST_NAME = 100


class Ground(NamedTuple):
    """What is known of a postcode; latitude and longitude are of its middle."""

    postcode: str
    area: UUID | None
    easting: float | None
    northing: float | None
    problem: Problem | None
    latitude: float | None = None
    longitude: float | None = None


NOWHERE = Ground("", None, None, None, None)


def grounds(postcodes: Iterable[str], *, on: date) -> dict[str, Ground]:
    """Each postcode as typed → where it lies. One that is none, or that nobody knows, has a problem.

    One outside of the place, or without ground in the directory, is a postcode all the same.
    """
    wanted = sorted(set(postcodes))
    known = {text: _ground(found) for text, found in zip(wanted, places.locate_many(wanted, on=on), strict=True)}
    return known | _in_degrees(known)


def _in_degrees(known: dict[str, Ground]) -> dict[str, Ground]:
    """Those that have ground, with its latitude and longitude to ten metres."""
    there = {text: one for text, one in known.items() if one.easting is not None and one.northing is not None}
    if not there:
        return {}
    degrees = to_degrees(numpy.array([(one.easting, one.northing) for one in there.values()], dtype=float))
    pairs = zip(there.items(), degrees.round(4).tolist(), strict=True)
    return {text: one._replace(latitude=north, longitude=east) for (text, one), (east, north) in pairs}


def _ground(found: places.Located) -> Ground:
    trouble = found.problem
    wrong = Problem(trouble.what, trouble.do) if trouble is not None and trouble.kind in NONE_SUCH else None
    return Ground(found.postcode, _smallest(found), found.easting, found.northing, wrong)


def _smallest(found: places.Located) -> UUID | None:
    """The newest small area, else the ward, else the district or council."""
    small = max(found.small_areas, key=lambda one: one.set.year or 0, default=None)
    if small is not None:
        return small.area.pk
    if found.ward is not None:
        return found.ward.area.pk
    return next((one.area_id for one in (found.district, found.authority) if one and one.area_id), None)


def placed_by_hand(values: Mapping[str, Any], *, on: date) -> tuple[dict[str, Any], list[Problem]]:
    """Postcode, coordinates and area of a place whose values somebody wrote; and what is wrong, by field.

    Coordinates that nobody gave are those of the postcode. Without a postcode the area is that of the coordinates.
    """
    typed, degrees = str(values["postcode"]).strip(), (values["longitude"], values["latitude"])
    ground = grounds([typed], on=on)[typed] if typed else NOWHERE
    if ground.problem is not None:
        return {}, [Problem(ground.problem.what, ground.problem.do, column="postcode")]
    placed: dict[str, Any] = {"postcode": ground.postcode, "area_id": ground.area, "is_placed_by_postcode": False}
    if degrees == (None, None) and ground.latitude is not None:
        middle = {"latitude": ground.latitude, "longitude": ground.longitude, "is_placed_by_postcode": True}
        return placed | middle, []
    if None in degrees or what_is_wrong(degrees[1], degrees[0]):
        return placed, []  # nothing, or told by the rules of a place
    easting, northing = (float(one) for one in to_national_grid(numpy.array([degrees], dtype=float))[0])
    if not typed:
        placed["area_id"] = _smallest(places.locate_point(easting, northing, on=on))
    if ground.easting is None or ground.northing is None:
        return placed, []
    there = (ground.easting, ground.northing)
    return placed, entries.of_distance((easting, northing), there, postcode=ground.postcode)


def areas_meant(texts: Iterable[tuple[str, ...]], *, on: date) -> "dict[tuple[str, ...], Area]":
    """What feeds call an area (code, address, name) → the one area of this site that can be meant, where there is."""
    wanted = set(texts)
    codes = {text: CODE.search(" ".join(text)) for text in wanted}
    known = places.areas_by_key([found[0] for found in codes.values() if found])
    meant: dict[tuple[str, ...], Area] = {}
    for text, found in codes.items():
        area = known.get(found[0]) if found else _by_name(text, on)
        if area is not None:
            meant[text] = area
    return meant


def _by_name(texts: tuple[str, ...], on: date) -> "Area | None":
    for name in texts:
        if not 2 < len(name.strip()) <= LONGEST_NAME or name.strip().startswith("{"):
            continue
        found = _named(name.strip(), on)
        if found is not None:
            return found
    return None


def _named(name: str, on: date) -> "Area | None":
    try:
        return places.area_by_reference(name, on=on)
    except (NotFound, Ambiguous):
        return None  # words that are no area of ours stay words
