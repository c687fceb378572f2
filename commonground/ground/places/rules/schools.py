"""Does a school stand where its register says? And which of two names are the same school."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median
from typing import NamedTuple

from commonground.ground.places.rules.names import search_form


class Place(NamedTuple):
    """Metres of the National Grid."""

    easting: float
    northing: float

    def metres_to(self, other: "Place") -> float:
        return math.hypot(self.easting - other.easting, self.northing - other.northing)

    @property
    def swapped(self) -> "Place":
        return Place(self.northing, self.easting)


class Stand(StrEnum):
    """What a register's place of a school turns out to be."""

    SOUND = "sound"
    MISSING = "missing"
    SWAPPED = "swapped"
    DEGREES = "degrees"
    ABROAD = "outside the country"
    FAR = "far from its postcode"


@dataclass(frozen=True)
class Limits:
    """Metres; `country` is west, south, east, north."""

    from_postcode: float
    from_authority: float
    country: Sequence[float]


@dataclass(frozen=True)
class Verdict:
    """What a place turned out to be, and how far from where it was expected (None where nothing was expected)."""

    stand: Stand
    metres: float | None = None


def judge(place: Place | None, *, postcode: Place | None, middle: Place | None, limits: Limits) -> Verdict:
    """Hold a place against the place of the postcode, or where that is not known the middle of the authority's schools.

    Coordinates are swapped where the other way round they would be right; each place is told with one thing wrong.
    """
    if place is None:
        return Verdict(Stand.MISSING)
    if _is_degrees(place):
        return Verdict(Stand.DEGREES)
    expected, most = (postcode, limits.from_postcode) if postcode else (middle, limits.from_authority)
    if expected is None:
        if _inside(place, limits.country):
            return Verdict(Stand.SOUND)
        return Verdict(Stand.SWAPPED if _inside(place.swapped, limits.country) else Stand.ABROAD)
    metres = place.metres_to(expected)
    if metres <= most:
        return Verdict(Stand.SOUND, metres)
    if place.swapped.metres_to(expected) <= most:
        return Verdict(Stand.SWAPPED, metres)
    return Verdict(Stand.FAR if _inside(place, limits.country) else Stand.ABROAD, metres)


def middle_of(places: Iterable[Place]) -> Place | None:
    """The median of both coordinates: a few that are wrong do not move it."""
    held = list(places)
    if not held:
        return None
    return Place(median(place.easting for place in held), median(place.northing for place in held))


def slip(pairs: Sequence[tuple[Place, Place]]) -> Place | None:
    """By how much all places (the first of each pair) lie to one side of where they should (the second).

    Files put on the grid without the datum's correction are off by about 100 metres, all in one direction: the median
    shows it, and no single place does. None for fewer than ten pairs.
    """
    if len(pairs) < 10:
        return None
    return middle_of(Place(is_at.easting - due.easting, is_at.northing - due.northing) for is_at, due in pairs)


_SPELLINGS = (
    (re.compile(r"\b(c ?of ?e|church of england|cofe)\b"), "ce"),
    (re.compile(r"\b(roman catholic|catholic|r c)\b"), "rc"),
    (re.compile(r"\bsaint\b"), "st"),
    (re.compile(r"\binfants?( school)?\b"), "infant"),
    (re.compile(r"\b(the|and|a|of|at|county|community|voluntary|controlled|aided|va|vc|school|academy)\b"), ""),
)


def name_key(name: str) -> str:
    """A form in which two registers' names of one school are the same; "" where nothing telling is left.

    Infant, junior, primary and secondary stay apart: they are different schools of one name.
    """
    key = search_form(name)
    for pattern, plain in _SPELLINGS:
        key = pattern.sub(plain, key)
    return " ".join(key.split())


def _inside(place: Place, frame: Sequence[float]) -> bool:
    west, south, east, north = frame
    return west <= place.easting <= east and south <= place.northing <= north


def _is_degrees(place: Place) -> bool:
    return abs(place.easting) <= 180 and abs(place.northing) <= 180 and place != (0, 0)
