"""Lists of postcodes with where they lie, for a spreadsheet: one row each, and those that are not placed with why."""

from collections.abc import Iterable, Sequence

from commonground.foundation.documents.report import Cell, Column, Table
from commonground.ground.places import formats
from commonground.ground.places.formats import Given
from commonground.ground.places.queries import InFootprint, Located

BEGINNING = (
    "Row",
    "Given",
    "Postcode",
    "Easting",
    "Northing",
    "Authority",
    "Authority code",
    "District",
    "District code",
)
END = ("Not placed", "Why", "Notes")


def located_table(given: Sequence[Given], located: Sequence[Located]) -> Table:
    """Every row of a list: authority, district, small areas, wards, and the area of each level of each map."""
    drawn = {one.set.pk: one.set.name for held in located for one in (*held.small_areas, *held.wards)}
    maps = {_level_key(one): _level_name(one) for held in located for one in held.footprints if one.level}
    pairs = (part for name in (*drawn.values(), *maps.values()) for part in (name, f"{name}: code"))
    return Table(
        caption=f"Postcodes as at {located[0].on:%-d %B %Y}" if located else "Postcodes",
        columns=[Column(name) for name in (*BEGINNING, *pairs, *END)],
        rows=[
            (*_beginning(one, found), *_middle(found, drawn, maps), *_end(found))
            for one, found in zip(given, located, strict=True)
        ],
        source=formats.source(),
    )


def not_placed_table(given: Sequence[Given], located: Sequence[Located], *, column: str) -> Table:
    """What has no place, by row and column of the list, and what to do."""
    return Table(
        caption="Not placed",
        columns=[Column(name) for name in ("Row", "Column", "Given", "Kind", "Why", "What to do")],
        rows=[
            (one.row, column, one.text, found.problem.kind.value, found.problem.what, found.problem.do)
            for one, found in zip(given, located, strict=True)
            if found.problem is not None
        ],
        source=formats.source(),
    )


def _beginning(one: Given, found: Located) -> tuple[Cell, ...]:
    authority, district = found.authority, found.district
    return (
        *(one.row, one.text, found.postcode, found.easting, found.northing),
        *((authority.name, authority.code) if authority else ("", "")),
        *((district.name, district.code) if district else ("", "")),
    )


def _middle(found: Located, sets: Iterable[str], levels: Iterable[tuple[str, str]]) -> Iterable[Cell]:
    drawn = {one.set.pk: one for one in (*found.small_areas, *found.wards)}
    standing = {_level_key(one): one for one in found.footprints if one.level}
    for held in (*(drawn.get(key) for key in sets), *(standing.get(key) for key in levels)):
        area = held.area if held else None
        yield from (area.name, area.key) if area else ("", "")


def _end(found: Located) -> tuple[Cell, ...]:
    problem = found.problem
    whys = (f"{one.footprint.name}: {one.why}" for one in found.footprints if one.why and one.level)
    notes = [*found.notes, *dict.fromkeys(whys)]
    return (problem.kind.value if problem else "", str(problem) if problem else "", " ".join(notes))


def _level_key(one: InFootprint) -> tuple[str, str]:
    return one.footprint.slug, one.level.slug if one.level else ""


def _level_name(one: InFootprint) -> str:
    """“Locality management groups, Six localities (2015): Locality”."""
    return f"{one.version}: {one.level}"
