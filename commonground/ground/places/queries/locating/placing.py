"""Everything that is known of each thing asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from commonground.ground.places import formats, rules
from commonground.ground.places.models import Footprint
from commonground.ground.places.queries.locating.asking import Asked
from commonground.ground.places.queries.locating.ground import Ground, Spot, ground_of
from commonground.ground.places.queries.locating.located import AreaOfSet, Located, Official
from commonground.ground.places.queries.locating.standing import Maps, maps_for
from commonground.ground.places.rules import NotLocated

SMALL, WARD = "lsoa", "ward"


@dataclass(frozen=True)
class Known:
    """What is the same for all that stand on one spot; `outside` for what has no place here all the same."""

    located: Located
    outside: Located
    is_inside: bool


def placed(asked: Sequence[Asked], *, on: date) -> list[Located]:
    """Each as at the day. Eight queries, and three for each further 500 areas that they stand in."""
    ground = ground_of(asked, on=on)
    maps = maps_for(ground)
    known = {spot: _known(spot, ground, maps) for spot in dict.fromkeys(ground.spots)}
    return [_located(one, known[spot], maps.footprints, on=on) for one, spot in zip(asked, ground.spots, strict=True)]


def _known(spot: Spot, ground: Ground, maps: Maps) -> Known:
    roots = {footprint.root_id for footprint in maps.footprints}
    drawn = ground.in_sets(spot)
    is_inside = not roots or ground.is_inside(spot, roots)
    district = ground.district(spot)
    located = Located(
        asked="",
        on=ground.on,
        authority=ground.authority(spot),
        district=district,
        small_areas=tuple(one for one in drawn if one.set.type_id == SMALL),
        wards=tuple(one for one in drawn if one.set.type_id == WARD),
        footprints=maps.standing(ground, spot) if is_inside else (),
        notes=tuple(_notes(ground, maps, drawn, district)),
    )
    return Known(located, replace(located, footprints=(), notes=()), is_inside)


def _located(one: Asked, known: Known, footprints: Sequence[Footprint], *, on: date) -> Located:
    postcode = str(one.postcode or "")
    problem = one.problem or (None if known.is_inside and _has_ground(known) else _outside(one, known, footprints))
    if problem is not None and not one.authority and one.point is None:
        return Located(one.text, on, postcode, problem=problem)
    east, north = one.point or (None, None)
    like = known.outside if problem else known.located
    return replace(like, asked=one.text, postcode=postcode, easting=east, northing=north, problem=problem)


def _has_ground(known: Known) -> bool:
    return known.located.district is not None or bool(known.located.small_areas or known.located.wards)


def _outside(one: Asked, known: Known, footprints: Sequence[Footprint]) -> NotLocated:
    place = " or ".join(dict.fromkeys(footprint.root.name for footprint in footprints)) or "any area that is loaded"
    district, authority = known.located.district, known.located.authority
    names = dict.fromkeys(part.name for part in (district, authority) if part is not None)
    return rules.out_of_area(str(one.postcode or one.text), place=place, lies_in=", ".join(names))


def _notes(ground: Ground, maps: Maps, drawn: Sequence[AreaOfSet], district: Official | None) -> list[str]:
    notes = []
    if not maps.footprints:
        notes.append("No footprint is drawn yet.")
    for kind, plural in ((SMALL, "small areas"), (WARD, "wards")):
        sets = [area_set for area_set in ground.sets if area_set.type_id == kind]
        if not sets:
            notes.append(f"Its {plural} are not known: no outlines of {plural} are loaded.")
        elif kind == WARD and not any(area_set.year is None or area_set.year <= ground.on.year for area_set in sets):
            notes.append(f"Its ward is not known: the earliest loaded are {sets[-1].name.lower()}.")
        missing = [area_set.name for area_set in sets if area_set.pk not in {one.set.pk for one in drawn}]
        if missing:
            notes.append(f"It lies in no outline of {', '.join(missing)}.")
    return [*notes, *_disagreements(ground, drawn, district)]


def _disagreements(ground: Ground, drawn: Sequence[AreaOfSet], district: Official | None) -> list[str]:
    """Outlines are generalised, so a place beside a border may fall on its other side."""
    notes = []
    for one in drawn:
        holds = [area for area in ground.above.get(one.area.pk, []) if area.code in formats.authorities()]
        if district and holds and all(area.code != district.code for area in holds):
            where = f"{one.area.name} ({one.set.name}), which is in {holds[0].name}"
            notes.append(f"The directory says {district.name}, its point lies in the outline of {where}.")
    return notes
