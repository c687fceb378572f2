"""Where a postcode or a point lies, and the ways in which that cannot be said. Each is a kind of its own."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from commonground.foundation.kernel.errors import Invalid
from commonground.foundation.kernel.identifiers import Postcode

LONGEST_SHOWN = 20
EAST, NORTH = 700_000, 1_300_000  # metres: the National Grid of Great Britain ends here


class Point(NamedTuple):
    """Metres on the National Grid (EPSG:27700)."""

    easting: float
    northing: float


class Trouble(StrEnum):
    """Why something has no place here."""

    MALFORMED = "malformed"  # no postcode, or no point of the National Grid
    UNKNOWN = "unknown"  # well formed, but not in the directory
    OUT_OF_AREA = "out of area"  # in England, outside of what the footprints divide
    OTHER_COUNTRY = "another country"
    NO_GROUND = "no ground"  # in the directory, which says neither where it lies nor whose it is


@dataclass(frozen=True)
class NotLocated:
    """Why something has no place here: the kind, a sentence for the person, what to do."""

    kind: Trouble
    what: str
    do: str = ""

    def __str__(self) -> str:
        return f"{self.what} {self.do}".strip()


def read_postcode(text: str) -> Postcode | NotLocated:
    """A postcode as people type it, or why it is none."""
    if len(text) > LONGEST_SHOWN:
        shown = f"“{text[:LONGEST_SHOWN].strip()}…” is too long for a postcode."
        return NotLocated(Trouble.MALFORMED, shown, "A postcode looks like NG18 5BX or M1 1AE.")
    if not text.strip():
        return NotLocated(Trouble.MALFORMED, "There is no postcode.", "Give one, such as NG18 5BX.")
    try:
        return Postcode.parse(text)
    except Invalid as wrong:
        return NotLocated(Trouble.MALFORMED, wrong.sentence)


def check_point(point: Point) -> NotLocated | None:
    """Why two numbers are no point on the National Grid; None where they are one."""
    if 0 < point.easting < EAST and 0 < point.northing < NORTH:
        return None
    do = "Give easting and northing in metres (EPSG:27700)."
    if -EAST < point.easting < EAST and 49 < abs(point.northing) < 62 and abs(point.easting) < 10:
        do = "These look like longitude and latitude: give easting and northing in metres (EPSG:27700)."
    return NotLocated(Trouble.MALFORMED, f"{point.easting:g}, {point.northing:g} is no point on the National Grid.", do)


def unknown_postcode(postcode: Postcode, *, edition: str) -> NotLocated:
    """It looks right, and nobody has heard of it."""
    what = f"{postcode} is not in the postcode directory of {edition}."
    return NotLocated(Trouble.UNKNOWN, what, "Check its letters and digits; a new one may not be listed yet.")


def no_ground(postcode: Postcode, *, edition: str) -> NotLocated:
    """Large users' numbers, and postcodes that ended before they were ever placed."""
    what = f"{postcode} is in the postcode directory of {edition}, which does not say where it lies."
    return NotLocated(Trouble.NO_GROUND, what, "Use the postcode of the street.")


def other_country(postcode: Postcode, *, country: str) -> NotLocated:
    return NotLocated(
        Trouble.OTHER_COUNTRY,
        f"{postcode} lies in {country}, and this site is about England.",
        f"Ask the children's services of {country}.",
    )


def out_of_area(what: str, *, place: str, lies_in: str) -> NotLocated:
    """`place` is what the footprints divide; `lies_in` whose ground it is, "" where that is not known."""
    where = f" It lies in {lies_in}." if lies_in else ""
    return NotLocated(Trouble.OUT_OF_AREA, f"{what} is not in {place}.{where}", "")
