"""Which areas the places of a file mean: postcodes and schools by their point, codes and names as they stand.

    placing = Placing(reading, on=viewer.today)
    for one in placing.place(["NG18 5BX", "NG99 9ZZ"]): one.keys or one.problem

A postcode is kept nowhere: what comes out are areas (docs/decisions/0032).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from commonground.foundation.kernel.errors import Ambiguous, Invalid, NotFound
from commonground.foundation.kernel.identifiers import Gss, Urn
from commonground.ground.evidence.rules.own import POSTCODE, SCHOOL, Reading
from commonground.ground.places import queries as places
from commonground.ground.places.rules import Point, Trouble

if TYPE_CHECKING:
    from commonground.ground.places.models import Area

KEPT = 50_000  # different places in memory at once
DISTRICTS = "districts"
SHOWN = 5  # candidates or successors that a sentence names


@dataclass(frozen=True, slots=True)
class Place:
    """The keys of the areas that something is counted in, one of each set; or why there is none."""

    keys: tuple[str, ...] = ()
    what: str = ""
    do: str = ""
    sets: tuple[str, ...] = ()


class Placing:
    """Looks places up, each different one once. `sets` are those that something was placed in, by a point."""

    def __init__(self, reading: Reading, *, on: date) -> None:
        self._reading, self._on = reading, on
        self._known: dict[str, Place] = {}
        self.sets: set[str] = set()

    def place(self, texts: Sequence[str]) -> list[Place]:
        """One for each text, in their order."""
        if len(self._known) > KEPT:
            self._known.clear()
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            look = {POSTCODE: self._postcodes, SCHOOL: self._schools}.get(self._reading.place)
            found = look(new) if look else self._codes(new) if self._reading.set else self._areas(new)
            self._known |= dict(zip(new, found, strict=True))
            self.sets.update(name for one in found for name in one.sets)
        return [self._known[text] for text in texts]

    def _postcodes(self, texts: Sequence[str]) -> list[Place]:
        return [_by_point(one) for one in places.locate_many(texts, on=self._on)]

    def _schools(self, texts: Sequence[str]) -> list[Place]:
        numbers = [_school_number(text) for text in texts]
        keys = {one: f"URN{one}" for one in numbers if isinstance(one, int)}
        areas = places.areas_by_key(keys.values())
        schools = places.schools_of(areas.values())
        points = {key: Point(one.easting, one.northing) for key, one in schools.items() if one.easting and one.northing}
        located = dict(zip(points, places.locate_many(points.values(), on=self._on), strict=True))
        return [
            _school(one, keys.get(one, "") if isinstance(one, int) else "", areas, located, self._districts_of_schools)
            for one in numbers
        ]

    @cached_property
    def _districts_of_schools(self) -> Mapping[str, str]:
        return places.districts_of_schools()

    def _codes(self, texts: Sequence[str]) -> list[Place]:
        """Codes of one set of areas, or their names where a name means one area."""
        return [self._code(text) for text in texts]

    def _code(self, text: str) -> Place:
        wanted = text.strip().upper().replace(" ", "")
        if wanted in self._of_set:
            return Place((wanted,))
        named = self._names.get(text.casefold(), [])
        if len(named) == 1:
            return Place((named[0],))
        if len(named) > 1:
            return Place(what=f"“{text}” is the name of {len(named)} areas.", do=f"Write a code: {_listed(named)}.")
        return self._unknown_code(text, wanted)

    def _unknown_code(self, text: str, wanted: str) -> Place:
        try:
            Gss.parse(wanted)
        except Invalid:
            return Place(what=f"“{text}” is not the code of an area.", do="Codes look like E01028000 or E05009000.")
        name = self._set_names.get(self._reading.set, self._reading.set).lower()
        successors = self._successors.get(wanted)
        if successors:
            what = f"{wanted} is not one of the {name}: it was drawn anew."
            return Place(
                what=what, do=f"Its ground is now in {_listed(successors)}; or read the file by the older set."
            )
        others = [self._set_names.get(one, one) for one in self._sets_of.get(wanted, ())]
        if others:
            what = f"{wanted} is of {others[0].lower()}, and this file is read by {name}."
            return Place(what=what, do="Write the code of the newer area, or read the file by the other set.")
        return Place(what=f"{wanted} is not one of the {name} that this site knows.", do="Look for a slip in the code.")

    def _areas(self, texts: Sequence[str]) -> list[Place]:
        """Areas of any kind: by code, by short name, by name, or of a footprint as footprint/name."""
        held = places.areas_by_key([*texts, *(text.upper() for text in texts), *(text.casefold() for text in texts)])
        return [self._area(text, held) for text in texts]

    def _area(self, text: str, held: Mapping[str, "Area"]) -> Place:
        found = held.get(text) or held.get(text.upper()) or held.get(text.casefold())
        try:
            area = found or places.area_by_reference(text, on=self._on)
        except Ambiguous as several:
            return Place(what=several.sentence, do=" ".join(problem.do for problem in several.problems[:SHOWN]))
        except NotFound as none:
            successors = self._successors.get(text.upper())
            do = f"Its ground is now in {_listed(successors)}." if successors else "Look for a slip, or write its code."
            return Place(what=none.sentence, do=do)
        if area.is_draft:
            return Place(what=f"{area.name} belongs to a map that is still being drawn.", do="Use a published map.")
        if area.valid_until and area.valid_until <= self._on:
            what = f"{area.name} ended on {area.valid_until.day} {area.valid_until:%B %Y}."
            return Place(what=what, do="Write the area that followed it.")
        return Place((area.key,))

    @cached_property
    def _of_set(self) -> frozenset[str]:
        return frozenset(area for area_set, area in places.set_table() if area_set == self._reading.set)

    @cached_property
    def _names(self) -> Mapping[str, list[str]]:
        named: dict[str, list[str]] = defaultdict(list)
        for key, area in places.areas_by_key(self._of_set).items():
            named[area.name.casefold()].append(key)
        return named

    @cached_property
    def _sets_of(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for area_set, area in places.set_table():
            found[area].append(area_set)
        return found

    @cached_property
    def _set_names(self) -> Mapping[str, str]:
        return places.set_names()

    @cached_property
    def _successors(self) -> Mapping[str, list[str]]:
        """Former area → those it became part of, in the set that the file is read by or in any newer one."""
        found: dict[str, list[str]] = defaultdict(list)
        for row in places.changes_table():
            if row.after == self._reading.set or not self._reading.set:
                found[row.former].append(row.successor)
        return found


def absent_keys(reading: Reading, sets: set[str]) -> list[str]:
    """The areas in which the file says that nothing was counted where it names them not: all in its coverage that are
    of the sets that its places are of."""
    root = places.area_by_reference(reading.coverage)
    districts = _districts_in(root)
    inside = {area_set.slug: area_set for area_set in places.sets_within(root)}
    wanted = sets if reading.is_by_point else {reading.set}
    keys = {area.key for name in wanted & inside.keys() for area in places.areas_in_set(inside[name], root=root)}
    if reading.is_by_point:
        keys |= {district.key for district in districts}
    if reading.place == SCHOOL:
        codes = {district.key for district in districts}
        keys |= {school for school, district in places.districts_of_schools().items() if district in codes}
    return sorted(keys)


def _districts_in(root: "Area") -> list["Area"]:
    """The districts of a county; a place without any is one itself."""
    return [area for area in places.official_parts(root) if area.type_id in DISTRICT_TYPES] or [root]


DISTRICT_TYPES = frozenset({"district", "unitary-authority", "metropolitan-district", "london-borough"})


def _by_point(one: places.Located) -> Place:
    if one.problem is not None:
        mends = one.problem.do if one.problem.kind in (Trouble.MALFORMED, Trouble.UNKNOWN) else ""
        return Place(what=one.problem.what, do=mends or "Leave the row out, or mend the postcode.")
    drawn = [*one.small_areas, *one.wards]
    keys = [held.area.key for held in drawn]
    keys += [one.district.code] if one.district else []
    return Place(tuple(dict.fromkeys(keys)), sets=tuple(held.set.slug for held in drawn))


def _school_number(text: str) -> int | str:
    """The number of a school; a sentence where it is none."""
    try:
        return int(str(Urn.parse(text.upper().removeprefix("URN").strip())))
    except Invalid as wrong:
        return wrong.sentence


def _school(
    number: int | str,
    key: str,
    areas: Mapping[str, "Area"],
    located: Mapping[str, places.Located],
    districts: Mapping[str, str],
) -> Place:
    if isinstance(number, str):
        return Place(what=number, do="Write the unique reference number of the school, six digits.")
    if key not in areas:
        what = f"we know no school with the unique reference number {number}."
        return Place(what=what, do="Look for a slip, or whether the school has a newer number.")
    point = _by_point(located[key]) if key in located else Place()
    district = [districts[key]] if key in districts else []
    return Place(tuple(dict.fromkeys([key, *point.keys, *district])), sets=point.sets)


def _listed(keys: Sequence[str]) -> str:
    more = f" and {len(keys) - SHOWN} more" if len(keys) > SHOWN else ""
    return ", ".join(sorted(keys)[:SHOWN]) + more
