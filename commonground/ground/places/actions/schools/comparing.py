"""Hold what other files say against the schools: addresses without a URN confirm a place, they make no school."""

from collections import defaultdict
from dataclasses import replace

import numpy

from commonground.foundation.analysis.grid import to_national_grid
from commonground.foundation.kernel.errors import Problem
from commonground.ground.places import formats, queries
from commonground.ground.places.actions.schools.checking import Checked
from commonground.ground.places.actions.schools.keeping import SchoolEntry
from commonground.ground.places.actions.schools.outcome import Aside
from commonground.ground.places.formats.schools import CHECKS, AddressRow, ReadFiles
from commonground.ground.places.rules.schools import Place, name_key

BRITAIN = (-9.5, 49.0, 2.5, 61.5)  # west, south, east, north in degrees


def confirm(found: Checked, read: ReadFiles) -> int:
    """Compare schools with addresses and postcodes; returns how many were held against another source.

    An address of the same name near by is noted on the school; what matches nothing is set aside, and so is what
    would lie nowhere in Britain.
    """
    by_name: dict[str, list[int]] = defaultdict(list)
    for at, entry in enumerate(found.entries):
        by_name[name_key(entry.name)].append(at)
    confirmed, asides = set[int](), defaultdict[str, list[str]](list)
    sound = [row for row in read.addresses if _is_sound(row, found)]
    covered = set(queries.areas_by_key(row.district for row in sound))
    for row, place in zip(sound, _on_grid(sound), strict=True):
        held = _nearest(found.entries, by_name.get(name_key(row.name), []), place)
        if held is None:
            asides[_why_not(row, covered)].append(row.name)
        elif held not in confirmed:
            confirmed.add(held)
            found.entries[held] = _confirmed(found.entries[held], row, place)
    found.aside += [Aside(why, tuple(names)) for why, names in sorted(asides.items())]
    return len(confirmed | _by_postcode(found, read))


def _by_postcode(found: Checked, read: ReadFiles) -> set[int]:
    given = {row.postcode for row in read.postcodes}
    return {at for at, entry in enumerate(found.entries) if entry.postcode in given}


def _is_sound(row: AddressRow, found: Checked) -> bool:
    west, south, east, north = BRITAIN
    if west <= row.longitude <= east and south <= row.latitude <= north:
        return True
    swapped = west <= row.latitude <= east and south <= row.longitude <= north
    what = "has latitude and longitude swapped." if swapped else "lies nowhere in Britain."
    found.problems.append(
        Problem(what, do="Exchange or correct them.", where=row.where, row=row.row, column="lon, lat")
    )
    return False


def _on_grid(rows: list[AddressRow]) -> list[Place]:
    if not rows:
        return []
    degrees = numpy.array([(row.longitude, row.latitude) for row in rows])
    return [Place(float(east), float(north)) for east, north in to_national_grid(degrees)]


def _nearest(entries: list[SchoolEntry], candidates: list[int], place: Place) -> int | None:
    """The school of the name that stands nearest, if that is near."""
    far = [(place.metres_to(stands), at) for at in candidates if (stands := _place(entries[at]))]
    metres, at = min(far, default=(float("inf"), -1))
    return at if metres <= CHECKS.same_school_metres else None


def _place(entry: SchoolEntry) -> Place | None:
    return Place(entry.easting, entry.northing) if entry.easting is not None and entry.northing is not None else None


def _confirmed(entry: SchoolEntry, row: AddressRow, place: Place) -> SchoolEntry:
    stands = _place(entry)
    metres = place.metres_to(stands) if stands else 0.0
    return replace(entry, confirmed_by=f"{row.file[-100:]}, {row.address[:50]}: {metres:.0f} m away")


def _why_not(row: AddressRow, covered: set[str]) -> str:
    if row.district and row.district not in covered:
        known = formats.authorities().get(row.district)
        return f"addresses in {known.name if known else row.district}, which this site does not cover"
    return "addresses of no school that the register holds by this name (an address without a URN makes no school)"
